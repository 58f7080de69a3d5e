"""The cards of the cramp screen on small, low and large-print screens: a way to the warning signs, a step to read."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.cramp import jump, press, ready
from tests.support.layout import box_of
from tests.support.project import TAGS

CARDS = ("stretch", "hold", "check", "rub", "move", "warmth", "position", "afterwards", "ways", "standing", "pregnant")
# Where the main button lies and what it covers of the texts: all of them, or the heading and what is read or seen next.
COVERED = """(all) => {
  const card = document.querySelector("[data-now]");
  const button = [...card.querySelectorAll(".main-button")].find((one) => one.checkVisibility());
  if (!button) return [];
  const { top, bottom, left, right } = button.getBoundingClientRect();
  const texts = "h1, h2, .lead, .ring, .phase" + (all ? ", li, .stop, .past, .choices a" : "");
  return [...card.querySelectorAll(texts)].filter((text) => text.checkVisibility()).filter((text) => {
    const box = text.getBoundingClientRect();
    return box.top < bottom - 1 && box.bottom > top + 1 && box.left < right && box.right > left;
  }).map((text) => text.textContent);
}"""


@pytest.mark.parametrize("tag", TAGS)
def test_each_card_fits_and_its_button_is_big_and_in_reach(new_page: Callable[..., Page], site: str, tag: str) -> None:
    page = new_page()
    page.goto(f"{site}/{tag}/")
    ready(page)
    jump(page, "check")
    press(page)
    for card in ("hold", "rub", "move", "position", "standing", "towel"):
        jump(page, card)
        box = box_of(page.locator(".card:visible .main-button:visible").first)
        assert box["height"] >= 96, card
        assert box["y"] > 0, card
        assert box["y"] + box["height"] <= 740, card
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 360, card


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize(
    ("width", "height", "text"), [(360, 740, ""), (320, 568, ""), (740, 360, ""), (360, 740, "200")]
)
def test_signs_stay_in_view_and_the_step_is_not_covered(
    new_page: Callable[..., Page], site: str, tag: str, width: int, height: int, text: str
) -> None:
    page = new_page(viewport={"width": width, "height": height})
    page.add_init_script(f"localStorage.setItem('/:look', JSON.stringify({{ text: '{text}' }}))")
    page.goto(f"{site}/{tag}/")
    ready(page)
    jump(page, "check")
    press(page)
    for card in CARDS:
        jump(page, card)
        for place in ("0", "document.documentElement.scrollHeight"):
            page.evaluate(f"() => scrollTo({{ top: {place}, behavior: 'instant' }})")
            box = box_of(page.locator(".to-signs"))
            assert box["y"] >= 0, card
            assert box["y"] + box["height"] <= height, card
            assert box["x"] >= 0, card
            assert box["x"] + box["width"] <= width, card
            assert box["height"] >= 48, card
        page.evaluate("() => scrollTo({ top: 0, behavior: 'instant' })")
        if card != "check":  # its buttons float over questions that are not asked yet
            assert page.evaluate(COVERED, True) == [], card
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width, card


def test_a_card_is_read_from_its_top(new_page: Callable[..., Page], site: str) -> None:
    page = new_page()
    page.goto(f"{site}/en/#check")
    ready(page)
    page.locator("#check .main-button").scroll_into_view_if_needed()
    press(page)
    assert page.evaluate("() => scrollY") == 0


@pytest.mark.parametrize("tag", TAGS)
def test_the_clock_of_a_running_cramp_stays_in_one_piece_on_other_screens(
    new_page: Callable[..., Page], site: str, tag: str
) -> None:
    page = new_page(viewport={"width": 320, "height": 568})
    page.goto(f"{site}/{tag}/")
    ready(page)
    press(page)
    page.goto(f"{site}/{tag}/emergency/")
    page.wait_for_selector(".top .clock:not([hidden])")
    expect(page.locator(".languages .short")).to_be_visible()
    boxes = page.evaluate(
        """() => {
            const range = document.createRange();
            range.selectNodeContents(document.querySelector('.top .clock'));
            return range.getClientRects().length;
        }"""
    )
    assert boxes == 1


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize(("width", "height", "text"), [(360, 740, ""), (360, 740, "200"), (320, 568, "200")])
def test_yes_and_no_are_in_reach_and_the_question_is_in_view(
    new_page: Callable[..., Page], site: str, tag: str, width: int, height: int, text: str
) -> None:
    page = new_page(viewport={"width": width, "height": height})
    page.add_init_script(f"localStorage.setItem('/:look', JSON.stringify({{ text: '{text}' }}))")
    page.goto(f"{site}/{tag}/#check")
    ready(page)
    for _ in range(3):
        for button in page.locator("#check .pair button, #check .main-button").all():
            box = box_of(button)
            assert box["y"] >= height / 3
            assert box["y"] + box["height"] <= height
        if height > 600:
            asked = box_of(page.locator("[data-current] .asks"))
            assert asked["y"] >= 0
            assert asked["y"] + asked["height"] <= box_of(page.locator("#check .pair"))["y"] + 1
        page.click("#check .pair [data-answer=no]")


def test_the_three_questions_break_no_word_in_the_largest_text(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(viewport={"width": 360, "height": 740})
    page.add_init_script("localStorage.setItem('/:look', JSON.stringify({ text: '200' }))")
    page.goto(f"{site}/en/#check")
    page.wait_for_selector("html[data-text='200'][data-view=check]", state="attached")
    broken = page.locator(".questions .asks, .which a").evaluate_all(
        """links => links.flatMap(({ firstChild }) => [...firstChild.data.matchAll(/\\w+/g)].filter(word => {
            const range = document.createRange();
            range.setStart(firstChild, word.index);
            range.setEnd(firstChild, word.index + word[0].length);
            return range.getClientRects().length > 1;
        }).map(String))"""
    )
    assert broken == []
