"""The preview's app: the same as everybody's, with its texts marked and what is saved shown at once.

Only the page that somebody looks at is drawn; what is broken is told in a bar above the last good one. server.py runs
this as a process of its own, which begins anew when Python code was saved.
"""

import hashlib
import json
import os
import re
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, Response, abort, current_app, g, request
from werkzeug.exceptions import HTTPException
from werkzeug.serving import WSGIRequestHandler, make_server

from pwa import create_app
from pwa.content.model import Content
from pwa.files import root
from pwa.headers import HTML, MEDIA_TYPES, headers_for
from pwa.languages.checking.glossary import read_glossary
from pwa.languages.domain import current_language
from pwa.languages.standing import Standing
from pwa.languages.table import Language
from pwa.pages.site import only_reading
from pwa.problems import ContentError
from pwa.release.assets import is_hidden
from pwa.workshop.preview.catalogs import LastGood
from pwa.workshop.preview.compiled import compiled
from pwa.workshop.preview.editing import TOKEN, editing, only_this_machine
from pwa.workshop.preview.faults import PROJECT, PlainProblem, faults_of
from pwa.workshop.preview.marks import explain, finish
from pwa.workshop.preview.picture import picture
from pwa.workshop.preview.watch import changes

SERVING = "serving"  # a line to the process that keeps this one
HEARTBEAT_S = 10.0  # how soon a closed page is noticed
ASSETS = Path(__file__).parent / "assets"
STATIC = PROJECT / "pwa" / "static"
SETTINGS = ("NIGHT_CRAMP_SITE", "NIGHT_CRAMP_FOLDER", "SITE_URL", "RETIRE_WORKER")
# Before the first good page: a place for the bar that says what is wrong.
EMPTY = '<!doctype html><html lang="en"><head><title>Preview</title></head><body></body></html>'

preview = Blueprint("preview", __name__, url_prefix="/preview")


class Shown:
    """What the pages show and wait for.

    Attributes:
        good: the last good body of each page, by path.
        versions: a digest of each page and of the files that tell about its texts, by path.
        faults: what was wrong when a page was drawn last, by path.
        code_faults: what is wrong in the code; the server tells.
        printed: what the terminal has said already.
        told: what is told of the texts of a language, and of which standing and content.
        number: how often something was saved; `changed` is notified each time.
        asked: whether somebody has asked for anything yet.
    """

    def __init__(self) -> None:
        """Nothing has been drawn yet."""
        self.good: dict[str, str] = {}
        self.versions: dict[str, str] = {}
        self.faults: dict[str, list[PlainProblem]] = {}
        self.code_faults: list[PlainProblem] = []
        self.printed: set[PlainProblem] = set()
        self.told: dict[Language, tuple[Standing | None, Content, str]] = {}
        self.number = 0
        self.asked = False
        self.changed = threading.Condition()

    def wake(self) -> None:
        """Something was saved: every page is looked at again."""
        with self.changed:
            self.number += 1
            self.changed.notify_all()


def shown() -> Shown:
    """Those of the app of the request."""
    found: Shown = current_app.extensions["preview"]
    return found


def catalogs() -> LastGood:
    """Those of the app of the request."""
    found: LastGood = current_app.extensions["catalogs"]
    return found


def create_preview(folder: Path | None = None, token: str = "") -> Flask:
    """The app of a folder that holds content/ and translations/.

    Args:
        folder: which; the app's own where it is left out.
        token: stands in the pages, and who writes has to say it; without one nobody can write.
    """
    # A setting is for hosts; one that cannot be used would keep the preview from starting, whatever is saved.
    app = create_app(dict.fromkeys(SETTINGS, ""))
    app.jinja_env.auto_reload = True
    app.jinja_env.bytecode_cache = compiled()
    app.extensions["preview"] = Shown()
    app.extensions["catalogs"] = LastGood(folder or root())
    app.config[TOKEN] = token
    app.register_blueprint(preview)
    app.register_blueprint(picture)
    app.register_blueprint(editing)
    # Here, and nowhere else, something can be written.
    app.before_request_funcs[None].remove(only_reading)
    app.before_request(only_this_machine)
    app.before_request(notice)
    for kind in (Exception, ContentError):
        app.register_error_handler(kind, keep_last)
    # Flask calls the last one first: the page is whole when this gets it.
    app.after_request_funcs[None].insert(0, dress)
    return app


