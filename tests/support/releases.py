"""Releases and apps for tests: of this checkout, or of a folder with other content."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from pwa import create_app
from pwa.languages.domain import force_language
from pwa.languages.table import Language
from pwa.release.build import build
from pwa.release.model import Release


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
    return app


def frozen_app(site: Path) -> Flask:
    """The app behind a built site."""
    return create_app({"NIGHT_CRAMP_SITE": site})


def build_release(folder: Path | None = None, base: str = "/", origin: str = "", *, retire: bool = False) -> Release:
    """The release of a live app."""
    return build(live_app(folder, base, origin, retire=retire))


@contextmanager
def in_language(app: Flask, language: Language) -> Iterator[None]:
    """A request of the app in which texts are in a language."""
    app.extensions["catalogs"].refresh_all()
    with app.test_request_context(app.config["BASE"]), force_language(language):
        yield
