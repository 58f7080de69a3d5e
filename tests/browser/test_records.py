"""The records of cramps and evenings: what is confirmed is there, and whatever the browser does has an answer."""

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from pwa.hosting.sbom import vendored
from pwa.release.assets import STATIC, assets
from tests.support.modules import module_page
from tests.support.project import ROOT
from tests.support.reader import UNTIL
from tests.support.records import call, cramp

SITE = "http://localhost/below/"
MODULE = "/below/static/diary/records.js"
FIXTURES = ROOT / "tests" / "browser" / "records"
ONE = cramp("c1", "2026-11-29T03:12", minutes=4)
LATER = {**ONE, "note": "later", "changed": 2}
EVENING = {"date": "2026-11-28", "done_at": 1_795_000_000_000}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page with an empty database."""
    with module_page(browser, SITE) as page:
        yield page


def test_what_is_written_is_read_again_and_what_is_erased_is_gone(page: Page) -> None:
    assert call(page, "all", "cramps") == []
    call(page, "put", "cramps", ONE)
    call(page, "put", "evenings", EVENING)
    page.reload()
    assert call(page, "all", "cramps") == [ONE]
    assert call(page, "all", "evenings") == [EVENING]
    call(page, "put", "cramps", LATER)
    assert call(page, "all", "cramps") == [LATER]
    call(page, "erase", "cramps", "c1")
    assert call(page, "all", "cramps") == []
    call(page, "eraseAll")
    assert call(page, "all", "evenings") == []


def test_a_cramp_noted_twice_keeps_what_was_changed_since(page: Page) -> None:
    assert call(page, "add", "cramps", ONE)["added"] == 1
    call(page, "put", "cramps", LATER)
    assert call(page, "add", "cramps", {**ONE, "changed": 9})["added"] == 0
    assert call(page, "all", "cramps") == [LATER]


def test_merging_twice_changes_nothing_and_the_later_record_counts(page: Page) -> None:
    call(page, "put", "cramps", ONE)
    brought = {"cramps": [LATER, cramp("c2", "2026-11-30T01:00")], "evenings": [EVENING]}
    assert call(page, "merge", brought) == {"added": 2, "changed": 1}
    before = call(page, "all", "cramps")
    assert call(page, "merge", brought) == {"added": 0, "changed": 0}
    assert call(page, "merge", {"cramps": [ONE]}) == {"added": 0, "changed": 0}  # an older file
    assert call(page, "all", "cramps") == before == [LATER, brought["cramps"][1]]


def test_two_merges_at_once_leave_each_record_once(page: Page) -> None:
    other = page.context.new_page()
    other.goto(SITE)
    code = """async ([path, records]) => {
        const { merge } = await import(path);
        await Promise.all([merge({ cramps: records }), merge({ cramps: records })]);
    }"""
    many = [cramp(f"c{number}", f"2026-11-{number:02}T03:00") for number in range(1, 29)]
    for window in (page, other):
        window.evaluate(code, [MODULE, many])
    assert len(call(page, "all", "cramps")) == len(many)


def old_lists() -> list[Any]:
    """What the versions before the diary kept in localStorage, and the records that each of them is."""
    lists: list[Any] = json.loads((FIXTURES / "version-0.json").read_text(encoding="utf-8"))
    return lists


@pytest.mark.parametrize("kept", old_lists(), ids=lambda kept: kept["what"])
def test_what_was_noted_before_the_diary_is_carried_over_once(browser: Browser, kept: dict[str, Any]) -> None:
    with module_page(browser, SITE, timezone_id="Asia/Jakarta") as page:
        page.evaluate(
            "kept => Object.entries(kept).forEach(([key, value]) => localStorage.setItem(key, value))", kept["kept"]
        )
        found = call(page, "all", "cramps")
        assert [(one["id"], one["at"], one["minutes"]) for one in found] == [tuple(row) for row in kept["becomes"]]
        assert page.evaluate("() => localStorage.getItem('/below/:cramps')") is None
        for one in found:
            call(page, "erase", "cramps", one["id"])
        page.reload()
        assert call(page, "all", "cramps") == []  # what the reader has deleted does not come back


def test_the_database_of_version_1_is_read_as_it_was_written(page: Page) -> None:
    """Written by hand with the browser's own calls, as that version left it."""
    kept = json.loads((FIXTURES / "version-1.json").read_text(encoding="utf-8"))
    page.evaluate(
        """([name, kept]) => new Promise((resolve, reject) => {
            const request = indexedDB.open(name, kept.version);
            request.onupgradeneeded = () => {
                for (const [store, { key, records }] of Object.entries(kept.stores)) {
                    const made = request.result.createObjectStore(store, { keyPath: key });
                    for (const record of records) made.put(record);
                }
            };
            request.onsuccess = () => { request.result.close(); resolve(); };
            request.onerror = reject;
        })""",
        ["/below/:records", kept],
    )
    for store, made in kept["stores"].items():
        assert call(page, "all", store) == made["records"]
    call(page, "put", "cramps", ONE)
    assert ONE in call(page, "all", "cramps")


