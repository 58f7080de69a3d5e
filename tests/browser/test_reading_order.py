"""What a screen reader hears, in order: the instruction, the button, and only then the words of the picture."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from pwa.content.load import load
from tests.support.cramp import jump, press, ready
from tests.support.phone import READY
from tests.support.scripts import ran

STRETCH = load().relief.steps[0]


def heard(page: Page, card: str) -> list[str]:
    """The lines of the card's part of the accessibility tree."""
    return page.locator(f"#{card}").aria_snapshot().splitlines()


def place(lines: list[str], words: str) -> int:
    """The first line with these words. Fails where none has them."""
    found = [number for number, line in enumerate(lines) if words in line]
    assert found, (words, lines)
    return found[0]


@pytest.mark.parametrize("way", STRETCH.variants, ids=lambda way: way.id)
def test_the_instruction_is_heard_first_then_the_button_then_the_picture(
    new_page: Callable[..., Page], site: str, way: object
) -> None:
    page = new_page()
    page.goto(f"{site}/en/")
    ready(page)
    card = "stretch" if way is STRETCH.variants[0] else way.id  # type: ignore[attr-defined]
    jump(page, card)
    lines = heard(page, card)
    order = [str(way.title), str(way.lead), STRETCH.button.english, str(way.alt)]  # type: ignore[attr-defined]
    places = [place(lines, words[:40]) for words in order]
    assert places == sorted(places), lines
    assert places[0] == 0, lines


# Of cards that are no way to stretch, what is heard in this order, by selectors.
CARDS = {
    "hold": ("h2", ".ring", ".main-button", ".past"),
    "rub": ("h2", ".lead", ".main-button", ".pic"),
    "move": ("h2", ".lead", ".main-button", ".pic"),
    "warmth": ("h2", ".lead", ".main-button", ".pic"),
    "position": ("h2", ".lead", ".main-button", ".pic"),
    "afterwards": ("h2", ".points li", ".past", ".pic"),
}
# The place of each among all that stands in a card's part of the accessibility tree.
WORDS = """(card, selectors) => selectors.map((selector) => {
    const found = [...card.querySelectorAll(selector)].find((one) => one.checkVisibility());
    return found?.alt || found?.getAttribute('aria-label') || found?.textContent.trim();
})"""


@pytest.mark.parametrize("card", CARDS)
def test_each_card_is_heard_from_its_heading_to_its_button_and_then_its_picture(
    new_page: Callable[..., Page], site: str, card: str
) -> None:
    page = new_page()
    page.goto(f"{site}/en/")
    ready(page)
    jump(page, "check")
    if card != "check":
        press(page)  # none of the three questions: else they stand before rubbing and warmth
        jump(page, card)
    lines = heard(page, card)
    words = page.locator(f"#{card}").evaluate(WORDS, CARDS[card])
    places = [place(lines, text[:30]) for text in words]
    assert places == sorted(set(places)), lines
    assert places[0] == 0, lines


def test_the_title_of_the_page_follows_the_card(new_page: Callable[..., Page], site: str) -> None:
    page = new_page()
    page.goto(f"{site}/en/")
    ready(page)
    app = load().interface.title["app"].text.english
    expect(page).to_have_title(f"{STRETCH.variants[0].title} · {app}")
    jump(page, "standing")
    (standing,) = [way for way in STRETCH.variants if way.id == "standing"]
    expect(page).to_have_title(f"{standing.title} · {app}")


@pytest.mark.worker
def test_the_counting_of_what_is_kept_is_not_read_out(new_page: Callable[..., Page], site: str) -> None:
    page = new_page()
    page.goto(f"{site}/en/")
    page.wait_for_selector("html[data-offline=ready]", state="attached")
    assert page.locator(".offline").get_attribute("role") is None
    assert page.locator(".offline [role=status] [data-when=saving]").count() == 0
    expect(page.locator(".offline [role=status] [data-when=ready]")).to_be_attached()
    page.reload()  # a phone that was ready before: no news
    page.wait_for_selector("html[data-offline=ready]", state="attached")
    assert page.locator(".offline [role=status]").count() == 0


