"""Every screen in every language: accessible (axe, with the AAA rules), quiet, private, nothing cut or too small."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.layout import box_of
from tests.support.project import TAGS
from tests.support.screens import PATHS
from tests.support.signs import tick_worst

SHIFTS = """shifted = 0;
new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) shifted += entry.value;
}).observe({ type: 'layout-shift', buffered: true });"""


@pytest.mark.worker
@pytest.mark.parametrize("zone", ["UTC", "Asia/Jakarta"])  # no country, and one whose numbers other pages show
@pytest.mark.parametrize("tag", [pytest.param(TAGS[0], marks=pytest.mark.quick), *TAGS[1:]])
def test_nothing_leaves_the_origin_and_the_console_is_silent(
    new_page: Callable[..., Page], site: str, tag: str, zone: str
) -> None:
    page = new_page(timezone_id=zone)
    asked: list[str] = []
    said = hear(page)
    page.context.on("request", lambda request: asked.append(request.url))
    for path in PATHS.values():
        page.goto(f"{site}/{tag}/{path}")
        page.wait_for_selector("html[data-offline=ready]", state="attached")
    assert [url for url in asked if not url.startswith(site)] == []
    assert said == []
    assert page.context.cookies() == []


def test_the_console_is_silent_where_one_page_reads_others(new_page: Callable[..., Page], site: str) -> None:
    """The policy of a page names its own style, and would refuse theirs."""
    page = new_page(timezone_id="Asia/Jakarta")
    said = hear(page)
    page.goto(f"{site}/en/warning-signs/")
    tick_worst(page)
    page.click(".show-card")
    expect(page.locator(".helper-card .pair").first).to_be_visible()
    page.goto(f"{site}/en/doctor/")
    page.select_option("#second", "id")
    expect(page.locator("h1 .other")).to_have_attribute("lang", "id")
    page.goto(f"{site}/en/learn/")
    page.fill("#search", "warmth")
    expect(page.locator(".found a").first).to_be_visible()
    assert said == []


def hear(page: Page) -> list[str]:
    """What the page will have said to the console."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


@pytest.mark.worker
@pytest.mark.parametrize("tag", TAGS)
def test_nothing_moves_while_a_screen_comes_up(new_page: Callable[..., Page], site: str, tag: str) -> None:
    """What scripts add has its place from the first paint on; https://web.dev/articles/cls calls 0.1 good."""
    page = new_page(timezone_id="Asia/Jakarta")
    page.add_init_script(SHIFTS)
    for width in (360, 412):
        page.set_viewport_size({"width": width, "height": 823})
        for path in PATHS.values():
            page.goto(f"{site}/{tag}/{path}")
            page.wait_for_selector("html[data-offline=ready]", state="attached")
            assert page.evaluate("() => shifted") <= 0.05, (path, width)


@pytest.mark.parametrize("tag", TAGS)
def test_the_choice_of_languages_is_named_as_it_looks(new_page: Callable[..., Page], site: str, tag: str) -> None:
    """WCAG 2.5.3: who speaks to the phone says what stands on the screen."""
    page = new_page()
    page.goto(f"{site}/{tag}/")
    page.wait_for_selector("html[data-flow]", state="attached")
    for card in ("stretch", "hold"):
        page.goto(f"{site}/{tag}/#{card}")
        page.wait_for_selector(f"html[data-view={card}]", state="attached")
        seen = page.locator(".languages summary span:visible").last.inner_text()
        assert seen.lower() in page.locator(".languages").aria_snapshot().lower(), card


@pytest.mark.parametrize("tag", TAGS)
def test_the_first_screen_holds_picture_instruction_button_and_ways_on(
    new_page: Callable[..., Page], site: str, tag: str
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site}/{tag}/")
    for width, height in ((320, 568), (360, 640), (360, 740), (412, 915)):
        page.set_viewport_size({"width": width, "height": height})
        for part in (".now .pic", "#first-step", ".now .main-button", ".to-signs"):
            box = box_of(page.locator(part))
            assert box["y"] >= 0, (part, width)
            assert box["y"] + box["height"] <= height, (part, width)
        assert box_of(page.locator(".now .main-button"))["height"] >= 96, width


@pytest.mark.parametrize("tag", TAGS)
def test_without_scripts_the_steps_stand_in_order(new_page: Callable[..., Page], site: str, tag: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site}/{tag}/")
    order = page.locator("main section").evaluate_all("sections => sections.map(section => section.id)")
    steps = [name for name in order if name in ("stretch", "check", "rub", "move", "warmth", "position", "afterwards")]
    assert steps == ["stretch", "check", "rub", "move", "warmth", "position", "afterwards"]
    page.click(".now .main-button")
    expect(page.locator("#hold")).to_be_visible()
