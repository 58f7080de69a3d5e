"""What the tests of the cramp screen share: the protocol's numbers, the card that shows, and the one button."""

from typing import Any

from pwa.content.load import load

RELIEF = load().relief
STRETCH = RELIEF.steps[0]
CYCLE = STRETCH.hold + STRETCH.rest


def view(page: Any) -> str:
    assert page.locator(".card:visible").count() == 1
    return page.locator(".card:visible").get_attribute("id")


def press(page: Any) -> None:
    """The one button."""
    page.locator(".card:visible .main-button:visible").first.click()


def jump(page: Any, card: str) -> None:
    """Straight to a card, as a link from elsewhere does; a question that comes first may take its place."""
    page.evaluate("id => location.hash = id", card)
    page.wait_for_function("id => [id, 'check'].includes(document.documentElement.dataset.view)", arg=card)


def ready(page: Any) -> None:
    page.wait_for_selector("html[data-flow]", state="attached")
