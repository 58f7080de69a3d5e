"""The pseudo-language: no page of any screen says anything that did not come through the content."""

from html.parser import HTMLParser

import pytest
from babel import Locale

from pwa.headers import HTML
from pwa.languages import Language, find_languages
from pwa.load import load, root, texts
from pwa.release import pages_and_files
from pwa.text import PLACEHOLDER
from pwa.views import PATHS
from pwa.workshop.pseudo import PSEUDO, pseudo, pseudo_content

SPOKEN = ("alt", "aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "title", "placeholder")
SPOKEN_META = ("description", "apple-mobile-web-app-title", "application-name")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# Names of countries, continents and months come from CLDR, which has them in every real language.
CLDR_NAMES = set(Locale("en").territories.values()) | set(Locale("en").months["stand-alone"]["wide"].values())

# Languages are called by their own names, and in a narrow place by the first letters of their tags.
LANGUAGE_NAMES = {language.name for language in find_languages(root() / "translations")} | {PSEUDO.tag[:2]}

# A document is called by its title, in the document's language.
SOURCE_TITLES = {source.title for source in load().sources.sources}


@pytest.fixture(scope="module")
def pages(content) -> dict[str, str]:
    """The pages of the pseudo-language, by path, in a site that has English too."""
    _, found = pages_and_files(content, {Language("en"): content, PSEUDO: pseudo_content(content)})
    html = [entry for entry in found if entry.media_type == HTML and entry.path.startswith("/en-xa/")]
    return {entry.path: entry.body.decode() for entry in html}


def test_the_pseudo_language_has_accents_and_brackets_and_keeps_placeholders():
    assert pseudo("Hold for {hold} seconds.") == "⟦Ĥöļð ƒööŕ {hold} šééçööñðš.~~~⟧"


def test_every_text_becomes_a_third_longer_and_keeps_its_placeholders(content):
    for text in texts(content):
        made = pseudo(text.english)
        assert made[0] + made[-1] == "⟦⟧"
        assert PLACEHOLDER.findall(made) == PLACEHOLDER.findall(text.english)
        letters = len(PLACEHOLDER.sub("", text.english))
        assert 1.3 * letters - 1 <= len(PLACEHOLDER.sub("", made)) - 2 <= 1.4 * letters + 1, made


def test_no_page_has_text_outside_the_brackets(pages):
    assert set(pages) >= {f"/en-xa/{path}" for path in PATHS.values()}
    assert {path: found for path, page in pages.items() if (found := outside(page))} == {}


def test_text_outside_the_brackets_would_be_found():
    page = '<html lang="en-XA"><p>⟦Çåļļ⟧ now</p><img alt="A leg"><p lang="und">HSE</p><a translate="no">112</a></html>'
    assert outside(page) == ["now", "alt: A leg"]


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
        data = inside or values.get("lang") == "und" or values.get("translate") == "no" or tag in ("script", "style")
        spoken = [name for name in SPOKEN if values.get(name)]
        if tag == "meta" and values.get("name") in SPOKEN_META:
            spoken.append("content")
        self.found += [f"{name}: {values[name]}" for name in spoken if not data and not bracketed(values[name])]
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


def bracketed(value: str) -> bool:
    """Whether every letter of an attribute stands between the brackets."""
    return not any(map(str.isalpha, "".join(part.split("⟧")[-1] for part in value.split("⟦"))))


def outside(page: str) -> list[str]:
    """What a page says that did not come through the content."""
    parser = _Outside()
    parser.feed(page)
    assert parser.depth == 0, "a bracket is open at the end of the page"
    return parser.found
