"""Whom to call and where to go, in the words and with the numbers of the country, or with none that is a guess."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.support.layout import box_of
from tests.support.scripts import ran
from tests.support.signs import FIRST, tick, tick_worst


def requests_of(page: Page) -> list[str]:
    """The addresses that the page asks for from now on."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


def test_where_to_go_is_said_in_the_words_of_the_country(new_page: Callable[..., Page], site: str) -> None:
    for zone, tag, words in (
        ("Asia/Jakarta", "id", "IGD"),
        ("Asia/Shanghai", "zh-hans", "急诊"),
        ("Europe/London", "en", "A&E"),
        ("America/New_York", "en", "ER"),
        ("UTC", "en", "emergency department of the nearest hospital"),
    ):
        page = new_page(timezone_id=zone)
        page.goto(f"{site}/{tag}/warning-signs/")
        tick_worst(page)
        expect(page.locator("[data-urgency=emergency_now] .go")).to_contain_text(words)


def test_an_information_desk_is_no_advice_line(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(timezone_id="Asia/Jakarta")
    page.goto(f"{site}/en/warning-signs/")
    tick(page, "one-leg-swollen")
    expect(page.locator("[data-urgency=same_day] .go")).to_contain_text("puskesmas")
    expect(page.locator("[data-urgency=same_day] a[href^='tel:']")).to_have_count(0)
    expect(page.locator("[data-urgency=same_day] .find")).to_have_text("Find a number", use_inner_text=True)


def test_a_guessed_country_is_called_a_guess_and_can_be_changed(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(timezone_id="Asia/Kolkata")
    page.goto(f"{site}/en/warning-signs/")
    tick_worst(page)
    calls = page.locator("[data-urgency=emergency_now] .calls")
    calls.locator("a[href='tel:108']").wait_for()
    expect(calls.locator(".country-name")).to_have_text("India", use_inner_text=True)
    expect(calls.locator(".guess:visible")).to_have_text(
        "Guessed from the time zone of this phone; near a border it may be wrong", use_inner_text=True
    )
    assert "in many states" in calls.locator("[data-kind=ambulance]").inner_text()
    assert "Seen on an official or news page" in calls.inner_text()
    # Not the same number twice, and what it says stands above what it dials.
    expect(calls.locator("a[href^='tel:']")).to_have_count(2)
    above, below = (box_of(calls.locator(part)) for part in (".guess", "a[href='tel:108']"))
    assert above["y"] + above["height"] <= below["y"]
    calls.get_by_text("Change country").click()
    page.wait_for_selector(".pick:visible")
    page.select_option("#country", "VN")
    page.go_back()
    tick_worst(page)
    calls.locator("a[href='tel:115']").wait_for()
    expect(calls.locator(".guess:visible")).to_have_count(0)
    # Vietnam's 112 is the rescue line: no button calls it the emergency number.
    expect(calls.locator("a[href^='tel:']")).to_have_count(1)


def test_no_country_has_no_number_presented_as_the_right_one(new_page: Callable[..., Page], site: str) -> None:
    for zone, known in (("Asia/Jakarta", True), ("UTC", False)):
        page = new_page(timezone_id=zone, service_workers="block")
        asked = requests_of(page)
        page.goto(f"{site}/en/warning-signs/")
        ran(page, "signs/checklist.js")  # to its end: the numbers are there, or will not come
        assert (f"{site}/en/emergency/" in asked) is known
        tick_worst(page)
        number = page.locator("[data-urgency=emergency_now] .main-button[href^='tel:']")
        expect(number).to_have_count(1 if known else 0)
    expect(page.locator(".signs a[href^='tel:']")).to_have_count(0)
    expect(page.locator("[data-urgency=emergency_now] .main-button.find")).to_be_visible()


def test_an_advice_line_with_a_sign_in_its_number_is_there_to_be_read(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(timezone_id="Asia/Tokyo")
    page.goto(f"{site}/en/warning-signs/")
    tick(page, FIRST["same_day"].id)
    number = page.locator("[data-urgency=same_day] .by-hand")
    number.wait_for()
    expect(number).to_have_text("Advice line: #7119", use_inner_text=True)
    expect(page.locator("[data-urgency=same_day] a[href^=tel]")).to_have_count(0)
    expect(page.locator("[data-urgency=same_day] [data-kind] p")).to_contain_text("Type this number in by hand")
    expect(page.locator("[data-urgency=same_day] [data-kind] p")).to_contain_text("in some areas")
