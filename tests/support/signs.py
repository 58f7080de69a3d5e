"""What the tests of the warning signs share: one sign of each urgency, and ticking in a topic that may be closed."""

from typing import Any

from playwright.sync_api import Page, expect

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


def with_each(page: Page, look: str) -> dict[str, Any]:
    """What a look at the page gives while one box alone is ticked, by the ids of the boxes.

    `look` is a function of JavaScript; `shown(part, selector)` there are the elements of a part that are to be seen.
    """
    found: dict[str, Any] = page.evaluate(
        f"""() => {{
            const seen = (one) => one.checkVisibility({{ visibilityProperty: true }});
            const shown = (part, selector) => [...part.querySelectorAll(selector)].filter(seen);
            const look = {look};
            const found = {{}};
            for (const box of document.querySelectorAll("input[name=sign]")) {{
                box.click();
                found[box.value] = look();
                box.click();
            }}
            return found;
        }}"""
    )
    return found


def shows_outcome(page: Page, urgency: str, of: str | None = None) -> None:
    """Wait until the outcome of this urgency is the one that shows; `of` says in a failure what was ticked."""
    visible = page.locator("[data-urgency]:visible")
    expect(visible, of).to_have_count(1)
    expect(visible, of).to_have_attribute("data-urgency", urgency)
