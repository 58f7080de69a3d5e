"""Measures what is promised: `make bench`."""

import tools  # noqa: F401  It ends with one sentence where a package is missing.
