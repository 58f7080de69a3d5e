"""Serves the built site with Granian: the tree of files, and behind it the app that judges the rest.

The site is built once, before the server starts, so that a fault in the content is a message and not a dead worker; the
worker processes read the tree.
"""

import os
import tempfile
from pathlib import Path

from flask import Flask
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from pwa.hosting.app import create_app
from pwa.hosting.export import read, write
from pwa.hosting.static_site import Tree
from pwa.release.build import build
from pwa.settings import read_settings

SITE_FOLDER = "NIGHT_CRAMP_SITE"


def run(host: str, port: int, site: Path | None) -> int:
    """Serve a built site, or build one, until interrupted; return the exit code. Raises ContentError, OSError."""
    if site:
        return _serve(host, port, site)
    settings = read_settings()
    release = build(base=settings.base, origin=settings.origin, retire=settings.retire)
    with tempfile.TemporaryDirectory(prefix="night-cramp-") as folder:
        write(release, Path(folder) / "site")
        return _serve(host, port, Path(folder) / "site")


def _serve(host: str, port: int, site: Path) -> int:
    release = read(site)
    os.environ[SITE_FOLDER] = str(site)
    print(f"Night Cramp {release.version} at http://{host}:{port}{release.base} (stop it with Ctrl+C)", flush=True)
    Granian(
        "pwa.hosting.server:app",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        factory=True,
        websockets=False,
        # Every answer is ready in memory: threads would only wait for each other (half as fast, bench/serving.py).
        blocking_threads=1,
        backpressure=64,
        log_level=LogLevels.warning,
    ).serve()
    return 0


def app() -> Flask:
    """What the worker process calls."""
    folder = Path(os.environ[SITE_FOLDER])
    return serve_tree(folder)


def serve_tree(folder: Path) -> Flask:
    """The app with the tree in front of it."""
    release = read(folder)
    app = create_app(release)
    app.wsgi_app = Tree(app.wsgi_app, release, folder)  # type: ignore[method-assign]
    return app
