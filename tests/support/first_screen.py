"""What the cramp screen weighs and loads: by itself before a tap can work, and in all before anybody taps."""

import posixpath
import re
from collections.abc import Iterable

import brotli
from babel import Locale
from playwright.sync_api import Page

from pwa.release.model import File, Release
from tests.support.phone import READY

INSIDE = re.compile(rb"(?s)<script data-base[^>]*>(.*?)</script>")
IMPORTED = re.compile(r'\bfrom\s*"(\.[\w./-]+)"')
# Languages that the app has not, to see what one more weighs in every page.
MORE = ("ms", "jv", "su", "hi", "ar", "es", "fr", "pt", "ru", "th")


def named(release: Release, suffix: str) -> list[File]:
    """The files of a kind that the cramp screen names, with the modules that those cannot do without."""
    page = release.page(release.languages[0], "cramp_now").body.decode()
    found = {path: release.entries[path] for path in re.findall(rf"/assets/[\w./-]+{re.escape(suffix)}\b", page)}
    left = list(found.values())
    while left:
        file = left.pop()
        for name in IMPORTED.findall(file.body.decode()):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(file.path), name))
            if path not in found:
                found[path] = release.entries[path]
                left.append(found[path])
    assert found
    return list(found.values())


def inside(release: Release) -> bytes:
    """The script in the cramp screen itself."""
    (script,) = INSIDE.findall(release.page(release.languages[0], "cramp_now").body)
    return bytes(script)


def asked_for(page: Page, address: str) -> set[str]:
    """The paths of the scripts that the cramp screen asks for on a first visit until all is kept, untouched."""
    found: set[str] = set()
    page.on("request", lambda request: found.add(request.url) if request.resource_type == "script" else None)
    page.goto(f"{address}/en/")
    page.wait_for_selector(READY, state="attached")
    return {url.removeprefix(address) for url in found}


def weight(bodies: Iterable[bytes]) -> int:
    """Bytes of brotli, each by itself, as hosts send them."""
    return sum(len(brotli.compress(body)) for body in bodies)


def with_languages(page: bytes, more: int) -> bytes:
    """A page with this many languages more in its list."""
    row = '<li><a lang="{0}" hreflang="{0}" href="/{0}/">{1}</a></li>\n'
    rows = "".join(row.format(tag, Locale(tag).display_name.capitalize()) for tag in MORE[:more])
    before, list_, after = page.decode().partition('<details class="languages">')
    assert list_
    return f"{before}{list_}{after.replace('</ul>', f'{rows}</ul>', 1)}".encode()
