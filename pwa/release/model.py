"""What the app is, as data: files with their digests, and the release that lists them."""

import hashlib
from dataclasses import KW_ONLY, dataclass
from functools import cached_property

from pwa.headers import headers_for
from pwa.languages.table import Language
from pwa.screens import SCREENS

DIGEST = 32  # hex digits of SHA-256 that worker and ETag tell: 128 bits nobody can forge, at half the weight
SUMMARY = "release.json"
WORKER = "sw.js"


@dataclass(frozen=True)
class File:
    """One file of the site. `path` begins with the site's base; `offline` says that the phone keeps it."""

    path: str
    media_type: str
    body: bytes
    _: KW_ONLY
    offline: bool = True
    immutable: bool = False

    @cached_property
    def digest(self) -> str:
        """SHA-256 in hex."""
        return hashlib.sha256(self.body).hexdigest()

    @cached_property
    def headers(self) -> dict[str, str]:
        """Every header of its answer but those of its length and ETag."""
        return headers_for(self.media_type, self.immutable, self.body)


@dataclass(frozen=True)
class Release:
    """The files by path, in the order in which a phone should have them, and the version of the whole.

    `origin` is the host with its scheme where it is known; search engines are told of the languages in `findable`.
    """

    base: str
    version: str
    languages: tuple[Language, ...]
    entries: dict[str, File]
    origin: str = ""
    findable: tuple[Language, ...] = ()

    def page(self, language: Language, screen: str) -> File:
        """The page of a screen in a language."""
        return self.entries[f"{self.base}{language.tag}/{SCREENS[screen].path}"]
