"""Night Cramp: what to do about a night leg cramp, offline."""

__version__ = "0.1.0"
