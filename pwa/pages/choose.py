"""A page for readers whose language nobody knows: every language says what it is and leads on.

The index of a host that cannot pick a language, and its page for what is not found.
"""

from dataclasses import dataclass

from flask import render_template
from markupsafe import Markup, escape

from pwa.languages.domain import catalogs, force_language
from pwa.languages.negotiate import negotiation_table
from pwa.languages.table import Language
from pwa.pages.interface import interface
from pwa.pages.templating import origin


@dataclass(frozen=True)
class Choice:
    """A language with what the page says in it."""

    language: Language
    title: Markup
    title_plain: str
    app: str
    description: str
    cramp_now: Markup


def choose(heading: str) -> str:
    """The page; `heading` is a title of the interface. Needs a request of the app."""
    ui = interface(catalogs().content)
    choices = []
    for language in catalogs().languages:
        with force_language(language):
            title = ui.title[heading]
            choices.append(
                Choice(
                    language,
                    escape(title),
                    title.plain,
                    ui.title.app.plain,
                    ui.paragraph.app_description.plain,
                    escape(ui.title.cramp_now),
                )
            )
    negotiation = negotiation_table(catalogs().languages)
    return render_template(
        "choose.html",
        choices=choices,
        heading=heading,
        origin=origin(),
        negotiation=negotiation,
    )
