"""What the app weighs: bytes of the release, each file compressed by itself; for the page, the heaviest language.

The numbers to reach are those of the first screen, as brotli, which most hosts send; gzip stands beside it.
"""

import gzip
import posixpath
import re
from collections.abc import Iterable

import brotli

from bench.figures import Figure, kb
from pwa.release.bundles import Group, bundled
from pwa.release.model import Release
from tests.support.releases import build_release as build

REACH = {"page": 12000, ".js": 15000}
BUNDLES = {
    "what all languages share, for the core": 40000,
    "what all languages share, the rest": None,
    "a language's core": 12000,
    "a language's rest": 30000,
}
LOADED = re.compile(r"/assets/[\w./-]+\.js\b")
IMPORTED = re.compile(rb"""\bfrom\s*"(\.[\w./-]+)\"""")
INSIDE = re.compile(rb"(?s)<script data-base[^>]*>(.*?)</script>")


def measure(_runs: int) -> list[Figure]:
    """The same bytes each time, so one run says it."""
    release = build()
    pages = {language.html: release.page(language, "cramp_now").body for language in release.languages}
    worst = max(pages, key=lambda html: len(brotli.compress(pages[html])))
    files = {path: entry.body for path, entry in release.entries.items()}
    inside = INSIDE.findall(pages[worst])

    def these(ending: str, paths: Iterable[str] = files) -> list[bytes]:
        return [files[path] for path in paths if path.endswith(ending)]

    return [
        _figure(f"first screen, HTML with style and script inside ({worst})", [pages[worst]], REACH["page"]),
        _figure("first screen, all its JavaScript", [*inside, *these(".js", first_scripts(release))], REACH[".js"]),
        _figure("JavaScript of all screens", these(".js", (path for path in files if "/assets/" in path))),
        _figure("the worker, with the list of the release", these("sw.js")),
        _figure("CSS of all screens", these(".css")),
        *_bundles(release),
    ]


def _bundles(release: Release) -> list[Figure]:
    """What an install fetches, of each kind the heaviest."""
    found = bundled(release.base, release.languages, [file for file in release.entries.values() if file.offline])
    kinds: list[list[Group]] = [
        [found.shared.core],
        [found.shared.rest],
        [own.core for own in found.languages.values()],
        [own.rest for own in found.languages.values()],
    ]
    return [
        _figure(f"install: {name}", [max((group.bundle.body for group in groups), key=_least)], most)
        for (name, most), groups in zip(BUNDLES.items(), kinds, strict=True)
    ]


def _least(body: bytes) -> int:
    return len(brotli.compress(body))


def first_scripts(release: Release) -> set[str]:
    """Scripts that the cramp screen loads by itself, and what those import."""
    found = set(LOADED.findall(release.page(release.languages[0], "cramp_now").body.decode()))
    wanted = set(found)
    while wanted:
        path = wanted.pop()
        names = (name.decode() for name in IMPORTED.findall(release.entries[path].body))
        imported = {posixpath.normpath(posixpath.join(posixpath.dirname(path), name)) for name in names} - found
        found |= imported
        wanted |= imported
    return found


def _figure(measure: str, bodies: list[bytes], most: int | None = None) -> Figure:
    size, larger = sum(len(brotli.compress(body)) for body in bodies), _packed(bodies)
    reach = f"at most {kb(most)}" if most else ""
    found = {"gzip": [float(larger)], "brotli": [float(size)]}
    return Figure(f"{measure}, brotli", reach, f"{kb(size)} (gzip {kb(larger)})", size <= most if most else None, found)


def _packed(bodies: list[bytes]) -> int:
    return sum(len(gzip.compress(body, 9, mtime=0)) for body in bodies)
