"""Ticks that last a day, hold where nothing is kept, and go with one tap."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.support.cramp import press, shows
from tests.support.signs import FIRST, shows_outcome, tick, tick_worst

FULL = "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; }"


def test_ticks_of_older_boxes_stand_for_the_boxes_that_took_their_place(
    new_page: Callable[..., Page], site: str
) -> None:
    page = new_page()
    page.goto(f"{site}/en/warning-signs/")
    page.evaluate(
        """() => localStorage.setItem(
            '/:ticked-signs', JSON.stringify({at: Date.now(), ids: ['fever-or-child', 'pop-or-weak']}))"""
    )
    page.reload()
    page.wait_for_selector("[data-topics]")
    shows_outcome(page, "emergency_now")
    kept = page.locator("input:checked").evaluate_all("boxes => boxes.map(box => box.value)")
    assert sorted(kept) == ["pop-in-calf", "sepsis"]
    page.goto(f"{site}/en/")
    expect(page.locator("#danger .saids li")).to_have_count(2)


def test_none_of_these_takes_the_ticks_off(new_page: Callable[..., Page], site: str) -> None:
    page = new_page()
    page.goto(f"{site}/en/warning-signs/")
    tick_worst(page)
    page.click(".none-of-these")
    page.wait_for_selector("[data-urgency=self_care_ok]:visible")
    expect(page.locator("input:checked")).to_have_count(0)


def test_an_answer_survives_a_reload_is_cleared_by_a_tap_and_deleted_after_a_day(
    new_page: Callable[..., Page], site: str
) -> None:
    page = new_page()
    page.clock.install()
    page.goto(f"{site}/en/warning-signs/")
    page.wait_for_selector("[data-topics]")
    bar = page.locator(".bar > span:visible")
    page.click(".none-of-these")
    page.reload()
    expect(bar).to_have_text("None of these, and it eases: self-care is fine")
    page.click("button[type=reset]")
    page.clock.run_for(10)
    expect(bar).to_have_text("Nothing is ticked yet")
    for back in ("another page", "the page that stayed open"):
        tick_worst(page)
        page.reload()
        page.wait_for_selector("[data-urgency=emergency_now] .ticked li")
        assert page.locator("input:checked").evaluate_all("all => all.map(one => one.value)") == [
            FIRST["emergency_now"].id
        ]
        page.clock.fast_forward("24:00:01")
        if back == "another page":
            page.reload()
            page.wait_for_selector("[data-outcome=self_care_ok]")
        else:
            page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        expect(bar).to_have_text("Nothing is ticked yet")
        expect(page.locator("input:checked")).to_have_count(0)
        assert page.evaluate("Object.keys(localStorage).filter((key) => key.endsWith('ticked-signs'))") == []


def test_ticks_hold_where_the_phone_keeps_nothing(new_page: Callable[..., Page], site: str) -> None:
    page = new_page()
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }")
    page.goto(f"{site}/en/warning-signs/")
    tick_worst(page)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    shows_outcome(page, "emergency_now")


def test_a_tick_holds_on_a_phone_that_is_full_against_what_was_kept_before(
    new_page: Callable[..., Page], site: str
) -> None:
    page = new_page()
    page.goto(f"{site}/en/warning-signs/")
    page.wait_for_selector("[data-topics]")
    page.click(".none-of-these")
    page.wait_for_selector("[data-urgency=self_care_ok]:visible")
    page.evaluate(FULL)
    tick_worst(page)
    shows_outcome(page, "emergency_now")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    shows_outcome(page, "emergency_now")
    expect(page.locator("input:checked")).to_have_count(1)
    other = page.context.new_page()  # where there is room again
    other.goto(f"{site}/en/warning-signs/")
    tick(other, FIRST["same_day"].id)
    shows_outcome(page, "same_day")  # said later


def test_a_yes_in_a_cramp_holds_on_a_phone_that_is_full(cramp: Page) -> None:
    press(cramp)
    shows(cramp, "hold")
    cramp.evaluate(
        """() => localStorage.setItem('/:ticked-signs',
            JSON.stringify({ at: Date.now(), ids: [], level: 'self_care_ok', off: [], cramp: true }))"""
    )
    cramp.evaluate(FULL)
    cramp.clock.run_for(5000)
    cramp.click(".steps a[href='#rub']")
    shows(cramp, "check")
    cramp.clock.run_for(1000)
    expect(cramp.locator(".clock .digits")).to_have_text("0:06")
    cramp.click("#check [data-answer=yes]")
    cramp.click("#check [data-part=chest]")
    shows(cramp, "danger")
    cramp.clock.run_for(5000)
    shows(cramp, "danger")


def test_what_another_window_says_is_not_written_over(new_page: Callable[..., Page], site: str) -> None:
    """Two windows beside each other on a tablet: a tick in one stands in the other, and goes with its taking back."""
    page = new_page()
    page.goto(f"{site}/en/warning-signs/")
    page.wait_for_selector("[data-topics]")
    other = page.context.new_page()
    other.goto(f"{site}/en/warning-signs/")
    tick_worst(other)
    expect(page.locator("input:checked")).to_have_count(1)
    page.wait_for_selector("[data-urgency=emergency_now]:visible")
    other.click("button[type=reset]")
    expect(page.locator("input:checked")).to_have_count(0)
