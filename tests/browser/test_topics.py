"""The list on the screen: topics that open, a bar that covers nothing, and what a tap shows."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.signs import FIRST, SIGNS, tick_worst

MOST_WORDS_AT_FIRST = 120


SEEN = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const said = [];
    while (walker.nextNode()) {
        const text = walker.currentNode;
        range.selectNodeContents(text);
        const { top, bottom, width } = range.getBoundingClientRect();
        if (text.data.trim() && width > 2 && top < innerHeight && bottom > 0 && text.parentElement.checkVisibility())
            said.push(text.data.trim());
    }
    return said.join(' ').split(/\\s+/).length;
}"""


def test_the_first_screen_is_short_and_the_topics_fit_two_screens(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{site}/en/warning-signs/")
    page.wait_for_selector("[data-topics]")
    assert 20 < page.evaluate(SEEN) <= MOST_WORDS_AT_FIRST
    assert page.locator(".none-of-these").evaluate("link => link.getBoundingClientRect().bottom") <= 2 * 740
    expect(page.locator(".sign:visible")).to_have_count(0)


def test_topics_open_by_hand_and_say_how_many_ticks_they_hold(new_page: Callable[..., Page], site: str) -> None:
    page = new_page()
    page.goto(f"{site}/en/warning-signs/")
    tick_worst(page)
    topic = page.locator(".topic").first
    topic.locator("summary").first.click()
    expect(page.locator(f"#{FIRST['emergency_now'].id}")).to_be_hidden()
    expect(topic.locator(".count")).to_have_text("1", use_inner_text=True)
    page.reload()
    page.wait_for_selector("[data-topics]")
    # A topic with a tick is open when one comes back.
    expect(page.locator(f"#{FIRST['emergency_now'].id}")).to_be_visible()


def test_without_scripts_all_topics_stand_open(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site}/en/warning-signs/")
    expect(page.locator(".sign:visible")).to_have_count(len(SIGNS))


@pytest.mark.parametrize("id_", ["pregnant-cramps", "outcome", "ten-minutes", "none"])
def test_what_an_address_leads_to_is_open_and_in_view(new_page: Callable[..., Page], site: str, id_: str) -> None:
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{site}/en/warning-signs/#{id_}")
    page.wait_for_selector("[data-topics]")
    expect(page.locator(f"#{id_}")).to_be_in_viewport()
    page.evaluate("location.hash = 'dark-pee'")
    expect(page.locator("#dark-pee")).to_be_in_viewport()


def test_the_bar_covers_no_box_before_an_answer_and_never_what_has_the_focus(
    new_page: Callable[..., Page], site: str
) -> None:
    page = new_page(reduced_motion="reduce")
    page.goto(f"{site}/en/warning-signs/")
    page.evaluate("localStorage.setItem('/:look', JSON.stringify({text: '200'}))")
    page.reload()
    page.wait_for_selector("[data-topics]")
    bar = page.locator(".bar")
    expect(bar).to_have_css("position", "relative")
    page.evaluate("document.querySelectorAll('.topic').forEach((topic) => (topic.open = true))")
    page.focus("input[name=sign] >> nth=0")
    page.keyboard.press("Space")
    expect(bar).to_have_css("position", "sticky")
    covered = """() => {
        const box = document.activeElement.getBoundingClientRect();
        const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        return !document.activeElement.contains(top);
    }"""
    topics = page.locator(".topic").count()
    for _ in range(len(SIGNS) + topics):  # the ticked box has its sources too
        assert not page.evaluate(covered), page.evaluate("document.activeElement.outerHTML.slice(0, 80)")
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "plain none-of-these"
    bar.click()
    page.wait_for_url("**#outcome")
    page.wait_for_function("() => document.querySelector('.bar').getBoundingClientRect().bottom <= 0")


def test_what_is_pressed_shows_it_at_once_and_dimly(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(color_scheme="dark")
    look = "part => getComputedStyle(part).backgroundColor"
    for part in (".sign", ".none-of-these", ".bar", ".sure summary"):
        page.goto(f"{site}/en/warning-signs/")
        tick_worst(page)
        place = page.locator(f"{part} >> visible=true").first
        place.scroll_into_view_if_needed()
        before = place.evaluate(look)
        place.hover()
        page.mouse.down()
        pressed = place.evaluate(look)
        page.mouse.up()
        assert pressed not in (before, "rgba(0, 0, 0, 0)"), part
        assert max(int(shade) for shade in pressed.strip("rgb()").split(",")) < 100, part
