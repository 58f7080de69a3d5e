"""What the tests of the diary share: its screen when it is ready, invented nights, and how they are noted."""

import random
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urljoin

from playwright.sync_api import Page, expect

from tests.support.records import call, cramp

OWN = "html[data-own=ready]"
# The clock of the tests: an evening in Jakarta, whose four weeks are known.
NOW = datetime.fromisoformat("2026-11-28T20:00:00+07:00")
WEEKS = 4
NO_RECORDS = "Object.defineProperty(window, 'indexedDB', { value: undefined });"
FULL = "() => { IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError'); }; }"
# A tab of Safari on a phone, as its pages see it.
SAFARI_TAB = """
    Object.defineProperty(navigator, "maxTouchPoints", { value: 5 });
    Object.defineProperty(navigator, "standalone", { value: false, configurable: true });
"""
NEWER = """() => new Promise((resolve, reject) => {
    const request = indexedDB.open("/:records", 99);
    request.onsuccess = () => { request.result.close(); resolve(); };
    request.onerror = request.onblocked = reject;
})"""


def open_diary(page: Page, home: str, place: str = "") -> None:
    """Come to the diary of a language and wait until it shows what is noted."""
    page.goto(f"{home}diary/{place}")
    page.wait_for_selector(OWN, state="attached")


def written_by_a_newer_version(page: Page, site: str) -> None:
    """The database is of a version that this one does not know; the page is one that does not open it."""
    page.goto(urljoin(site, "/healthz"))
    page.evaluate(NEWER)


def nights(weeks: int = WEEKS, seed: int = 1) -> list[dict[str, Any]]:
    """Invented cramps of so many weeks up to NOW, two in three nights."""
    chance = random.Random(seed)
    found = []
    for back in range(weeks * 7 - 1):  # after midnight: the night of NOW is still to come
        if chance.random() < 0.33:
            continue
        day = (NOW - timedelta(days=back)).date()
        at = f"{day}T{chance.choice((0, 2, 3, 4)):02}:{chance.randrange(60):02}"
        some: dict[str, Any] = {
            "minutes": chance.randrange(1, 12),
            "leg": chance.choice(("left", "right")),
            "muscle": "calf",
        }
        some |= {"pain": chance.randrange(3, 9), "helped": ["stretch"]}
        found.append(cramp(f"n{back}", at, **some))
    return found


def note(page: Page, records: list[dict[str, Any]]) -> None:
    """Into the database of an open page of the app."""
    call(page, "merge", {"cramps": records})


def write_by_hand(page: Page, record: dict[str, Any]) -> None:
    """One record through the form, as a reader types it."""
    noted = page.locator(".record").count()
    day, time = record["at"].split("T")
    page.fill("[name=day]", day)
    page.fill("[name=time]", time)
    for name in ("minutes", "pain"):
        if record[name] is not None:
            page.fill(f"[name={name}]", str(record[name]))
    for name in ("leg", "muscle"):
        page.select_option(f"[name={name}]", record[name] or "")
    for way in record["helped"]:
        page.check(f"[name=helped][value={way}]")
    page.fill("[name=note]", record["note"])
    page.click(".record-form .choices .plain >> nth=0")
    expect(page.locator(".record")).to_have_count(noted + 1)
