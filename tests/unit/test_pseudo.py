"""The pseudo-language: no page of any screen says anything that did not come through the content."""

import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from babel import Locale

from pwa.content.load import load
from pwa.content.lookup import topics
from pwa.content.model import Content
from pwa.content.text import PLACEHOLDER
from pwa.content.walk import texts
from pwa.files import root
from pwa.languages.catalogs import Catalogs
from pwa.languages.table import find_languages
from pwa.release.build import build
from pwa.workshop.pseudo import PSEUDO, PseudoTranslations, pseudo
from tests.support.releases import live_app
from tests.support.screens import PATHS

# Attributes that hold no words. Any other one, also one that is new tomorrow, must stand between the brackets or be a
# code, as most data-* are: small letters only, and no English sentence begins with one.
WORDLESS = re.compile(
    "aria-(controls|current|expanded|hidden|labelledby|live|pressed)|autocomplete|charset|class|content|dir|for|href|"
    "data-also|"  # what people type for a country, from each language's own list (search.yaml)
    "hreflang|http-equiv|id|inputmode|integrity|lang|loading|media|name|rel|role|scope|sizes|src|srcset|tabindex|"
    "accept|translate|type|value|d|fill|height|pathlength|points|stroke|text-anchor|transform|viewbox|width"
)
CODE = re.compile(r"[a-z0-9_./ -]*")
# What programs show to people: a home screen, a search engine, the page's own scripts.
SPOKEN_KEYS = {"name", "short_name", "description", "headline", "text", "reason", "title", "label"}
SPOKEN_META = ("description", "apple-mobile-web-app-title", "application-name")
LINKED_DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# Names of countries, continents and months, and the words between parts of a list come from CLDR, which has them in
# every real language.
BETWEEN = {re.sub(r"\{[01]\}", "", pattern).strip() for pattern in Locale("en").list_patterns["standard"].values()}
CLDR_NAMES = {*Locale("en").territories.values(), *Locale("en").months["stand-alone"]["wide"].values(), *BETWEEN}

# Languages are called by their own names, and in a narrow place by the first letters of their tags.
LANGUAGE_NAMES = {language.name for language in find_languages(root() / "translations")} | {PSEUDO.tag[:2]}

# A document is called by its title, in the document's language.
SOURCE_TITLES = {source.title for source in load().sources.sources}


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    """Every file of a site in English and in the pseudo-language that is text, by path."""
    app = live_app()
    app.extensions["catalogs"] = Catalogs(root(), made={PSEUDO: PseudoTranslations()})
    found = build(app).entries.values()
    return {file.path: file.body.decode() for file in found if file.path.startswith(("/en/", "/en-xa/"))}


@pytest.fixture(scope="module")
def pages(files: dict[str, str], content: Content) -> dict[str, str]:
    """The pages of the pseudo-language: of every screen, and of every topic and document."""
    assert {f"/en-xa/{path}" for path in PATHS.values()} <= set(files)
    assert {f"/en-xa/learn/{topic.id}/" for topic in topics(content)} <= set(files)
    return {path: page for path, page in files.items() if page.startswith("<!doctype html>") and "/en-xa/" in path}


def test_the_pseudo_language_has_accents_and_brackets_and_keeps_placeholders() -> None:
    assert pseudo("Hold for {hold} seconds.") == "⟦Ĥöļð ƒööŕ {hold} šééçööñðš.~~~⟧"


def test_every_text_becomes_a_third_longer_and_keeps_its_placeholders(content: Content) -> None:
    for text in texts(content):
        made = pseudo(text.english)
        assert made[0] + made[-1] == "⟦⟧"
        assert PLACEHOLDER.findall(made) == PLACEHOLDER.findall(text.english)
        letters = len(PLACEHOLDER.sub("", text.english))
        assert 1.3 * letters - 1 <= len(PLACEHOLDER.sub("", made)) - 2 <= 1.4 * letters + 1, made