# What the region says while it is a live one, at each change of it; `looks` counts how often the badge was set.
SAID = """
  Object.assign(window, { said: [], looks: 0 });
  new MutationObserver((changes) => {
    const region = document.querySelector(".offline .ended");
    const states = changes.filter(({ type }) => type === "attributes");
    window.looks += states.length;
    const changed = states.some(({ target, oldValue }) => oldValue !== target.dataset.offline);
    const written = changes.some(({ type, target }) => type !== "attributes" && region?.contains(target));
    const text = region?.role === "status" ? region.innerText.trim() : "";
    if (text && (changed || written)) window.said.push(text);
  }).observe(document, {
    subtree: true, childList: true, characterData: true, attributeFilter: ["data-offline"], attributeOldValue: true,
  });
"""
NO_NETWORK = """
  const register = ServiceWorkerContainer.prototype.register;
  ServiceWorkerContainer.prototype.register = function (...given) {
    return window.reached ? register.apply(this, given) : Promise.reject(new TypeError("no"));
  };
"""
NEVER_INSTALLED = """
  navigator.serviceWorker.register = async () => {
    const installing = Object.assign(new EventTarget(), { state: "installing" });
    setTimeout(() => {
      installing.state = "redundant";
      installing.dispatchEvent(new Event("statechange"));
    }, 1000);
    return { addEventListener() {}, update: async () => {}, installing };
  };
"""


def come_back(page: Page) -> None:
    """From another app; until the badge has looked again."""
    looks = page.evaluate("() => window.looks")
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_function(f"() => window.looks > {looks}")


@pytest.mark.worker
def test_the_end_of_saving_is_read_out_once_whoever_comes_back(new_page: Callable[..., Page], site: str) -> None:
    page = new_page()
    page.add_init_script(SAID + NO_NETWORK)
    page.goto(f"{site}/en/about/")
    page.wait_for_selector("html[data-offline=failed]", state="attached")
    for _ in range(3):
        come_back(page)
    failed = page.locator(".offline [data-when=failed]").inner_text()
    assert page.evaluate("() => window.said") == [failed]
    page.evaluate("() => { window.reached = true; }")
    come_back(page)
    page.wait_for_selector(READY, state="attached")
    for _ in range(3):
        come_back(page)
    whole = page.locator(".offline [data-when=ready]").inner_text()
    assert page.evaluate("() => window.said") == [failed, whole]


def test_a_save_that_fails_at_each_try_is_read_out_when_it_says_something_else(
    new_page: Callable[..., Page], site: str
) -> None:
    page = new_page()
    page.clock.install()
    page.add_init_script(SAID + NEVER_INSTALLED)
    page.goto(f"{site}/en/about/")
    for tries in range(1, 6):
        page.wait_for_selector("html[data-offline=saving]", state="attached")
        page.clock.run_for(3_000)
        state = "failed" if tries < 3 else "failing"
        page.wait_for_selector(f"html[data-offline={state}]", state="attached")
        page.clock.fast_forward(15_000 * 2**tries)
    failed, failing = (page.locator(f".offline [data-when={state}]").text_content() for state in ("failed", "failing"))
    assert page.evaluate("() => window.said") == [failed, failing]


def test_the_menu_of_languages_closes_on_escape_and_on_a_tap_beside_it(
    new_page: Callable[..., Page], site: str
) -> None:
    page = new_page()
    page.goto(f"{site}/en/about/")
    ran(page, "common/language-menu.js")
    menu = page.locator("details.languages")
    menu.locator("summary").click()
    expect(menu).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()
    menu.locator("summary").click()
    expect(menu).to_have_attribute("open", "")
    page.mouse.click(20, 600)
    expect(menu).not_to_have_attribute("open", "")
