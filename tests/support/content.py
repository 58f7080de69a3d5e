"""The real content in English, read once in each process."""

from functools import cache

from pwa.content.load import load
from pwa.content.model import Content


@cache
def content() -> Content:
    """What content/ says."""
    return load()
