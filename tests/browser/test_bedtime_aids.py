"""The bedtime timer heard: a tone at each phase, the words of each, and silence until it is wished."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from pwa.content.load import load
from tests.support.heard import DONE, HOLDING, RECORD, RESTING
from tests.support.phone import NIGHT

BEDTIME = load().bedtime
DOSE = BEDTIME.dose
HOLDS = 4 * DOSE.times  # two stretches on two legs
CYCLE = DOSE.hold + DOSE.rest  # seconds


@pytest.fixture
def heard(new_page: Callable[..., Page], site: str) -> Page:
    """The page in English, its timer not begun, on a phone on which everything that sounds is written down."""
    page = new_page(timezone_id="Asia/Jakarta", has_touch=True, is_mobile=True)
    page.clock.install(time=NIGHT)
    page.clock.pause_at(NIGHT + 60)
    page.add_init_script(RECORD)
    page.add_init_script("window.voices = [{ lang: 'en-US', name: 'Ann', localService: true }];")
    page.goto(f"{site}/en/bedtime/")
    page.wait_for_selector("html[data-routine]", state="attached")
    return page


def begin(page: Page) -> None:
    page.click(".begin .main-button")
    page.locator(".guided .ring").wait_for()


def test_the_bedtime_timer_is_silent_until_switched_on(heard: Page) -> None:
    begin(heard)
    heard.clock.run_for(HOLDS * CYCLE * 1000 + 1000)
    expect(heard.locator(".guided .did")).to_be_visible()
    assert heard.evaluate("() => [tones.length, buzzes, said.length]") == [0, 0, 0]


def test_each_phase_of_the_bedtime_timer_has_its_tone_and_buzz(heard: Page) -> None:
    begin(heard)
    heard.click(".guided [data-aid=sound]")
    heard.click(".guided [data-aid=vibration]")
    heard.evaluate("() => { tones.splice(0); window.buzzes = 0; }")
    heard.clock.run_for(HOLDS * CYCLE * 1000 + 1000)
    tones = heard.evaluate("() => tones")
    # The first rest, in which one gets into place, began before the switch.
    assert tones == [HOLDING, RESTING] * (HOLDS - 1) + [HOLDING, DONE]
    assert heard.evaluate("() => buzzes") == len(tones)
    heard.click(".guided .stop")
    heard.evaluate("() => tones.splice(0)")
    begin(heard)
    assert heard.evaluate("() => tones") == [RESTING]  # who begins hears it at once


def test_the_voice_says_each_phase_and_where_it_changes_the_leg_and_the_stretch(heard: Page) -> None:
    begin(heard)
    heard.click(".guided [data-aid=voice]")
    first, second = BEDTIME.ways[0].stretches
    heard.wait_for_function("() => said.length === 3")
    assert texts(heard) == [str(first.title), str(first.lead), "Get ready"]
    heard.evaluate("() => said.splice(0)")
    for seconds, words in (
        (DOSE.rest + 1, ["Hold"]),
        (DOSE.hold, ["Rest"]),
        ((DOSE.times - 1) * CYCLE, ["Change legs", "Right leg"]),
        (DOSE.times * CYCLE, ["Next stretch", str(second.title), str(second.lead), "Left leg"]),
        (2 * DOSE.times * CYCLE, ["Done for tonight"]),
    ):
        heard.clock.run_for(seconds * 1000)
        heard.wait_for_function("([many, last]) => said.slice(-many)[0]?.[0] === last", arg=[len(words), words[0]])
        assert texts(heard)[-len(words) :] == words


def texts(page: Page) -> list[str]:
    return [text for text, *_ in page.evaluate("() => said")]