# What the browser does, as code on the page, and why the records then refuse.
BROKEN = {
    "none": ("Object.defineProperty(window, 'indexedDB', { value: undefined });", "closed"),
    "forbidden": (
        "Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('', 'SecurityError'); } });",
        "closed",
    ),
    "throws": ("IDBFactory.prototype.open = () => { throw new DOMException('', 'InvalidStateError'); };", "closed"),
    "hangs": (
        "IDBFactory.prototype.open = () => { window.asked = true;"
        " return Object.setPrototypeOf(new EventTarget(), IDBOpenDBRequest.prototype); };",
        "closed",
    ),
    "newer": (
        """await new Promise((resolve) => {
            const request = indexedDB.open("/below/:records", 99);
            request.onsuccess = () => { request.result.close(); resolve(); };
        });""",
        "newer",
    ),
}  # fmt: skip
PUT = """() => {
    const answer = import("/below/static/diary/records.js").then((own) => own.put("cramps", { id: "c1" }));
    answer.then(() => "written", ({ reason }) => reason).then((said) => { window.said = said; });
}"""


@pytest.mark.parametrize("name", BROKEN)
def test_a_browser_without_records_says_so_and_never_hangs(browser: Browser, name: str) -> None:
    code, reason = BROKEN[name]
    with module_page(browser, SITE) as page:
        page.clock.install()
        page.evaluate(f"async () => {{ {code} }}")
        page.evaluate(PUT)
        if name == "hangs":
            page.wait_for_function("() => window.asked")
            page.clock.fast_forward(60_000)
        page.wait_for_function("() => window.said")
        assert page.evaluate("() => window.said") == reason


def test_a_full_phone_refuses_and_keeps_what_it_has(page: Page) -> None:
    """The browser looks at the room when it opens the database, and not again for a while."""
    session = page.context.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": "http://localhost", "quotaSize": 200_000})
    call(page, "put", "cramps", ONE)
    assert call(page, "put", "cramps", {**LATER, "note": "x" * 1_000_000}) == {"reason": "full"}
    assert call(page, "merge", {"cramps": [{**LATER, "note": "x" * 1_000_000}]}) == {"reason": "full"}
    assert call(page, "all", "cramps") == [ONE]


def test_a_database_that_is_closed_under_the_page_is_opened_again(page: Page) -> None:
    """Another window deletes it, or iOS ends its process: the next call has its answer."""
    call(page, "put", "cramps", ONE)
    other = page.context.new_page()
    other.goto(SITE)
    deleted = """() => new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase("/below/:records");
        request.onsuccess = resolve;
        request.onerror = request.onblocked = reject;
    })"""
    other.evaluate(deleted)
    call(page, "put", "cramps", cramp("c2", "2026-11-30T01:00"))
    assert len(call(page, "all", "cramps")) == 2  # what the browser has lost comes back from the second copy


def test_other_windows_hear_of_a_change(page: Page) -> None:
    other = page.context.new_page()
    other.goto(SITE)
    other.evaluate("() => addEventListener('storage', ({ key }) => { window.heard = key; })")
    call(page, "put", "cramps", ONE)
    other.wait_for_function("() => window.heard === '/below/:records-changed'")


# The copy reaches this window late: another one deletes meanwhile.
LATE_COPY = """() => {
    const match = Cache.prototype.match;
    Cache.prototype.match = async function (...args) {
        const found = await match.apply(this, args);
        window.turn ??= new Promise((go) => { window.go = go; });
        await window.turn;
        return found;
    };
}"""
ERASE = """path => {
    import(path).then(({ erase }) => erase("cramps", "c1")).then(() => { window.erased = true; });
}"""
ERASED_OR_WAITS = "window.erased || navigator.locks.query().then(({ pending }) => pending.length > 0)"


