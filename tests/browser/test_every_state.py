"""Every state of every screen in each language: accessible (axe, AAA) in each theme and size, and nothing lost."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.support.axe import COLOURS, LEVELS, TEXTS, violations
from tests.support.layout import FAULTS, TARGETS
from tests.support.phone import PHONE
from tests.support.project import TAGS
from tests.support.states import PARTS, states

# FAULTS asks for more than axe's rule does, and no bar that lies over a target at this moment misleads it.
BUT_TARGETS = {"target-size": {"enabled": False}}
# Narrow, usual, landscape, desktop; and the sizes of text there.
# There the badge says that all is saved; elsewhere the app is still being saved.
SAVED = {"saved": pytest.mark.worker}
SIZES = {(320, 568): ("", "200"), (740, 360): ("", "200"), (1280, 800): ("",), (360, 740): ("200", "")}


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("part", [pytest.param(name, marks=SAVED.get(name, ())) for name in PARTS])
def test_every_state_is_accessible_and_whole_in_each_theme_and_size(
    new_page: Callable[..., Page], site: str, part: str, tag: str
) -> None:
    page = new_page(color_scheme="dark", timezone_id="Asia/Jakarta", reduced_motion="reduce")
    seen, found = 0, {}
    for state in states(page, f"{site}/{tag}/", part):
        seen += 1
        if faults := list(faults_of(page, tag)):
            found[state] = faults
    assert found == {}
    assert seen >= 5


def faults_of(page: Page, tag: str) -> Iterator[str]:
    """What is wrong with the state, in each theme and size; the page is left as it was.

    All languages share a template and its colours: axe judges those in one language, and in the others what their
    texts decide.
    """
    whole = tag == TAGS[0]
    yield from violations(page, LEVELS if whole else TEXTS, BUT_TARGETS)
    # The cards of the cramp screen are always night.
    if whole and page.get_attribute("html", "data-screen") != "cramp-now":
        page.evaluate("() => { document.documentElement.dataset.theme = 'day'; }")
        yield from (f"by day: {fault}" for fault in violations(page, COLOURS))
        page.evaluate("() => { delete document.documentElement.dataset.theme; }")
    for (width, height), texts in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        for text in texts:
            page.evaluate("(text) => { document.documentElement.dataset.text = text; }", text)
            yield from (f"{text} {width}x{height} {fault}" for fault in page.evaluate(FAULTS, TARGETS))
    page.evaluate("() => { delete document.documentElement.dataset.text; }")
    page.set_viewport_size(PHONE)
