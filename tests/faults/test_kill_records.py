"""The browser is killed while it writes, edits, imports and deletes records, a hundred times in `make faults`."""

import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright

from tests.support.modules import answer
from tests.support.phone import PATIENCE, Launch, kill
from tests.support.records import call

TIMES = int(os.environ.get("KILLS", "10"))
SITE = "http://localhost/below/"
KINDS = ("a new record", "an edit", "a file", "a deletion")
# One after the other for ever. What each leaves is told before it, by id: `changed`, 0 where it deletes.
WRITE = """async ([path, first]) => {
    const { put, erase, merge } = await import(path);
    const record = (number, changed) => (
        { id: `c${number}`, at: "2026-11-29T03:00", changed, note: "x".repeat(number % 500) });
    const act = async (kind, states, work) => {
        await begun(kind, states);
        await work();
        await confirmed();
    };
    for (let one = first; ; one += 3) {
        const [two, three] = [one + 1, one + 2];
        await act(0, { [`c${one}`]: 1 }, () => put("cramps", record(one, 1)));
        await act(1, { [`c${one}`]: 2 }, () => put("cramps", record(one, 2)));
        const file = [record(two, 1), record(three, 1), record(one, 3)];
        await act(2, { [`c${two}`]: 1, [`c${three}`]: 1, [`c${one}`]: 3 }, () => merge({ cramps: file }));
        await act(3, { [`c${two}`]: 0 }, () => erase("cramps", `c${two}`));
    }
}"""


class Phone:
    """What has to be in the database.

    Attributes:
        kept: What is confirmed, by id: `changed` of the record, 0 for a deleted one.
        begun: What the act that is under way would make of it.
        kind: Of that act, a number of KINDS; None between two.
        confirmed: How many acts are.
    """

    def __init__(self) -> None:
        self.kept: dict[str, int] = {}
        self.begun: dict[str, int] = {}
        self.kind: int | None = None
        self.confirmed = 0

    def begin(self, kind: int, states: dict[str, int]) -> None:
        self.kind, self.begun = kind, states

    def confirm(self) -> None:
        self.kept |= self.begun
        self.kind, self.begun = None, {}
        self.confirmed += 1

    def compare(self, records: list[dict[str, Any]]) -> None:
        """All that is confirmed is there, and of what was under way all or nothing; from there it goes on."""
        found = {record["id"]: int(record["changed"]) for record in records}
        wanted = {id_: changed for id_, changed in self.kept.items() if changed}
        whole = {id_: changed for id_, changed in (self.kept | self.begun).items() if changed}
        assert found in (wanted, whole)
        self.kept |= dict.fromkeys(self.kept, 0) | found
        self.kind, self.begun = None, {}


@pytest.fixture
def opened(playwright: Playwright, launch: Launch, tmp_path: Path) -> Callable[[], BrowserContext]:
    """A fresh browser process on the profile of the test, which a killed one leaves as it is."""

    def open_() -> BrowserContext:
        context = playwright.chromium.launch_persistent_context(str(tmp_path / "profile"), **launch)
        context.set_default_timeout(PATIENCE)
        context.route("**/*", answer)
        return context

    return open_


def write_until(page: Page, phone: Phone, many: int, kind: int) -> None:
    """Come back in the middle of an act of that kind, after so many others."""
    page.expose_function("begun", phone.begin)
    page.expose_function("confirmed", phone.confirm)
    end = phone.confirmed + many
    page.evaluate(f"(args) => {{ ({WRITE})(args); }}", ["/below/static/diary/records.js", len(phone.kept)])
    while phone.confirmed < end or phone.kind != kind:
        page.wait_for_timeout(1)


def test_nothing_that_was_confirmed_is_lost_when_the_browser_is_killed(
    opened: Callable[[], BrowserContext], tmp_path: Path, subtests: pytest.Subtests
) -> None:
    """One phone, killed again and again at a random write of each kind, and looked at after every kill."""
    phone = Phone()
    for number in range(TIMES + 1):
        with subtests.test(number=number, before=KINDS[(number - 1) % len(KINDS)]):
            context = opened()
            try:
                page = context.pages[0]
                page.goto(SITE)
                phone.compare(call(page, "all", "cramps"))
                if number < TIMES:
                    write_until(page, phone, random.Random(number).randrange(1, 40), number % len(KINDS))
            finally:
                kill(context, tmp_path / "profile")
    assert phone.confirmed >= TIMES
