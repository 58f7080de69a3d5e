"""Pages whose scripts have run. On the screens that open first they come after the page has loaded (after-paint.js).

`goto` and `reload` of every test wait for them, but where a test says itself how long to wait (`wait_until=`). What a
tap leads to is waited for by its state, or by `scripts_ran`; what leaves no trace on the page, by `ran`.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest import mock

from playwright.sync_api import Page, Response

from tests.support.shared import address_of

# What a script that comes late, or waits itself, leaves on its screen. All others have run when the page has loaded.
MARKS = {
    "cramp-now": "[data-flow]",
    "warning-signs": "[data-topics]",
    "emergency": "[data-decided]",
    "settings": "[data-decided]",
    "diary": "[data-own]",
    "doctor": "[data-own]",
}
RAN = """(marks) => {
    const mark = marks[document.documentElement.dataset.screen];
    const styled = () => [...document.querySelectorAll("link[rel=stylesheet]")].every(({ sheet }) => sheet);
    if (!mark || document.querySelector(mark)) return !mark || styled();
    try {
        return matchMedia("(scripting: none)").matches;
    } catch {
        return false; // a test has taken it away
    }
}"""
LOOK_EVERY_MS = 20


def scripts_ran(page: Page) -> None:
    """Wait until the scripts of a screen have run, and the styles that they bring are there."""
    page.wait_for_function(RAN, arg=MARKS, polling=LOOK_EVERY_MS)


def ran(page: Page, file: str) -> None:
    """Wait until a script of static/ has run that a page of the release brings when it has nothing else to do."""
    page.evaluate("(module) => import(module).then(() => undefined)", address_of(file))


@contextmanager
def waiting() -> Iterator[None]:
    """While it lasts, `goto` and `reload` of every page come back when its scripts have run."""
    with ExitStack() as stack:
        for name in ("goto", "reload"):
            stack.enter_context(mock.patch.object(Page, name, _waits(getattr(Page, name))))
        yield


def _waits(usual: Callable[..., Response | None]) -> Callable[..., Response | None]:
    def opens(page: Page, *address: str, **options: Any) -> Response | None:
        response = usual(page, *address, **options)
        if "wait_until" not in options:
            scripts_ran(page)
        return response

    return opens
