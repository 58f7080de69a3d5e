"""The card for a helper: the outcome in two languages, on the screen and on paper."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

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
    # An underline runs on through what stands in the line, and stops before a box.
    shown = "all => all.map((one) => getComputedStyle(one).display)"
    assert page.locator(".pair-call [data-live]").evaluate_all(shown) == ["inline", "inline"]
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
    expect(page.locator(".pair-title > div")).to_have_count(2)  # the helper's own page has come
    for side in page.locator(".pair-title > div").all():
        assert side.locator("p").evaluate(colours) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    theirs, own = (box_of(side) for side in page.locator(".pair-say > div").all())
    assert theirs["y"] == own["y"]
    assert theirs["x"] < own["x"]
    # The whole card, not one screen of it.
    assert page.evaluate("document.documentElement.scrollHeight") > 1000


@pytest.mark.parametrize(
    ("tag", "what", "becomes"),
    [
        ("id", 'id="chest"', 'id="renamed"'),
        ("en", 'id="chest"', 'id="renamed"'),
        ("id", '<p class="say">', '<p class="said-else">'),
    ],
    ids=["the helper's page lacks a sign", "the reader's page lacks it", "the helper's page has a line less"],
)
def test_a_page_of_another_version_leaves_the_card_whole(
    new_page: Callable[..., Page], site: str, tag: str, what: str, becomes: str
) -> None:
    """Another window has taken an update, and this page's own scripts read the new pages."""
    page = new_page(timezone_id="Asia/Jakarta")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{site}/en/warning-signs/")
    tick_worst(page)
    sign = page.locator("input[name=sign]:checked").first.get_attribute("value")
    what = what.replace("chest", str(sign))

    def newer(route: Route) -> None:
        response = route.fetch()
        body = response.text()
        assert what in body
        route.fulfill(response=response, body=body.replace(what, becomes))

    page.route(f"**/{tag}/warning-signs/", newer)
    page.click(".show-card")
    page.select_option("#helper", "id")
    expect(page.locator(".helper-card .pair-title :text('Call an ambulance now')")).to_be_visible()
    expect(page.locator(".helper-card .pair-sign [lang=en]").first).to_be_visible()
    if "say" in what:  # no line stands beside one that says something else
        expect(page.locator(".helper-card .pair-title [lang=id]")).to_be_visible()
        assert {len(row) for row in card(page)} == {2}
    page.unroute_all(behavior="wait")  # what is still on its way is answered before the page closes
    assert errors == []


def test_a_tap_opens_the_card_though_nothing_comes(new_page: Callable[..., Page], site: str) -> None:
    page = new_page()
    page.clock.install()
    page.add_init_script("XMLHttpRequest.prototype.send = () => {};")
    page.goto(f"{site}/en/warning-signs/")
    tick_worst(page)
    page.clock.pause_at(page.evaluate("() => Date.now() + 60000"))
    page.click(".show-card")
    page.clock.run_for(1000)
    expect(page.locator(".helper-card .pair-sign [lang=en]").first).to_be_visible()


def test_a_language_that_comes_late_does_not_take_the_place_of_another(
    new_page: Callable[..., Page], site: str
) -> None:
    page = new_page(timezone_id="Asia/Jakarta")
    page.goto(f"{site}/zh-hans/warning-signs/")
    tick_worst(page)
    page.click(".show-card")
    page.wait_for_selector("dialog[open]")
    chosen = page.input_value("#helper")
    late = {"en": "id", "id": "en"}[chosen]
    page.wait_for_selector(f".pair-title [lang={chosen}]")
    held: list[Route] = []
    page.route(f"**/{late}/warning-signs/", lambda route: held.append(route))
    with page.expect_request(f"**/{late}/warning-signs/"):
        page.select_option("#helper", late)
    with page.expect_response("**/zh-hans/emergency/"):
        page.select_option("#helper", chosen)
    with page.expect_response(f"**/{late}/emergency/"):
        held[0].continue_()
    page.evaluate("() => new Promise(requestAnimationFrame)")
    expect(page.locator(f".pair-title [lang={chosen}]")).to_be_visible()
    expect(page.locator(f".pair-title [lang={late}]")).to_have_count(0)
