"""The catalog check: what is wrong with a translation."""
