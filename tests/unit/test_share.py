"""Handing it on: one file that needs nothing else, a card of the worst signs, and a code of the site's own address."""

import re
from xml.etree.ElementTree import Element

import html5lib
import pytest
import segno

from pwa.content.lookup import statements, topics
from pwa.content.model import Content
from pwa.release.model import File, Release
from pwa.screens import ONE_FILE
from tests.support.pages import every, words
from tests.support.project import TAGS

QR_BORDER = 4  # modules of the quiet zone, ISO/IEC 18004


def one_file(release: Release, tag: str) -> File:
    return release.entries[f"/{tag}/{ONE_FILE}"]


@pytest.fixture(scope="module")
def english(release: Release) -> Element:
    page: Element = html5lib.parse(one_file(release, "en").body, namespaceHTMLElements=False)
    return page


@pytest.mark.parametrize("tag", TAGS)
def test_the_file_stands_in_the_tree_and_no_phone_keeps_it(release: Release, tag: str) -> None:
    assert not one_file(release, tag).offline


@pytest.mark.parametrize("tag", TAGS)
def test_the_file_is_valid_has_no_script_and_asks_for_nothing(release: Release, tag: str) -> None:
    body = one_file(release, tag).body
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    page = parser.parse(body)
    assert parser.errors == []
    names = [part.tag.rsplit("}", 1)[-1] for part in page.iter() if isinstance(part.tag, str)]
    assert {"script", "link", "img", "iframe", "form"}.isdisjoint(names)
    assert (names.count("style"), names.count("h1"), names.count("main")) == (1, 1, 1)
    assert not any(part.get("src") or part.get("style") for part in page.iter() if isinstance(part.tag, str))
    targets = [link.get("href") or "" for link in every(page, "a")]
    assert [target for target in targets if not re.fullmatch(r"#.+|tel:\+?\d+", target)] == []
    ids = [part.get("id") for part in page.iter() if isinstance(part.tag, str) and part.get("id")]
    assert len(ids) == len(set(ids))
    assert {target[1:] for target in targets if target.startswith("#")} <= set(ids)
    assert b"default-src 'none'" in body
    assert b"url(" not in body


def test_everything_that_the_app_says_about_health_is_in_the_file(english: Element, content: Content) -> None:
    said = words(english)
    for part in (content.relief, content.warning_signs, content.bedtime, content.morning_after, topics(content)):
        for statement, _ in statements(part):
            for field in ("text", "lead", "reason", "examples"):
                if text := getattr(statement, field, None):
                    assert " ".join(str(text).split()) in said, (statement.id, field)
    for country in content.emergency.countries:
        assert all(phone.number in said for phone in country.ambulance), country.code
    for condition in content.compare.conditions:
        assert " ".join(str(condition.then).split()) in said


def test_a_number_that_no_link_dials_is_to_be_typed_in_the_file_too(english: Element) -> None:
    (line,) = (entry for entry in every(english, "dd") if "#7119" in words(entry))
    assert list(every(line, "a")) == []
    assert words(line) == "Medical advice #7119 Type this number in by hand in some areas"


def test_the_file_says_of_a_number_what_the_emergency_screen_says(english: Element) -> None:
    said = [words(entry) for entry in every(english, "dd")]
    assert "Medical advice 111 NHS 111" in said


@pytest.mark.parametrize(
    ("tag", "between"), [("en", (", ", ", and ")), ("id", (", ", ", dan ")), ("zh-hans", ("、", "和"))]
)
def test_the_file_lists_sources_as_its_language_does(release: Release, tag: str, between: tuple[str, str]) -> None:
    page = html5lib.parse(one_file(release, tag).body, namespaceHTMLElements=False)
    marks = {tuple(link.tail for link in every(small, "a")) for small in every(page, "small")}
    assert {len(tails): tails for tails in marks}[3] == (*between, None)


def test_the_file_begins_with_the_first_instruction(english: Element, content: Content) -> None:
    (heading,) = every(english, "h1")
    assert words(heading) == str(content.relief.steps[0].variants[0].title)


@pytest.mark.parametrize("tag", TAGS)
def test_the_page_says_how_big_the_file_is(release: Release, tag: str) -> None:
    page = release.entries[f"/{tag}/share/"].body.decode()
    assert f"({round(len(one_file(release, tag).body) / 1000)} kB)" in page
    assert f'href="/{tag}/{ONE_FILE}" download="night-cramp-{tag}.html"' in page


def test_the_code_is_that_of_the_sites_address(below: Release) -> None:
    page = html5lib.parse(below.entries["/cramp/en/share/"].body, namespaceHTMLElements=False)
    codes = [svg for svg in page.iter() if svg.get("class") == "qr"]
    assert len(codes) == 2  # on the screen, and on the card
    wanted = [list(row) for row in segno.make_qr("https://example.org/cramp/", error="m").matrix]
    for code in codes:
        (path,) = (part for part in code.iter() if part.get("class") == "qr-line")
        assert drawn(path.get("d") or "", len(wanted)) == wanted


def drawn(path: str, size: int) -> list[list[int]]:
    """The modules that the strokes of a path cover, a row to each, from its moves and lines."""
    found = [[0] * size for _ in range(size)]
    x, y = 0.0, 0.0
    for command, numbers in re.findall(r"([Mmh])([-0-9. ]+)", path):
        given = [float(number) for number in re.findall(r"-?[0-9.]+", numbers)]
        if command == "M":
            x, y = given
        elif command == "m":
            x, y = x + given[0], y + given[1]
        else:
            for module in range(int(given[0])):
                found[int(y) - QR_BORDER][int(x) - QR_BORDER + module] = 1
            x += given[0]
    return found


@pytest.mark.parametrize("tag", TAGS)
def test_without_the_hosts_name_there_is_no_code(release: Release, tag: str) -> None:
    assert b'class="qr"' not in release.entries[f"/{tag}/share/"].body


def test_the_card_names_ambulance_signs_only_and_asks_before_rubbing(release: Release, content: Content) -> None:
    signs = [sign for group in content.warning_signs.groups for sign in group.signs if sign.on_card]
    assert 6 <= len(signs) <= 9
    assert {sign.urgency for sign in signs} == {"emergency_now"}
    page = html5lib.parse(release.entries["/en/share/"].body, namespaceHTMLElements=False)
    (card,) = (part for part in page.iter() if part.get("class") == "card-sheet")
    said = words(card)
    order = [said.index(str(question.text)) for question in content.relief.gate.questions]
    assert max(order) < said.index("Rub the calf gently")
    assert said.index("Never above 45") > said.index("Warm, not hot")
    assert all(str(sign.text) in said for sign in signs)
    assert str(content.relief.ten_minutes.text) in said
