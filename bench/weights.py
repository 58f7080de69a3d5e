"""What the app weighs: bytes of the release, each file gzipped by itself; for the page, the heaviest language."""

import gzip
import re

from bench.figures import Figure, kb
from pwa.release import Release, build

REACH = {"page": 6000, ".js": 15000, ".css": 8000}
LOADED = re.compile(r'<(?:script|link rel="stylesheet")[^>]+(?:src|href)="([^"]+)"')
IMPORTED = re.compile(rb'(?:^|;)(?:import|export)\b[^;]*?"\./([\w-]+\.js)"', re.M)


def measure(runs: int) -> list[Figure]:
    """The same bytes each time, so one run says it."""
    release = build()
    pages = {language.html: _packed(release.page(language, "cramp_now").body) for language in release.languages}
    worst = max(pages, key=lambda html: pages[html])
    first = first_screen(release)
    every = {ending: {path for path in release.entries if path.endswith(ending)} for ending in (".js", ".css")}
    return [
        _figure(f"first screen, HTML ({worst})", pages[worst], REACH["page"]),
        _figure("first screen, its JavaScript", _all(release, first & every[".js"])),
        _figure("first screen, its CSS", _all(release, first & every[".css"])),
        _figure("JavaScript of all screens and the worker", _all(release, every[".js"]), REACH[".js"]),
        _figure("CSS of all screens", _all(release, every[".css"]), REACH[".css"]),
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


def _figure(measure: str, size: int, most: int | None = None) -> Figure:
    reach = f"at most {kb(most)}" if most else ""
    return Figure(f"{measure}, gzip", reach, kb(size), size <= most if most else None, {"bytes": [float(size)]})


def _all(release: Release, paths: set[str]) -> int:
    return sum(_packed(release.entries[path].body) for path in paths)


def _packed(body: bytes) -> int:
    return len(gzip.compress(body, 9, mtime=0))
