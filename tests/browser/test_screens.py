"""Every screen in every language: accessible (axe, with the AAA rules), quiet, private, nothing cut or too small."""

import pytest

from pwa.pages.views import PATHS
from tests.support.project import TAGS

WIDTHS = (320, 360, 768, 1280)
# Running text is exempt from the target size (WCAG 2.5.8); everything that stands alone is not.
TARGETS = "a, button, select, summary, label.sign, input"
SHIFTS = """shifted = 0;
new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) shifted += entry.value;
}).observe({ type: 'layout-shift', buffered: true });"""
TOO_SMALL = """targets => targets.filter(target => {
    const box = target.getBoundingClientRect();
    const running = '.unseen, .skip, .sources, p:not(.choices, .stop, .calls, .pick, .install-now)';
    if (!box.width || target.closest(running)) return false;
    const area = target.matches('input') ? target.closest('label').getBoundingClientRect() : box;
    return area.height < 47.5 || area.width < 44;
}).map(target => target.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("tag", TAGS)
def test_nothing_leaves_the_origin_and_the_console_is_silent(new_page, site, tag):
    page = new_page()
    asked, said = [], []
    page.context.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for path in PATHS.values():
        page.goto(f"{site}/{tag}/{path}")
        page.wait_for_selector("html[data-offline=ready]", state="attached")
    assert [url for url in asked if not url.startswith(site)] == []
    assert said == []
    assert page.context.cookies() == []


@pytest.mark.parametrize("tag", TAGS)
def test_nothing_moves_while_a_screen_comes_up(new_page, site, tag):
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
def test_the_choice_of_languages_is_named_as_it_looks(new_page, site, tag):
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
@pytest.mark.parametrize("size", [(320, 568), (360, 640), (360, 740), (412, 915)])
def test_the_first_screen_holds_picture_instruction_button_and_ways_on(new_page, site, tag, size):
    page = new_page(java_script_enabled=False)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{site}/{tag}/")
    for part in (".now .pic", "#first-step", ".now .main-button", ".to-signs"):
        box = page.locator(part).bounding_box()
        assert box["y"] >= 0, part
        assert box["y"] + box["height"] <= size[1], part
    assert page.locator(".now .main-button").bounding_box()["height"] >= 96


@pytest.mark.parametrize("tag", TAGS)
def test_without_scripts_the_steps_stand_in_order(new_page, site, tag):
    page = new_page(java_script_enabled=False)
    page.goto(f"{site}/{tag}/")
    order = page.locator("main section").evaluate_all("sections => sections.map(section => section.id)")
    steps = [name for name in order if name in ("stretch", "check", "rub", "move", "warmth", "position", "afterwards")]
    assert steps == ["stretch", "check", "rub", "move", "warmth", "position", "afterwards"]
    page.click(".now .main-button")
    assert page.locator("#hold").is_visible()


def test_the_cramp_screen_is_night_by_day_and_dim(new_page, site):
    """Design: a mean relative luminance of at most 0.06, on a phone that is set to light."""
    page = new_page(color_scheme="light")
    page.goto(f"{site}/en/")
    assert mean_luminance(page) <= 0.06


def mean_luminance(page) -> float:
    """Mean relative luminance (WCAG 2) of what is on the screen; a canvas in a blank page does the arithmetic."""
    shot = page.screenshot()
    blank = page.context.new_page()
    blank.goto("about:blank")
    return blank.evaluate(
        """async (bytes) => {
            const image = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
            const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
            canvas.drawImage(image, 0, 0);
            const { data } = canvas.getImageData(0, 0, image.width, image.height);
            const light = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
            let sum = 0;
            for (let i = 0; i < data.length; i += 4)
                sum += 0.2126 * light(data[i]) + 0.7152 * light(data[i + 1]) + 0.0722 * light(data[i + 2]);
            return sum / (data.length / 4);
        }""",
        list(shot),
    )
