"""What the tests of the cramp screen share: the protocol's numbers, the card that shows, and the one button."""

from playwright.sync_api import Page, expect

from pwa.content.load import load

RELIEF = load().relief
STRETCH = RELIEF.steps[0]
HOLD, REST, ROUNDS = STRETCH.hold or 0, STRETCH.rest or 0, STRETCH.rounds or 0
CYCLE = HOLD + REST


def view(page: Page) -> str:
    """The id of the one card that shows."""
    expect(page.locator(".card:visible")).to_have_count(1)
    return page.locator(".card:visible").get_attribute("id") or ""


def press(page: Page) -> None:
    """The one button."""
    page.locator(".card:visible .main-button:visible").first.click()


def jump(page: Page, card: str) -> None:
    """Straight to a card, as a link from elsewhere does; a question that comes first may take its place."""
    page.evaluate("id => location.hash = id", card)
    page.wait_for_function("id => [id, 'check'].includes(document.documentElement.dataset.view)", arg=card)


def ready(page: Page) -> None:
    """Wait until the script of the cramp screen runs."""
    page.wait_for_selector("html[data-flow]", state="attached")


def shows(page: Page, card: str) -> None:
    """Wait until this card is the one that shows."""
    page.wait_for_selector(f"html[data-view={card}]", state="attached")
    visible = page.locator(".card:visible")
    expect(visible).to_have_count(1)
    expect(visible).to_have_id(card)
