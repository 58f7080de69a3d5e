"""The card for a helper: the outcome in two languages, on the screen and on paper."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.layout import box_of
from tests.support.signs import tick, tick_worst


def card(page: Page) -> list[tuple[str, str, str]]:
    """Kind, the helper's text and the reader's own, of each row."""
    rows = page.locator(".helper-card .pair")
    found: list[tuple[str, str, str]] = rows.evaluate_all(
        "rows => rows.map(row => [row.className.split('pair-')[1], ...[...row.children].map(side => side.innerText)])"
    )
    return found


def test_the_card_says_all_of_it_in_both_languages(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(timezone_id="Asia/Jakarta")
    page.goto(f"{site}/zh-hans/warning-signs/")
    tick(page, "clot-risk")
    tick_worst(page)
    page.click(".show-card")
    page.wait_for_selector("dialog[open]")
    page.select_option("#helper", "id")
    page.wait_for_selector(".pair-title [lang=id]")
    rows = card(page)
    kinds = list(dict.fromkeys(kind for kind, *_ in rows))
    assert kinds == ["title", "lead", "call", "country", "say", "sign", "do", "go", "do-not"]
    by_kind = {kind: [pair for other, *pair in rows if other == kind] for kind in kinds}
    assert by_kind["title"] == [["Panggil ambulans sekarang", "现在就叫救护车"]]
    assert by_kind["call"][0][0].startswith("Ambulans: 119")
    expect(page.locator(".pair-call a[href='tel:119']")).to_have_count(2)
    assert "Perkiraan dari zona waktu ponsel ini" in by_kind["country"][0][0]
    # The signs in the order of the list, whole, with their reasons.
    assert len(by_kind["sign"]) == 2
    for part in (".what", ".reason"):
        assert (page.locator(f"#clot-risk {part}").text_content() or "?") in by_kind["sign"][1][1]
    assert [own for _, own in by_kind["do-not"]] == page.locator(
        "[data-urgency=emergency_now] .avoid li"
    ).all_text_contents()
    sides = page.locator(".pair > div").evaluate_all("sides => sides.map(side => side.lang)")
    assert sides == ["id", "zh-Hans"] * len(rows)
    assert page.locator(".pair-sign .what").first.evaluate("part => parseFloat(getComputedStyle(part).fontSize)") >= 22


def test_the_card_is_in_whatever_two_languages(new_page: Callable[..., Page], site: str) -> None:
    for mine, theirs in (("en", "id"), ("id", "zh-hans"), ("zh-hans", "en")):
        page = new_page()
        page.goto(f"{site}/{mine}/warning-signs/")
        tick_worst(page)
        page.click(".show-card")
        page.select_option("#helper", theirs)
        page.wait_for_selector(f".pair p:first-child:lang({theirs})")
        title = page.locator(".pair-title p")
        expect(title).to_have_count(2)
        expect(title.nth(1)).to_have_text(
            page.locator("[data-urgency=emergency_now] h2").inner_text(), use_inner_text=True
        )
        expect(page.locator(".pair-sign")).to_have_count(1)
        page.click(".close")
        expect(page.locator("dialog")).to_be_hidden()


@pytest.mark.parametrize("theme", ["day", "night"])
def test_the_outcome_and_the_card_are_printed_in_dark_ink_on_white(
    new_page: Callable[..., Page], site: str, theme: str
) -> None:
    page = new_page(timezone_id="Asia/Jakarta", color_scheme="dark")
    page.goto(f"{site}/en/warning-signs/")
    page.evaluate("theme => document.documentElement.dataset.theme = theme", theme)
    tick_worst(page)
    page.locator("[data-urgency=emergency_now] a[href='tel:119']").wait_for()
    colours = """part => [getComputedStyle(part).color, getComputedStyle(document.documentElement).backgroundColor]"""
    page.emulate_media(media="print")
    for part in ("a[href='tel:119']", "h2", ".avoid li", ".led .ticked-reason", ".guess"):
        place = page.locator(f"[data-urgency=emergency_now] {part}").first
        expect(place, part).to_be_visible()
        assert place.evaluate(colours) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"], part
    expect(page.locator(".bar")).to_be_hidden()
    page.emulate_media(media="screen")
    page.click(".show-card")
    page.wait_for_selector("dialog[open]")
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_hidden()
    expect(page.locator("#helper")).to_be_hidden()
    for side in page.locator(".pair-title > div").all():
        assert side.locator("p").evaluate(colours) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    theirs, own = (box_of(side) for side in page.locator(".pair-say > div").all())
    assert theirs["y"] == own["y"]
    assert theirs["x"] < own["x"]
    # The whole card, not one screen of it.
    assert page.evaluate("document.documentElement.scrollHeight") > 1000
