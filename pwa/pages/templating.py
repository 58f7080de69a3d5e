"""What templates can call, beside what Flask and Flask-Babel bring: pictures, charts, months, addresses of assets."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from babel.dates import format_skeleton
from babel.lists import format_list
from flask import Flask, current_app, g, render_template, request, url_for
from flask_babel import get_locale
from jinja2 import StrictUndefined
from markupsafe import Markup

from pwa.content.text import Text
from pwa.headers import meta_policy
from pwa.languages.domain import catalogs, current_language
from pwa.languages.standing import Stage
from pwa.languages.table import ENGLISH, Language
from pwa.pages.certainty import word
from pwa.pages.charts import number, svg
from pwa.pages.first_paint import first_paint
from pwa.pages.interface import interface
from pwa.pages.pictures import inline
from pwa.screens import SCREENS

EMPTY_LINES = re.compile(r"\n{2,}")
# Marks of full width bring their room with them; a template puts a space between two sentences.
DOUBLE_ROOM = re.compile(r"(?<=[。？！；：，])[ \n](?=[\u4e00-\u9fff])")


def prepare_templates(app: Flask) -> None:
    """Give the app's Jinja environment our options, globals and what every page shows."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.filters["asset"] = asset
    app.jinja_env.globals.update(
        picture=inline,
        month=month,
        sure_word=word,
        chart=svg,
        number=number,
        listed=listed,
        asset=asset,
        first_paint=first_paint,
        sheet=sheet,
        style_sheet=style_sheet,
        drawing_address=drawing_address,
        policy=Markup(meta_policy()),  # noqa: S704 - a constant of ours
    )


def draw(screen: str, **values: Any) -> str:
    """The page of a screen in the language of the request.

    Args:
        screen: a row of SCREENS; also the template's name.
        values: what its template shows beside what every page has; `title` where it is not the screen's own.
    """
    ui = interface(catalogs().content)
    arguments = {"part": (request.view_args or {}).get("part")} if "<part>" in SCREENS[screen].path else {}
    language = current_language()

    def in_language(other: Language) -> str:
        return url_for(f"pages.{screen}", language=other.tag, **arguments)

    shared = {
        "ui": ui,
        "screen": screen,
        "title": ui.title.get(screen),
        "foot": [(name, ui.title[name]) for name, row in SCREENS.items() if row.in_foot],
        "language": language,
        "languages": catalogs().languages,
        "in_language": in_language,
        "stage": stage_of(language),
        "origin": origin(),
        "warmth": next(step for step in catalogs().content.relief.steps if step.id == "warmth"),
    }
    page = {**shared, **values}
    html = render_template(f"{screen}.html", **page)
    standing = catalogs().standing(language)
    # A sentence that falls back is no news on pages without it, and no reason for every phone to fetch those anew.
    if page["stage"] == "draft" and standing and not g.get("shows_english"):
        html = render_template(f"{screen}.html", **{**page, "stage": standing.stage_of_whole_pages})
    return finish(html)


def finish(html: str) -> str:
    """A page as it travels: without the empty lines that templates leave, and without a second space in Chinese."""
    return DOUBLE_ROOM.sub("", EMPTY_LINES.sub("\n", html))


def title_of(screen: str) -> Text:
    """What a screen is called."""
    return interface(catalogs().content).title[screen]


def stage_of(language: Language) -> Stage:
    """How far a translation is; English is the original, and the pseudo-language in no file: neither is unfinished."""
    standing = None if language.folder == ENGLISH else catalogs().standing(language)
    return standing.stage if standing else "released"


def findable() -> list[Language]:
    """The languages that search engines are told of: no drafts."""
    return [language for language in catalogs().languages if stage_of(language) != "draft"]


def origin() -> str:
    """The host with its scheme where SITE_URL says it, for links that have to be absolute; else nothing."""
    found: str = current_app.config["ORIGIN"]
    return found


def month(value: str) -> str:
    """A month as a reader writes it: November 2026 for "2026-11"."""
    year, number_ = map(int, value.split("-"))
    return format_skeleton("yMMMM", date(year, number_, 1), locale=get_locale())


def listed(items: Iterable[Any], caller: Callable[[Any], Markup]) -> Markup:
    """Items as a reader lists them: A, B, and C. Each is drawn by the block of Jinja's `call(item)`."""
    return Markup(format_list([caller(item) for item in items], locale=get_locale()))  # noqa: S704 - drawn by Jinja


def asset(name: str) -> str:
    """The address of a style or script: as it lies in static/, or with its digest in a release."""
    frozen = current_app.extensions["assets"]
    return frozen[name] if frozen else url_for("static", filename=name)


def drawing_address(name: str) -> str:
    """The address of a drawing that is a file of its own."""
    frozen = current_app.extensions["assets"]
    return frozen[f"{name}.svg"] if frozen else url_for("files.drawing", name=name)


def sheet(name: str) -> list[str]:
    """Addresses of a style sheet: one in a release, of each of the files that it is joined from while they are live."""
    parts = current_app.extensions["styles"].get(name, (name,))
    return [asset(part) for part in ([name] if current_app.extensions["assets"] else parts)]


def style_sheet(name: str, media: str = "all") -> Markup:
    """Links to a style sheet; a browser does not wait for one of another medium."""
    link = Markup('<link rel="stylesheet"{} href="{}">')
    what = Markup("") if media == "all" else Markup(' media="{}"').format(media)
    return Markup("\n").join(link.format(what, address) for address in sheet(name))
