"""What the app weighs: bytes of a release as a host has it that was told its address, each file compressed by itself.

Of a page the heaviest language counts. The numbers to reach are in brotli, which most hosts send; gzip is beside it.
"""

import gzip
from collections.abc import Iterable

import brotli
from playwright.sync_api import sync_playwright

from bench.figures import Figure, kb
from pwa.release.bundles import Group, bundled
from pwa.release.model import Release
from tests.support import shared
from tests.support.first_screen import MORE, asked_for, inside, named, weight, with_languages
from tests.support.server import Server
from tools.browser import ARGUMENTS, chromium

REACH = {"page": 12000, ".js": 15000}
BUNDLES = {
    "what all languages share, for the core": 40000,
    "what all languages share, the rest": None,
    "a language's core": 12000,
    "a language's rest": 30000,
}


def measure(_runs: int) -> list[Figure]:
    """The same bytes each time, so one run says it."""
    release = shared.release(origin=shared.ORIGIN)
    pages = {language.html: release.page(language, "cramp_now").body for language in release.languages}
    worst = max(pages, key=lambda html: weight([pages[html]]))
    files = {path: entry.body for path, entry in release.entries.items()}
    first = [inside(release), *(script.body for script in named(release, ".js"))]
    at_load = [inside(release), *(files[path] for path in _at_load())]

    def these(ending: str, paths: Iterable[str] = files) -> list[bytes]:
        return [files[path] for path in paths if path.endswith(ending)]

    return [
        _figure(f"first screen, HTML with style and script inside ({worst})", [pages[worst]], REACH["page"]),
        _language(pages.values()),
        _figure("first screen, its JavaScript until the first tap works", first, REACH[".js"]),
        _figure("first screen, all its JavaScript at load", at_load),
        _figure("JavaScript of all screens", these(".js", (path for path in files if "/assets/" in path))),
        _figure("the worker, with the list of the release", these("sw.js")),
        _figure("CSS of all screens", these(".css")),
        *_bundles(release),
    ]


def _at_load() -> set[str]:
    """The scripts that a browser asks for, before anybody taps."""
    server = Server(site=shared.built(origin=shared.ORIGIN))
    server.start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(playwright), args=ARGUMENTS)
            found = asked_for(browser.new_page(viewport={"width": 360, "height": 740}), server.address)
            browser.close()
    finally:
        server.stop()
    return found


def _language(pages: Iterable[bytes]) -> Figure:
    """What one language more adds to each page, by its name in the list: the mean of some."""
    more = max((weight([with_languages(page, len(MORE))]) - weight([page])) / len(MORE) for page in pages)
    return Figure("each further language, in every page, brotli", "", f"{more:.0f} bytes", None, {"brotli": [more]})


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


def _figure(measure: str, bodies: list[bytes], most: int | None = None) -> Figure:
    size, larger = weight(bodies), _packed(bodies)
    reach = f"at most {kb(most)}" if most else ""
    found = {"gzip": [float(larger)], "brotli": [float(size)]}
    return Figure(f"{measure}, brotli", reach, f"{kb(size)} (gzip {kb(larger)})", size <= most if most else None, found)


def _packed(bodies: list[bytes]) -> int:
    return sum(len(gzip.compress(body, 9, mtime=0)) for body in bodies)