def test_what_one_window_deletes_another_does_not_bring_back_from_the_copy(page: Page) -> None:
    two = cramp("c2", "2026-11-30T01:00")
    for record in (ONE, two):
        call(page, "put", "cramps", record)
    page.evaluate("() => { indexedDB.deleteDatabase('/below/:records'); }")  # as after a kill
    late, other = page.context.new_page(), page.context.new_page()
    page.close()
    for window in (late, other):
        window.goto(SITE)
    late.evaluate(LATE_COPY)
    late.evaluate("path => { window.read = import(path).then(({ all }) => all('cramps')); }", MODULE)
    late.wait_for_function("() => window.go")
    other.evaluate(ERASE, MODULE)
    other.evaluate(UNTIL.format(ERASED_OR_WAITS))
    late.evaluate("() => { window.go(); return window.read; }")
    other.wait_for_function("() => window.erased")
    assert call(other, "all", "cramps") == [two]


SILENT = "() => { CacheStorage.prototype.open = () => Promise.reject(new DOMException('', 'UnknownError')); }"


@pytest.mark.parametrize("all_of_it", [False, True])
def test_what_is_deleted_while_the_copy_cannot_be_reached_does_not_come_back(page: Page, all_of_it: bool) -> None:
    call(page, "put", "cramps", ONE)
    page.evaluate(SILENT)
    call(page, *(["eraseAll"] if all_of_it else ["erase", "cramps", "c1"]))
    assert call(page, "all", "cramps") == []
    page.reload()
    assert call(page, "all", "cramps") == []
    call(page, "put", "cramps", LATER)
    page.evaluate("() => { indexedDB.deleteDatabase('/below/:records'); }")  # as after a kill
    page.reload()
    assert call(page, "all", "cramps") == [LATER]  # copied again


LATE_OPEN = """() => {
    const open = CacheStorage.prototype.open;
    CacheStorage.prototype.open = async function (...args) {
        const first = !window.go;
        if (first) await new Promise((go) => { window.go = go; });
        return open.apply(this, args);
    };
}"""


def test_a_copy_that_was_given_up_brings_nothing_back_when_it_comes_after_all(page: Page) -> None:
    assert call(page, "all", "cramps") == []
    page.evaluate(LATE_OPEN)
    call(page, "put", "cramps", ONE)  # its copy is given up
    call(page, "erase", "cramps", "c1")
    page.evaluate("() => { go(); return new Promise((over) => setTimeout(over, 500)); }")
    page.evaluate("() => { indexedDB.deleteDatabase('/below/:records'); }")  # as after a kill
    page.reload()
    assert call(page, "all", "cramps") == []


@pytest.mark.parametrize("lock", ["async () => {}", "async (name, act) => { act(); }"])
def test_a_record_is_written_whatever_a_lock_is_told_to_be(page: Page, lock: str) -> None:
    page.evaluate(f"() => {{ LockManager.prototype.request = {lock}; }}")
    assert call(page, "merge", {"cramps": [ONE]}) == {"added": 1, "changed": 0}
    call(page, "put", "cramps", LATER)
    assert call(page, "all", "cramps") == [LATER]


def test_a_database_that_did_not_open_is_asked_for_anew(browser: Browser) -> None:
    """As WebKit's bug 226547 wants."""
    with module_page(browser, SITE) as page:
        page.clock.install()
        page.evaluate("() => { window.open = IDBFactory.prototype.open; }")
        page.evaluate(f"async () => {{ {BROKEN['hangs'][0]} }}")
        page.evaluate(PUT)
        page.wait_for_function("() => window.asked")
        page.clock.fast_forward(60_000)
        page.wait_for_function("() => window.said")
        page.evaluate("() => { IDBFactory.prototype.open = window.open; }")
        call(page, "put", "cramps", ONE)
        assert call(page, "all", "cramps") == [ONE]


def test_idb_is_what_npm_has_and_keeps_its_licence() -> None:
    text = (STATIC / "vendor" / "idb.js").read_text(encoding="utf-8")
    short, notice, body = text.split(" */\n", 2)
    assert "ISC License" in short
    assert re.search(r"idb 8\.0\.4: build/index\.js", notice)
    assert (
        hashlib.sha256(body.encode()).hexdigest() == "e01b45d2e088a7197e8b41ba9b51a0876969da67cc08e6efbc3d5d7ab6ac836c"
    )
    assert b"Copyright (c) 2016, Jake Archibald" in assets()["vendor/idb.js"]
    assert b"sbom.cdx.json" in assets()["vendor/idb.js"]
    (about,) = vendored()
    whole = about["licenses"][0]["license"]["text"]["content"]
    assert "Permission to use, copy, modify, and/or distribute" in whole
    assert "Copyright (c) 2016, Jake Archibald" in whole
