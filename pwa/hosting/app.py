"""The Flask app: answers from the release, and judges the few things that no file can (language, not found, health).

Nothing of a request is ever put into an answer: no Host, path or header is reflected, and every redirect goes to a path
that the release lists.
"""

import json
from typing import Any

from flask import Flask, Response, request

from pwa.headers import JSON, SECURITY, TEXT, headers_for
from pwa.languages.negotiate import negotiate
from pwa.languages.table import Language
from pwa.release.model import DIGEST, File, Release


def create_app(release: Release) -> Flask:
    """The app that serves this release."""
    app = Flask(__name__, static_folder=None)
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False  # Werkzeug would redirect //host/ with the Host header in it
    files = release.entries
    tags = {language.tag: language for language in release.languages}

    @app.get("/", defaults={"path": ""})
    @app.get("/<path:path>")
    def answer(path: str) -> Response:
        path = f"/{path}"
        if path == release.base:
            return _redirect(f"{release.base}{_wanted(release).tag}/")
        if entry := files.get(path):
            return _entry(entry)
        if entry := files.get(f"{path}/"):
            return _redirect(entry.path, 308)
        return not_found(None)

    @app.get("/healthz")
    def health() -> Response:
        headers = {**headers_for(JSON, False), "Cache-Control": "no-store"}
        return Response(json.dumps({"version": release.version}), headers=headers)

    @app.errorhandler(404)  # also what no route takes: a path with a line break in it
    def not_found(error: Any) -> Response:
        tag = request.path.removeprefix(release.base).split("/")[0]
        return _entry(release.page(tags.get(tag) or _wanted(release), "not_found"), 404)

    @app.errorhandler(405)
    def not_allowed(error: Any) -> Response:
        return Response("", 405, {**headers_for(TEXT, False), "Allow": "GET, HEAD, OPTIONS"})

    @app.after_request
    def protect(response: Response) -> Response:
        """What Flask answers by itself (OPTIONS, 400) carries no headers of ours yet."""
        for name, value in SECURITY.items():
            response.headers.setdefault(name, value)
        return response

    return app


def _wanted(release: Release) -> Language:
    return negotiate(request.headers.get("Accept-Language", ""), list(release.languages))


def _entry(entry: File, status: int = 200) -> Response:
    response = Response(entry.body, status, entry.headers)
    if status == 200:
        response.set_etag(entry.digest[:DIGEST])
        response.make_conditional(request)
    return response


def _redirect(path: str, status: int = 302) -> Response:
    headers = {**headers_for(TEXT, False), "Location": path, "Vary": "Accept-Language"}
    return Response("", status, headers)
