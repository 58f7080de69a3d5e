"""A language that nobody wrote code for: added by its folder, shown as a draft, from the right where it is so."""

from collections.abc import Callable, Iterator
from pathlib import Path

import polib
import pytest
from playwright.sync_api import Page, expect

from tests.support import shared
from tests.support.command import catalog
from tests.support.project import copy_project
from tests.support.screens import PATHS
from tests.support.server import Server
from tests.support.signs import tick

WIDTHS = (320, 768)
# Where a box ends and begins, in parts of the width of the page.
PLACE = """element => {
    const box = element.getBoundingClientRect();
    return [box.left / innerWidth, box.right / innerWidth];
}"""
# What is only read out is clipped away on purpose. From the right, what sticks out sticks out to the left, where
# nothing scrolls to it.
WRONG = """() => {
    const clipped = (element) => getComputedStyle(element).clipPath !== 'none';
    const readOut = (element) => element && (clipped(element) || readOut(element.parentElement));
    const cut = (element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth
        && getComputedStyle(element).overflowX !== 'visible';
    return [...document.querySelectorAll('main *:not(svg *)')]
        .filter((element) => element.getBoundingClientRect().left < 0 || cut(element))
        .filter((element) => element.getBoundingClientRect().width && !readOut(element))
        .map((element) => element.outerHTML.slice(0, 120));
}"""


@pytest.fixture(scope="module")
def project() -> Path:
    """A copy of the project with Malay as `catalog add` makes it, and an Arabic that somebody has begun."""
    folder = shared.folder() / "five-languages"
    with shared.once(folder) as new:
        if new:
            begin(copy_project(new))
    return folder


def begin(project: Path) -> None:
    for name in ("ms", "ar"):
        assert catalog(project, "add", name).exit_code == 0
    path = project / "translations" / "ar" / "LC_MESSAGES" / "messages.po"
    file = polib.pofile(str(path), wrapwidth=0)
    for entry in file:
        # Not a translation, but Arabic letters as long as a German word, which is what a layout has to stand.
        if entry.msgctxt in ("title", "heading", "button", "label") and "{" not in entry.msgid:
            entry.msgstr = "تحذيرات " * max(1, round(len(entry.msgid) / 7))
    file.save()


@pytest.fixture(scope="module")
def address(project: Path) -> Iterator[str]:
    server = Server(project)
    server.start()
    yield server.address
    server.stop()


def test_it_is_offered_in_its_own_name_and_says_that_it_is_a_draft(new_page: Callable[..., Page], address: str) -> None:
    page = new_page()
    page.goto(f"{address}/en/about/")
    page.click(".languages summary")
    page.click(".languages a:has-text('Melayu')")
    page.wait_for_url("**/ms/about/")
    assert page.locator("html").get_attribute("lang") == "ms"
    expect(page.locator(".stage[data-stage=draft]")).to_be_visible()
    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex"
    page.goto(f"{address}/ms/")
    expect(page.locator("#first-step")).to_be_visible()
    expect(page.locator("#first-step [lang=en]")).to_have_count(1)
    expect(page.locator(".foot .stage")).to_have_count(1)


def test_the_layout_is_mirrored_from_right_to_left(new_page: Callable[..., Page], address: str) -> None:
    places = {}
    for tag in ("en", "ar"):
        page = new_page()
        page.goto(f"{address}/{tag}/about/")
        places[tag] = {part: page.locator(part).first.evaluate(PLACE) for part in (".top .home", ".languages summary")}
    assert places["en"][".top .home"][0] < 0.1
    assert places["ar"][".top .home"][1] > 0.9
    assert places["en"][".languages summary"][1] > 0.9
    assert places["ar"][".languages summary"][0] < 0.1


def test_english_inside_it_keeps_its_own_direction(new_page: Callable[..., Page], address: str) -> None:
    page = new_page()
    page.goto(f"{address}/ar/warning-signs/")
    english = page.locator("main .sign span[lang=en]").first
    assert english.evaluate("element => getComputedStyle(element).direction") == "ltr"
    assert page.locator("main").evaluate("element => getComputedStyle(element).direction") == "rtl"


def test_nothing_is_cut_from_right_to_left(new_page: Callable[..., Page], address: str) -> None:
    page = new_page()
    found = {}
    for screen, path in PATHS.items():
        page.goto(f"{address}/ar/{path}")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 740})
            wide = page.evaluate("() => document.documentElement.scrollWidth") > width
            found[screen, width] = (wide, page.evaluate(WRONG))
    assert {where: what for where, what in found.items() if what != (False, [])} == {}


def test_what_the_card_shows_in_english_for_want_of_a_translation_says_so(
    new_page: Callable[..., Page], address: str
) -> None:
    page = new_page()
    page.goto(f"{address}/id/warning-signs/")
    tick(page, "cold-or-still-leg")
    page.click(".show-card")
    page.wait_for_selector("dialog[open]")
    page.select_option("#helper", "ms")
    page.wait_for_selector(".pair-title [lang=ms]")
    for kind in ("title", "sign", "do", "do-not", "say"):
        theirs, own = page.locator(f".pair-{kind} >> nth=0").locator("> div").all()
        assert theirs.get_attribute("lang") == "ms"
        assert theirs.locator("[lang=en]").count() >= 1, kind
        expect(own.locator("[lang=en]"), kind).to_have_count(0)
