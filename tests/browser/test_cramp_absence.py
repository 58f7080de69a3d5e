"""An absence from the cramp screen: the first instruction again, the offer to go on, one session in two windows."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.cramp import press, ready, shows

SIGNS = "**/en/warning-signs/#ten-minutes"


def test_after_an_absence_the_cramp_is_offered_again(cramp: Page, site: str) -> None:
    press(cramp)
    cramp.clock.run_for(10_000)
    cramp.goto("about:blank")
    cramp.clock.fast_forward(240_000)
    cramp.goto(f"{site}/en/")
    cramp.wait_for_selector(".again button")
    shows(cramp, "stretch")
    expect(cramp.locator(".clock")).to_be_hidden()
    assert "4 min" in cramp.locator(".again").inner_text().replace("\u00a0", " ")
    cramp.click(".again button")
    shows(cramp, "hold")
    expect(cramp.locator(".clock .digits")).to_have_text(re.compile("^4:"))
    expect(cramp.locator("#hold .phase")).to_have_text("Hold")  # a new pull


def test_reading_the_warning_signs_is_no_absence(cramp: Page) -> None:
    press(cramp)
    cramp.clock.run_for(10_000)
    cramp.click(".to-signs")
    cramp.wait_for_selector(".top .clock:visible")
    cramp.clock.run_for(5 * 60_000)
    cramp.click("a.home")
    ready(cramp)
    shows(cramp, "hold")
    expect(cramp.locator(".clock .digits")).to_have_text(re.compile("^5:"))


@pytest.fixture
def left(cramp: Page) -> Page:
    """The cramp screen left four minutes ago, with the hold running."""
    press(cramp)
    cramp.clock.run_for(10_000)
    cramp.goto("about:blank")
    cramp.clock.fast_forward(240_000)
    return cramp


def test_a_tab_that_the_phone_closed_comes_back_with_the_first_instruction_and_the_offer(left: Page, site: str) -> None:
    left.goto(f"{site}/en/#hold")
    left.wait_for_selector(".again button")
    shows(left, "stretch")
    assert left.url == f"{site}/en/"


def test_the_earlier_cramp_is_kept_until_something_new_begins(left: Page, site: str) -> None:
    left.goto(f"{site}/en/")
    left.wait_for_selector(".again button")
    left.clock.run_for(70_000)
    left.click(".to-signs")
    left.wait_for_selector(".signs")
    left.clock.run_for(70_000)
    left.click("a.home")
    left.wait_for_selector(".again button")
    press(left)
    left.clock.run_for(1000)
    left.goto(f"{site}/en/")
    ready(left)
    shows(left, "hold")
    expect(left.locator(".clock .digits")).to_have_text(re.compile("^0:0[1-3]$"))


def test_a_session_ends_by_itself_after_two_hours(cramp: Page, site: str) -> None:
    press(cramp)
    cramp.goto("about:blank")
    cramp.clock.fast_forward(2 * 60 * 60 * 1000 + 1000)
    cramp.goto(f"{site}/en/")
    cramp.wait_for_selector("html[data-flow]", state="attached")
    expect(cramp.locator(".again")).to_be_hidden()
    expect(cramp.locator(".clock")).to_be_hidden()


def test_a_tab_of_last_night_begins_with_the_first_instruction(cramp: Page) -> None:
    press(cramp)
    cramp.clock.fast_forward(9 * 60 * 60 * 1000)  # the page was kept
    cramp.wait_for_selector("html[data-view=stretch]", state="attached")
    expect(cramp.locator(".clock")).to_be_hidden()
    press(cramp)
    cramp.goto("about:blank")
    cramp.clock.fast_forward(9 * 60 * 60 * 1000)
    cramp.go_back()  # as a tab that is brought back
    ready(cramp)
    shows(cramp, "stretch")
    expect(cramp.locator(".clock")).to_be_hidden()


HIDE = """hidden => {
    Object.defineProperty(document, "hidden", { get: () => hidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
}"""


@pytest.mark.parametrize("minutes", [2, 20, 50])
def test_a_locked_phone_wakes_with_the_first_instruction_and_the_choice(cramp: Page, minutes: int) -> None:
    """The page is alive and hidden, as when a phone is locked; the same as after a reload."""
    press(cramp)
    cramp.clock.run_for(30_000)
    cramp.evaluate(HIDE, True)
    kept = cramp.evaluate("() => localStorage.getItem('/:cramp-session')")
    cramp.clock.run_for(minutes * 60_000)
    assert cramp.evaluate("() => localStorage.getItem('/:cramp-session')") == kept  # hidden, it writes nothing
    cramp.evaluate(HIDE, False)
    shows(cramp, "stretch")
    expect(cramp.locator(".again button")).to_be_visible()
    expect(cramp.locator(".ask")).to_be_hidden()
    cramp.clock.run_for(15 * 60_000)
    shows(cramp, "stretch")
    expect(cramp.locator(".ask")).to_be_hidden()
    cramp.click(".again button")
    cramp.clock.run_for(500)
    expect(cramp.locator(".ask")).to_be_visible()


def test_after_an_absence_another_cramp_begins_anew_without_the_earlier_ones_signs(cramp: Page, site: str) -> None:
    press(cramp)
    cramp.clock.run_for(10 * 60_000 + 500)
    cramp.click(".ask [data-answer=no]")
    cramp.wait_for_url(SIGNS)
    cramp.goto("about:blank")
    cramp.clock.fast_forward(40 * 60_000)
    cramp.goto(f"{site}/en/")
    ready(cramp)
    shows(cramp, "stretch")
    press(cramp)
    expect(cramp.locator(".clock .digits")).to_have_text(re.compile("^0:0"))
    assert not cramp.evaluate("() => localStorage.getItem('/:ticked-signs')")
    cramp.click("#hold .past")
    press(cramp)
    shows(cramp, "rub")


@pytest.mark.parametrize("change", [-60, 11, 180])
def test_a_clock_that_is_changed_in_view_changes_no_length(cramp: Page, change: int) -> None:
    press(cramp)
    cramp.clock.run_for(20_000)
    cramp.clock.set_system_time(cramp.evaluate("minutes => Date.now() / 1000 + minutes * 60", change))
    cramp.clock.run_for(2000)
    shows(cramp, "hold")
    expect(cramp.locator(".clock .digits")).to_have_text(re.compile("^0:2[0-9]$"))
    expect(cramp.locator(".ask")).to_be_hidden()


@pytest.mark.parametrize("change", [-60, 11, 180])
def test_a_clock_that_is_changed_while_hidden_is_an_absence(cramp: Page, change: int) -> None:
    press(cramp)
    cramp.clock.run_for(20_000)
    cramp.evaluate(HIDE, True)
    cramp.clock.set_system_time(cramp.evaluate("minutes => Date.now() / 1000 + minutes * 60", change))
    cramp.evaluate(HIDE, False)
    shows(cramp, "stretch")
    expect(cramp.locator(".ask")).to_be_hidden()
    offer = cramp.locator(".again button")
    if change == 180:
        expect(offer).to_be_hidden()
    else:
        expect(offer).to_be_visible()
        assert "-" not in offer.inner_text()


def test_two_windows_show_one_session_and_the_hidden_one_writes_nothing(cramp: Page, site: str) -> None:
    press(cramp)
    other = cramp.context.new_page()
    other.goto(f"{site}/en/")
    ready(other)
    shows(other, "hold")
    cramp.evaluate(HIDE, True)
    press(other)
    shows(other, "afterwards")
    cramp.clock.run_for(10_000)
    state = "() => JSON.parse(localStorage['/:cramp-session']).state"
    assert other.evaluate(state) == "eased"
    cramp.evaluate(HIDE, False)
    shows(cramp, "afterwards")
    assert cramp.evaluate(state) == "eased"


def test_after_an_absence_the_heat_comes_first(cramp: Page, site: str) -> None:
    press(cramp)
    cramp.click(".steps a[href='#warmth']")
    press(cramp)
    press(cramp)
    cramp.goto("about:blank")
    cramp.clock.fast_forward(20 * 60_000)
    cramp.goto(f"{site}/en/")
    ready(cramp)
    shows(cramp, "warmth")
    expect(cramp.locator("#warmth .phase")).to_have_text("Take it off now.")
