"""The night's state machine by itself: its table is that of docs/night.md, and no walk of events breaks a promise."""

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.support.modules import module_page

DOCUMENT = Path(__file__).parents[2] / "docs" / "night.md"
SECOND = 1000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
NOW = 1_795_550_400_000
NIGHTS = 3000


@pytest.fixture(scope="module")
def module(browser: Browser) -> Iterator[Any]:
    """A page that can import the module."""
    with module_page(browser, "http://modules.test/") as page:
        yield page


def rows_of_the_document() -> list[tuple[str, str, str, str]]:
    """The rows of "What happens": from, event, to, does."""
    part = DOCUMENT.read_text(encoding="utf-8").partition("## What happens")[2].partition("\n- ")[0]
    rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in re.findall(r"^\|.*\|$", part, re.M)]
    return [row for row in rows[2:] if len(row) == 4]


def test_the_document_and_the_module_have_the_same_table(module: Any) -> None:
    code = """async () => {
        const { TABLE } = await import("/static/cramp/night.js");
        return TABLE.map(([from, event, to, effect]) => [from.join(", "), event, to, effect ?? ""]);
    }"""
    assert [tuple(row) for row in module.evaluate(code)] == rows_of_the_document()


# A night as a list of [event, minutes later]: what the reader does, and what happens to the phone.
WALK = """async (nights) => {
    nights = JSON.parse(nights);
    const { after, due, fresh, moved, returned, stopped } = await import("/static/cramp/night.js");
    return JSON.stringify(nights.map(([start, steps]) => {
        let now = start;
        let session = fresh(now);
        const seen = [];
        for (const [what, value] of steps) {
            const before = session;
            let away = false;
            if (what === "wait") {
                now += value;
                const event = due(session, now);
                if (event) session = after(session, event, now);
                session = { ...session, seen: now };
            } else if (what === "gone") {
                now += value;
                ({ session, away } = returned(session, now));
            } else if (what === "clock") {
                now += value;
                session = moved(session, value);
            } else if (what === "heat") session = { ...session, starts: { ...session.starts, warmth: now } };
            else if (what === "heat off") session = after(stopped(session, "warmth"), "same cramp", now);
            else if (what === "questions") session = { ...session, clear: true, answers: { clot: "no" } };
            else session = after(session, what, now);
            seen.push({ what, value, before, session, now, away });
        }
        return seen;
    }));
}"""
EVENTS = [
    "act",
    "pull",
    "still tight",
    "eased",
    "done",
    "same cramp",
    "again",
    "sign",
    "sign taken back",
    "heat",
    "heat off",
    "questions",
]
GONE = [SECOND, 59 * SECOND, 61 * SECOND, 11 * MINUTE, 20 * MINUTE, 50 * MINUTE, 3 * HOUR, 9 * HOUR, -HOUR]
CLOCK = [-HOUR, 11 * MINUTE, 3 * HOUR]


def walked(module: Any, nights: list[list[Any]]) -> list[list[dict[str, Any]]]:
    """What each step of each night made of the session; as one text, because that is how it travels fast."""
    found: list[list[dict[str, Any]]] = json.loads(module.evaluate(WALK, json.dumps(nights)))
    return found


def nights(seed: int) -> list[list[Any]]:
    """Random nights, the same for the same seed."""
    chance = random.Random(seed)

    def step() -> list[Any]:
        kind = chance.random()
        if kind < 0.5:
            return [chance.choice(EVENTS), 0]
        if kind < 0.75:
            return ["wait", chance.choice([SECOND, 30 * SECOND, MINUTE, 5 * MINUTE])]
        return ["gone", chance.choice(GONE)] if kind < 0.93 else ["clock", chance.choice(CLOCK)]

    return [[NOW, [step() for _ in range(chance.randint(3, 25))]] for _ in range(NIGHTS)]


