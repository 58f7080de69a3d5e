"""What no file can answer: the root, which leads to the reader's language; health; what is not found or not allowed.

Nothing of a request is ever put into an answer: no Host, path or header is reflected, and every redirect goes to an
address that the app itself makes.
"""

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass

from flask import Blueprint, Flask, Response, current_app, request
from werkzeug.exceptions import HTTPException

from pwa.headers import HTML, JSON, SECURITY, TEXT, headers_for
from pwa.languages.negotiate import negotiate
from pwa.languages.table import Language

READS = ("GET", "HEAD", "OPTIONS")
site = Blueprint("site", __name__)


@dataclass(frozen=True)
class Served:
    """What the answers depend on: a frozen release, or the live app.

    Attributes:
        version: the release's; `live` where there is none.
        languages: those that there are now.
        not_found: the page that says so in a language, as HTML.
        addresses: those of the pages that no route of this app has.
    """

    version: str
    languages: Callable[[], list[Language]]
    not_found: Callable[[Language], bytes | str]
    addresses: Collection[str] = ()


def serve(app: Flask, what: Served) -> None:
    """Answer at the root, at /healthz, and for what is not there."""
    app.extensions["served"] = what
    app.register_blueprint(site, url_prefix=app.config["BASE"].rstrip("/") or None)
    app.add_url_rule("/healthz", view_func=health)
    app.register_error_handler(404, not_found)  # also what no route takes: a path with a line break in it
    app.before_request(only_reading)
    app.after_request(protect)


def served() -> Served:
    """What the app of the request serves."""
    found: Served = current_app.extensions["served"]
    return found


def wanted() -> Language:
    """The language that the reader's browser asks for."""
    return negotiate(request.headers.get("Accept-Language", ""), served().languages())


@site.get("/")
def index() -> Response:
    """Lead to the reader's language."""
    return lead_to(f"{current_app.config['BASE']}{wanted().tag}/", 302)


def health() -> Response:
    """The version, for whoever watches the server."""
    headers = {**headers_for(JSON, False), "Cache-Control": "no-store"}
    return Response(json.dumps({"version": served().version}), headers=headers)


def not_found(_error: HTTPException) -> Response:
    """A page that helps, in the language of the path or of the reader."""
    # Other hosts answer at `…/index.html` too, so there are links to it.
    named = request.path.removesuffix("index.html")
    if (address := f"{request.path}/" if named == request.path else named) in served().addresses:
        return lead_to(address, 308)
    tag = request.path.removeprefix(current_app.config["BASE"]).split("/")[0]
    language = next((language for language in served().languages() if language.tag == tag), None) or wanted()
    return Response(served().not_found(language), 404, headers_for(HTML, False))


def only_reading() -> Response | None:
    """Nothing here can be written, whether it is there or not; OPTIONS is told so."""
    if request.method in ("GET", "HEAD"):
        return None
    status = 204 if request.method == "OPTIONS" else 405
    return Response("", status, {**headers_for(TEXT, False), "Allow": ", ".join(READS)})


def protect(response: Response) -> Response:
    """What Flask answers by itself (OPTIONS, 400) carries no headers of ours yet."""
    for name, value in SECURITY.items():
        response.headers.setdefault(name, value)
    return response


def lead_to(address: str, status: int) -> Response:
    """A redirect to an address that the app itself has made."""
    return Response("", status, {**headers_for(TEXT, False), "Location": address, "Vary": "Accept-Language"})
