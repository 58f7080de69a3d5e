"""The page for the doctor: the numbers of the diary, beside another language, on one A4 sheet, offline."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
from playwright.sync_api import Page, PdfMargins, expect

from tests.support.diary import NOW, OWN, nights, note, open_diary, write_by_hand, written_by_a_newer_version
from tests.support.phone import READY, Phone
from tests.support.project import TAGS
from tests.support.records import call, cramp
from tests.support.server import Server
from tests.support.signs import FIRST, SIGNS

LEGS = ("left", "right", "both")
MUSCLES = ("calf", "foot", "shin", "thigh-front", "thigh-back")
HELPED = ("stretch", "rub", "move", "warmth", "position", "nothing")
SMALLEST_PRINT = 10  # CSS pixels, which are 7.5 points
# The size of the smallest letters that are printed.
SMALLEST = """(sheet) => Math.min(...[...sheet.querySelectorAll("*")]
    .filter((part) => part.checkVisibility() && part.textContent.trim())
    .map((part) => parseFloat(getComputedStyle(part).fontSize)))"""
MANY_SIGNS = 6  # more are a matter of today, not of an appointment


def sheets(page: Page) -> int:
    """How many A4 sheets the page takes, in black on white as a browser prints it."""
    margins: PdfMargins = {"top": "10mm", "bottom": "10mm", "left": "10mm", "right": "10mm"}
    return len(re.findall(rb"/Type /Page\b", page.pdf(format="A4", margin=margins)))


def fact(page: Page, name: str) -> str:
    return page.locator(f"[data-fact={name}] dd").inner_text()


def open_page(page: Page, home: str) -> None:
    page.goto(f"{home}doctor/")
    page.wait_for_selector(OWN, state="attached")


@pytest.fixture
def page(new_page: Callable[..., Page], site: str) -> Page:
    page = new_page(timezone_id="Asia/Jakarta")
    page.clock.install(time=NOW)
    return page


def test_the_numbers_are_those_of_the_last_four_weeks(page: Page, site: str) -> None:
    open_diary(page, f"{site}/en/")
    old = cramp("old", "2026-09-01T03:00", minutes=600, pain=10)
    last = [
        cramp("a", "2026-11-02T03:00", minutes=2, leg="left", muscle="calf", pain=4, helped=["stretch"]),
        cramp("b", "2026-11-02T04:00", minutes=4, leg="left", muscle="foot", pain=6, helped=["stretch", "rub"]),
        cramp("c", "2026-11-20T23:30", minutes=9, leg="right", muscle="calf", pain=8),
    ]
    note(page, [old, *last])
    call(page, "put", "evenings", {"date": "2026-11-20", "done_at": 1})
    open_page(page, f"{site}/en/")
    assert fact(page, "cramps") == "3"
    assert fact(page, "nights") == "2 / 28"
    assert fact(page, "hours") == "18–24: 1 · 3–6: 2"
    assert fact(page, "length") == "4 min · 9 min"
    assert fact(page, "leg") == "Left 2 · Right 1"
    assert fact(page, "pain") == "6 · 8"
    assert fact(page, "evenings") == "1 / 28"
    assert "Nov 1, 2026" in fact(page, "period")


def test_nights_before_the_diary_began_are_not_nights_without_a_cramp(page: Page, site: str) -> None:
    open_diary(page, f"{site}/en/")
    note(page, [cramp("a", "2026-11-25T03:00")])
    open_page(page, f"{site}/en/")
    assert fact(page, "nights") == "1 / 5"  # from the evening of the 24th to that of the 28th


def test_what_is_not_known_stays_empty_and_nothing_is_invented(page: Page, site: str) -> None:
    open_page(page, f"{site}/en/")
    assert page.locator(".facts dd").all_inner_texts() == [""] * 12


def test_a_database_of_a_newer_version_is_said_to_be_that(page: Page, site: str) -> None:
    written_by_a_newer_version(page, site)
    open_page(page, f"{site}/en/")
    expect(page.locator(".trouble [data-reason=newer]")).to_be_visible()
    expect(page.locator(".trouble [data-reason=closed]")).to_be_hidden()


def test_ticked_signs_and_medicines_are_named(page: Page, site: str) -> None:
    open_diary(page, f"{site}/id/")
    note(page, [cramp("a", "2026-11-25T03:00", signs=[FIRST["same_day"].id])])
    open_page(page, f"{site}/id/")
    page.check("[name=kind][value=statins]")
    own, other = page.locator("[data-fact=signs] dd span").all_inner_texts()
    assert own != other
    assert other == str(FIRST["same_day"].text)
    page.reload()
    page.wait_for_selector(OWN, state="attached")
    expect(page.locator("[name=kind][value=statins]")).to_be_checked()
    page.click(".share")
    said = page.input_value(".page-as-text textarea")
    assert "Statin" in said
    assert "Long-acting" not in said  # not ticked
    assert "1 / 5" in said


@pytest.mark.parametrize("tag", TAGS)
def test_each_line_stands_in_both_languages_and_the_second_can_be_chosen(page: Page, site: str, tag: str) -> None:
    open_page(page, f"{site}/{tag}/")
    options = page.locator("#second option").evaluate_all("all => all.map((one) => one.value)")
    assert options == ["", *(other for other in TAGS if other != tag)]
    for other in options[1:]:
        page.select_option("#second", other)
        page.wait_for_function("(tag) => document.querySelector('h1 .other')?.lang.toLowerCase() === tag", arg=other)
        assert page.locator(".line > .own").count() == page.locator(".line > .other").count() > 20
    page.select_option("#second", "")
    expect(page.locator(".other")).to_have_count(0)


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("tag", TAGS)
def test_the_empty_page_to_fill_in_by_pen_is_one_sheet(
    new_page: Callable[..., Page], site: str, tag: str, scripts: bool
) -> None:
    page = new_page(java_script_enabled=scripts)
    page.goto(f"{site}/{tag}/doctor/")
    if scripts:
        page.wait_for_selector(OWN, state="attached")
    assert sheets(page) == 1
    page.emulate_media(media="print")
    expect(page.locator(".facts dt").first).to_be_visible()
    expect(page.locator("[name=kind]").first).to_be_visible()


@pytest.mark.parametrize("tag", [tag for tag in TAGS if tag != "en"])
def test_four_weeks_by_hand_and_by_file_end_as_one_bilingual_sheet_with_the_server_gone(
    phone: Phone, server: Server, tag: str
) -> None:
    """The phone has not been online since the install."""
    phone.make_ready(f"{server.address}/{tag}/")
    server.stop()
    home = f"{server.address}/{tag}/"
    records = nights()
    by_hand, by_file = records[:3], records[3:]
    with phone.open(timezone_id="Asia/Jakarta") as context:
        page = context.pages[0]
        page.clock.install(time=NOW)
        open_diary(page, home)
        for record in by_hand:
            write_by_hand(page, record)
        body = json.dumps({"app": "night-cramp", "version": 1, "cramps": by_file, "evenings": []}).encode()
        page.set_input_files("input[type=file]", {"name": "a.json", "mimeType": "application/json", "buffer": body})
        page.locator("[data-news=brought]").wait_for()
    with phone.open(timezone_id="Asia/Jakarta") as context:
        page = context.pages[0]
        page.clock.install(time=NOW)
        open_page(page, home)
        page.wait_for_selector(READY, state="attached")
        assert fact(page, "cramps") == str(len(records))
        assert page.locator("h1 .other").get_attribute("lang") == "en"
        assert page.locator("[data-fact=period] dd span").count() == 2
        assert sheets(page) == 1


def fullest() -> list[dict[str, Any]]:
    """Four weeks in which everything that a record can say is said, and not twice the same; the longest signs."""
    longest = sorted(SIGNS, key=lambda sign: len(str(sign.text)), reverse=True)
    signs = [sign.id for sign in longest if sign.urgency != "emergency_now"][:MANY_SIGNS]
    records = nights()
    for number, record in enumerate(records):
        record |= {
            "leg": LEGS[number % len(LEGS)],
            "muscle": MUSCLES[number % len(MUSCLES)],
            "helped": [HELPED[number % len(HELPED)], HELPED[(number + 1) % len(HELPED)]],
            "signs": signs[number % MANY_SIGNS : number % MANY_SIGNS + 1],
            "note": "after a long walk, again",
        }
    return records


@pytest.mark.parametrize(("tag", "second"), [*permutations(TAGS, 2)])
def test_the_page_at_its_fullest_is_one_sheet_that_can_be_read_and_no_part_is_cut(
    page: Page, site: str, tag: str, second: str
) -> None:
    open_diary(page, f"{site}/{tag}/")
    evenings = [{"date": str(NOW.date() - timedelta(days=back)), "done_at": 1} for back in range(28)]
    call(page, "merge", {"cramps": fullest(), "evenings": evenings})
    open_page(page, f"{site}/{tag}/")
    page.select_option("#second", second)
    page.wait_for_function("(tag) => document.querySelector('h1 .other')?.lang.toLowerCase() === tag", arg=second)
    for kind in page.locator("[name=kind]").all():
        kind.check()
    values = page.locator(".facts > div:not([data-fact=more]) dd").all_inner_texts()
    assert "" not in values
    assert sheets(page) == 1
    page.emulate_media(media="print")
    assert page.locator(".sheet").evaluate(SMALLEST) >= SMALLEST_PRINT
    parts = page.locator(".sheet > section")
    assert set(parts.evaluate_all("all => all.map((part) => getComputedStyle(part).breakInside)")) == {"avoid"}
