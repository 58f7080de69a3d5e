"""Releases and apps for tests: of this checkout, or of a folder with other content."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

from flask import Flask
from jinja2 import FileSystemBytecodeCache

from pwa import create_app
from pwa.languages.domain import force_language
from pwa.languages.table import Language
from pwa.release.build import build
from pwa.release.model import Release
from tests.support import shared

# What a release takes from static/.
READS_STATIC = ("pwa.release.assets", "pwa.pages.first_paint", "pwa.pages.one_file")


def live_app(folder: Path | None = None, base: str = "/", origin: str = "", *, retire: bool = False) -> Flask:
    """The app as the files of a folder are now; without a folder, those of this checkout."""
    app = create_app(
        {
            "NIGHT_CRAMP_SITE": "",
            "NIGHT_CRAMP_FOLDER": folder or "",
            "SITE_URL": f"{origin or 'http://localhost'}{base}",
            "RETIRE_WORKER": "1" if retire else "",
        }
    )
    app.config["ORIGIN"] = origin
    app.jinja_env.bytecode_cache = _compiled()
    return app


@cache
def _compiled() -> FileSystemBytecodeCache:
    """Templates that are compiled once for all apps of a run; the cache knows them by their text."""
    folder = shared.folder() / "templates"
    folder.mkdir(exist_ok=True)
    return FileSystemBytecodeCache(str(folder))


def frozen_app(site: Path) -> Flask:
    """The app behind a built site."""
    return create_app({"NIGHT_CRAMP_SITE": site})


def build_release(folder: Path | None = None, base: str = "/", origin: str = "", *, retire: bool = False) -> Release:
    """The release of a live app; of a copy of the project, with its own styles and scripts."""
    with ExitStack() as own:
        static = folder / "pwa" / "static" if folder else None
        for module in READS_STATIC if static and static.is_dir() else ():
            own.enter_context(mock.patch(f"{module}.STATIC", static))
        return build(live_app(folder, base, origin, retire=retire))


@contextmanager
def packed_quickly() -> Iterator[None]:
    """While it lasts, sites are written with bundles a tenth larger, which spares three seconds each time."""
    with mock.patch("pwa.hosting.export._quality", return_value=6):
        yield


def addresses(release: Release) -> dict[str, str]:
    """Where styles, scripts and drawings are in a release, by name: what a build tells an app."""
    return {path.split("/assets/")[1].partition("/")[2]: path for path in release.entries if "/assets/" in path}


@contextmanager
def in_language(app: Flask, language: Language) -> Iterator[None]:
    """A request of the app in which texts are in a language."""
    app.extensions["catalogs"].refresh_all()
    with app.test_request_context(app.config["BASE"]), force_language(language):
        yield


def listed(release: Release) -> dict[str, Any]:
    """What the worker has been told of the release."""
    code = release.entries[f"{release.base}sw.js"].body.decode()
    start = code.index("const RELEASE=") + len("const RELEASE=")
    return dict(json.JSONDecoder().raw_decode(code[start:])[0])
