"""The topics and the comparison on a phone and on a wide screen: readable, tappable, offline, silent in the console."""

import json
from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.support.layout import box_of
from tests.support.project import TAGS


@pytest.mark.quick
@pytest.mark.worker
def test_the_data_for_machines_passes_the_content_security_policy(new_page: Callable[..., Page], site: str) -> None:
    page = new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    response = page.goto(f"{site}/en/learn/night-cramp/")
    page.wait_for_selector("html[data-offline=ready]", state="attached")
    assert response
    assert "script-src 'self'" in response.headers["content-security-policy"]
    assert (
        json.loads(page.text_content("script[type='application/ld+json']") or "")["about"]["@type"] == "MedicalSymptom"
    )
    assert said == []


def test_a_tap_on_the_sign_shows_the_sources_and_they_open_offline(offline: tuple[Page, str]) -> None:
    page, address = offline
    page.goto(f"{address}/en/learn/minerals/")
    statement = page.locator("li", has=page.locator("> .sure"), has_text="11 trials").first
    source = statement.get_by_role("link", name="Cochrane 2020")
    expect(source).to_be_hidden()
    statement.locator("summary").click()
    source.click()
    page.wait_for_url("**/en/sources/#cochmg20")
    assert "Magnesium for skeletal muscle cramps" in page.inner_text("#cochmg20")
    page.goto(f"{address}/en/learn/behind-the-steps/")
    statement = page.locator("li", has=page.locator("> .sure"), has_text="Do not rub a leg that is swollen")
    statement.locator("summary").click()
    statement.get_by_role("link", name="c004").click()
    page.wait_for_url("**/en/sources/doc2/#c004")
    assert "Unsafe" in page.inner_text("#c004")


@pytest.mark.quick
def test_the_comparison_is_cards_on_a_phone_and_a_table_on_a_wide_screen(
    new_page: Callable[..., Page], site: str
) -> None:
    page = new_page()
    page.goto(f"{site}/en/is-it-a-cramp/")
    cells = page.locator("#clot > *")
    boxes = [box_of(cells.nth(index)) for index in range(cells.count())]
    assert all(above["y"] + above["height"] <= below["y"] + 1 for above, below in pairwise(boxes))
    expect(page.locator("#clot .what").first).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 800})
    boxes = [box_of(cells.nth(index)) for index in range(cells.count())]
    assert all(left["x"] + left["width"] <= right["x"] + 1 for left, right in pairwise(boxes))
    expect(page.locator("#clot .what").first).to_be_hidden()
    expect(page.get_by_role("columnheader", name="You feel")).to_be_visible()


def test_the_cards_are_a_table_for_a_screen_reader(new_page: Callable[..., Page], site: str) -> None:
    page = new_page()
    page.goto(f"{site}/en/is-it-a-cramp/")
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Blood clot in the leg"))
    expect(row.get_by_role("cell")).to_have_count(4)


def test_a_chart_follows_the_theme(new_page: Callable[..., Page], site: str) -> None:
    drawn = []
    for scheme in ("dark", "light"):
        page = new_page(color_scheme=scheme, timezone_id="Asia/Jakarta")
        page.clock.set_fixed_time("2026-03-01T12:00:00+07:00")  # by night a light phone is dark too
        page.goto(f"{site}/en/learn/minerals/")
        page.locator(".folded > summary").click()
        drawn.append(page.locator(".chart .range").evaluate("line => getComputedStyle(line).stroke"))
    assert drawn == ["rgb(255, 162, 77)", "rgb(138, 59, 0)"]


def test_the_numbers_of_a_chart_do_not_touch_its_words(new_page: Callable[..., Page], site: str) -> None:
    page = new_page()
    for tag in TAGS:
        for topic in ("habits", "minerals"):
            page.goto(f"{site}/{tag}/learn/{topic}/")
            page.locator(".folded > summary").click()
            assert page.locator(".chart").evaluate_all(OVERLAPPING) == [], (tag, topic)


OVERLAPPING = """charts => charts.flatMap(chart => {
    const box = chart.getBoundingClientRect();
    const texts = [...chart.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()]);
    const meet = ([, a], [, b]) => a.left < b.right && b.left < a.right && a.top < b.bottom - 4 && b.top < a.bottom - 4;
    return texts.flatMap((one, at) => [
        ...texts.slice(at + 1).filter(other => meet(one, other)).map(other => `${one[0]} / ${other[0]}`),
        ...(one[1].left < box.left - 1 || one[1].right > box.right + 1 ? [`cut: ${one[0]}`] : []),
    ]);
})"""
