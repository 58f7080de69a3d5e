"""Files of the diary by the reader's hand: saved, brought back, as a table, deleted; and files that are not ours."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.diary import OWN, nights, note, open_diary
from tests.support.records import call, cramp

EVENING = {"date": "2026-11-20", "done_at": 1}


def bring(page: Page, body: str | bytes, name: str = "saved.json") -> None:
    """Choose a file of the phone."""
    data = body.encode() if isinstance(body, str) else body
    page.set_input_files("input[type=file]", {"name": name, "mimeType": "application/json", "buffer": data})


def saved(page: Page, button: str, folder: Path) -> tuple[str, bytes]:
    """The name and the bytes of the file that a button saves."""
    with page.expect_download() as download:
        page.click(button)
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path.name, path.read_bytes()


def show_again(page: Page) -> None:
    page.reload()
    page.wait_for_selector(OWN, state="attached")


def test_a_saved_file_brings_everything_back_and_a_second_time_nothing(diary: Page, tmp_path: Path) -> None:
    records = nights()
    note(diary, records)
    call(diary, "put", "evenings", EVENING)
    show_again(diary)
    name, body = saved(diary, ".save-file", tmp_path)
    assert name == "night-cramp-2026-11-28.json"
    call(diary, "eraseAll")
    show_again(diary)
    bring(diary, body)
    expect(diary.locator("[data-news=brought]")).to_contain_text(f"New: {len(records) + 1}.")
    assert sorted(call(diary, "all", "cramps"), key=lambda one: one["id"]) == sorted(records, key=lambda one: one["id"])
    assert call(diary, "all", "evenings") == [EVENING]
    bring(diary, body)
    expect(diary.locator("[data-news=nothing]")).to_be_visible()
    assert len(call(diary, "all", "cramps")) == len(records)


def test_what_was_changed_since_is_not_overwritten_by_an_older_file(diary: Page, tmp_path: Path) -> None:
    note(diary, [cramp("a", "2026-11-20T03:00", note="old")])
    show_again(diary)
    _, body = saved(diary, ".save-file", tmp_path)
    call(diary, "put", "cramps", cramp("a", "2026-11-20T03:00", note="new", changed=2))
    bring(diary, body)
    expect(diary.locator("[data-news=nothing]")).to_be_visible()
    assert call(diary, "all", "cramps")[0]["note"] == "new"


def file(**parts: Any) -> str:
    return json.dumps({"app": "night-cramp", "version": 1, "cramps": [], "evenings": [], **parts})


GOOD = cramp("good", "2026-11-20T03:00")
REFUSED: dict[str, tuple[str | bytes, str]] = {
    "not JSON": ("hello", "foreign"),
    "nothing": ("", "foreign"),
    "half a file": (file(cramps=[GOOD])[:60], "foreign"),
    "another app's": ('{"app": "other", "version": 1, "cramps": []}', "foreign"),
    "a list": ("[]", "foreign"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\xff\xfe", "foreign"),
    "cramps that are no list": (file(cramps={"length": 1e9}), "foreign"),
    "nested a hundred thousand times": ("[" * 100_000, "foreign"),
    "of a newer version": (file(version=2), "newer"),
    "a version that is no number": (file(version="1"), "foreign"),
    "version 0": (file(version=0), "foreign"),
    "half a version": (file(version=0.5), "foreign"),
    "a version below nothing": (file(version=-1), "foreign"),
    "a record that is none": (file(cramps=[GOOD, None]), "record"),
    "an id with markup": (file(cramps=[{**GOOD, "id": "<b>"}]), "record"),
    "no time": (file(cramps=[{"id": "x"}]), "record"),
    "a day that no calendar has": (file(cramps=[{**GOOD, "at": "2026-02-30T03:00"}]), "record"),
    "a pain of 11": (file(cramps=[{**GOOD, "pain": 11}]), "record"),
    "a leg that nobody has": (file(cramps=[{**GOOD, "leg": "third"}]), "record"),
    "a very long note": (file(cramps=[{**GOOD, "note": "x" * 501}]), "record"),
    "minutes below nothing": (file(cramps=[{**GOOD, "minutes": -1}]), "record"),
    "an evening without a date": (file(evenings=[{"date": "soon", "done_at": 1}]), "record"),
    "too many records": (file(evenings=[EVENING] * 50_001), "large"),
    "a file of nine megabytes": (" " * 9_000_000, "large"),
}


@pytest.mark.parametrize("read", ["() => new Promise(() => {})", "() => { throw new TypeError('no'); }"])
def test_a_file_that_cannot_be_read_is_said_to_be_none_and_can_be_chosen_again(diary: Page, read: str) -> None:
    """One in a cloud that does not answer."""
    errors: list[str] = []
    diary.on("pageerror", lambda error: errors.append(str(error)))
    diary.evaluate(f"() => {{ window.readable = File.prototype.text; Blob.prototype.text = {read}; }}")
    bring(diary, file(cramps=[GOOD]))
    diary.clock.run_for(60_000)
    expect(diary.locator("[data-news=foreign]")).to_be_visible()
    assert diary.input_value("input[type=file]") == ""
    diary.evaluate("() => { Blob.prototype.text = window.readable; }")
    bring(diary, file(cramps=[GOOD]))
    expect(diary.locator(".record")).to_have_count(1)
    assert errors == []


def test_a_file_that_is_not_ours_or_is_wrong_is_refused_and_changes_nothing(
    diary: Page, subtests: pytest.Subtests
) -> None:
    note(diary, [cramp("mine", "2026-11-21T03:00")])
    show_again(diary)
    for name, (body, fault) in REFUSED.items():
        with subtests.test(name):
            diary.evaluate("() => document.querySelectorAll('[data-news]').forEach((line) => { line.hidden = true; })")
            bring(diary, body)
            expect(diary.locator(f"[data-news={fault}]")).to_be_visible()
            expect(diary.locator("[data-news]:visible")).to_contain_text("Nothing was changed.")
            assert [one["id"] for one in call(diary, "all", "cramps")] == ["mine"]


def test_a_refused_record_is_named_with_its_number_and_field(diary: Page) -> None:
    bring(diary, file(cramps=[GOOD, {**GOOD, "id": "b", "pain": "much"}]))
    said = "Something in this file is wrong. Nothing was changed. Record: 2. Field: pain"
    expect(diary.locator("[data-news=record]")).to_have_text(said, use_inner_text=True)


def test_what_a_file_has_besides_is_left_behind_and_what_it_lacks_is_not_noted(diary: Page) -> None:
    evil = file(cramps=[{"id": "a", "at": "2026-11-20T03:00", "changed": 1, "__proto__": {"x": 1}, "more": 2}])
    bring(diary, "\ufeff" + evil)  # with a byte-order mark too
    diary.locator("[data-news=brought]").wait_for()
    assert call(diary, "all", "cramps") == [cramp("a", "2026-11-20T03:00")]
    assert diary.evaluate("() => ({}).x ?? null") is None


def test_an_evening_that_stands_twice_in_a_file_is_one(diary: Page) -> None:
    body = file(evenings=[EVENING, {**EVENING, "done_at": 2}, {"date": "2026-11-21", "done_at": 1}])
    bring(diary, body)
    expect(diary.locator("[data-news=brought]")).to_contain_text("New: 2.")
    kept = call(diary, "all", "evenings")
    assert [evening["date"] for evening in kept] == ["2026-11-20", "2026-11-21"]
    bring(diary, body)
    expect(diary.locator("[data-news=nothing]")).to_be_visible()
    assert call(diary, "all", "evenings") == kept


def test_two_files_at_once_leave_each_record_once(diary: Page) -> None:
    other = diary.context.new_page()
    open_diary(other, diary.url.removesuffix("diary/"))
    body = file(cramps=nights())
    for window in (diary, other):
        bring(window, body)
    for window in (diary, other):
        window.locator("[data-news=brought]:visible, [data-news=nothing]:visible").wait_for()
    assert len(call(diary, "all", "cramps")) == len(nights())


@pytest.mark.parametrize(("tag", "separator"), [("en", ","), ("id", ";"), ("zh-hans", ",")])
def test_the_table_opens_right_in_a_spreadsheet_and_holds_no_formula(
    new_page: Callable[..., Page], site: str, tmp_path: Path, tag: str, separator: str
) -> None:
    page = new_page()
    open_diary(page, f"{site}/{tag}/")
    wrote = ["=1+1", "+1", "-1", "@SUM(A1)", " \t=1", "＝1+1", 'a "b"; c, d', "one\ntwo", "抽筋", "|calc"]
    note(page, [cramp(f"n{n}", f"2026-11-20T03:{n:02}", note=text, leg="left") for n, text in enumerate(wrote)])
    show_again(page)
    name, body = saved(page, ".save-table", tmp_path)
    assert name.endswith(f".{tag}.csv")
    assert body.startswith(b"\xef\xbb\xbf")
    text = body.decode("utf-8-sig")
    assert text.endswith("\r\n")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    assert {len(row) for row in rows} == {8}
    assert [row[:2] for row in rows[:0:-1]] == [["2026-11-20", f"03:{n:02}"] for n in range(len(wrote))]
    kept = [row[7] for row in rows[:0:-1]]
    assert kept == ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "'  =1", "'＝1+1", 'a "b"; c, d', "one two", "抽筋", "'|calc"]


def test_everything_is_shown_as_text_to_copy(diary: Page) -> None:
    note(diary, nights())
    show_again(diary)
    diary.click(".show-text")
    assert json.loads(diary.input_value(".all-as-text textarea"))["cramps"]


# Marks of an app with a view of its own, as Android's and as Facebook's write them.
ANDROID_VIEW = "Mozilla/5.0 (Linux; Android 13; Pixel 5; wv) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"
FACEBOOK = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 [FBAN/FBIOS;FBAV/450.0]"


@pytest.mark.parametrize("agent", [ANDROID_VIEW, FACEBOOK], ids=["Android", "Facebook"])
def test_inside_another_app_no_file_is_said_to_be_made_and_all_is_there_to_copy(
    new_page: Callable[..., Page], site: str, agent: str
) -> None:
    """A download does nothing there: who then deletes everything has nothing left."""
    page = new_page(user_agent=agent)
    downloads: list[object] = []
    page.on("download", lambda download: downloads.append(download))
    open_diary(page, f"{site}/en/")
    note(page, nights())
    show_again(page)
    page.click(".save-file")
    expect(page.locator(".all-as-text textarea")).to_be_focused()
    assert len(json.loads(page.input_value(".all-as-text textarea"))["cramps"]) == len(nights())
    expect(page.locator("[data-news=file]")).to_be_hidden()
    assert downloads == []


def test_on_the_home_screen_of_ios_a_file_that_no_menu_took_is_not_said_to_be_made(
    new_page: Callable[..., Page], site: str
) -> None:
    page = new_page()
    page.add_init_script("""
        Object.defineProperty(navigator, "standalone", { value: true });
        navigator.canShare = () => true;
        navigator.share = () => Promise.reject(new DOMException("", "AbortError"));""")
    open_diary(page, f"{site}/en/")
    note(page, nights())
    show_again(page)
    page.click(".save-file")
    expect(page.locator(".all-as-text textarea")).to_be_focused()
    expect(page.locator("[data-news=file]")).to_be_hidden()


# What is kept of a reader beside the records themselves; her settings are no secret.
OWN_KEYS = {
    "medicine-kinds": '["statins"]',
    "cramps": '[{"started":1795550400000}]',
    "ticked-signs": '{"at":1795550400000,"ids":["swollen"],"level":"same_day","off":["rub"]}',
    "bedtime": '{"way":"sitting"}',
    "bedtime-from": '"2026-11-01"',
}


def test_delete_everything_asks_first_says_what_and_leaves_nothing(diary: Page) -> None:
    note(diary, nights())
    call(diary, "put", "evenings", EVENING)
    for key, value in OWN_KEYS.items():
        diary.evaluate("([key, value]) => localStorage.setItem(`/:${key}`, value)", [key, value])
    show_again(diary)
    diary.click(".erase-all")
    expect(diary.locator(".erase-ask p").first).to_contain_text("Evenings: 1")
    expect(diary.locator(".erase-ask p").first).to_contain_text("look first whether yours is there")  # none tells
    diary.click(".erase-no")
    assert call(diary, "all", "cramps")
    diary.locator(".record .change").first.click()
    diary.click(".erase-all")
    diary.click(".erase-yes")
    expect(diary.locator("[data-news=erased]")).to_contain_text("Evenings: 1")
    expect(diary.locator(".record-form .cancel")).to_be_hidden()  # else Save would bring a record back
    show_again(diary)
    assert call(diary, "all", "cramps") == call(diary, "all", "evenings") == []
    left = """async () => {
        const cache = await caches.open("cramp-reader:/");
        const copies = (await cache.keys()).filter(({ url }) => url.includes("records"));
        const texts = copies.map(async (key) => (await cache.match(key)).text());
        return [Object.keys(localStorage), await Promise.all(texts)];
    }"""
    keys, copies = diary.evaluate(left)
    assert not {key.removeprefix("/:") for key in keys} & set(OWN_KEYS)
    assert all(copy == '{"cramps":[],"evenings":[]}' for copy in copies)
