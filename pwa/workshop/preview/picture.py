"""The picture of the screen where a text stands, for a text that the page in view does not show."""

from functools import cache
from pathlib import Path

from flask import Blueprint, Response, abort, current_app

from pwa.headers import MEDIA_TYPES, headers_for
from pwa.workshop.preview.screen_pictures import pictures

picture = Blueprint("picture", __name__, url_prefix="/preview/picture")
# To find them each page is drawn once, so nobody waits for that before a picture is asked for.
_pictures = cache(pictures)


@picture.get("/<path:text>")
def of_text(text: str) -> Response:
    """That of a text by its id; 404 where there is none."""
    folder: Path = current_app.extensions["catalogs"].folder
    file = _pictures(folder).get(text) or abort(404)
    return Response(file.read_bytes(), headers=headers_for(MEDIA_TYPES[".png"], False) | {"Cache-Control": "no-store"})
