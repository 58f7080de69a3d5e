"""The times of the cramp screen: start times that survive everything, an offer to go on, and the ten-minute rule."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.cramp import CYCLE, HOLD, REST, ROUNDS, jump, press, ready, shows

SIGNS = "**/en/warning-signs/#ten-minutes"


def test_the_hold_rests_and_repeats_as_the_protocol_says(cramp: Page) -> None:
    press(cramp)
    phase, rounds = cramp.locator("#hold .phase"), cramp.locator("#hold .rounds")
    expect(phase).to_have_text("Hold", use_inner_text=True)
    cramp.clock.run_for((HOLD + 1) * 1000)
    expect(phase).to_have_text("Rest", use_inner_text=True)
    cramp.clock.run_for(REST * 1000)
    expect(phase).to_have_text("Hold", use_inner_text=True)
    expect(rounds).to_have_text(f"2 of {ROUNDS}", use_inner_text=True)
    cramp.clock.run_for(ROUNDS * CYCLE * 1000)
    expect(phase).to_have_text("Enough stretching for now", use_inner_text=True)


def test_the_ring_fills_with_the_hold(cramp: Page) -> None:
    press(cramp)
    fills = []
    for _ in range(3):
        cramp.clock.run_for(HOLD * 1000 // 4)
        fills.append(float(cramp.locator("#hold .ring").evaluate("ring => ring.style.getPropertyValue('--done')")))
    assert fills == sorted(fills)
    assert 0.6 < fills[-1] < 0.9


def test_a_reload_and_a_locked_phone_lose_no_time(cramp: Page) -> None:
    press(cramp)
    cramp.clock.run_for(5000)
    cramp.clock.fast_forward(CYCLE * 1000)  # as a locked phone: no tick runs
    cramp.reload()
    cramp.wait_for_selector("html[data-view=hold]", state="attached")
    cramp.clock.run_for(1000)
    assert cramp.locator("#hold .rounds").inner_text().startswith("2 of")
    expect(cramp.locator(".clock")).to_have_text("0:46", use_inner_text=True)


def test_after_an_absence_the_cramp_is_offered_again(cramp: Page, site: str) -> None:
    press(cramp)
    cramp.clock.run_for(10_000)
    cramp.goto("about:blank")
    cramp.clock.fast_forward(240_000)
    cramp.goto(f"{site}/en/")
    cramp.wait_for_selector(".again button")
    shows(cramp, "stretch")
    assert "4 minutes" in cramp.locator(".again").inner_text().replace("\u00a0", " ")
    cramp.click(".again button")
    shows(cramp, "hold")
    assert cramp.locator(".clock").inner_text().startswith("4:")


def test_reading_the_warning_signs_is_no_absence(cramp: Page) -> None:
    press(cramp)
    cramp.clock.run_for(10_000)
    cramp.click(".to-signs")
    cramp.wait_for_selector(".top .clock:visible")
    cramp.clock.run_for(5 * 60_000)
    cramp.click("a.home")
    ready(cramp)
    shows(cramp, "hold")
    assert cramp.locator(".clock").inner_text().startswith("5:")


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
    assert left.locator(".clock").inner_text() in ("0:01", "0:02", "0:03")


def test_a_session_ends_by_itself_after_two_hours(cramp: Page, site: str) -> None:
    press(cramp)
    cramp.goto("about:blank")
    cramp.clock.fast_forward(2 * 60 * 60 * 1000 + 1000)
    cramp.goto(f"{site}/en/")
    cramp.wait_for_selector("html[data-flow]", state="attached")
    expect(cramp.locator(".again")).to_be_hidden()
    expect(cramp.locator(".clock")).to_have_text("0:00", use_inner_text=True)


def test_a_tab_of_last_night_begins_with_the_first_instruction(cramp: Page) -> None:
    press(cramp)
    cramp.clock.fast_forward(9 * 60 * 60 * 1000)  # the page was kept
    cramp.wait_for_selector("html[data-view=stretch]", state="attached")
    expect(cramp.locator(".clock")).to_have_text("0:00", use_inner_text=True)
    press(cramp)
    cramp.goto("about:blank")
    cramp.clock.fast_forward(9 * 60 * 60 * 1000)
    cramp.go_back()  # as a tab that is brought back
    ready(cramp)
    shows(cramp, "stretch")
    expect(cramp.locator(".clock")).to_have_text("0:00", use_inner_text=True)


def test_the_end_can_be_reloaded(cramp: Page) -> None:
    cramp.clock.run_for(65_000)
    jump(cramp, "afterwards")
    cramp.reload()
    ready(cramp)
    shows(cramp, "afterwards")
    assert cramp.locator(".clock").inner_text().startswith("1:")


def test_what_another_version_kept_breaks_nothing(new_page: Callable[..., Page], site: str) -> None:
    page = new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(error))
    running = "{ started: Date.now() - 9000, seen: Date.now(), "
    for kept, goes_on in (
        (running + "view: 'gone', timer: { card: 'gone', started: 1 }, variant: 3, starts: { hold: 'soon' } }", True),
        (running + "view: 7, starts: null, variant: 'gone' }", True),
        ("{ started: 'now' }", False),
        ("[]", False),
        ("'cramp'", False),
    ):
        page.goto(f"{site}/en/not-found/")
        page.evaluate(f"() => localStorage.setItem('/:cramp-session', JSON.stringify({kept}))")
        page.goto(f"{site}/en/")
        ready(page)
        shows(page, "stretch")
        press(page)
        page.wait_for_selector("#hold .ring")
        assert (page.locator(".clock").inner_text() in ("0:09", "0:10", "0:11", "0:12", "0:13")) is goes_on, kept
    assert errors == []


def test_at_ten_minutes_the_app_turns_to_the_warning_signs_once_and_keeps_the_clock(cramp: Page) -> None:
    press(cramp)
    cramp.clock.run_for(9 * 60_000)
    shows(cramp, "hold")
    cramp.clock.run_for(61_000)
    cramp.wait_for_url(SIGNS)
    expect(cramp.locator("#ten-minutes")).to_be_visible()
    assert cramp.locator(".top .clock").inner_text().startswith("10:")
    assert cramp.locator("input:checked").get_attribute("value") == "cramp-will-not-ease"
    assert cramp.locator("[data-urgency]:visible").get_attribute("data-urgency") == "same_day"
    cramp.click("a.home")
    cramp.wait_for_selector("#rub .why", state="attached")
    shows(cramp, "hold")
    expect(cramp.locator("#hold .ring")).to_be_visible()
    for card in ("rub", "warmth"):
        jump(cramp, card)
        shows(cramp, card)
        expect(cramp.locator(f"#{card} .points")).to_be_hidden()
    cramp.clock.run_for(60_000)
    assert "/warning-signs/" not in cramp.url


def test_a_cramp_that_has_eased_does_not_turn(cramp: Page) -> None:
    press(cramp)
    press(cramp)
    shows(cramp, "check")
    cramp.clock.run_for(11 * 60_000)
    shows(cramp, "check")


def test_a_cramp_that_comes_back_turns(cramp: Page) -> None:
    press(cramp)
    press(cramp)  # it has eased
    cramp.go_back()
    cramp.wait_for_selector("html[data-view=hold]", state="attached")
    cramp.clock.run_for(11 * 60_000)
    cramp.wait_for_url(SIGNS)


def test_back_from_the_end_the_rule_holds_again(cramp: Page) -> None:
    press(cramp)
    jump(cramp, "afterwards")
    cramp.go_back()
    cramp.wait_for_selector("html[data-view=hold]", state="attached")
    cramp.clock.run_for(11 * 60_000)
    cramp.wait_for_url(SIGNS)


def test_on_without_having_eased_is_a_choice_of_its_own(cramp: Page) -> None:
    press(cramp)
    cramp.click("#hold .past")
    shows(cramp, "check")
    cramp.clock.run_for(11 * 60_000)
    cramp.wait_for_url(SIGNS)


def test_after_the_last_round_the_button_does_not_say_that_it_has_eased(cramp: Page) -> None:
    press(cramp)
    button = cramp.locator("#hold .main-button")
    expect(button).to_have_text("It has eased: next", use_inner_text=True)
    cramp.clock.run_for(ROUNDS * CYCLE * 1000)
    expect(button).to_have_text("Next: check first", use_inner_text=True)
    expect(cramp.locator("#hold .past")).to_be_hidden()
    press(cramp)
    cramp.clock.run_for(7 * 60_000)
    cramp.wait_for_url(SIGNS)


def test_warmth_goes_on_when_one_looks_at_another_card(cramp: Page) -> None:
    jump(cramp, "warmth")
    press(cramp)  # no to all three
    press(cramp)  # it is on
    cramp.clock.run_for(5 * 60_000)
    cramp.click(".steps a[href='#position']")
    cramp.clock.run_for(60_000)
    cramp.click(".steps a[href='#warmth']")
    assert cramp.locator("#warmth .digits").inner_text().startswith(("8:", "9:0"))
    cramp.reload()
    assert cramp.locator("#warmth .digits").inner_text().startswith(("8:", "9:0"))


def test_each_pull_begins_anew(cramp: Page) -> None:
    press(cramp)
    cramp.clock.run_for(20_000)
    cramp.click(".steps a[href='#stretch']")
    press(cramp)
    expect(cramp.locator("#hold .digits")).to_have_text(f"0:{HOLD}", use_inner_text=True)


def test_without_movement_the_ring_fills_in_steps(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(reduced_motion="reduce")
    page.clock.install()
    page.goto(f"{site}/en/")
    ready(page)
    press(page)
    fills = set()
    for _ in range(HOLD):
        page.clock.run_for(1000)
        fills.add(page.locator("#hold .ring").evaluate("ring => getComputedStyle(ring).getPropertyValue('--done')"))
    assert sorted(float(fill) for fill in fills) == [step / 10 for step in range(len(fills))]
    assert len(fills) == 10
