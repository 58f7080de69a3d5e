"""All of a language in one file that reads whole from a phone's file manager: no network, no scripts, no other file.

For phones that cannot keep the app, and to hand on. Its policy forbids everything but its own style.
"""

from pathlib import Path

from babel.units import format_unit
from flask import render_template
from flask_babel import get_locale
from markupsafe import Markup
from rcssmin import cssmin

from pwa.content.lookup import groups
from pwa.headers import hash_of
from pwa.languages.domain import catalogs, current_language
from pwa.pages.card import site_address
from pwa.pages.citations import source_names
from pwa.pages.countries import named_countries
from pwa.pages.interface import interface
from pwa.pages.pictures import night_file
from pwa.pages.templating import finish, stage_of
from pwa.screens import ONE_FILE

STATIC = Path(__file__).parent.parent / "static"
STYLES = ("common/tokens.css", "share/one-file.css")
POLICY = "default-src 'none'; style-src"
KILOBYTE = 1000


def one_file() -> str:
    """The file in the language of the request, as HTML."""
    content = catalogs().content
    ui, signs = interface(content), content.warning_signs
    language = current_language()
    html = render_template(
        ONE_FILE,
        ui=ui,
        language=language,
        stage=stage_of(language),
        relief=content.relief,
        signs=[sign for group in signs.groups for sign in group.signs],
        outcomes=signs.outcomes,
        places=content.emergency.places,
        countries=named_countries(),
        conditions=content.compare.conditions,
        morning=content.morning_after,
        bedtime=content.bedtime,
        groups=groups(content),
        sources=content.sources.sources,
        names=source_names(content, ui),
        figure=figure,
        style=style(),
        address=site_address(),
        policy=Markup(f"{POLICY} {hash_of(style())}"),  # noqa: S704 - a constant and a hash
    )
    return finish(html)


def size_of(octets: int) -> str:
    """A size as a reader writes it: 612 kB."""
    return str(format_unit(round(octets / KILOBYTE), "digital-kilobyte", length="short", locale=get_locale()))


def figure(name: str) -> Markup:
    """A drawing that brings its colours along: a viewer of files may leave out styles."""
    svg = night_file(name).decode().replace('xmlns="http://www.w3.org/2000/svg" ', "")
    return Markup(svg.replace("<svg ", '<svg class="pic" aria-hidden="true" ', 1))  # noqa: S704 - a file of ours


def style() -> Markup:
    """What the file brings along instead of a style sheet."""
    return Markup(cssmin("\n".join((STATIC / name).read_text(encoding="utf-8") for name in STYLES)))  # noqa: S704 - files of ours
