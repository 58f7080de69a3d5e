"""The look: no white flash at a cold launch, night and day as chosen, the largest text, forced colours."""

import base64

import pytest

from pwa.views import PATHS
from tests.conftest import TAGS

ARITHMETIC = """async (bytes) => {
    const image = await createImageBitmap(new Blob([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))]));
    const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
    canvas.drawImage(image, 0, 0);
    const { data } = canvas.getImageData(0, 0, image.width, image.height);
    const light = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    let sum = 0;
    for (let i = 0; i < data.length; i += 4)
        sum += 0.2126 * light(data[i]) + 0.7152 * light(data[i + 1]) + 0.0722 * light(data[i + 2]);
    return sum / (data.length / 4);
}"""
# The contrast (WCAG 2) with the ground, of the colour that stands out least among those that cover a fiftieth.
CONTRAST = """async (bytes) => {
    const image = await createImageBitmap(new Blob([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))]));
    const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
    canvas.drawImage(image, 0, 0);
    const { data } = canvas.getImageData(0, 0, image.width, image.height);
    const light = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    const often = new Map();
    for (let i = 0; i < data.length; i += 4) {
        const colour = [data[i], data[i + 1], data[i + 2]].join();
        often.set(colour, (often.get(colour) ?? 0) + 1);
    }
    const common = [...often].filter(([, count]) => count > data.length / 4 / 50).sort((a, b) => b[1] - a[1]);
    const [ground, ...drawn] = common.map(([colour]) => {
        const [r, g, b] = colour.split(',').map(light);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    });
    const contrasts = drawn.map((one) => (Math.max(one, ground) + 0.05) / (Math.min(one, ground) + 0.05));
    return contrasts.length ? Math.min(...contrasts) : 1;
}"""
# What is cut off: a box whose text is larger than itself and hidden, apart from what is meant for screen readers only.
CUT = """() => [...document.querySelectorAll('main *, header *, footer *')].filter((box) => {
    if (!box.offsetParent || box.closest('.unseen, .said, svg, .steps') || !box.childNodes.length) return false;
    const style = getComputedStyle(box);
    if (style.clipPath !== 'none' || box.clientWidth <= 1) return false;
    return style.overflowX !== 'visible' && style.overflowX !== 'auto' && box.scrollWidth > box.clientWidth + 1;
}).map((box) => box.outerHTML.slice(0, 100))"""


def luminance(page, image: str) -> float:
    """Mean relative luminance (WCAG 2) of an image in base64."""
    return arithmetic(page, ARITHMETIC, image)


def arithmetic(page, script: str, image: str) -> float:
    """What a script makes of an image in base64; a blank page does the arithmetic."""
    blank = page.context.new_page()
    blank.goto("about:blank")
    value = blank.evaluate(script, image)
    blank.close()
    return value


@pytest.mark.parametrize("tag", TAGS)
def test_the_cramp_screen_is_dim_even_on_a_phone_set_to_light(new_page, site, tag):
    """Design: a mean relative luminance of at most 0.06."""
    page = new_page(color_scheme="light")
    page.goto(f"{site}/{tag}/")
    page.wait_for_selector("html[data-flow]", state="attached")
    assert luminance(page, base64.b64encode(page.screenshot()).decode()) <= 0.06


def test_a_cold_launch_has_no_white_flash(phone, server):
    phone.make_ready(f"{server.address}/en/")
    server.stop()
    with phone.open(color_scheme="light") as context:
        page = context.pages[0]
        # The first blank tab is the browser's own; a home-screen app starts with the manifest's dark background.
        page.goto(f"{server.address}/en/warning-signs/")
        page.evaluate("() => localStorage.setItem('look', JSON.stringify({theme: 'night'}))")
        devtools = context.new_cdp_session(page)
        frames: list[str] = []

        def keep(frame):
            frames.append(frame["data"])
            devtools.send("Page.screencastFrameAck", {"sessionId": frame["sessionId"]})

        devtools.on("Page.screencastFrame", keep)
        page.goto(f"{server.address}/en/start/")
        devtools.send("Page.startScreencast", {"format": "png", "everyNthFrame": 1})
        for path in ("start/", "warning-signs/", "settings/", ""):
            page.goto(f"{server.address}/en/{path}")
            page.wait_for_selector("h1:visible")
        devtools.send("Page.stopScreencast")
        assert frames
        assert max(luminance(page, frame) for frame in frames) <= 0.12


