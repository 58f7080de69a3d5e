"""The cards of the cramp screen on small, low and large-print screens: a way to the warning signs, a step to read."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.cramp import jump, press, ready, shows
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
def test_the_calm_end_is_one_screen_and_notes_without_a_scroll(
    new_page: Callable[..., Page], site: str, tag: str
) -> None:
    page = new_page()
    page.goto(f"{site}/{tag}/")
    ready(page)
    press(page)
    press(page)
    shows(page, "afterwards")
    box = box_of(page.locator(".note-cramp button"))
    assert box["y"] + box["height"] <= 740


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


def large(page: Page) -> None:
    """The largest text of the settings, from the first paint on."""
    page.add_init_script("localStorage.setItem('/:look', JSON.stringify({ text: '200' }))")


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize(("width", "height"), [(360, 740), (320, 568), (740, 360)])
def test_none_of_these_lies_apart_from_no_and_is_no_louder(
    new_page: Callable[..., Page], site: str, tag: str, width: int, height: int
) -> None:
    page = new_page(viewport={"width": width, "height": height})
    page.goto(f"{site}/{tag}/#check")
    ready(page)
    no, none = page.locator("#check .pair [data-answer=no]"), page.locator("#check .main-button")
    one, other = box_of(no), box_of(none)
    apart = max(other["y"] - one["y"] - one["height"], other["x"] - one["x"] - one["width"])
    assert apart >= 20
    for loud in ("fontSize", "borderTopColor", "borderTopWidth", "color"):
        assert len({button.evaluate(f"button => getComputedStyle(button).{loud}") for button in (no, none)}) == 1, loud


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize(("width", "height", "text"), [(360, 740, "200"), (320, 568, ""), (740, 360, "")])
def test_the_number_of_the_ambulance_is_in_view_in_one_piece(
    new_page: Callable[..., Page], site: str, tag: str, width: int, height: int, text: str
) -> None:
    page = new_page(viewport={"width": width, "height": height}, timezone_id="Asia/Jakarta")
    if text:
        large(page)
    page.goto(f"{site}/{tag}/#check")
    ready(page)
    page.click("#check .pair [data-answer=yes]")
    page.click("[data-part=chest]")
    number = page.locator("#danger [href='tel:119']")
    number.wait_for()
    box = box_of(number)
    assert box["y"] + box["height"] <= height
    assert number.locator("[data-live]").evaluate("number => number.getClientRects().length") == 1


@pytest.mark.parametrize("tag", TAGS)
def test_the_button_is_in_view_in_the_largest_text(new_page: Callable[..., Page], site: str, tag: str) -> None:
    page = new_page()
    large(page)
    page.clock.install()
    page.goto(f"{site}/{tag}/")
    ready(page)
    press(page)
    shows(page, "hold")
    box = box_of(page.locator("#hold .main-button"))
    assert box["y"] + box["height"] <= 740
    page.goto("about:blank")
    page.clock.run_for(20 * 60 * 1000)
    page.goto(f"{site}/{tag}/")
    page.locator(".again button").wait_for()
    box = box_of(page.locator("#stretch .choices"))
    assert box["y"] + box["height"] <= 740


@pytest.mark.parametrize("tag", TAGS)
def test_the_first_card_fits_below_the_row_of_the_heat(new_page: Callable[..., Page], site: str, tag: str) -> None:
    page = new_page()
    page.goto(f"{site}/{tag}/#check")
    ready(page)
    press(page)
    jump(page, "warmth")
    page.click("#warmth .start")
    page.locator("#warmth .ring").wait_for()
    jump(page, "stretch")
    page.locator(".top .heat").wait_for()
    page.evaluate("() => scrollTo({ top: 0, behavior: 'instant' })")
    box = box_of(page.locator("#stretch .choices"))
    assert box["y"] + box["height"] <= 740


@pytest.mark.parametrize(("width", "height"), [(360, 740), (740, 360)])
def test_a_long_list_of_languages_scrolls_within_the_screen(
    new_page: Callable[..., Page], site: str, width: int, height: int
) -> None:
    page = new_page(viewport={"width": width, "height": height})
    page.goto(f"{site}/en/")
    ready(page)
    page.evaluate(
        """() => {
            const list = document.querySelector(".languages ul");
            for (let more = 0; more < 16; more += 1) list.append(list.firstElementChild.cloneNode(true));
        }"""
    )
    page.click(".languages summary")
    for place in (page.locator(".languages ul"), page.locator(".languages li").last):
        page.locator(".languages ul").evaluate("(list) => list.scrollTo(0, list.scrollHeight)")
        assert box_of(place)["y"] + box_of(place)["height"] <= height


def test_a_chinese_heading_breaks_between_clauses(new_page: Callable[..., Page], site: str) -> None:
    page = new_page()
    page.goto(f"{site}/zh-hans/")
    ready(page)
    ends = set()
    for card in ("partner", "pregnant", "thigh-back", "wall", "check"):
        jump(page, card)
        ends |= set(
            page.locator(f"#{card} :is(h2, [data-current] .asks)").evaluate_all(
                """texts => texts.flatMap((text) => {
                    const node = text.firstChild;
                    const top = (at) => {
                        const range = document.createRange();
                        range.setStart(node, at);
                        range.setEnd(node, at + 1);
                        return range.getBoundingClientRect().top;
                    };
                    return [...node.data].filter((_, at) => at + 1 < node.length && top(at + 1) > top(at) + 8);
                })"""
            )
        )
    assert ends
    assert ends <= set("，：、？")


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize(("width", "height"), [(360, 740), (320, 568), (740, 360)])
def test_no_stays_under_the_thumb_from_question_to_question(
    new_page: Callable[..., Page], site: str, tag: str, width: int, height: int
) -> None:
    page = new_page(viewport={"width": width, "height": height})
    page.goto(f"{site}/{tag}/#check")
    ready(page)
    no = page.locator("#check .pair [data-answer=no]")
    first = box_of(no)
    for noted in (1, 2):
        no.click()
        expect(page.locator("#check .no:visible")).to_have_count(noted)
        assert box_of(no) == first
