"""The release: every page and file of the site, rendered once, with its digest.

This is the one list of what the app is. The server serves it, the worker installs it, the tests walk it; the version
is the digest of the list, so two machines that build the same sources make the same release.
"""

import hashlib
import json
import struct
import zlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pwa.catalog import localize, read_catalog
from pwa.content import Content
from pwa.headers import headers_for
from pwa.languages import Language, find_languages
from pwa.load import load, root
from pwa.manifest import manifest
from pwa.pictures import names, night_file
from pwa.views import PATHS, Page, Site, country_table, render

HTML = "text/html; charset=utf-8"
JSON = "application/json"
STATIC = Path(__file__).parent / "static"
MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webmanifest": "application/manifest+json",
    ".json": JSON,
}
WORKER = "sw.js"


@dataclass(frozen=True)
class Entry:
    """One file of the site. `path` begins with the site's base; `offline` says that the phone keeps it."""

    path: str
    media_type: str
    body: bytes
    offline: bool = True
    immutable: bool = False

    @cached_property
    def digest(self) -> str:
        """SHA-256 in hex."""
        return hashlib.sha256(self.body).hexdigest()

    @property
    def headers(self) -> dict[str, str]:
        return headers_for(self.media_type, self.immutable)


@dataclass(frozen=True)
class Release:
    """The entries by path, in the order in which a phone should have them, and the version of the whole."""

    base: str
    version: str
    languages: tuple[Language, ...]
    entries: dict[str, Entry]

    def page(self, language: Language, screen: str) -> Entry:
        return self.entries[f"{self.base}{language.tag}/{PATHS[screen]}"]


def build(folder: Path | None = None, base: str = "/") -> Release:
    """Render the whole site from the folder that holds content/ and translations/. Raises ContentError."""
    folder = folder or root()
    content = load(folder / "content")
    languages = find_languages(folder / "translations")
    static = _static_files()
    assets = f"assets/{_digest_of(static)[:12]}"
    site = Site(base, assets, languages)
    localized = {language: localize(content, read_catalog(folder / "translations", language)) for language in languages}
    found = [
        *_pages(site, localized),
        *(Entry(f"{base}{assets}/{name}", _media_type(name), body, immutable=True) for name, body in static.items()),
        Entry(f"{base}countries.json", JSON, _json(country_table(content))),
        *_installable(site, localized),
    ]
    entries = {entry.path: entry for entry in found}
    if len(entries) != len(found):
        raise ValueError("two entries of the release have one path")
    offline = [entry for entry in found if entry.offline]
    version = hashlib.sha256("\n".join(f"{e.path} {e.digest} {e.headers}" for e in found).encode()).hexdigest()[:16]
    bundle = Entry(f"{base}release/{version}.bundle", "application/octet-stream", _bundle(offline), False, True)
    worker = _worker(site, version, offline, bundle)
    entries[bundle.path] = bundle
    entries[worker.path] = worker
    return Release(base, version, tuple(languages), entries)


def _pages(site: Site, localized: dict[Language, Content]) -> list[Entry]:
    """Cramp screens of every language first; `start/` is the cramp screen again, for the launch from a home screen."""
    rendered = {
        (language, screen): render(Page(site, content, language, screen)).encode()
        for screen in PATHS
        for language, content in localized.items()
    }
    entries = [
        Entry(f"{site.base}{language.tag}/{PATHS[screen]}", HTML, body) for (language, screen), body in rendered.items()
    ]
    starts = [Entry(f"{site.base}{lang.tag}/start/", HTML, rendered[lang, "cramp_now"]) for lang in localized]
    return entries + starts


def _static_files() -> dict[str, bytes]:
    """Styles, scripts and pictures by name; the worker and the icons have addresses of their own."""
    files = {
        path.name: path.read_bytes() for path in sorted(STATIC.iterdir()) if path.is_file() and path.name != WORKER
    }
    files |= {f"{name}.svg": night_file(name) for name in names()}
    files["icon.svg"] = (Path(__file__).parent / "icon.svg").read_bytes()
    return files


def _installable(site: Site, localized: dict[Language, Content]) -> list[Entry]:
    """Manifests and icons. Only a browser that installs the app asks for them, so the phone does not keep them."""
    manifests = [
        Entry(
            f"{site.base}{lang.tag}/manifest.webmanifest",
            MEDIA_TYPES[".webmanifest"],
            _json(manifest(site, lang, text)),
            False,
        )
        for lang, text in localized.items()
    ]
    icons = [
        Entry(f"{site.base}icons/{path.name}", MEDIA_TYPES[".png"], path.read_bytes(), False)
        for path in sorted((STATIC / "icons").iterdir())
    ]
    return manifests + icons


def _bundle(entries: list[Entry]) -> bytes:
    """All bodies in one gzip stream: a length, an index of [digest, size] in JSON, then the bodies, each once.

    docs/decisions/ compares the shapes that were tried. gzip, because DecompressionStream knows no brotli everywhere.
    """
    bodies = {entry.digest: entry.body for entry in entries}
    index = _json([[digest, len(body)] for digest, body in bodies.items()])
    packer = zlib.compressobj(9, zlib.DEFLATED, 31, 9)
    return packer.compress(b"".join([struct.pack(">I", len(index)), index, *bodies.values()])) + packer.flush()


def _worker(site: Site, version: str, entries: list[Entry], bundle: Entry) -> Entry:
    """The worker with the list inside it: one file that is the version, so that code and list cannot differ."""
    headers = [dict(pairs) for pairs in dict.fromkeys(tuple(entry.headers.items()) for entry in entries)]
    listed = {
        "version": version,
        "bundle": bundle.path,
        "languages": {language.tag: language.html for language in site.languages},
        "headers": headers,
        "entries": [[entry.path, entry.digest, headers.index(entry.headers)] for entry in entries],
    }
    source = (STATIC / WORKER).read_text(encoding="utf-8")
    code = source.replace("/* RELEASE */ null", json.dumps(listed, ensure_ascii=False, separators=(",", ":")))
    if code == source:
        raise ValueError("sw.js has lost the place where the release goes")
    return Entry(f"{site.base}{WORKER}", MEDIA_TYPES[".js"], code.encode(), False)


def _media_type(name: str) -> str:
    return MEDIA_TYPES[Path(name).suffix]


def _digest_of(files: dict[str, bytes]) -> str:
    return hashlib.sha256(
        b"".join(name.encode() + hashlib.sha256(body).digest() for name, body in files.items())
    ).hexdigest()


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
