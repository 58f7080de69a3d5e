"""What stands beside the pages: data for the scripts, manifests, drawings; icons and the worker of the live app."""

import json
from pathlib import Path

from flask import Blueprint, Response, abort
from werkzeug.security import safe_join

from pwa.headers import HTML, JSON, MEDIA_TYPES
from pwa.languages.domain import catalogs, current_language
from pwa.pages.countries import country_table
from pwa.pages.links import next_step
from pwa.pages.manifest import manifest
from pwa.pages.one_file import one_file
from pwa.pages.pictures import night_drawings, night_file
from pwa.pages.views import cramp_now, pages
from pwa.screens import ONE_FILE, START

STATIC = Path(__file__).parent.parent / "static"
files = Blueprint("files", __name__)


@pages.get(f"/{START}")
def start() -> str:
    """The cramp screen again, for the launch from a home screen."""
    return cramp_now()


@pages.get("/search.json")
def search_words() -> Response:
    """What readers of a language type where its pages say it in another word, and the pages that come first."""
    words = catalogs().search_words(current_language())
    leads = [[next_step(step)[0], typed] for step, typed in words.leads.items()]
    return Response(to_json({"leads": leads, "means": words.means, "ignore": words.ignore}), content_type=JSON)


@pages.get(f"/{ONE_FILE}")
def whole() -> Response:
    """All of a language in one file."""
    return Response(one_file(), content_type=HTML)


@pages.get("/manifest.webmanifest")
def web_manifest() -> Response:
    """What a browser needs to install the app."""
    return Response(to_json(manifest()), content_type=MEDIA_TYPES[".webmanifest"])


@files.get("/countries.json")
def countries() -> Response:
    """Which time zones are in which country."""
    catalogs().refresh()
    return Response(to_json(country_table(catalogs().content)), content_type=JSON)


@files.get("/drawings/<name>.svg")
def drawing(name: str) -> Response:
    """A drawing of the cramp screen as a file, in night colours."""
    catalogs().refresh()
    if name not in night_drawings(catalogs().content):
        abort(404)
    return Response(night_file(name), content_type=MEDIA_TYPES[".svg"])


@files.get("/<any(icons, screenshots):folder>/<name>")
def image(folder: str, name: str) -> Response:
    """Icons and the pictures that a browser shows before it installs the app."""
    return _static(f"{folder}/{name}")


@files.get("/sw.js")
def worker() -> Response:
    """The worker that removes an older one: pages that change while one looks at them are kept on no phone."""
    return _static("worker/remove.js")


def _static(name: str) -> Response:
    path = Path(safe_join(str(STATIC), name) or "")
    if not path.is_file():
        abort(404)
    return Response(path.read_bytes(), content_type=MEDIA_TYPES[path.suffix])


def to_json(data: object) -> str:
    """JSON as it travels: letters of every script as they are, and nothing between the values."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