def notice() -> None:
    """Somebody asks."""
    shown().asked = True


@preview.get("/events")
def events() -> Response:
    """Server-sent events: the version of a page and what is wrong, now and after each change."""
    app, path = current_app._get_current_object(), request.args.get("page", "/en/")  # type: ignore[attr-defined]
    return Response(_events(app, path), headers=_headers("text/event-stream"))


def _events(app: Flask, path: str) -> Iterator[str]:
    state: Shown = app.extensions["preview"]
    seen = -1
    told: dict[str, Any] = {}
    while True:
        with state.changed:
            if seen == state.number:
                state.changed.wait(HEARTBEAT_S)
            new, seen = state.number != seen, state.number
        # What went and was back between two looks of the watch leaves a fault that no change takes away.
        if not (new or told["faults"]):
            yield ":\n\n"
            continue
        yield _event(look(app, path))
        # The page first: reading a language that was saved takes half a second.
        found: LastGood = app.extensions["catalogs"]
        for language in found.languages:
            found.refresh_language(language, whole=True)
        told = look(app, path)
        yield _event(told)


def _event(told: dict[str, Any]) -> str:
    return f"data: {json.dumps(told)}\n\n"


def look(app: Flask, path: str) -> dict[str, Any]:
    """The page drawn as the files are now: its version, and what is wrong."""
    app.test_client().get(path)
    state: Shown = app.extensions["preview"]
    # Another page's thread may be reading: a fault stays in `broken` until its file was read whole.
    broken = [fault for error in [*app.extensions["catalogs"].broken.values()] for fault in faults_of(error)]
    faults = sorted({*state.code_faults, *broken, *state.faults.get(path, [])})
    for file, line, message in set(faults) - state.printed:
        print(f"{file}:{line}: {message}", file=sys.stderr, flush=True)
    state.printed = set(faults)
    return {"version": state.versions.get(path, ""), "faults": faults}


@preview.get("/texts/<tag>.json")
def texts(tag: str) -> Response:
    """What the overlay tells of each text of a language."""
    found = catalogs()
    found.refresh()
    language = next((language for language in found.languages if language.tag == tag), None) or abort(404)
    found.refresh_language(language, whole=True)
    return Response(_texts(language), headers=_headers(MEDIA_TYPES[".json"]))


@preview.get("/<name>")
def asset(name: str) -> Response:
    """A style or script of the overlay."""
    path = ASSETS / name
    if path.suffix not in (".js", ".css") or not path.is_file():
        abort(404)
    return Response(path.read_bytes(), headers=_headers(MEDIA_TYPES[path.suffix]))


def keep_last(error: Exception) -> Response | HTTPException:
    """The last good page where this one cannot be drawn."""
    if isinstance(error, HTTPException):
        return error
    state = shown()
    state.faults[request.path] = faults_of(error)
    g.kept = state.good.get(request.path)
    return Response(g.kept or EMPTY, 200 if g.kept else 503, _headers(HTML))


