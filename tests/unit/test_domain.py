"""Every translation comes through Flask-Babel's domain, and only what a standing lets show comes out of it."""

import re

import pytest
from babel.support import NullTranslations
from flask import Flask
from flask_babel import Domain, get_locale, get_translations

from pwa.content.walk import texts
from pwa.languages.domain import CatalogDomain, current_language, force_language
from pwa.languages.table import Language
from pwa.release.build import build
from tests.support.releases import in_language, live_app
from tests.support.screens import PATHS

TAGS = ("en", "id", "zh-hans")


class Loud(NullTranslations):
    """Every text with a mark before it."""

    def upgettext(self, context: str, message: str) -> str:
        return f"§{context}§{message}"


class LoudDomain(Domain):  # type: ignore[misc]
    """What Flask-Babel would ask instead of ours."""

    def get_translations(self) -> NullTranslations:
        return Loud()


@pytest.fixture
def app() -> Flask:
    return live_app()


def test_flask_babel_asks_our_domain(app: Flask) -> None:
    assert isinstance(app.extensions["babel"].instance.domain_instance, CatalogDomain)
    with in_language(app, Language("id")):
        assert get_translations().upgettext("title", "Settings") == "Pengaturan"
        assert str(get_locale()) == "id"


@pytest.mark.slow
def test_another_domain_changes_every_page_in_every_language(app: Flask) -> None:
    before = build(app).entries
    app.extensions["babel"].instance.domain_instance = LoudDomain()
    after = build(app).entries
    assert before.keys() - after.keys() <= {path for path in before if path.startswith("/release/")}
    for tag in TAGS:
        for path in PATHS.values():
            page = after[f"/{tag}/{path}"].body.decode()
            assert page != before[f"/{tag}/{path}"].body.decode()
            heading = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.S)
            assert heading
            assert re.sub("<[^>]*>", "", heading[1]).startswith("§"), (tag, path, heading[1])
            # What a reader can see of the foot, too: no link keeps a word of its own.
            assert re.findall(r'<nav aria-label="([^"]*)"', page)[-1].startswith("§label§")


def test_no_text_of_a_page_keeps_its_words_under_another_domain(app: Flask) -> None:
    app.extensions["babel"].instance.domain_instance = LoudDomain()
    page = app.test_client().get("/id/warning-signs/").get_data(as_text=True)
    signs = {text.english for text in texts(app.extensions["catalogs"].content) if text.kind == "warning sign"}
    for english in signs:
        bare = page.replace(f"§warning sign§{english}", "")
        assert f">{english}<" not in bare, english


def test_the_language_of_the_path_gives_the_locale(app: Flask) -> None:
    with app.test_request_context("/"):
        assert current_language() == Language("en")
        with force_language(Language("zh_Hans")):
            assert (current_language(), str(get_locale())) == (Language("zh_Hans"), "zh_Hans")
        assert (current_language(), str(get_locale())) == (Language("en"), "en")