@pytest.mark.slow
def test_no_page_has_text_outside_the_brackets(pages: dict[str, str], files: dict[str, str]) -> None:
    assert [path.replace("/en-xa/", "/en/") for path in pages] == [
        path for path, file in files.items() if file.startswith("<!doctype html>") and "/en/" in path
    ]
    assert {path: found for path, page in pages.items() if (found := outside(page))} == {}


@pytest.mark.slow
def test_no_data_has_text_outside_the_brackets(files: dict[str, str], pages: dict[str, str]) -> None:
    data = {path: file for path, file in files.items() if "/en-xa/" in path and path not in pages}
    assert {path.rpartition(".")[2] for path in data} == {"json", "webmanifest"}
    for path, page in pages.items():
        data |= {f"{path} {number}": one for number, one in enumerate(LINKED_DATA.findall(page))}
    assert any(path.startswith("/en-xa/learn/") for path in data)
    assert {path: found for path, one in data.items() if (found := unbracketed(json.loads(one)))} == {}


def test_text_outside_the_brackets_would_be_found() -> None:
    page = '<html lang="en-XA"><p>⟦Çåļļ⟧ now</p><img alt="A leg"><p lang="und">HSE</p><a translate="no">112</a></html>'
    assert outside(page) == ["now", "alt: A leg"]
    assert outside('<p data-said="Stop now" data-new="a code" title="⟦Çåļļ⟧ 112" aria-label="⟦Çåļļ⟧ me"></p>') == [
        "data-said: Stop now",
        "aria-label: ⟦Çåļļ⟧ me",
    ]
    assert unbracketed({"name": "Leg", "id": "leg", "is": [{"text": "⟦Ļééĝ⟧", "more": "My leg"}]}) == ["Leg", "My leg"]


class _Outside(HTMLParser):
    """Collects text with letters that no bracket holds, apart from data."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.depth = 0
        self.parents: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = dict(attributes)
        inside = self.parents[-1][1] if self.parents else False
        # Data that is in no language of the reader: numbers, names of services, titles of sources.
        source = bool(re.search(r"(sources/|^)#[a-z0-9_]+$", values.get("href") or ""))
        unspoken = values.get("lang") == "und" or values.get("translate") == "no" or tag in ("script", "style")
        data = inside or source or unspoken
        spoken = [
            name
            for name, value in values.items()
            if not WORDLESS.fullmatch(name) and value and not CODE.fullmatch(value)
        ]
        if tag == "meta" and values.get("name") in SPOKEN_META:
            spoken.append("content")
        self.found += [f"{name}: {values[name]}" for name in spoken if not data and not bracketed(values[name] or "")]
        if tag not in VOID:
            self.parents.append((tag, data))

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.parents and self.parents.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        is_data = bool(self.parents) and self.parents[-1][1]
        text, rest = data.strip(), ""
        for letter in data:
            self.depth += {"⟦": 1, "⟧": -1}.get(letter, 0)
            if self.depth == 0 and letter != "⟧":
                rest += letter
        named = {text, text.rstrip(" 0123456789")} & (CLDR_NAMES | LANGUAGE_NAMES)
        rest = rest.replace("\xa0", " ").strip(" \n·")
        if not is_data and not named and rest not in SOURCE_TITLES and any(map(str.isalpha, rest)):
            self.found.append(rest)


def unbracketed(data: Any, key: str = "") -> list[str]:
    """What JSON says in words, outside the brackets."""
    if isinstance(data, dict):
        return [text for name, value in data.items() for text in unbracketed(value, name)]
    if isinstance(data, list):
        return [text for value in data for text in unbracketed(value, key)]
    said = isinstance(data, str) and (" " in data or key in SPOKEN_KEYS)
    return [data] if said and not bracketed(data) else []


def bracketed(value: str) -> bool:
    """Whether every letter of an attribute stands between the brackets."""
    return not any(map(str.isalpha, "".join(part.split("⟧")[-1] for part in value.split("⟦"))))


def outside(page: str) -> list[str]:
    """What a page says that did not come through the content."""
    parser = _Outside()
    parser.feed(page)
    assert parser.depth == 0, "a bracket is open at the end of the page"
    return parser.found
