"""The web app manifest, one per language with the same identity, so that a change of language is no second app.

`start_url` is a page of its own: the worker answers it in the language read last, so a launch from the home screen
keeps the reader's language with no network, while `/<lang>/` always is what its address says.
"""

import hashlib
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import url_for

from pwa.content.text import Text
from pwa.languages.domain import catalogs, current_language
from pwa.pages.interface import Ui, interface

NIGHT = "#0b0705"
DIGEST = 8  # hex digits in the address of an icon
ICONS_FOLDER = Path(__file__).parent.parent / "static" / "icons"
# What the browser shows before it installs the app: pictures that `make screens` takes, and what each is called.
SCREENSHOTS_FOLDER = Path(__file__).parent.parent / "static" / "screenshots"
SCREENSHOTS: dict[str, Callable[[Ui], Text]] = {
    "cramp-now": lambda ui: ui.title.cramp_now,
    "cramp-now-hold": lambda ui: ui.heading.hold,
    "warning-signs-outcome": lambda ui: ui.title.warning_signs,
}


def manifest() -> dict[str, Any]:
    """The manifest of the request's language as data; see https://www.w3.org/TR/appmanifest/."""
    language, ui = current_language(), interface(catalogs().content)
    title = ui.title
    base = url_for("site.index")

    def icon(name: str) -> str:
        # Chrome never fetches again what an address that it knows gave (docs/browsers.md).
        digest = hashlib.sha256((ICONS_FOLDER / name).read_bytes()).hexdigest()[:DIGEST]
        return url_for("files.image", folder="icons", name=name, v=digest)

    shortcut_icon = [{"src": icon("icon-192.png"), "sizes": "192x192", "type": "image/png"}]
    return {
        "id": base,
        "name": str(title.app),
        "short_name": str(title.app_short),
        "description": str(ui.paragraph.app_description),
        "lang": language.html,
        "dir": language.direction,
        "start_url": url_for("pages.start"),
        "scope": base,
        "display": "standalone",
        "background_color": NIGHT,
        "theme_color": NIGHT,
        "categories": ["health", "medical"],
        "prefer_related_applications": False,
        "launch_handler": {"client_mode": ["navigate-existing", "auto"]},
        "icons": [
            {"src": icon("icon-192.png"), "sizes": "192x192", "type": "image/png", "purpose": "any"},
            {"src": icon("icon-512.png"), "sizes": "512x512", "type": "image/png", "purpose": "any"},
            {"src": icon("maskable-512.png"), "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
        ],
        "shortcuts": [
            {"name": str(title[screen]), "url": url_for(f"pages.{screen}"), "icons": shortcut_icon}
            for screen in ("cramp_now", "warning_signs")
        ],
        "screenshots": [
            {
                "src": url_for("files.image", folder="screenshots", name=file.name),
                "sizes": "{}x{}".format(*struct.unpack(">II", file.read_bytes()[16:24])),  # a PNG begins with its size
                "type": "image/png",
                "form_factor": "narrow",
                "label": str(label(ui)),
            }
            for name, label in SCREENSHOTS.items()
            # A language that was added since the pictures were taken has none yet.
            if (file := SCREENSHOTS_FOLDER / f"{language.tag}-{name}.png").is_file()
        ],
    }
