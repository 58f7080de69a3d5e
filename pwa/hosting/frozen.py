"""The app behind a built site: the tree answers what is in it, and this the rest."""

import shlex
from pathlib import Path

from flask import Flask

from pwa.hosting.static_site import StaticSite
from pwa.pages.site import Served, serve
from pwa.problems import ContentError, program
from pwa.screens import SCREENS
from pwa.settings import SettingError


def serve_site(app: Flask, folder: Path) -> None:
    """Put the files of a built site in front of the app. Raises SettingError where there is none."""
    try:
        site = StaticSite(app.wsgi_app, folder)
    except ContentError as error:
        raise SettingError(str(error)) from error
    except OSError as error:
        raise SettingError(f"{error.filename}: {error.strerror}") from error
    built = site.release
    app.config["BASE"] = built.base
    for language in built.languages:
        path = f"{language.tag}/{SCREENS['not_found'].path}"
        if f"{built.base}{path}" not in site.files:
            again = f"{program()} build {shlex.quote(str(folder))}"
            raise SettingError(f"{folder}: lacks {path}; copy the site whole, or build it again: {again}")
    pages = frozenset(path for path in site.files if path.endswith("/"))

    def not_found(tag: str) -> bytes:
        return site.files[f"{built.base}{tag}/{SCREENS['not_found'].path}"][""].body

    serve(app, Served(built.version, lambda: list(built.languages), lambda language: not_found(language.tag), pages))
    app.wsgi_app = site  # type: ignore[method-assign]
