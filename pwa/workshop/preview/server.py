"""The live preview: `make dev`. Serves the pages as a phone would get them, and reloads them when a file is saved.

For one person on this machine. The pages are those of the release, with the overlay added; the same security headers
hold, because all that the preview adds comes from its own origin. docs/decisions/0007 says why it is built so.
"""

import json
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from flask import Flask, Response, abort
from werkzeug.serving import WSGIRequestHandler, make_server

from pwa.files import root
from pwa.headers import HTML, MEDIA_TYPES, headers_for
from pwa.hosting.app import create_app
from pwa.workshop.preview.build import LENGTH, OWN, PROJECT, Built, Fault, with_overlay
from pwa.workshop.preview.watch import changes

HEARTBEAT = 10.0  # seconds; how soon a closed page is noticed
PACKAGE = Path(__file__).parent.parent.parent
# Before the first good build: a place for the bar that says what is wrong.
EMPTY = '<!doctype html><html lang="en"><head><title>Preview</title></head><body></body></html>'


class Preview:
    """The last build, which the watching thread replaces and the pages wait for."""

    def __init__(self) -> None:
        self.built = Built()
        self.pages: Any = None
        self.number = 0
        self.looked_at = ""
        self.changed = threading.Condition()

    def show(self, built: Built) -> None:
        """Put a build in the place of the last one and wake the pages."""
        with self.changed:
            if built.release is not None:
                self.pages = create_app(built.release)
            if built.release is None:  # a builder that has just started, on something broken
                built.release, built.texts, built.versions = self.built.release, self.built.texts, self.built.versions
            self.built = built
            self.number += 1
            self.changed.notify_all()

    def events(self) -> Iterator[str]:
        """Server-sent events: versions and faults, now and after each build."""
        seen = -1
        while True:
            with self.changed:
                if seen == self.number:
                    self.changed.wait(HEARTBEAT)
                new, seen = self.number != seen, self.number
                said = {"versions": self.built.versions, "faults": self.built.faults}
            yield f"data: {json.dumps(said)}\n\n" if new else ":\n\n"


class BuilderProcess:
    """The process that builds; it begins anew when Python code was saved."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None

    def build(self, first: str) -> Built:
        if self.process is None:
            command = [sys.executable, "-m", "pwa.workshop.preview.build"]
            self.process = subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self.process.stdin
        assert self.process.stdout
        try:
            self.process.stdin.write(f"{first}\n".encode())
            self.process.stdin.flush()
            size = self.process.stdout.read(LENGTH.size)
            built: Built = pickle.loads(self.process.stdout.read(LENGTH.unpack(size)[0]))
            return built
        except Exception as error:
            self.stop()
            message = f"the pages cannot be built ({type(error).__name__}); the terminal says why"
            return Built(faults=[("pwa/workshop/preview/build.py", 1, message)])

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None


def create_preview(preview: Preview) -> Callable[..., Iterable[bytes]]:
    """A WSGI app: the preview's own addresses, and the release's for all others."""
    own = Flask(__name__, static_folder=None)

    @own.get("/preview/events")
    def events() -> Response:
        return Response(preview.events(), headers=_headers("text/event-stream"))

    @own.get("/preview/texts/<tag>.json")
    def texts(tag: str) -> Response:
        return Response(preview.built.texts.get(tag) or abort(404), headers=_headers(MEDIA_TYPES[".json"]))

    @own.get("/preview/<name>")
    def file(name: str) -> Response:
        path = OWN / name
        if path.suffix not in (".js", ".css") or not path.is_file():
            abort(404)
        return Response(path.read_bytes(), headers=_headers(MEDIA_TYPES[path.suffix]))

    @own.get("/sw.js")
    def worker() -> Response:
        return Response((OWN / "make_way.js").read_bytes(), headers=_headers(MEDIA_TYPES[".js"]))

    @own.get("/", defaults={"path": ""})
    @own.get("/<path:path>")
    def nothing_yet(path: str) -> Response:
        page = with_overlay(EMPTY, (OWN / "overlay.html").read_text(encoding="utf-8"), "")
        return Response(page, 503, _headers(HTML))

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if (tag := path.split("/")[1]) in preview.built.versions:
            preview.looked_at = tag
        pages = None if path == "/sw.js" or path.startswith("/preview/") else preview.pages
        return (pages or own)(environ, start_response)

    return answer


def _headers(media_type: str) -> dict[str, str]:
    return {**headers_for(media_type, False), "Cache-Control": "no-store"}


class Quiet(WSGIRequestHandler):
    """No line per request: the terminal is for what is wrong."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


def run(host: str, port: int) -> int:
    """Serve until interrupted."""
    preview, builder = Preview(), BuilderProcess()
    server = make_server(host, port, create_preview(preview), threaded=True, request_handler=Quiet)
    server.daemon_threads = True  # type: ignore[attr-defined]
    threading.Thread(target=_follow, args=(preview, builder, f"http://{host}:{port}/"), daemon=True).start()
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        builder.stop()
    return 0


def _follow(preview: Preview, builder: BuilderProcess, address: str) -> None:
    """Build now and after each saved file: first the language that somebody looks at, then the others one by one, so
    that what is saved meanwhile waits for one of them at most."""
    started = False
    waiting: list[str] = []
    said: list[Fault] = []
    folders = [root() / "content", root() / "translations", PACKAGE]
    for paths in changes(folders):
        if any(path.suffix in (".py", ".yaml") and path.is_relative_to(PACKAGE) for path in paths):
            builder.stop()
        if paths:
            waiting = list(dict.fromkeys([preview.looked_at, *preview.built.versions]))
            said = []
        if not waiting:
            continue
        preview.show(builder.build(waiting.pop(0)))
        if not started:
            print(f"Preview at {address} (stop it with Ctrl+C)", flush=True)
            started = True
        for file, line, message in preview.built.faults:
            if (file, line, message) not in said:
                print(f"{file}:{line}: {message}", file=sys.stderr, flush=True)
        said = preview.built.faults
