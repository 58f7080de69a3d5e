"""What the app weighs: bytes of the release, each file compressed by itself; for the page, the heaviest language.

The numbers to reach are those of the first screen, as gzip, the worse of the two that every host of deploy/ sends.
"""

import gzip
import re
from collections.abc import Iterable

import brotli

from bench.figures import Figure, kb
from pwa.release.model import Release
from tests.support.releases import build_release as build

REACH = {"page": 6000, ".js": 15000, ".css": 8000}
LOADED = re.compile(r'<(?:script|link rel="stylesheet")[^>]+(?:src|href)="([^"]+)"')
IMPORTED = re.compile(rb'(?:^|;)(?:import|export)\b[^;]*?"\./([\w-]+\.js)"', re.M)


def measure(_runs: int) -> list[Figure]:
    """The same bytes each time, so one run says it."""
    release = build()
    pages = {language.html: [release.page(language, "cramp_now").body] for language in release.languages}
    worst = max(pages, key=lambda html: _packed(pages[html]))
    files = {path: entry.body for path, entry in release.entries.items()}
    first = first_screen(release)

    def these(ending: str, paths: Iterable[str] = files) -> list[bytes]:
        return [files[path] for path in paths if path.endswith(ending)]

    return [
        _figure(f"first screen, HTML ({worst})", pages[worst], REACH["page"]),
        _figure("first screen, its JavaScript", these(".js", first), REACH[".js"]),
        _figure("first screen, its CSS", these(".css", first), REACH[".css"]),
        _figure("JavaScript of all screens", these(".js", (path for path in files if "/assets/" in path))),
        _figure("the worker, with the list of the release", these("sw.js")),
        _figure("CSS of all screens", these(".css")),
    ]


def first_screen(release: Release) -> set[str]:
    """Scripts and styles that the cramp screen loads, and what those import."""
    page = release.page(release.languages[0], "cramp_now").body.decode()
    found: set[str] = set()
    wanted = set(LOADED.findall(page))
    while wanted:
        path = wanted.pop()
        found.add(path)
        folder = path.rpartition("/")[0]
        imported = {f"{folder}/{name.decode()}" for name in IMPORTED.findall(release.entries[path].body)}
        wanted |= imported - found
    return found


def _figure(measure: str, bodies: list[bytes], most: int | None = None) -> Figure:
    size, smaller = _packed(bodies), sum(len(brotli.compress(body)) for body in bodies)
    reach = f"at most {kb(most)}" if most else ""
    found = {"gzip": [float(size)], "brotli": [float(smaller)]}
    return Figure(
        f"{measure}, gzip", reach, f"{kb(size)} (brotli {kb(smaller)})", size <= most if most else None, found
    )


def _packed(bodies: list[bytes]) -> int:
    return sum(len(gzip.compress(body, 9, mtime=0)) for body in bodies)