@pytest.mark.parametrize(
    ("theme", "scheme", "bright"), [("night", "light", False), ("day", "dark", True), ("", "light", True)]
)
def test_the_theme_is_the_readers_choice_and_else_the_phones(new_page, site, theme, scheme, bright):
    page = new_page(color_scheme=scheme)
    page.goto(f"{site}/en/settings/")
    page.check(f"input[name=theme][value='{theme}']")
    page.goto(f"{site}/en/about/")
    assert (luminance(page, base64.b64encode(page.screenshot()).decode()) > 0.5) is bright


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("screen", PATHS)
def test_nothing_is_cut_in_the_largest_text_or_in_landscape(new_page, site, tag, screen):
    page = new_page(timezone_id="Asia/Jakarta")
    page.goto(f"{site}/{tag}/{PATHS[screen]}")
    page.evaluate("() => localStorage.setItem('look', JSON.stringify({text: '200'}))")
    page.reload()
    page.wait_for_selector("html[data-text='200']", state="attached")
    for width, height in ((320, 568), (360, 740), (740, 360)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width, (width, height)
        assert page.evaluate(CUT) == [], (width, height)


def test_the_size_of_the_text_is_remembered_on_the_cramp_screen(new_page, site):
    page = new_page()
    page.goto(f"{site}/en/settings/")
    page.check("input[name=text][value='150']")
    page.goto(f"{site}/en/")
    page.wait_for_selector("html[data-text='150']", state="attached")
    assert page.locator("html").evaluate("html => getComputedStyle(html).fontSize") == "27.008px"


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_forced_colours_reach_pictures_timer_and_outcome(new_page, site, scheme):
    """In the reader's own colours, which may be light, everything that is drawn stands out from the ground."""
    page = new_page(forced_colors="active", color_scheme=scheme)
    page.goto(f"{site}/en/")
    page.wait_for_selector("html[data-flow]", state="attached")
    for part in (".now .pic", ".now .main-button"):
        assert strongest_contrast(page, part) >= 4.5, part
    page.goto(f"{site}/en/#hold")
    for part in ("#hold .ring svg", "#hold .digits"):
        assert strongest_contrast(page, part) >= 4.5, part
    page.goto(f"{site}/en/#rub")
    page.wait_for_function("() => document.querySelector('#rub .pic').complete")
    assert strongest_contrast(page, "#rub .pic") >= 4.5
    page.goto(f"{site}/en/warning-signs/")
    page.check("input[data-level=emergency_now] >> nth=0")
    assert page.locator(".outcome:visible").evaluate("box => getComputedStyle(box).borderTopStyle") == "solid"


def strongest_contrast(page, part: str) -> float:
    """Between the commonest colour of a part, its ground, and the one among the others that stands out least."""
    return arithmetic(page, CONTRAST, base64.b64encode(page.locator(part).screenshot()).decode())


def test_the_keyboard_alone_leads_through_with_a_visible_focus(new_page, site):
    page = new_page()
    page.goto(f"{site}/en/")
    page.wait_for_selector("html[data-flow]", state="attached")
    for _ in range(20):
        page.keyboard.press("Tab")
        focused = page.evaluate("() => document.activeElement.className")
        outline = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", focused
        if focused == "main-button":
            break
    page.keyboard.press("Enter")
    page.wait_for_selector("html[data-view=hold]", state="attached")
