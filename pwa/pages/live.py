"""The app as its files are now: `flask --app pwa run --debug`, the preview, and what a release asks for its pages."""

from collections.abc import Mapping, Sequence
from urllib.parse import unquote

from flask import Flask, Response, current_app, g, request, url_for
from flask_babel import Babel
from werkzeug.exceptions import NotFound

from pwa.headers import HTML, TEXT, headers_for
from pwa.languages.catalogs import Catalogs
from pwa.languages.domain import CatalogDomain, catalogs
from pwa.languages.table import Language
from pwa.pages.files import files
from pwa.pages.site import Served, lead_to, not_found, serve
from pwa.pages.templating import draw, prepare_templates
from pwa.pages.views import pages
from pwa.problems import ContentError


def show_live(app: Flask, found: Catalogs, styles: Mapping[str, Sequence[str]]) -> None:
    """Draw every screen when it is asked for.

    What is then in app.extensions, beside Flask-Babel's `babel` and `served` (site.py): `catalogs` (Catalogs), `styles`
    (as below), and by name, once there is a release: `assets`, the addresses of styles, scripts and drawings, and
    `bodies`, what may stand inside pages.

    Args:
        app: with its settings and Flask-Babel.
        found: what the screens say.
        styles: the files in static/ that one style sheet is joined from.
    """
    base = app.config["BASE"]
    app.extensions["catalogs"] = found
    app.extensions["assets"] = {}  # pwa/release/build.py fills both
    app.extensions["bodies"] = {}
    app.extensions["styles"] = styles
    babel: Babel = app.extensions["babel"].instance
    babel.domain_instance = CatalogDomain()
    prepare_templates(app)
    app.register_blueprint(pages, url_prefix=f"{base}<language>")
    app.register_blueprint(files, url_prefix=base.rstrip("/") or None)
    app.register_error_handler(ContentError, broken)
    app.after_request(one_address)
    serve(app, Served("live", _languages, _not_found))
    app.after_request(add_headers)  # Flask calls the last one first


def broken(error: ContentError) -> Response:
    """What is wrong in the files, where a page should be; a release, which has no place for that, ends with it."""
    if current_app.config["PROPAGATE_EXCEPTIONS"]:
        raise error
    return Response(f"{error}\n", 500, {**headers_for(TEXT, False), "Cache-Control": "no-store"})


def add_headers(response: Response) -> Response:
    """Those of headers.py, by the media type of the answer and what a page carries."""
    page = response.get_data() if response.content_type == HTML else b""
    for name, value in headers_for(response.content_type, False, page).items():
        response.headers.setdefault(name, value)
    return response


def one_address(response: Response) -> Response:
    """Each page has one address: without its last slash one is led to it, with more slashes there is nothing.

    Werkzeug would do the first with the Host of the request in the address, and let the second pass.
    """
    if response.status_code != 200 or request.url_rule is None or request.method not in ("GET", "HEAD"):
        return response
    address = url_for(request.url_rule.endpoint, **(request.view_args or {}))
    if unquote(address) == request.path:
        return response
    return lead_to(address, 308) if unquote(address) == f"{request.path}/" else not_found(NotFound())


def _languages() -> list[Language]:
    catalogs().refresh()
    return catalogs().languages


def _not_found(language: Language) -> str:
    g.language = language
    catalogs().refresh_language(language)
    return draw("not_found")
