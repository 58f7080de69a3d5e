"""What the tests of the warning signs share: one sign of each urgency, and ticking in a topic that may be closed."""

from playwright.sync_api import Page

from pwa.content.load import load

SIGNS = [sign for group in load().warning_signs.groups for sign in group.signs]
URGENCIES = ("emergency_now", "same_day", "appointment")
FIRST = {urgency: next(sign for sign in SIGNS if sign.urgency == urgency) for urgency in URGENCIES}


def open_topic(page: Page, id_: str) -> None:
    """Open the topic of a box, as a tap on its name does."""
    page.wait_for_function(
        "() => matchMedia('(scripting: none)').matches || document.querySelector('.signs[data-topics]')"
    )
    if not page.locator(f"#{id_}").is_visible():
        page.locator(".topic", has=page.locator(f"#{id_}")).locator("summary").first.click()


def tick(page: Page, id_: str) -> None:
    """Tick a box."""
    open_topic(page, id_)
    page.check(f"input[value={id_}]")


def tick_worst(page: Page) -> None:
    """Tick a sign that calls an ambulance."""
    tick(page, FIRST["emergency_now"].id)
