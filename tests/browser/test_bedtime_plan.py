"""The plan of the bedtime stretches: evenings are noted with one tap, its end claims no more than was noted."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from pwa.content.load import load
from tests.support.diary import FULL, SAFARI_TAB, written_by_a_newer_version
from tests.support.shared import address_of

WEEKS = load().bedtime.dose.weeks
EVENINGS = WEEKS * 7
FIRST = date(2026, 10, 1)
VERDICT = """async ({ module, evenings, cramps, today, weeks }) => {
  const { planOf, verdictOf, eveningOf } = await import(module);
  const plan = planOf(evenings, "", weeks, today);
  const late = [[1, 30], [22, 0]].map((time) => eveningOf(new Date(2026, 10, 29, ...time)));
  return [plan.over, verdictOf(plan, cramps), ...late];
}"""
STORE = """async ({ module, evenings, cramps }) => {
  const { merge } = await import(module);
  await merge({ evenings: evenings.map((date) => ({ date, done_at: 0 })), cramps });
}"""


def days(number: int, start: date = FIRST) -> list[str]:
    return [str(start + timedelta(days=day)) for day in range(number)]


def nights(*cramps: int) -> list[str]:
    """When cramps began: each in the night after so many evenings of the plan."""
    return [f"{FIRST + timedelta(days=night + 1)}T03:10" for night in cramps]


@pytest.fixture
def bedtime(new_page: Callable[..., Page], site: str) -> Callable[..., Page]:
    """The page in English at a moment in Jakarta."""

    def at(moment: datetime) -> Page:
        page = new_page(timezone_id="Asia/Jakarta")
        page.clock.install(time=moment)
        page.goto(f"{site}/en/bedtime/")
        page.locator("#plan .mine").wait_for()
        return page

    return at


EVENING = datetime(2026, 11, 28, 15, 0, tzinfo=UTC)  # 22:00 in Jakarta


def test_an_evening_is_noted_with_one_tap_kept_and_taken_back(bedtime: Callable[..., Page]) -> None:
    page = bedtime(EVENING)
    expect(page.locator("#plan .none")).to_be_visible()
    page.click("#plan .note")
    expect(page.locator("#plan .noted")).to_be_visible()
    expect(page.locator("#plan .count")).to_have_text(f"Evenings: 1 of {EVENINGS}", use_inner_text=True)
    expect(page.locator("#plan .evenings .done")).to_have_count(1)
    expect(page.locator("#plan .evenings i")).to_have_count(EVENINGS)
    page.reload()
    expect(page.locator("#plan .noted")).to_be_visible()
    expect(page.locator("#plan .note")).to_be_hidden()
    page.click("#plan .forget")
    expect(page.locator("#plan .none")).to_be_visible()
    expect(page.locator("#plan .note")).to_be_focused()


def test_the_end_of_the_timer_notes_the_evening(bedtime: Callable[..., Page]) -> None:
    page = bedtime(EVENING)
    page.click(".begin .main-button")
    page.locator(".guided .ring").wait_for()
    page.clock.run_for(5 * 60_000)
    page.click(".guided .did")
    expect(page.locator("#plan .noted")).to_be_visible()
    expect(page.locator(".guided")).to_be_hidden()


def test_after_midnight_it_is_still_the_evening_before(bedtime: Callable[..., Page]) -> None:
    page = bedtime(EVENING)
    _, _, after_midnight, late = page.evaluate(
        VERDICT,
        {
            "module": address_of("bedtime/verdict.js"),
            "evenings": ["2026-11-01"],
            "cramps": [],
            "today": "2026-11-28",
            "weeks": WEEKS,
        },
    )
    assert (after_midnight, late) == ("2026-11-28", "2026-11-29")


@pytest.mark.parametrize(
    ("done", "cramps", "verdict"),
    [
        (EVENINGS, [*range(12), 30], "fewer"),
        (EVENINGS, [1, *range(28, 40)], "more"),
        (EVENINGS, [0, 2, 4, 6, 8, 30, 33], "same"),  # 5 and 2: chance does that
        (EVENINGS, [0, 2, 4], "same"),
        (EVENINGS, [15, 20], "same"),  # none at either end
        (EVENINGS, [], "no_cramps"),
        (EVENINGS, [-20, 60], "no_cramps"),  # others are not of these weeks
        (27, range(14), "too_few"),
        (28, [*range(12), 30], "fewer"),
    ],
)
def test_the_verdict_claims_no_more_than_the_records_show(
    bedtime: Callable[..., Page], done: int, cramps: list[int], verdict: str
) -> None:
    page = bedtime(EVENING)
    given = {
        "module": address_of("bedtime/verdict.js"),
        "evenings": days(done),
        "cramps": nights(*cramps),
        "weeks": WEEKS,
        "today": str(FIRST + timedelta(days=EVENINGS)),
    }
    assert page.evaluate(VERDICT, given)[:2] == [True, verdict]
    given["today"] = str(FIRST + timedelta(days=EVENINGS - 1))
    assert page.evaluate(VERDICT, given)[0] is False


def test_at_the_end_the_page_says_the_verdict_with_its_numbers_and_a_new_plan_can_begin(
    bedtime: Callable[..., Page],
) -> None:
    page = bedtime(EVENING)
    empty = dict.fromkeys(("minutes", "leg", "muscle", "pain")) | {"helped": [], "note": "", "signs": [], "changed": 0}
    cramps = [{**empty, "id": f"c{number}", "at": at} for number, at in enumerate(nights(*range(12), 30))]
    page.evaluate(STORE, {"module": address_of("diary/records.js"), "evenings": days(EVENINGS), "cramps": cramps})
    page.reload()
    expect(page.locator("#plan .compared")).to_have_text(
        "Cramps noted, first weeks: 12, last weeks: 1. Weeks counted on each side: 2", use_inner_text=True
    )
    expect(page.locator("#plan [data-says]:visible")).to_have_count(1)
    expect(page.locator("#plan [data-says=fewer]")).to_be_visible()
    page.click("#plan .again")
    expect(page.locator("#plan .none")).to_be_visible()
    expect(page.locator("#plan .verdict")).to_be_hidden()


def test_two_windows_show_the_same_evenings(bedtime: Callable[..., Page]) -> None:
    page = bedtime(EVENING)
    other = page.context.new_page()
    other.clock.install(time=EVENING)
    other.goto(page.url)
    other.locator("#plan .note").wait_for()
    page.click("#plan .note")
    expect(other.locator("#plan .noted")).to_be_visible()


@pytest.mark.parametrize(
    "broken",
    [
        "Object.defineProperty(window, 'indexedDB', { value: undefined })",
        "indexedDB.open = () => { throw new DOMException('', 'SecurityError') }",
        "IDBFactory.prototype.open = () => { throw new DOMException('', 'SecurityError') }",
    ],
)
def test_a_browser_that_keeps_nothing_says_so_gives_the_evening_as_text_and_the_timer_works(
    new_page: Callable[..., Page], site: str, broken: str
) -> None:
    page = new_page(timezone_id="Asia/Jakarta")
    page.clock.install(time=EVENING)
    page.add_init_script(broken)
    page.goto(f"{site}/en/bedtime/")
    expect(page.locator("#plan [data-reason=closed]")).to_be_visible()
    expect(page.locator("#plan .none")).to_be_hidden()  # what is not known is not said
    page.click("#plan .note")
    expect(page.locator("#plan textarea")).to_have_value("Sat, Nov 28, 2026 · Bedtime stretch")
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")  # gone to paste it, and back
    expect(page.locator("#plan textarea")).to_be_visible()
    page.click(".begin .main-button")
    expect(page.locator(".guided .ring")).to_be_visible()


def test_a_full_phone_is_told_of_and_what_was_noted_stays(bedtime: Callable[..., Page]) -> None:
    page = bedtime(EVENING)
    page.evaluate(STORE, {"module": address_of("diary/records.js"), "evenings": ["2026-11-27"], "cramps": []})
    page.reload()
    expect(page.locator("#plan .count")).to_have_text(f"Evenings: 1 of {EVENINGS}", use_inner_text=True)
    page.evaluate(FULL)
    page.click("#plan .note")
    expect(page.locator("#plan [data-reason=full]")).to_be_visible()
    expect(page.locator("#plan textarea")).to_have_value("Sat, Nov 28, 2026 · Bedtime stretch")
    expect(page.locator("#plan .count")).to_be_visible()
    expect(page.locator("#plan .noted")).to_be_hidden()


def test_storage_that_shuts_after_the_page_has_opened_takes_away_what_is_no_longer_known(
    bedtime: Callable[..., Page],
) -> None:
    page = bedtime(EVENING)
    page.click("#plan .note")
    expect(page.locator("#plan .noted")).to_be_visible()
    page.evaluate(
        "() => { IDBDatabase.prototype.transaction = () => { throw new DOMException('', 'NotAllowedError'); }; }"
    )
    page.click("#plan .forget")
    expect(page.locator("#plan [data-reason=closed]")).to_be_visible()
    expect(page.locator("#plan .noted, #plan .count, #plan .forget").locator("visible=true")).to_have_count(0)
    expect(page.locator("#plan textarea")).to_be_hidden()  # nothing was to be noted


def test_a_database_of_a_newer_version_is_said_to_be_that(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(timezone_id="Asia/Jakarta")
    written_by_a_newer_version(page, site)
    page.goto(f"{site}/en/bedtime/")
    expect(page.locator("#plan [data-reason=newer]")).to_be_visible()
    expect(page.locator("#plan [data-reason=closed]")).to_be_hidden()


def test_the_first_evening_in_a_safari_tab_says_once_how_long_it_is_kept(
    new_page: Callable[..., Page], site: str
) -> None:
    page = new_page(timezone_id="Asia/Jakarta")
    page.add_init_script(SAFARI_TAB)
    page.clock.install(time=EVENING)
    page.goto(f"{site}/en/bedtime/")
    page.click("#plan .note")
    expect(page.locator("#plan .safari-week")).to_be_visible()
    page.evaluate(STORE, {"module": address_of("diary/records.js"), "evenings": ["2026-11-27"], "cramps": []})
    page.reload()
    expect(page.locator("#plan .noted")).to_be_visible()
    expect(page.locator("#plan .safari-week")).to_be_hidden()


def test_an_evening_of_a_dead_battery_begins_no_plan(bedtime: Callable[..., Page]) -> None:
    """Its clock says 1970."""
    page = bedtime(EVENING)
    given = {"module": address_of("diary/records.js"), "evenings": ["1970-01-01", "2026-11-27"], "cramps": []}
    page.evaluate(STORE, given)
    page.reload()
    expect(page.locator("#plan .count")).to_have_text(f"Evenings: 1 of {EVENINGS}", use_inner_text=True)
