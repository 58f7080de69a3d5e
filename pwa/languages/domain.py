"""Hands Flask-Babel our judged catalogs: every translation that a Text shows comes through this domain.

No .mo and no second path: create_app makes this the domain of the app, and what may not be shown is not in what it
hands out. The language is that of the request's path; its locale gives Flask-Babel the formats of dates and numbers.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from babel.support import NullTranslations
from flask import current_app, g
from flask_babel import Domain, force_locale

from pwa.languages.catalogs import Catalogs
from pwa.languages.table import ENGLISH, Language


class CatalogDomain(Domain):  # type: ignore[misc]
    """Flask-Babel's lookup, answered by the judged catalogs instead of .mo files."""

    def get_translations(self) -> NullTranslations:
        """Those of the request's language."""
        return catalogs().translations(current_language())


def catalogs() -> Catalogs:
    """Those of the app that answers the request."""
    found: Catalogs = current_app.extensions["catalogs"]
    return found


def current_language() -> Language:
    """The language of the request; English where none is known yet."""
    return g.get("language") or Language(ENGLISH)


@contextmanager
def force_language(language: Language) -> Iterator[None]:
    """Flask-Babel's force_locale for a row of our table, which may have no locale of its own (the pseudo-language)."""
    before = g.get("language")
    g.language = language
    try:
        with force_locale(language.locale):
            yield
    finally:
        g.language = before
