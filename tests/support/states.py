"""Every state that a screen can be in, one after the other on one page: what tests walk that look at all of them."""

from collections.abc import Callable, Iterator

from playwright.sync_api import Page

from pwa.content.load import load
from pwa.content.lookup import topics
from tests.support.screens import PATHS
from tests.support.signs import FIRST, tick

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


PARTS: dict[str, Callable[[Page, str], Iterator[str]]] = {
    "cramp": _cramp,
    "signs": _signs,
    "screens": _screens,
    "topics": _topics,
    "documents": _documents,
}
