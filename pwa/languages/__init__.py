"""The same in another language: the table of languages, .po files, the catalog check, standing, signatures."""
