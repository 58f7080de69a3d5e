"""Every page of a release: valid, in its language, with nothing inline or from elsewhere, and no dead link.

Walked for this checkout, and for a site in a folder with a right-to-left language and nothing translated yet, so that
what is true does not depend on how far the translators are.
"""

import json
import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

import html5lib
import pytest

from pwa.content.load import load
from pwa.files import root
from pwa.headers import HTML, carried_by, hash_of
from pwa.languages.table import Language
from pwa.release.model import File, Release
from tests.support import shared

PO = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
XLINK = "{http://www.w3.org/1999/xlink}href"
# Attributes that make a browser fetch something; a link that a reader taps is judged on its own.
LOADS = ("src", "srcset", "poster", "data", "action", "formaction", "background", "manifest", "ping", XLINK)
TAKES_NO_MARKUP = ("title", "option", "textarea", "style", "script")


IN_A_FOLDER = pytest.param("nothing translated, in a folder", marks=pytest.mark.slow)


@pytest.fixture(scope="module", params=["this checkout", IN_A_FOLDER])
def site(request: pytest.FixtureRequest) -> Release:
    return shared.release() if request.param == "this checkout" else shared.release("/cramp/", project=untranslated())


def untranslated() -> Path:
    folder = shared.folder() / "untranslated"
    with shared.once(folder) as new:
        if new:
            shutil.copytree(root() / "content", new / "content")
            for language in ("ar", "zh_Hans"):
                path = new / "translations" / language / "LC_MESSAGES" / "messages.po"
                path.parent.mkdir(parents=True)
                path.write_text(PO, encoding="utf-8")
    return folder


def pages(site: Release) -> list[tuple[Language, File]]:
    found = [entry for entry in site.entries.values() if entry.media_type == HTML and entry.offline]
    tags = {language.tag: language for language in site.languages}
    assert len(found) >= 8 * len(tags)
    return [(tags[entry.path.removeprefix(site.base).split("/")[0]], entry) for entry in found]