def dress(response: Response) -> Response:
    """A page without the marks that no element may hold, with the overlay and its version."""
    if response.content_type != HTML:
        return response
    state, path = shown(), request.path
    page = response.get_data(as_text=True)
    if "kept" not in g:
        page = state.good[path] = finish(page)
        # What is told about its texts changes with the files alone, and nobody waits for it to see a page. A page that
        # is the same for readers has another version for them all the same: its switch shows what it is.
        stamp, as_readers = catalogs().stamp(current_language()), catalogs().as_readers
        state.versions[path] = _digest([page, str(stamp), str(as_readers), *_assets()])
        state.faults[path] = []
    overlay = (ASSETS / "overlay.html").read_text(encoding="utf-8")
    told = {"version": state.versions.get(path, ""), "token": current_app.config[TOKEN]}
    response.set_data(with_overlay(page, overlay, told | {"readers": "yes" if catalogs().as_readers else "no"}))
    response.headers["Cache-Control"] = "no-store"
    return response


def with_overlay(page: str, overlay: str, told: dict[str, str]) -> str:
    """The page with the preview's own markup in it, which is told some words."""
    for name, value in told.items():
        overlay = overlay.replace(f'data-{name}=""', f'data-{name}="{value}"')
    head, body = overlay.split("<body>")
    # First in the head, so that live.js runs before the page's own scripts.
    page = re.sub(r"(<head>)", lambda tag: tag[1] + head, page, count=1)
    return re.sub(r"(<body[^>]*>)", lambda tag: tag[1] + body, page, count=1)


def _texts(language: Language) -> str:
    found = catalogs()
    standing = found.standing(language)
    # Told with each page: a tenth of a second, and it changes with the files alone.
    told_before = shown().told.get(language)
    if told_before and told_before[0] is standing and told_before[1] is found.content:
        return told_before[2]
    glossary = None
    if standing:
        with suppress(ContentError):  # the bar says what is wrong with it
            glossary = read_glossary(found.folder / "translations", standing.language.folder)
    told = explain(found.content, standing, found.held_back(language), glossary)
    text = json.dumps(told, ensure_ascii=False)
    shown().told[language] = standing, found.content, text
    return text


def _assets() -> list[str]:
    """What a page loads: the overlay's files and the app's own."""
    files = [path for folder in (ASSETS, STATIC) for path in sorted(folder.rglob("*")) if not is_hidden(path)]
    return [path.read_text(encoding="utf-8") for path in files if path.suffix in (".css", ".js", ".html")]


def _digest(parts: list[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def _headers(media_type: str) -> dict[str, str]:
    return {**headers_for(media_type, False), "Cache-Control": "no-store"}


class Quiet(WSGIRequestHandler):
    """No line per request: the terminal is for what is wrong."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


def serve(app: Flask, host: str, port: int) -> None:
    """Say that all is ready; serve when a line on standard input says so. Each later line tells faults of the code."""
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        # A socket of ours: Werkzeug would say by itself that the port is taken, and end.
        listening = socket.create_server((host, port))
    except OSError:
        print("taken", flush=True)
        return
    server = make_server(host, port, app, threaded=True, request_handler=Quiet, fd=listening.fileno())
    listening.close()  # the server has one of its own
    print(SERVING, flush=True)
    for follow in (_follow, _listen):
        threading.Thread(target=follow, args=(app.extensions["preview"],), daemon=True).start()
    # While the person opens a browser: judging a language takes a second.
    threading.Thread(target=read_ahead, args=(app,), daemon=True).start()
    server.serve_forever()


def read_ahead(app: Flask) -> None:
    """Read all languages, until somebody asks for a page: what that needs comes first."""
    found: LastGood = app.extensions["catalogs"]
    with suppress(ContentError):  # the page says what is wrong
        found.refresh()
        for language in found.languages:
            if app.extensions["preview"].asked:
                return
            found.refresh_language(language, whole=True)


def _follow(state: Shown) -> None:
    for _ in filter(None, changes([root() / "content", root() / "translations", PROJECT / "pwa"])):
        state.wake()


def _listen(state: Shown) -> None:
    for line in sys.stdin:
        state.code_faults = [(file, number, message) for file, number, message in json.loads(line)]
        state.wake()
    os._exit(0)  # the parent process has ended
