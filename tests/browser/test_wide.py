"""A tablet or a desktop: its width is used, nothing lies upon anything, and no line is too long to read."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from pwa.screens import SCREENS
from tests.support.cramp import jump, press, ready
from tests.support.layout import box_of
from tests.support.project import TAGS

CARDS = ("hold", "rub", "warmth", "position", "towel", "pregnant", "ways", "afterwards")
PATHS = [row.path for row in SCREENS.values() if "<part>" not in row.path] + ["learn/treatments/"]
LONGEST_LINE_CH = 95
# Of what shows in the card: pairs that lie upon each other.
UPON_EACH_OTHER = """() => {
  const shown = (part) => part.checkVisibility() && part.offsetHeight > 1;
  const parts = [...document.querySelectorAll("[data-now] > *")].filter(shown);
  const pairs = parts.flatMap((part, i) => parts.slice(i + 1).map((other) => [part, other]));
  return pairs.filter((pair) => {
    const [a, b] = pair.map((part) => part.getBoundingClientRect());
    return a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  }).map((pair) => pair.map((part) => part.className || part.tagName).join(" / "));
}"""
LONG_LINES = """(longest) => [...document.querySelectorAll("main :is(p, li, dd)")].filter((text) => {
  const letter = parseFloat(getComputedStyle(text).fontSize) / 2;
  return text.checkVisibility() && text.innerText.length > longest && text.offsetWidth > longest * letter;
}).map((text) => text.innerText.slice(0, 60))"""


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize(("width", "height"), [(1024, 768), (1440, 900)])
def test_the_picture_or_the_timer_stands_beside_the_words(
    new_page: Callable[..., Page], site: str, tag: str, width: int, height: int
) -> None:
    page = new_page(viewport={"width": width, "height": height})
    page.goto(f"{site}/{tag}/")
    ready(page)
    picture, words, button = (box_of(page.locator(f"#stretch > {part}")) for part in (".pic", "h1", ".reach"))
    assert picture["x"] + picture["width"] <= words["x"]
    assert words["y"] + words["height"] <= button["y"]
    assert button["y"] + button["height"] <= height
    jump(page, "check")
    press(page)
    for card in CARDS:
        jump(page, card)
        assert page.evaluate(UPON_EACH_OTHER) == [], card
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width, card
    jump(page, "hold")
    ring, eased = box_of(page.locator("#hold .ring")), box_of(page.locator("#hold .main-button"))
    assert ring["x"] >= eased["x"] + eased["width"]


@pytest.mark.parametrize("tag", TAGS)
def test_each_screen_uses_the_width_and_keeps_lines_readable(
    new_page: Callable[..., Page], site: str, tag: str
) -> None:
    page = new_page(reduced_motion="reduce")
    for path in PATHS:
        page.goto(f"{site}/{tag}/{path}")
        for width, height in ((768, 1024), (1024, 768), (1440, 900)):
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_function("(least) => document.body.offsetWidth >= least", arg=min(width, 1000) * 0.8)
            assert page.evaluate("() => document.documentElement.scrollWidth") <= width, (path, width)
            assert page.evaluate(LONG_LINES, LONGEST_LINE_CH) == [], (path, width)


def test_the_answer_stands_beside_the_list_once_there_is_one(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(viewport={"width": 1024, "height": 768})
    page.goto(f"{site}/en/warning-signs/")
    page.wait_for_selector(".signs[data-answer=none]")
    assert page.locator(".verdict").evaluate("verdict => getComputedStyle(verdict).visibility") == "hidden"
    page.locator(".topic summary").first.click()
    page.locator("input[name=sign] >> nth=0").check()
    outcome = page.locator("[data-urgency=emergency_now]")
    outcome.wait_for()
    assert box_of(page.locator(".topics"))["x"] + box_of(page.locator(".topics"))["width"] <= box_of(outcome)["x"]
