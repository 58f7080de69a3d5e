"""Serves the built site with Granian: the tree of files, and behind it the app that judges the rest.

The site is built once, before the server starts, so that a fault in the content is a message and not a dead worker; the
worker process reads the tree.
"""

import os
import sys
import tempfile
from pathlib import Path

from flask import Flask
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from pwa.hosting.app import create_app
from pwa.hosting.export import write
from pwa.hosting.static_site import StaticSite, read_summary
from pwa.problems import ContentError
from pwa.release.build import build
from pwa.release.model import File, Release
from pwa.settings import SITE_FOLDER, read_settings


def run(host: str, port: int, site: Path | None) -> int:
    """Serve a built site, or build one, until interrupted; return the exit code.

    Raises ContentError, SettingError, OSError.
    """
    settings = read_settings()
    if site := site or settings.site:
        return _serve(host, port, site)
    release = build(base=settings.base, origin=settings.origin, retire=settings.retire)
    with tempfile.TemporaryDirectory(prefix="night-cramp-") as folder:
        write(release, Path(folder) / "site")
        return _serve(host, port, Path(folder) / "site")


def _serve(host: str, port: int, site: Path) -> int:
    release = read_summary(site)
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
    """What the worker process calls. A site that cannot be read ends it with a message."""
    try:
        return serve_tree(Path(os.environ[SITE_FOLDER]))
    except ContentError as error:
        sys.exit(str(error))
    except OSError as error:
        sys.exit(f"{error.filename}: {error.strerror}")


def serve_tree(folder: Path) -> Flask:
    """The app with the tree in front of it. Raises OSError, ContentError."""
    site = StaticSite(_nothing, folder)
    built = site.release
    entries = {
        path: File(path, dict(answers[""].headers)["Content-Type"], answers[""].body, offline=False)
        for path, answers in site.files.items()
    }
    app = create_app(Release(built.base, built.version, built.languages, entries))
    site.wsgi_app = app.wsgi_app
    app.wsgi_app = site  # type: ignore[method-assign]
    return app


def _nothing(environ: object, start_response: object) -> list[bytes]:
    raise NotImplementedError
