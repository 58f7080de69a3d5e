"""Nights by chance on the real cramp screen: taps, absences, reloads, languages, windows; no promise breaks.

tests/browser/test_night_table.py walks the state machine by itself, thousands of nights. Here a page shows what it
makes of it: which card, which questions, which advice, and what was said about which cramp.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.support.cramp import ready
from tests.support.phone import NIGHT
from tests.support.project import TAGS
from tests.support.scripts import scripts_ran

NIGHTS = 5
STEPS = 30
SECOND = 1000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
ABSENCE = MINUTE
LONG_CRAMP = 10 * MINUTE
WAITS = [SECOND, 20 * SECOND, 61 * SECOND, 4 * MINUTE, 6 * MINUTE]
GONE = [SECOND, 50 * SECOND, 70 * SECOND, 11 * MINUTE, 20 * MINUTE, 50 * MINUTE, 3 * HOUR, 9 * HOUR]
HIDE = """(hidden) => {
    Object.defineProperty(document, "hidden", { get: () => hidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
}"""
# All that a reader can tap and that stays on the screen.
TAPPED = "main a[href^='#'], main button, main [data-part], .steps a, .heat"
TAP = """([selector, number]) => {
    const all = [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
    const one = all[number % all.length];
    const { answer, part } = one.dataset;
    const leaves = Boolean(one.closest(".ask")) && answer === "no";
    const what = one.textContent.trim().slice(0, 30);
    one.click();
    return { what, leaves, gave: Boolean(part) || leaves };
}"""
HEAT_SHOWS = """() => {
    const { starts } = JSON.parse(localStorage.getItem("/:cramp-session") ?? "{}");
    return !starts?.warmth || [...document.querySelectorAll(".heat, #warmth")].some((one) => one.checkVisibility());
}"""
LOOK = """() => {
    const kept = (name) => JSON.parse(localStorage.getItem(`/:${name}`) ?? "null");
    const seen = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
    const { view, off } = document.documentElement.dataset;
    return {
        view, off: (off ?? "").split(" ").filter(Boolean), now: Date.now(),
        cards: seen(".card").map(({ id, dataset }) => [id, (dataset.advice ?? "").split(" ").filter(Boolean)]),
        said: seen(".saids li").length, asks: seen(".ask").length,
        session: kept("cramp-session"), ticks: kept("ticked-signs")?.ids ?? [],
    };
}"""


@dataclass
class Night:
    """What a walk knows of the night by itself: the cramps that began, and in which of them each sign was given."""

    page: Page
    site: str
    chance: random.Random
    tag: str = "en"
    cramp: int = 0
    given: list[int | None] = field(default_factory=list)  # the cramp that each sign is about; None: the next
    errors: list[str] = field(default_factory=list)

    @property
    def home(self) -> str:
        return f"{self.site}/{self.tag}/"

    def look(self) -> dict[str, Any]:
        """What is on the screen; the time of heat that is on comes by a script of its own."""
        self.page.wait_for_function(HEAT_SHOWS, timeout=20_000)
        found: dict[str, Any] = self.page.evaluate(LOOK)
        return found

    def about(self) -> int | None:
        """The cramp that an answer is about now; None while none runs: about the next."""
        session = self.look()["session"]
        state = session["before"] if session["state"] == "danger" else session["state"]
        return self.cramp if state in ("cramp", "asked") else None

    def watch(self, page: Page) -> None:
        """Go on in this window; before the app there is another page to go back to."""
        self.page = page
        page.goto(f"{self.site}/healthz")
        page.on("pageerror", lambda error: self.errors.append(str(error)))


def tap(night: Night) -> str:
    """Something on the screen; the question at ten minutes may lead away, and the way home is taken."""
    about = night.about()
    done = night.page.evaluate(TAP, [TAPPED, night.chance.randrange(1000)])
    if done["gave"]:
        night.given.append(about)
    if done["leaves"]:
        night.page.wait_for_url("**/warning-signs/#ten-minutes")
        come_home(night)
    return f"tap {done['what']!r}"


def read_the_signs(night: Night) -> str:
    """To the warning signs and back; now and then one is ticked."""
    about = night.about()
    night.page.goto(f"{night.home}warning-signs/")
    ticked = night.chance.random() < 0.5
    if ticked:
        boxes = night.page.locator("input[name=sign]")
        number = night.chance.randrange(boxes.count())
        if not boxes.nth(number).is_checked():
            boxes.nth(number).evaluate("(box) => box.click()")
            night.given.append(about)
    come_home(night)
    return "signs, ticked" if ticked else "signs"


def come_home(night: Night) -> None:
    scripts_ran(night.page)
    night.page.goto(night.home)


def wait(night: Night) -> str:
    time = night.chance.choice(WAITS)
    night.page.clock.run_for(time)
    return f"wait {time}"


def lock(night: Night) -> str:
    """The phone is locked and taken up again."""
    time = night.chance.choice(GONE)
    night.page.evaluate(HIDE, True)
    night.page.clock.fast_forward(time)
    night.page.evaluate(HIDE, False)
    return f"gone {time}"


def kill(night: Night) -> str:
    """The phone closes the tab; the icon opens the app again, or the tab comes back where it was."""
    time, opens = night.chance.choice(GONE), night.chance.random() < 0.5
    night.page.goto(f"{night.site}/healthz")
    night.page.clock.fast_forward(time)
    if opens:
        night.page.goto(night.home)
    else:
        night.page.go_back(wait_until="commit")
        ready(night.page)
    return f"gone {time}, {'opened' if opens else 'brought back'}"


def reload(night: Night) -> str:
    night.page.reload()
    return "reload"


def back(night: Night) -> str:
    """A step back, by the phone's own button; who leaves the app so opens it again."""
    night.page.go_back(wait_until="commit")
    if night.page.url.split("#")[0] != night.home:
        night.page.goto(night.home)
    ready(night.page)
    return "back"


def change_language(night: Night) -> str:
    night.tag = night.chance.choice([tag for tag in TAGS if tag != night.tag])
    night.page.evaluate("(tag) => document.querySelector(`.languages a[hreflang=${tag}]`).click()", night.tag)
    night.page.wait_for_url(f"{night.home}**")
    ready(night.page)
    return f"language {night.tag}"


def another_window(night: Night) -> str:
    left = night.page
    night.watch(left.context.new_page())
    night.page.goto(night.home)
    left.close()
    return "another window"


STEP: dict[Callable[[Night], str], int] = {
    tap: 14,
    wait: 5,
    lock: 3,
    kill: 2,
    read_the_signs: 2,
    reload: 1,
    back: 2,
    change_language: 1,
    another_window: 1,
}


@pytest.mark.parametrize("seed", range(NIGHTS))
def test_no_night_by_chance_breaks_a_promise(new_page: Callable[..., Page], site: str, seed: int) -> None:
    page = new_page(timezone_id="Asia/Jakarta")
    night = Night(page, site, random.Random(seed))
    page.clock.install(time=NIGHT)
    page.clock.pause_at(NIGHT + 60)
    night.watch(page)
    page.goto(night.home)
    walked: list[str] = []
    before = night.look()
    for _ in range(STEPS):
        (step,) = night.chance.choices(list(STEP), list(STEP.values()))
        walked.append(step(night))
        found = night.look()
        faults = list(broken(night, walked[-1], before, found))
        assert faults + night.errors == [], "\n".join([*walked, str(before), str(found)])
        before = found


def broken(night: Night, step: str, before: dict[str, Any], found: dict[str, Any]) -> Iterator[str]:
    """What a step made of the screen, against what the reader was promised."""
    session, earlier = found["session"], before["session"]
    if session["started"] not in (None, earlier["started"]):
        night.cramp += 1
        night.given = [night.cramp if cramp is None else cramp for cramp in night.given]
    away = step.startswith("gone") and int(step.removeprefix("gone ").split(",")[0]) > ABSENCE
    card, advice = found["cards"][0] if found["cards"] else ("", [])
    signs = any(cramp in (None, night.cramp) for cramp in night.given)
    running = session["started"] is not None and session["state"] in ("cramp", "asked")
    late = running and found["now"] - session["started"] >= LONG_CRAMP
    yield from (
        fault
        for fault, is_so in {
            "not one card": len(found["cards"]) != 1 or card != found["view"],
            "a sign that nobody gave": bool(found["ticks"]) and not night.given,
            "a sign of another cramp": bool(found["said"] or found["off"]) and not signs,
            "advice that a sign has switched off": bool(advice) and set(advice) <= set(found["off"]),
            "not the first instruction after an absence": away
            and card not in ("stretch", "danger", "today")
            and not (card == "warmth" and session["starts"].get("warmth")),
            "asked after an absence": away and found["asks"] > 0,
            "asked too early, or with nothing that runs": found["asks"] > 0 and not late,
            "a screen that came by itself": step.startswith("wait") and card != before["view"],
            "a danger without the ambulance": session["state"] == "danger" and card != "danger",
        }.items()
        if is_so
    )
