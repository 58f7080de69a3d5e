"""What the tests of the warning signs share: one sign of each urgency, and the worst one ticked."""

from playwright.sync_api import Page

from pwa.content.load import load

SIGNS = [sign for group in load().warning_signs.groups for sign in group.signs]
URGENCIES = ("emergency_now", "same_day", "appointment")
FIRST = {urgency: next(sign for sign in SIGNS if sign.urgency == urgency) for urgency in URGENCIES}


def tick_worst(page: Page) -> None:
    """Tick a sign that calls an ambulance."""
    page.check(f"input[value={FIRST['emergency_now'].id}]")
