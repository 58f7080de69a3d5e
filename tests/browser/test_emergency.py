"""Emergency numbers: the country is guessed from the phone's time zone, changed by hand, and remembered."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pwa.content.load import load
from tests.support.project import TAGS

COUNTRIES = load().emergency.countries
# What people call a country, and the one that must stand first; none where no country is called so.
TYPED = list(csv.DictReader((Path(__file__).parent / "country_names.csv").read_text("utf-8").splitlines()))


@pytest.mark.parametrize(
    ("zone", "code", "number"),
    [
        ("Asia/Jakarta", "ID", "119"),
        ("Asia/Shanghai", "CN", "120"),
        ("Europe/London", "GB", "999"),
        ("Asia/Kolkata", "IN", "108"),
    ],
)
def test_the_country_is_guessed_from_the_time_zone(
    new_page: Callable[..., Page], site: str, zone: str, code: str, number: str
) -> None:
    page = new_page(timezone_id=zone)
    page.goto(f"{site}/en/emergency/")
    page.wait_for_selector(f".mine a[href='tel:{number}']")
    expect(page.locator("#country")).to_have_value(code)
    expect(page.locator(".guess")).to_be_visible()


def test_a_clock_that_says_no_country_shows_no_number_as_the_right_one(
    new_page: Callable[..., Page], site: str
) -> None:
    page = new_page(timezone_id="UTC")
    page.goto(f"{site}/en/emergency/")
    page.wait_for_selector(".pick:visible")
    expect(page.locator(".none")).to_be_visible()
    expect(page.locator(".mine .shown a[href^='tel:']")).to_have_count(0)
    # What works in many countries, and is said to be that.
    expect(page.locator(".none a[href='tel:112']")).to_be_visible()


def test_a_country_chosen_by_hand_is_remembered_on_every_screen(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(timezone_id="Asia/Jakarta")
    page.goto(f"{site}/id/emergency/")
    page.wait_for_selector(".pick:visible")
    page.select_option("#country", "MY")
    expect(page.locator(".mine a[href='tel:999']").first).to_be_visible()
    expect(page.locator(".guess")).to_be_hidden()
    page.goto(f"{site}/en/settings/")
    page.wait_for_selector(".pick:visible")
    page.wait_for_function("() => document.querySelector('#country').value === 'MY'")


@pytest.mark.quick
def test_the_filter_says_how_many_it_found_and_when_it_found_none(new_page: Callable[..., Page], site: str) -> None:
    page = new_page()
    page.goto(f"{site}/en/emergency/")
    status = page.locator(".found[role=status]")
    page.fill("#find", "indo")
    expect(page.locator(".country:visible")).to_have_count(1)
    expect(status).to_have_text("Results: 1", use_inner_text=True)
    expect(page.locator("#country-id .tel").first).to_be_visible()
    page.fill("#find", "in")
    expect(page.locator(".country:visible")).to_have_count(2)
    expect(page.locator("#country-id .tel").first).to_be_hidden()
    page.fill("#find", "xyzzy")
    expect(page.locator(".country:visible")).to_have_count(0)
    expect(status).to_have_text("Nothing found. Try another word.", use_inner_text=True)
    page.fill("#find", "")
    expect(page.locator(".country:visible")).to_have_count(len(COUNTRIES))
    expect(status).to_have_text("", use_inner_text=True)


@pytest.mark.parametrize("tag", TAGS)
def test_a_country_is_found_as_people_write_it(page: Page, site: str, tag: str) -> None:
    page.goto(f"{site}/{tag}/emergency/")
    page.wait_for_selector(".find-country:visible")
    first = """(all) => all.map((typed) => {
        const field = document.querySelector("#find");
        field.value = typed;
        field.dispatchEvent(new Event("input"));
        return document.querySelector(".country:not([hidden] *)")?.id ?? "";
    })"""
    wanted = {row["typed"]: row["code"] for row in TYPED if row["language"] == tag}
    found = page.evaluate(first, list(wanted))
    assert {typed: id_.removeprefix("country-").upper() for typed, id_ in zip(wanted, found, strict=True)} == wanted


def test_an_emptied_field_puts_every_country_back_in_its_region(page: Page, site: str) -> None:
    page.goto(f"{site}/en/emergency/")
    page.wait_for_selector(".find-country:visible")
    order = "all => all.map((row) => [row.parentElement.querySelector('h3')?.textContent, row.id])"
    before = page.locator(".country").evaluate_all(order)
    page.fill("#find", "united")
    assert page.locator(".country").evaluate_all(order) != before
    page.fill("#find", "")
    assert page.locator(".country").evaluate_all(order) == before


def test_a_number_with_a_limit_says_so(new_page: Callable[..., Page], site: str) -> None:
    page = new_page()
    page.goto(f"{site}/en/emergency/")
    page.locator("#country-vn summary").click()
    assert page.locator("#country-vn .emergency .phone", has_text="112").inner_text().split("\n") == [
        "112",
        "rescue service",
    ]
    expect(page.locator("#country-jp .advice .phone")).to_contain_text("#7119 Type this number in by hand")
    expect(page.locator("#country-jp .advice a")).to_have_count(0)


@pytest.mark.parametrize("tag", TAGS)
def test_without_scripts_every_country_and_number_is_in_the_page(
    new_page: Callable[..., Page], site: str, tag: str
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site}/{tag}/emergency/")
    for country in COUNTRIES:
        row = page.locator(f"#country-{country.code.lower()}")
        numbers = row.locator(".tel").all_text_contents()
        assert numbers == [phone.number for phone in country.ambulance + country.emergency + country.advice]


def test_the_numbers_of_what_is_in_view_are_on_paper(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(timezone_id="UTC")
    page.goto(f"{site}/en/emergency/")
    page.wait_for_selector(".mine[data-decided]")
    page.fill("#find", "austr")
    found = page.locator(".matches .country")
    expect(found).not_to_have_count(0)
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    for at in range(found.count()):
        expect(found.nth(at).locator(".ambulance .tel").first).to_be_visible()
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".country[open]")).to_have_count(0)


def test_a_guess_says_what_it_does_not_know(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(timezone_id="Asia/Kuala_Lumpur")
    page.goto(f"{site}/en/emergency/")
    expect(page.locator(".mine .guess")).to_contain_text("near a border it may be wrong")


def test_the_numbers_are_read_out_when_a_country_is_chosen_and_not_at_each_load(
    new_page: Callable[..., Page], site: str
) -> None:
    page = new_page(timezone_id="Asia/Jakarta")
    page.add_init_script(
        "window.said = []; new MutationObserver((changes) => changes.forEach(({ target, addedNodes }) =>"
        " addedNodes.length && target.closest?.('[aria-live], [role=status]') && said.push(target.textContent)))"
        ".observe(document, { childList: true, subtree: true });"
    )
    page.goto(f"{site}/en/emergency/")
    expect(page.locator(".mine .shown h3")).to_have_text("Indonesia")
    page.wait_for_selector(".mine[data-decided]")
    page.wait_for_selector(".mine .shown[aria-live]")
    assert page.evaluate("() => said.filter((words) => words.includes('119'))") == []
    page.select_option("#country", "GB")
    expect(page.locator(".mine .shown h3")).to_have_text("United Kingdom")
    assert "999" in page.evaluate("() => said.join()")


@pytest.mark.parametrize("tag", TAGS)
def test_a_number_of_seven_figures_stands_in_one_line(new_page: Callable[..., Page], site: str, tag: str) -> None:
    page = new_page(timezone_id="Asia/Jakarta")
    page.goto(f"{site}/{tag}/emergency/")
    numbers = page.locator(".mine .shown a.tel")
    numbers.filter(has_text="1500").wait_for()
    assert len(set(numbers.evaluate_all("all => all.map((one) => one.getBoundingClientRect().height)"))) == 1
