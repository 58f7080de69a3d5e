"""The diary: a cramp noted with one tap or by hand, changed, deleted and undone."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.support.cramp import press, shows
from tests.support.diary import FULL, NO_RECORDS, NOW, OWN, SAFARI_TAB, note, open_diary, write_by_hand
from tests.support.project import TAGS
from tests.support.records import call, cramp

NO_NUMBERS = "Crypto.prototype.getRandomValues = () => { throw new DOMException('', 'QuotaExceededError'); };"
ONE = cramp("c1", "2026-11-28T03:12", minutes=4, leg="left", pain=7, helped=["stretch"], note="after a long walk")


def lines(page: Page) -> list[str]:
    """What the list says, the latest first."""
    return page.locator(".record .what").all_inner_texts()


@pytest.mark.quick
def test_one_tap_on_the_calm_end_notes_the_cramp_with_its_time_and_length(cramp: Page) -> None:
    press(cramp)
    shows(cramp, "hold")
    cramp.clock.run_for(240_000)
    press(cramp)
    shows(cramp, "afterwards")
    cramp.click(".note-cramp button")
    cramp.locator(".noted").wait_for()
    (record,) = call(cramp, "all", "cramps")
    assert (record["minutes"], record["muscle"], record["leg"]) == (4, None, None)  # nobody has said which
    cramp.click(".noted a")
    cramp.wait_for_selector(OWN, state="attached")
    assert cramp.input_value("[name=minutes]") == "4"
    expect(cramp.locator("#form .old")).to_be_visible()
    cramp.select_option("[name=leg]", "right")
    cramp.click(".record-form .choices .plain >> nth=0")
    cramp.locator("[data-news=saved]").wait_for()
    assert [(one["id"], one["leg"]) for one in call(cramp, "all", "cramps")] == [(record["id"], "right")]


def test_a_cramp_noted_on_the_calm_end_is_taken_back_and_noted_once(cramp: Page) -> None:
    press(cramp)
    cramp.clock.run_for(60_000)
    press(cramp)
    shows(cramp, "afterwards")
    cramp.click(".note-cramp button")
    cramp.click(".noted .undo")
    cramp.locator(".note-cramp button").wait_for()
    assert call(cramp, "all", "cramps") == []
    cramp.click(".note-cramp button")
    cramp.locator(".noted").wait_for()
    cramp.reload()
    shows(cramp, "afterwards")
    cramp.click(".note-cramp button")
    cramp.locator(".noted").wait_for()
    assert len(call(cramp, "all", "cramps")) == 1


@pytest.mark.parametrize(
    ("way", "leg", "muscle"), [("both-legs", "both", None), ("foot", None, "foot"), ("wall", None, None)]
)
def test_a_record_says_of_leg_and_muscle_what_the_chosen_way_says(
    cramp: Page, way: str, leg: str | None, muscle: str | None
) -> None:
    cramp.click("text=Other ways >> nth=0")
    cramp.click(f".ways a[href='#{way}']")
    press(cramp)
    cramp.clock.run_for(30_000)
    press(cramp)
    cramp.click(".note-cramp button")
    cramp.locator(".noted").wait_for()
    (record,) = call(cramp, "all", "cramps")
    assert (record["leg"], record["muscle"]) == (leg, muscle)


def test_who_comes_to_the_calm_end_without_a_cramp_notes_nothing(cramp: Page) -> None:
    cramp.evaluate("() => { location.hash = 'afterwards'; }")
    shows(cramp, "afterwards")
    cramp.wait_for_function("() => document.querySelector('#afterwards[data-now]')")
    expect(cramp.locator(".note-cramp")).to_be_hidden()


@pytest.mark.parametrize("code", [f"() => {{ {NO_RECORDS} }}", FULL])
def test_a_phone_that_cannot_keep_a_cramp_says_so_and_shows_it_as_text(cramp: Page, code: str) -> None:
    cramp.evaluate(code)
    press(cramp)
    cramp.clock.run_for(180_000)
    press(cramp)
    cramp.click(".note-cramp button")
    expect(cramp.locator(".not-noted")).to_contain_text("This phone cannot keep it")
    expect(cramp.locator(".not-noted .record")).to_contain_text("3 min")


def test_a_cramp_is_shown_as_text_where_the_code_that_keeps_it_does_not_come(cramp: Page) -> None:
    asked: list[str] = []
    cramp.route(re.compile(r"/diary/records\.js"), lambda route: asked.append(route.request.url))
    press(cramp)
    cramp.clock.run_for(180_000)
    press(cramp)
    with cramp.expect_request(re.compile(r"/diary/records\.js")):
        cramp.click(".note-cramp button")
    cramp.clock.run_for(30_000)
    expect(cramp.locator(".not-noted .record")).to_contain_text("3 min")


@pytest.mark.parametrize("random", ["Object.defineProperty(window, 'crypto', { value: undefined })", NO_NUMBERS])
def test_a_record_is_written_by_hand_where_the_browser_has_no_random_numbers(diary: Page, random: str) -> None:
    diary.evaluate(f"() => {{ {random} }}")
    for record in (ONE, {**ONE, "at": "2026-11-27T03:12"}):
        write_by_hand(diary, record)
    assert len({one["id"] for one in call(diary, "all", "cramps")}) == 2


def test_a_record_is_written_by_hand_changed_deleted_and_brought_back(diary: Page) -> None:
    expect(diary.locator(".empty")).to_be_visible()
    write_by_hand(diary, ONE)
    expect(diary.locator(".record .what")).to_contain_text("Nov 28, 2026 · 03:12 · 4 min · Leg: Left")
    expect(diary.locator(".record .wrote")).to_have_text("after a long walk")
    expect(diary.locator(".empty")).to_be_hidden()
    diary.click(".record .change")
    assert diary.input_value("[name=time]") == "03:12"
    diary.fill("[name=time]", "04:00")
    diary.click(".record-form .choices .plain >> nth=0")
    expect(diary.locator(".record .what")).to_contain_text("04:00")
    before = call(diary, "all", "cramps")
    diary.click(".record .delete")
    expect(diary.locator("[data-news=deleted]")).to_be_visible()
    assert call(diary, "all", "cramps") == []
    diary.click(".undo")
    expect(diary.locator(".record")).to_have_count(1)
    assert call(diary, "all", "cramps") == before


def test_a_record_reads_as_its_language_is_written(page: Page, site: str) -> None:
    """Chinese has a colon, and a mark between things of a list, of its own."""
    open_diary(page, f"{site}/zh-hans/")
    note(page, [cramp("c1", "2026-11-28T03:12", minutes=4, leg="left", pain=7, helped=["stretch", "rub"])])
    page.reload()
    page.wait_for_selector(OWN, state="attached")
    (line,) = lines(page)
    assert line.count("：") == 3, line
    assert not re.search(r"[^0-9][,:]", line), line


def test_what_is_typed_stays_when_another_record_is_deleted(diary: Page) -> None:
    write_by_hand(diary, ONE)
    diary.fill("[name=time]", "04:30")
    diary.fill("[name=note]", "half a sentence")
    diary.click(".record .delete")
    expect(diary.locator("[data-news=deleted]")).to_be_visible()
    assert diary.input_value("[name=note]") == "half a sentence"
    diary.click(".undo")
    expect(diary.locator(".record")).to_have_count(1)
    diary.click(".record .change")
    diary.click(".record .delete")
    expect(diary.locator(".record")).to_have_count(0)
    assert diary.input_value("[name=note]") == ""  # or it would come back with the next "Save"


def test_a_note_is_shown_as_text_whatever_it_holds(diary: Page) -> None:
    for minute, wrote in enumerate(("<img src=x onerror=alert(1)>", "שלום <b>", "‮evil", "=1+1")):
        note(diary, [cramp(f"n{minute}", f"2026-11-28T03:0{minute}", note=wrote)])
    diary.reload()
    diary.wait_for_selector(OWN, state="attached")
    assert diary.locator(".record .wrote").all_inner_texts() == [
        "=1+1",
        "‮evil",
        "שלום <b>",
        "<img src=x onerror=alert(1)>",
    ]
    assert diary.locator(".record img, .record b").count() == 0
    assert diary.locator(".record .wrote").evaluate_all("all => all.every((one) => one.dir === 'auto')")


@pytest.mark.parametrize("at", ["1970-01-01T00:00", "2100-01-01T03:00", "2026-11-29T03:00"])
def test_a_time_that_cannot_be_right_is_kept_and_shown_and_not_counted(diary: Page, at: str) -> None:
    """A dead battery, a clock that was wrong, a night still to come."""
    note(diary, [cramp("w1", at), ONE])
    diary.reload()
    diary.wait_for_selector(OWN, state="attached")
    assert len(lines(diary)) == 2
    expect(diary.locator(".check-time:visible")).to_have_count(1)
    expect(diary.locator(".month-now")).to_contain_text("Nights with a cramp: 1. Cramps: 1")


def test_two_windows_show_what_either_of_them_notes(diary: Page) -> None:
    other = diary.context.new_page()
    open_diary(other, diary.url.removesuffix("diary/"))
    write_by_hand(diary, ONE)
    expect(other.locator(".record")).to_have_count(1)
    other.click(".record .delete")
    expect(diary.locator(".record")).to_have_count(0)


def test_a_browser_that_keeps_nothing_says_so_and_shows_what_is_typed(new_page: Callable[..., Page], site: str) -> None:
    page = new_page()
    page.add_init_script(NO_RECORDS)
    open_diary(page, f"{site}/en/")
    expect(page.locator(".trouble :text('keeps nothing here')")).to_be_visible()
    expect(page.locator(".save-file")).to_be_hidden()  # an empty file is no copy of what cannot be read
    page.fill("[name=time]", "03:12")
    page.fill("[name=note]", "left calf")
    page.click(".record-form .choices .plain >> nth=0")
    expect(page.locator(".kept-as-text")).to_be_visible()
    assert "left calf" in page.input_value(".kept-as-text textarea")
    assert page.input_value("[name=note]") == "left calf"  # nothing that was typed is lost


def test_a_full_phone_says_so_and_keeps_what_is_typed(diary: Page) -> None:
    diary.evaluate(FULL)
    diary.fill("[name=time]", "03:12")
    diary.click(".record-form .choices .plain >> nth=0")
    expect(diary.locator(".trouble :text('no room left')")).to_be_visible()
    assert "03:12" in diary.input_value(".kept-as-text textarea")


def test_a_long_list_comes_a_page_at_a_time(diary: Page) -> None:
    note(diary, [cramp(f"n{number}", f"2026-10-{1 + number % 28:02}T0{number % 6}:00") for number in range(60)])
    diary.reload()
    diary.wait_for_selector(OWN, state="attached")
    assert len(lines(diary)) == 15
    diary.click(".older button")
    expect(diary.locator(".record")).to_have_count(60)
    expect(diary.locator(".older")).to_be_hidden()


@pytest.mark.parametrize("tag", TAGS)
def test_without_scripts_the_diary_leads_to_the_page_to_fill_in_by_pen(
    new_page: Callable[..., Page], site: str, tag: str
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site}/{tag}/diary/")
    expect(page.locator(".without-scripts")).to_be_visible()
    expect(page.locator("#form, #files, #erase").first).to_be_hidden()
    page.click("main a[href$='/doctor/']")
    expect(page.locator(".facts [data-fact=period] dd")).to_have_text("")
    expect(page.locator(".with-scripts")).to_be_hidden()


def test_a_safari_tab_is_told_that_it_forgets_after_a_week(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(has_touch=True)
    page.add_init_script(SAFARI_TAB)
    open_diary(page, f"{site}/en/")
    expect(page.locator("#files .safari-week")).to_be_visible()
    write_by_hand(page, ONE)
    expect(page.locator("[data-news] .safari-week")).to_be_visible()
    write_by_hand(page, {**ONE, "note": "the second"})
    expect(page.locator("[data-news=saved]")).to_be_visible()
    expect(page.locator("[data-news] .safari-week")).to_be_hidden()  # said once
    page.add_init_script("Object.defineProperty(navigator, 'standalone', { value: true });")
    page.reload()
    page.wait_for_selector(OWN, state="attached")
    expect(page.locator("#files .safari-week")).to_be_hidden()


def test_the_calm_end_in_a_safari_tab_says_it_with_the_first_record(cramp: Page) -> None:
    cramp.add_init_script(SAFARI_TAB)
    cramp.reload()
    cramp.wait_for_selector("html[data-flow]", state="attached")
    for noted in (1, 2):
        press(cramp)
        cramp.clock.run_for(60_000)
        press(cramp)
        shows(cramp, "afterwards")
        cramp.click(".note-cramp button")
        cramp.locator(".noted").wait_for()
        expect(cramp.locator(".noted .safari-week")).to_be_visible(visible=noted == 1)
        cramp.click(".start-again")
        shows(cramp, "stretch")


def test_a_record_of_a_clock_that_ran_ahead_counts_when_its_time_is_mended(diary: Page) -> None:
    note(diary, [cramp("c1", "2026-12-24T03:12", changed=1_798_000_000_000)])  # of a clock a month ahead
    diary.reload()
    expect(diary.locator(".check-time")).to_be_visible()
    expect(diary.locator(".picture")).to_be_hidden()
    diary.click(".record .change")
    diary.fill("[name=day]", "2026-11-28")
    diary.click(".record-form .choices .plain >> nth=0")
    expect(diary.locator(".check-time")).to_be_hidden()
    expect(diary.locator(".month-now")).to_contain_text("Nights with a cramp: 1. Cramps: 1")
    (kept,) = call(diary, "all", "cramps")
    assert kept["changed"] == 1_798_000_000_001  # later than what it was: an older file does not undo it


def test_a_clock_that_is_set_back_marks_tonight_and_hides_nothing(diary: Page) -> None:
    """A reader expects her record at the time that she typed, and to be asked about it for as long as it is to come."""
    write_by_hand(diary, ONE)
    diary.clock.set_system_time(NOW - timedelta(days=2))
    diary.reload()
    expect(diary.locator(".record .what")).to_contain_text("Nov 28, 2026 · 03:12")
    expect(diary.locator(".check-time")).to_be_visible()
    write_by_hand(diary, {**ONE, "note": "typed meanwhile"})
    expect(diary.locator(".record .check-time:visible")).to_have_count(2)
    diary.clock.set_system_time(NOW)
    diary.reload()
    expect(diary.locator(".month-now")).to_contain_text("Nights with a cramp: 1. Cramps: 2")
    expect(diary.locator(".check-time:visible")).to_have_count(0)
