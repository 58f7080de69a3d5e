"""The pure modules of the diary: nights from noon to noon, weeks from Monday, medians, and times that cannot be."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.support.modules import module_page
from tests.support.records import cramp

DAY = "2026-11-28"


@pytest.fixture(scope="module")
def modules(browser: Browser) -> Iterator[Any]:
    with module_page(browser, "http://localhost/below/", timezone_id="Asia/Jakarta") as page:
        yield page


def ask(page: Any, module: str, name: str, *args: Any) -> Any:
    """What a function of a module answers."""
    code = "async ([path, name, args]) => (await import(path))[name](...args) ?? null"
    return page.evaluate(code, [f"/below/static/diary/{module}", name, list(args)])


def at(*times: str) -> list[dict[str, Any]]:
    return [cramp(f"c{number}", time) for number, time in enumerate(times)]


def test_a_night_goes_from_noon_to_noon(modules: Any) -> None:
    for time, night in {"2026-11-28T11:59": "2026-11-27", "2026-11-28T12:00": DAY, "2026-11-29T00:10": DAY}.items():
        assert ask(modules, "counts.js", "nightOf", {"at": time}) == night
    assert ask(modules, "counts.js", "nightOf", {"at": "2026-01-01T03:00"}) == "2025-12-31"
    rows = ask(modules, "counts.js", "nights", at("2026-11-28T23:50", "2026-11-29T00:10"), [], DAY, 2)
    assert rows[0] == {"date": DAY, "minutes": [710, 730], "evening": False}
    assert rows[1]["minutes"] == []


def test_weeks_begin_on_monday_and_with_the_first_record(modules: Any) -> None:
    rows = ask(modules, "counts.js", "weeks", at("2026-11-16T02:00", "2026-11-16T23:00"), [{"date": DAY}], DAY)
    assert [(row["from"], row["cramps"], row["evenings"]) for row in rows] == [
        ("2026-11-09", 1, 0),  # the night of Sunday the 15th
        ("2026-11-16", 1, 0),
        ("2026-11-23", 0, 1),
    ]
    assert len(ask(modules, "counts.js", "weeks", at("2020-01-01T02:00"), [], DAY)) == 12


def test_whole_weeks_since_the_first_record(modules: Any) -> None:
    for first, weeks in {"2026-11-28T23:00": 0, "2026-11-01T23:00": 3, "2026-10-31T23:00": 4}.items():
        assert ask(modules, "counts.js", "weeksNoted", at(first), DAY) == weeks
    assert ask(modules, "counts.js", "weeksNoted", [], DAY) == 0


def test_medians(modules: Any) -> None:
    for values, median in (([], None), ([3], 3), ([9, 1, 2], 2), ([1, 2], 2), ([1, 4], 3)):
        assert ask(modules, "counts.js", "median", values) == median


def test_a_cramp_that_the_app_saw_has_at_least_a_minute_and_at_most_a_day(modules: Any) -> None:
    start = 1_795_550_400_000
    for length, minutes in {0: 1, 29_000: 1, 150_000: 3, 10**9: 1440, -5_000: None}.items():
        assert ask(modules, "cramp.js", "timed", start, start + length)["minutes"] == minutes
    assert ask(modules, "cramp.js", "timed", start, start)["at"] == "2026-11-25T03:00"


def test_what_another_version_wrote_is_read_as_far_as_it_fits(modules: Any) -> None:
    newer = {**cramp("a", "2026-11-20T03:00", pain=3), "leg": "tail", "note": 7, "mood": "blue"}
    assert ask(modules, "readable.js", "readable", newer) == cramp("a", "2026-11-20T03:00", pain=3)
    for lost in (None, 7, {}, {"id": "a"}, {"id": "a", "at": "2026-13-01T03:00"}):
        assert ask(modules, "readable.js", "readable", lost) is None


def test_days_that_no_calendar_has_are_none(modules: Any) -> None:
    for value, is_one in {
        "2024-02-29": True,
        "2026-02-29": False,
        "2026-11-31": False,
        "26-11-01": False,
        "": False,
    }.items():
        assert ask(modules, "cramp.js", "isDate", value) is is_one
    for value, is_one in {"2026-11-28T23:59": True, "2026-11-28T24:00": False, "2026-11-28 03:00": False}.items():
        assert ask(modules, "cramp.js", "isMinute", value) is is_one


FACTS_OF_MANY = """async ([one, many]) => {
    document.documentElement.lang = "en";
    const { factsOf } = await import("/below/static/diary/facts.js");
    const cramps = Array.from({ length: many }, (_, number) => ({ ...one, id: `c${number}` }));
    return factsOf({ cramps, evenings: [] }, {}, [], document, Date.parse("2026-11-28T20:00+07:00"));
}"""


def test_files_of_hundreds_of_thousands_of_records_are_counted(modules: Any) -> None:
    """More than a call takes arguments."""
    one = cramp("c1", "2026-11-28T03:00", minutes=4, pain=5)
    facts = modules.evaluate(FACTS_OF_MANY, [one, 200_000])
    assert (facts["cramps"], facts["length"], facts["pain"]) == ("200000", "4 min · 4 min", "5 · 5")