def test_no_walk_of_events_breaks_a_promise(module: Any) -> None:
    for night in walked(module, nights(seed=1)):
        for number, step in enumerate(night):
            faults = list(broken(step))
            assert not faults, (faults, [(one["what"], one["value"]) for one in night[: number + 1]], step)


def broken(step: dict[str, Any]) -> Iterator[str]:
    """What a step of a night breaks."""
    what, before, session, now = step["what"], step["before"], step["session"], step["now"]
    state, earlier = session["state"], before["state"]
    begun = session["started"] != before["started"] and session["started"] is not None
    heat = before["starts"].get("warmth")
    due = what == "wait" and session["started"] is not None and now - session["started"] >= 10 * MINUTE
    yield from (
        fault
        for fault, found in {
            "time runs backwards": max(session["started"] or 0, session["seen"], *session["starts"].values(), 0) > now,
            "asked at another moment": state == "asked" and earlier not in ("asked", "danger") and not due,
            "asked again": state == "asked" and session["answered"],
            "an alarm after an absence": step["away"] and state not in ("reading", "absent", "danger"),
            "a danger that nobody gave": state == "danger" and earlier != "danger" and what != "sign",
            "a danger that went by itself": earlier == "danger" != state
            and what in EVENTS
            and what != "sign taken back",
            "a cramp without a beginning": state in STARTED and session["started"] is None,
            "a cramp that nobody began": begun and what not in ("act", "pull", "clock", "gone"),
            "answers that outlive their cramp": begun
            and what in ("act", "pull")
            and earlier != "reading"
            and (session["clear"] or session["answers"]),
            "heat out of sight": heat is not None
            and "warmth" not in session["starts"]
            and what not in ("heat off", "still tight")
            and now - heat < 2 * HOUR,
        }.items()
        if found
    )


STARTED = ("cramp", "asked", "absent", "eased", "over")


def test_eased_ends_every_alarm(module: Any) -> None:
    steps = [["pull", 0], ["wait", MINUTE], ["eased", 0], ["act", 0], *[["wait", MINUTE]] * 40]
    (night,) = walked(module, [[NOW, steps]])
    assert {step["session"]["state"] for step in night[2:]} == {"eased"}


def test_another_pull_after_it_has_eased_is_another_cramp(module: Any) -> None:
    steps = [["pull", 0], ["wait", 5 * MINUTE], ["eased", 0], ["wait", 9 * MINUTE], ["pull", 0], ["wait", 9 * MINUTE]]
    (night,) = walked(module, [[NOW, steps]])
    assert [step["session"]["state"] for step in night] == ["cramp", "cramp", "eased", "eased", "cramp", "cramp"]


@pytest.mark.parametrize("gone", [2 * MINUTE, 20 * MINUTE, 50 * MINUTE, 100 * MINUTE])
def test_after_an_absence_the_question_waits_until_the_reader_says_the_same_cramp(module: Any, gone: int) -> None:
    steps = [["pull", 0], ["gone", gone], ["wait", SECOND], ["same cramp", 0], ["wait", SECOND], ["wait", 10 * MINUTE]]
    (night,) = walked(module, [[NOW, steps]])
    states = [step["session"]["state"] for step in night]
    late = gone + SECOND >= 10 * MINUTE
    assert states == ["cramp", "absent", "absent", "cramp", "asked" if late else "cramp", "asked"]


@pytest.mark.parametrize("by", CLOCK)
def test_a_clock_that_is_changed_in_view_changes_no_length_but_heat_counts_what_may_have_been_sleep(
    module: Any, by: int
) -> None:
    steps = [["pull", 0], ["heat", 0], ["wait", 5 * MINUTE], ["clock", by]]
    (night,) = walked(module, [[NOW, steps]])
    last = night[-1]
    assert last["now"] - last["session"]["started"] == 5 * MINUTE
    assert last["now"] - last["session"]["starts"]["warmth"] == 5 * MINUTE + max(by, 0)
    assert last["session"]["state"] == "cramp"
