"""An answer that comes late never takes the place of a later one: the numbers of the country that was chosen last."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.support.shared import address_of

# Another window chooses.
CHOOSE = """(code) => {
    localStorage.setItem("/:country", JSON.stringify(code));
    dispatchEvent(new StorageEvent("storage", { key: "/:country" }));
}"""
DIAL = "(module) => import(module).then(({ dial }) => dial())"


@pytest.mark.parametrize(
    ("screen", "awaited", "place"),
    [
        ("warning-signs/", "**/en/emergency/", "[data-urgency=emergency_now] .calls"),
        ("", "**/en/emergency/", "#danger .calls"),
        ("share/", "**/en/emergency/", ".number .dial"),
        ("emergency/", "**/countries.json", ".mine .shown"),
    ],
)
def test_the_numbers_are_those_of_the_country_chosen_last(
    new_page: Callable[..., Page], site: str, screen: str, awaited: str, place: str
) -> None:
    page = new_page(timezone_id="Asia/Jakarta")
    page.goto(f"{site}/en/{screen}")
    if not screen:
        page.evaluate(DIAL, address_of("cramp/ambulance.js"))
    shown = page.locator(place).first
    expect(shown).to_contain_text("119")
    held: list[Route] = []
    page.route(awaited, lambda route: route.continue_() if held else held.append(route))
    with page.expect_request(awaited):
        page.evaluate(CHOOSE, "US")
    page.evaluate(CHOOSE, "GB")
    expect(shown).to_contain_text("999")
    with page.expect_response(awaited):
        held[0].continue_()
    page.evaluate("() => new Promise(requestAnimationFrame)")
    expect(shown).to_contain_text("999")
    expect(shown).not_to_contain_text("911")


def test_a_choice_is_not_put_back_by_what_was_asked_before(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(timezone_id="Asia/Jakarta")
    page.goto(f"{site}/en/settings/")
    held: list[Route] = []
    page.route("**/countries.json", lambda route: held.append(route))
    with page.expect_request("**/countries.json"):
        page.evaluate(CHOOSE, "US")
    page.select_option("#country", "GB")
    with page.expect_response("**/countries.json"):
        held[0].continue_()
    page.evaluate("() => new Promise(requestAnimationFrame)")
    expect(page.locator("#country")).to_have_value("GB")
