"""The web app manifest, one per language with the same identity, so that a change of language is no second app.

`start_url` is a page of its own: the worker answers it in the language read last, so a launch from the home screen
keeps the reader's language with no network, while `/<lang>/` always is what its address says.
"""

import struct
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from pwa.content.model import Content
from pwa.content.text import Text
from pwa.languages.table import Language
from pwa.pages.views import PATHS, Site, interface

NIGHT = "#0b0705"
# What the browser shows before it installs the app: pictures that `make screens` takes, and what each is called.
SCREENSHOTS_FOLDER = Path(__file__).parent.parent / "static" / "screenshots"
SCREENSHOTS: dict[str, Callable[[SimpleNamespace], Text]] = {
    "cramp-now": lambda ui: ui.title.cramp_now,
    "cramp-now-hold": lambda ui: ui.heading.hold,
    "warning-signs-outcome": lambda ui: ui.title.warning_signs,
}


def manifest(site: Site, language: Language, content: Content) -> dict[str, Any]:
    """The manifest as data; see https://www.w3.org/TR/appmanifest/."""
    ui = interface(content)
    title = ui.title
    home = f"{site.base}{language.tag}/"
    icon = f"{site.base}icons/"
    shortcut_icon = [{"src": f"{icon}icon-192.png", "sizes": "192x192", "type": "image/png"}]
    return {
        "id": site.base,
        "name": str(title.app),
        "short_name": str(title.app_short),
        "description": str(ui.paragraph.app_description),
        "lang": language.html,
        "dir": language.direction,
        "start_url": f"{home}start/",
        "scope": site.base,
        "display": "standalone",
        "background_color": NIGHT,
        "theme_color": NIGHT,
        "categories": ["health", "medical"],
        "prefer_related_applications": False,
        "launch_handler": {"client_mode": ["navigate-existing", "auto"]},
        "icons": [
            {"src": f"{icon}icon-192.png", "sizes": "192x192", "type": "image/png", "purpose": "any"},
            {"src": f"{icon}icon-512.png", "sizes": "512x512", "type": "image/png", "purpose": "any"},
            {"src": f"{icon}maskable-512.png", "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
        ],
        "shortcuts": [
            {"name": str(getattr(title, screen)), "url": f"{home}{PATHS[screen]}", "icons": shortcut_icon}
            for screen in ("cramp_now", "warning_signs")
        ],
        "screenshots": [
            {
                "src": f"{site.base}screenshots/{file.name}",
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