@cache
def parsed(body: bytes) -> tuple[Element, list[tuple[tuple[int, int], str, object]]]:
    """The tree of a page, and what a strict parser finds wrong with it: where, and what."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    return parser.parse(body), parser.errors


def tree(body: bytes) -> Element:
    return parsed(body)[0]


@cache
def ids(body: bytes) -> set[str | None]:
    return {part.get("id") for part in tree(body).iter()}


def elements(site: Release) -> Iterator[tuple[File, Element]]:
    for _, entry in pages(site):
        for element in tree(entry.body).iter():
            if isinstance(element.tag, str):
                yield entry, element


def name(element: Element) -> str:
    return element.tag.rsplit("}", 1)[-1]


def test_every_page_is_valid_to_a_strict_parser(site: Release) -> None:
    faults = {}
    for _, entry in pages(site):
        if errors := parsed(entry.body)[1]:
            (line, _), error, _ = errors[0]
            faults[entry.path] = f"line {line}: {error}: {entry.body.decode().splitlines()[line - 1][:120]}"
    assert faults == {}


def test_the_parts_of_a_table_have_no_roles(site: Release) -> None:
    """ARIA in HTML, section 4: what styles would lay out otherwise is made of other elements."""
    parts = ("table", "thead", "tbody", "tr", "th", "td")
    assert {entry.path for entry, element in elements(site) if name(element) in parts and element.get("role")} == set()


def test_every_page_says_its_language_and_direction(site: Release) -> None:
    for language, entry in pages(site):
        html = tree(entry.body)
        assert (html.get("lang"), html.get("dir")) == (language.html, "rtl" if language.folder == "ar" else "ltr")


def test_every_page_has_one_title_and_one_heading(site: Release) -> None:
    for _, entry in pages(site):
        names = [name(element) for element in tree(entry.body).iter() if isinstance(element.tag, str)]
        assert (names.count("title"), names.count("h1"), names.count("main")) == (1, 1, 1), entry.path


def test_no_placeholder_is_left(site: Release) -> None:
    for _, entry in pages(site):
        said = re.sub(r"(?s)<(style|script)\b.*?</\1>", "", entry.body.decode())
        assert re.findall(r"\{[A-Za-z_ ]+\}|｛|｝|\{\{|\{%", said) == [], entry.path


def test_nothing_is_inline_but_what_the_policy_names(site: Release) -> None:
    """The style and the script of the first paint, one of each, in the pages that open first (test_first_paint.py)."""
    for entry, element in elements(site):
        if name(element) == "style":
            assert carried_by(entry.body).styles == (hash_of(element.text or ""),), entry.path
        assert "style" not in element.attrib, (entry.path, element.tag)
        assert [attribute for attribute in element.attrib if attribute.startswith("on")] == [], entry.path
        if name(element) == "script" and element.get("type") == "application/ld+json":
            json.loads(element.text or "")  # data for search engines, which no browser runs
        elif name(element) == "script":
            carried = () if element.get("src") else (hash_of(element.text or ""),)
            assert carried in ((), carried_by(entry.body).scripts), entry.path
            assert bool(element.get("src")) != bool((element.text or "").strip()), entry.path


def test_nothing_is_loaded_from_elsewhere(site: Release) -> None:
    for entry, element in elements(site):
        for attribute in (*LOADS, *(["href"] if name(element) != "a" else [])):
            value = element.get(attribute)
            if value is not None and not value.startswith("#"):
                assert value in site.entries, (entry.path, element.tag, attribute, value)


def test_styles_and_scripts_load_nothing_from_elsewhere(site: Release) -> None:
    for entry in site.entries.values():
        if entry.path.endswith((".css", ".js", ".svg")):
            text = re.sub(r"/\*.*?\*/", "", entry.body.decode(), flags=re.DOTALL)
            text = text.replace("http://www.w3.org/2000/svg", "")
            assert re.findall(r"https?://|@import|url\(\s*['\"]?//", text) == [], entry.path


def test_every_id_is_unique_in_its_page(site: Release) -> None:
    for _, entry in pages(site):
        ids = [value for element in tree(entry.body).iter() if (value := element.get("id")) is not None]
        assert len(ids) == len(set(ids)), entry.path
        assert all(re.fullmatch(r"[a-z][a-z0-9_-]*", id_) for id_ in ids), entry.path


def test_every_link_leads_somewhere(site: Release) -> None:
    for entry, element in elements(site):
        href = element.get("href")
        if name(element) != "a" or href is None or href.startswith(("https://", "http://")):
            continue
        if href.startswith("tel:"):
            assert re.fullmatch(r"tel:\+?[0-9]+", href), (entry.path, href)
            continue
        path, _, fragment = urljoin(entry.path, href).partition("#")
        target = site.entries.get(path)
        assert target is not None, (entry.path, href)
        if fragment:
            assert fragment in ids(target.body), (entry.path, href)


def test_links_leave_the_site_only_for_sources(site: Release) -> None:
    for entry, element in elements(site):
        if (element.get("href") or "").startswith("http"):
            assert name(element) == "a"
            assert entry.path.endswith("/sources/"), entry.path
            assert "noreferrer" in (element.get("rel") or ""), entry.path


def test_every_reference_between_elements_leads_somewhere(site: Release) -> None:
    for entry, element in elements(site):
        for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            for id_ in (element.get(attribute) or "").split():
                assert id_ in ids(entry.body), (entry.path, attribute, id_)


def test_every_picture_is_labelled_or_decorative(site: Release) -> None:
    for entry, element in elements(site):
        if name(element) == "img":
            assert element.get("alt") is not None, entry.path
        if name(element) == "svg":
            labelled = element.get("aria-label") or element.get("aria-labelledby")
            assert element.get("aria-hidden") == "true" or (element.get("role") == "img" and labelled), entry.path


def test_a_decorative_picture_is_told_in_words_after_it(site: Release) -> None:
    """On the cramp screen the instruction and the button come between: they are heard first."""
    for _, entry in pages(site):
        for parent in tree(entry.body).iter():
            for number, part in enumerate(parent):
                if isinstance(part.tag, str) and name(part) == "svg" and part.get("class") == "pic":
                    told = [after for after in parent[number + 1 :] if "unseen" in (after.get("class") or "")]
                    assert told, entry.path
                    assert "".join(told[0].itertext()).strip(), entry.path


def test_every_field_and_button_has_a_name(site: Release) -> None:
    for _, entry in pages(site):
        page = tree(entry.body)
        labelled = {label.get("for") for label in page.iter("label")}
        inside = {field for label in page.iter("label") for field in label.iter()}
        for field in (*page.iter("input"), *page.iter("select")):
            assert field in inside or field.get("id") in labelled or field.get("aria-label"), entry.path
        moulds = {part for template in page.iter("template") for part in template.iter()}  # a script fills them in
        for pressed in (*page.iter("button"), *page.iter("a"), *page.iter("summary")):
            if pressed in moulds:
                continue
            assert "".join(pressed.itertext()).strip() or pressed.get("aria-label"), entry.path


def test_every_page_links_to_itself_in_every_language(site: Release) -> None:
    for language, entry in pages(site):
        here = entry.path.removeprefix(f"{site.base}{language.tag}/").removesuffix("start/")
        want = {other.html: f"{site.base}{other.tag}/{here}" for other in site.languages}
        page = tree(entry.body)
        links = [a for a in page.iter("a") if a.get("hreflang")]
        assert {a.get("hreflang"): a.get("href") for a in links} == want, entry.path
        assert all(a.get("lang") == a.get("hreflang") for a in links), entry.path
        names = {other.html: other.name for other in site.languages}
        # A badge may follow in the reader's own language: draft or beta.
        assert all((a.text or "").strip() == names[a.get("lang") or ""] for a in links), entry.path
        assert {a.get("hreflang") for a in links if a.get("aria-current")} == {language.html}, entry.path
        # Search engines take the languages from the sitemap (tests/unit/test_host_configs.py).
        assert not [a for a in page.iter("link") if a.get("rel") == "alternate"], entry.path


def test_no_markup_is_shown_as_text(site: Release) -> None:
    for entry, element in elements(site):
        if name(element) in TAKES_NO_MARKUP:
            code = name(element) in ("style", "script")
            assert code or not re.search(r"</?[a-z]|&[a-z]+;", element.text or ""), (
                entry.path,
                element.tag,
                element.text,
            )
            assert list(element) == [], (entry.path, element.tag)
        for attribute, value in element.attrib.items():
            assert "<" not in value, (entry.path, element.tag, attribute, value)


def test_what_fell_back_to_english_says_so(site: Release) -> None:
    fell_back = site.base == "/cramp/"
    for language, entry in pages(site):
        if fell_back and language.folder != "en":
            heading = next(tree(entry.body).iter("h1"))
            assert [part.get("lang") for part in heading.iter() if len(part) == 0] == ["en"], entry.path


def test_the_cramp_screen_begins_with_the_first_instruction(site: Release) -> None:
    for language in site.languages:
        page = tree(site.page(language, "cramp_now").body)
        first = next(element for element in page.iter() if element.get("id") == "first-step")
        assert name(first) == "h1"
        main = next(page.iter("main"))
        assert first in set(next(iter(main)).iter())


def test_the_checklist_says_what_each_box_covers(site: Release) -> None:
    for language in site.languages:
        page = tree(site.page(language, "warning_signs").body)
        boxes = [box for box in page.iter("input") if box.get("name") == "sign"]
        assert len(boxes) > 20
        assert {box.get("type") for box in boxes} == {"checkbox"}
        assert len({id_ for box in boxes for id_ in (box.get("data-covers") or "").split()}) == 66
        levels = [part.get("data-urgency") for part in page.iter() if part.get("data-urgency")]
        assert levels == ["emergency_now", "same_day", "appointment", "self_care_ok"]


def test_no_space_follows_a_mark_of_full_width(site: Release) -> None:
    """The mark brings its room with it: "没有记录。 最快" has a hole."""
    for _, entry in pages(site):
        assert re.findall(r"[。？！；：，]\s[\u4e00-\u9fff].{,8}", entry.body.decode()) == [], entry.path


def test_whoever_stretches_another_muscle_is_not_led_to_the_stretch_of_the_calf(site: Release) -> None:
    """For a cramp of the shin the toes go the other way."""
    muscles = {muscle.id for step in load().relief.steps for muscle in step.muscles}
    assert {"shin", "foot"} < muscles
    for language in site.languages:
        for card in tree(site.page(language, "cramp_now").body).iter("section"):
            links = {link.get("href") for link in card.iter("a")}
            if "variant" in (card.get("class") or "").split():
                assert "#ways" in links
                assert ("#stretch" in links) is (card.get("id") not in muscles)


def test_the_number_stands_before_all_that_led_to_it(site: Release) -> None:
    for language in site.languages:
        for outcome in tree(site.page(language, "warning_signs").body).iter("section"):
            parts = [set((part.get("class") or "").split()) for part in outcome.iter()]
            if calls := [place for place, classes in enumerate(parts) if "calls" in classes]:
                assert calls[0] < next(place for place, classes in enumerate(parts) if "led" in classes)
