"""Every state that a screen can be in, one after the other on one page: what tests walk that look at all of them."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from playwright.sync_api import Page

from pwa.content.load import load
from pwa.content.lookup import topics
from tests.support.diary import FULL, OWN, nights, note, open_diary, written_by_a_newer_version
from tests.support.phone import READY
from tests.support.records import call, cramp
from tests.support.screens import PATHS
from tests.support.signs import FIRST, tick

HALF_A_RECORD = b'{"app": "night-cramp", "version": 1, "cramps": [{"id": "x"}]}'
SHUT = "() => { IDBDatabase.prototype.transaction = () => { throw new DOMException('', 'NotAllowedError'); }; }"
LEVELS = ("appointment", "same_day", "emergency_now")
OTHER_SCREENS = [name for name in PATHS if name not in ("cramp_now", "warning_signs")]


def states(page: Page, home: str, part: str) -> Iterator[str]:
    """Bring the page from state to state of a part of the app.

    Args:
        page: What is brought there.
        home: The address of a language.
        part: One of PARTS.

    Yields:
        The name of the state that the page is in.
    """
    yield from PARTS[part](page, home)


def _cramp(page: Page, home: str) -> Iterator[str]:
    page.goto(home)
    page.wait_for_selector("html[data-flow]", state="attached")
    for card in page.locator(".card:not(.said, #ten-minutes)").evaluate_all("cards => cards.map(card => card.id)"):
        page.goto(f"{home}#{card}")
        page.wait_for_selector(f"html[data-view={card}]", state="attached")
        if card in ("hold", "rub"):
            page.locator(f"#{card} .ring").wait_for()
        yield f"card {card}"
        if card == "check":
            yield from _questions(page)
        if card == "warmth":
            page.click("#warmth .start")
            page.locator("#warmth .ring").wait_for()
            yield "warmth runs"
    for card in ("rub", "stretch"):
        page.goto(f"{home}#{card}")
        page.click(".languages summary")
        yield f"languages on {card}"
        page.click(".languages summary")


def _questions(page: Page) -> Iterator[str]:
    page.click("#check .pair [data-answer=no]")
    yield "second question"
    page.click("#check .pair [data-answer=yes]")
    page.locator("#check .which:visible").wait_for()
    yield "which of these"
    page.click("[data-part=swollen]")
    page.locator("#today .saids li").wait_for()
    yield "doctor today"
    page.click("#today .take-back")
    page.click("#check .pair [data-answer=yes]")
    page.click("[data-part=chest]")
    page.locator("#danger .saids li").wait_for()
    yield "ambulance"
    page.click("#danger .take-back")
    page.click("#check .main-button")  # "none of these" opens what follows


def _signs(page: Page, home: str) -> Iterator[str]:
    page.goto(f"{home}warning-signs/#ten-minutes")
    page.wait_for_selector("[data-topics]")
    yield "warning signs"
    for level in LEVELS:
        tick(page, FIRST[level].id)
        page.locator(f".outcome[data-urgency={level}]").wait_for()
        yield f"outcome {level}"
    page.click(".show-card")
    page.locator(".helper-card .pair").first.wait_for()
    yield "card for a helper"
    page.goto(home)
    page.locator("#danger .saids li").first.wait_for()
    yield "ambulance in place of the steps"
    page.evaluate("() => localStorage.clear()")


def _screens(page: Page, home: str) -> Iterator[str]:
    for screen in OTHER_SCREENS:
        page.goto(home + PATHS[screen])
        if screen == "emergency":
            page.locator(".country").first.evaluate("country => { country.open = true; }")
        yield screen
        if screen == "learn":
            yield from _search(page)


def _saved(page: Page, home: str) -> Iterator[str]:
    for screen in ("cramp_now", "emergency", "learn", "settings", "about"):
        page.goto(home + PATHS[screen])
        page.wait_for_selector(READY, state="attached")
        yield f"{screen}, saved"


def _topics(page: Page, home: str) -> Iterator[str]:
    for topic in topics(load()):
        page.goto(f"{home}learn/{topic.id}/")
        page.locator(".sure").evaluate_all("all => all.forEach(one => { one.open = true; })")
        yield topic.id


def _documents(page: Page, home: str) -> Iterator[str]:
    page.goto(f"{home}sources/")
    links = "links => [...new Set(links.map((link) => link.href.split('#')[0]))]"
    for link in page.locator("main a[href*='/sources/doc']").evaluate_all(links):
        page.goto(link)
        page.wait_for_selector("html[data-screen=document]", state="attached")
        yield link.removeprefix(home)


def _search(page: Page) -> Iterator[str]:
    for words in (page.locator(".topics .name").first.inner_text(), "qqqq"):
        page.fill("#search", words)
        page.locator(".search [data-when=some]:visible, .search [data-when=none]:visible").wait_for()
        yield f"search for {words}"


def _diary(page: Page, home: str) -> Iterator[str]:
    open_diary(page, home)
    yield "an empty diary"
    note(page, nights())
    page.reload()
    page.wait_for_selector(OWN, state="attached")
    page.locator("figure details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
    yield "four weeks"
    page.click(".record .change >> nth=0")
    yield "a record that is changed"
    page.click(".record .delete >> nth=0")
    page.locator("[data-news=deleted]").wait_for()
    yield "a record that is deleted"
    page.click(".show-text")
    page.click(".erase-all")
    yield "as text, and asked before all is deleted"
    page.click(".erase-no")
    page.set_input_files(
        "input[type=file]", {"name": "a.json", "mimeType": "application/json", "buffer": HALF_A_RECORD}
    )
    page.locator("[data-news=record]").wait_for()
    yield "a file that is refused"
    for reason, broken in (("full", FULL), ("closed", SHUT)):
        open_diary(page, home)
        page.evaluate(broken)
        page.fill("[name=time]", "03:12")
        page.click(".record-form .choices .plain >> nth=0")
        page.locator(f".trouble [data-reason={reason}]").wait_for()
        yield f"a diary that is {reason}, and what was typed as text"
    page.goto(f"{home}doctor/")
    page.wait_for_selector(OWN, state="attached")
    page.click(".share")
    yield "the page for the doctor, in two languages and as text"
    written_by_a_newer_version(page, home)
    open_diary(page, home)
    yield "a diary that a newer version wrote"


def _bedtime(page: Page, home: str) -> Iterator[str]:
    open_bedtime(page, home)
    page.click(".begin .main-button")
    page.locator(".guided .ring").wait_for()
    yield "the timer runs"
    page.click(".guided .stop")
    page.click("#reminder button")
    page.locator("#reminder .made").wait_for()
    yield "a reminder is made"
    page.click("#plan .note")
    page.locator("#plan .noted").wait_for()
    page.evaluate(FULL)
    page.click("#plan .forget")
    page.click("#plan .note")
    page.locator("#plan textarea").wait_for()
    yield "a full phone: an evening as text"
    days = load().bedtime.dose.weeks * 7
    done = [{"date": str(date.today() - timedelta(days=back + 2)), "done_at": 1} for back in range(days)]
    open_bedtime(page, home)
    call(page, "merge", {"evenings": done, "cramps": [cramp("c1", f"{done[0]['date']}T03:00")]})
    page.reload()
    page.locator("#plan [data-says]:visible").wait_for()
    yield "the verdict of the plan"
    written_by_a_newer_version(page, home)
    open_bedtime(page, home)
    page.locator("#plan [data-reason=newer]").wait_for()
    yield "a plan that a newer version wrote"


def open_bedtime(page: Page, home: str) -> None:
    """Come to the bedtime stretches and wait for the timer and the plan."""
    page.goto(f"{home}bedtime/")
    page.wait_for_selector("html[data-routine]", state="attached")
    page.locator("#plan .mine").wait_for()


PARTS: dict[str, Callable[[Page, str], Iterator[str]]] = {
    "cramp": _cramp,
    "signs": _signs,
    "screens": _screens,
    "saved": _saved,
    "diary": _diary,
    "bedtime": _bedtime,
    "topics": _topics,
    "documents": _documents,
}
