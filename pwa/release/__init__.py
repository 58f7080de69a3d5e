"""The one list of all pages and files, with digests, and how it travels."""
