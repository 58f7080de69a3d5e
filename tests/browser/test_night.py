"""The look: no white flash at a cold launch, night and day as chosen, the largest text, forced colours."""

import base64
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.support.cramp import HOLD, jump, press, shows
from tests.support.layout import LUMINANCE
from tests.support.phone import Phone
from tests.support.project import TAGS
from tests.support.screens import PATHS
from tests.support.server import Server
from tests.support.signs import tick_worst
from tests.support.states import states

# The bytes of a picture, and the relative luminance of one of them.
PIXELS = f"""{LUMINANCE}
    const image = await createImageBitmap(new Blob([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))]));
    const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
    canvas.drawImage(image, 0, 0);
    const {{ data }} = canvas.getImageData(0, 0, image.width, image.height);"""
ARITHMETIC = f"""async (bytes) => {{{PIXELS}
    let sum = 0;
    for (let i = 0; i < data.length; i += 4) sum += luminance(data[i], data[i + 1], data[i + 2]);
    return sum / (data.length / 4);
}}"""
# The contrast (WCAG 2) with the ground, of the colour that stands out least among those that cover a fiftieth.
CONTRAST = f"""async (bytes) => {{{PIXELS}
    const often = new Map();
    for (let i = 0; i < data.length; i += 4) {{
        const colour = [data[i], data[i + 1], data[i + 2]].join();
        often.set(colour, (often.get(colour) ?? 0) + 1);
    }}
    const common = [...often].filter(([, count]) => count > data.length / 4 / 50).sort((a, b) => b[1] - a[1]);
    const [ground, ...drawn] = common.map(([colour]) => luminance(...colour.split(',')));
    const contrasts = drawn.map((one) => (Math.max(one, ground) + 0.05) / (Math.min(one, ground) + 0.05));
    return contrasts.length ? Math.min(...contrasts) : 1;
}}"""


def luminance(page: Page, image: str) -> float:
    """Mean relative luminance (WCAG 2) of an image in base64."""
    return arithmetic(page, ARITHMETIC, image)


def arithmetic(page: Page, script: str, image: str) -> float:
    """What a script makes of an image in base64; a blank page does the arithmetic."""
    blank = page.context.new_page()
    blank.goto("about:blank")
    value = blank.evaluate(script, image)
    blank.close()
    return float(value)


@pytest.mark.parametrize("tag", TAGS)
def test_the_cramp_screen_is_dim_even_on_a_phone_set_to_light(
    new_page: Callable[..., Page], site: str, tag: str
) -> None:
    """Design: a mean relative luminance of at most 0.06."""
    page = new_page(color_scheme="light")
    page.goto(f"{site}/{tag}/")
    page.wait_for_selector("html[data-flow]", state="attached")
    assert luminance(page, base64.b64encode(page.screenshot()).decode()) <= 0.06


@pytest.mark.parametrize("tag", TAGS)
def test_each_card_of_the_cramp_screen_is_dim(new_page: Callable[..., Page], site: str, tag: str) -> None:
    page = new_page(color_scheme="light")
    found = {
        state: luminance(page, base64.b64encode(page.screenshot()).decode())
        for state in states(page, f"{site}/{tag}/", "cramp")
    }
    assert {"card hold", "card check", "card afterwards", "doctor today", "ambulance", "warmth runs"} <= set(found)
    assert {state: light for state, light in found.items() if light > 0.06} == {}


# Every page that the cramp screen leads to, and what it is opened from.
WAYS_OUT = ("warning-signs/#outcome", *(path for path in PATHS.values() if path))
NOON = "2026-03-01T12:00:00+07:00"
AT_NIGHT = "2026-03-01T03:12:00+07:00"


@pytest.mark.parametrize(("time", "cramp"), [(AT_NIGHT, False), (NOON, True)])
def test_the_ways_out_of_the_cramp_screen_stay_dark(
    new_page: Callable[..., Page], site: str, time: str, cramp: bool
) -> None:
    """By night, and at noon out of a cramp that runs; on a phone set to light."""
    page = new_page(color_scheme="light", timezone_id="Asia/Jakarta")
    page.clock.install(time=time)
    page.goto(f"{site}/en/")
    page.wait_for_selector("html[data-flow]", state="attached")
    if cramp:
        page.click("#stretch .main-button")
    for path in WAYS_OUT:
        page.goto(f"{site}/en/{path}")
        page.wait_for_selector("html[data-dark]", state="attached")
        assert luminance(page, base64.b64encode(page.screenshot()).decode()) <= 0.06, path


@pytest.mark.parametrize(("heat", "dark"), [({"warmth": -6}, True), ({}, False)])
def test_two_hours_of_a_cramp_count_from_the_last_act(
    new_page: Callable[..., Page], site: str, heat: dict[str, int], dark: bool
) -> None:
    """Heat that was put on six minutes ago goes on, and so does the dark (cramp/night.js)."""
    page = new_page(color_scheme="light", timezone_id="Asia/Jakarta")
    page.clock.install(time=NOON)
    page.add_init_script(f"""
        const ago = (minutes) => Date.now() + minutes * 60_000;
        const starts = Object.fromEntries(Object.entries({heat}).map(([card, minutes]) => [card, ago(minutes)]));
        const session = {{ state: "cramp", started: ago(-121), seen: ago(0), starts }};
        localStorage.setItem("/:cramp-session", JSON.stringify(session));""")
    page.goto(f"{site}/en/about/")
    assert page.locator("html[data-dark]").count() == dark


def test_by_day_without_a_cramp_the_phone_decides(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(color_scheme="light", timezone_id="Asia/Jakarta")
    page.clock.install(time=NOON)
    page.goto(f"{site}/en/about/")
    assert page.locator("html[data-dark]").count() == 0
    assert luminance(page, base64.b64encode(page.screenshot()).decode()) > 0.5


def test_day_that_was_chosen_is_day_at_night_too(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(color_scheme="light", timezone_id="Asia/Jakarta")
    page.clock.install(time=AT_NIGHT)
    page.add_init_script("localStorage.setItem('/:look', JSON.stringify({ theme: 'day' }))")
    page.goto(f"{site}/en/about/")
    assert luminance(page, base64.b64encode(page.screenshot()).decode()) > 0.5


BAR = """() => {
    const bars = [...document.querySelectorAll('meta[name=theme-color]')];
    const named = bars.find(({ media }) => !media || matchMedia(media).matches).content;
    const drawn = getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/g);
    return [named, '#' + drawn.map((part) => Number(part).toString(16).padStart(2, '0')).join('')];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("time", [AT_NIGHT, NOON])
def test_the_phones_own_bars_have_the_colour_of_the_page(
    new_page: Callable[..., Page], site: str, scheme: str, time: str
) -> None:
    """Whatever was chosen, at the moment it is and from then on; the cramp screen is dark in any case."""
    page = new_page(color_scheme=scheme, timezone_id="Asia/Jakarta")
    page.clock.install(time=time)
    for theme in ("day", "night", ""):
        page.goto(f"{site}/en/settings/")
        page.check(f"input[name=theme][value='{theme}']")
        for path in (None, "about/", "emergency/", ""):
            if path is not None:
                page.goto(f"{site}/en/{path}")
            named, drawn = page.evaluate(BAR)
            assert named == drawn, (theme, path)


def test_a_cold_launch_has_no_white_flash(phone: Phone, server: Server) -> None:
    """Frame by frame from a magenta page on, which no frame of ours can be taken for, on a phone set to light."""
    phone.make_ready(f"{server.address}/en/")
    server.stop()
    with phone.open(color_scheme="light") as context:
        page = context.pages[0]
        page.goto("data:text/html,<html style='background:magenta'>")
        before = luminance(page, base64.b64encode(page.screenshot()).decode())
        devtools = context.new_cdp_session(page)
        frames: list[str] = []

        def keep(frame: dict[str, Any]) -> None:
            frames.append(frame["data"])
            devtools.send("Page.screencastFrameAck", {"sessionId": frame["sessionId"]})

        devtools.on("Page.screencastFrame", keep)
        devtools.send("Page.startScreencast", {"format": "png", "everyNthFrame": 1})
        page.goto(f"{server.address}/en/start/")
        page.evaluate("() => localStorage.setItem('/:look', JSON.stringify({theme: 'night'}))")
        for path in ("start/", "warning-signs/", "settings/", ""):
            page.goto(f"{server.address}/en/{path}")
            page.wait_for_selector("h1:visible")
        devtools.send("Page.stopScreencast")
        found = [luminance(page, frame) for frame in frames]
    launched = [light for light in found if abs(light - before) > 0.005]
    assert len(found) > len(launched) > 0
    assert max(launched) <= 0.12, found


@pytest.mark.parametrize(
    ("theme", "scheme", "bright"), [("night", "light", False), ("day", "dark", True), ("", "light", True)]
)
def test_the_theme_is_the_readers_choice_and_else_the_phones(
    new_page: Callable[..., Page], site: str, theme: str, scheme: str, bright: bool
) -> None:
    page = new_page(color_scheme=scheme, timezone_id="Asia/Jakarta")
    page.clock.install(time=NOON)
    page.goto(f"{site}/en/settings/")
    page.check(f"input[name=theme][value='{theme}']")
    page.goto(f"{site}/en/about/")
    assert (luminance(page, base64.b64encode(page.screenshot()).decode()) > 0.5) is bright


@pytest.mark.quick
def test_the_size_of_the_text_is_remembered_on_the_cramp_screen(new_page: Callable[..., Page], site: str) -> None:
    page = new_page()
    page.goto(f"{site}/en/settings/")
    page.check("input[name=text][value='150']")
    page.goto(f"{site}/en/")
    page.wait_for_selector("html[data-text='150']", state="attached")
    assert page.locator("html").evaluate("html => getComputedStyle(html).fontSize") == "27.008px"


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_forced_colours_reach_pictures_timer_and_outcome(new_page: Callable[..., Page], site: str, scheme: str) -> None:
    """In the reader's own colours, which may be light, everything that is drawn stands out from the ground."""
    page = new_page(forced_colors="active", color_scheme=scheme)
    page.goto(f"{site}/en/")
    page.wait_for_selector("html[data-flow]", state="attached")
    for part in (".now .pic", ".now .main-button"):
        assert strongest_contrast(page, part) >= 4.5, part
    page.goto(f"{site}/en/#hold")
    for part in ("#hold .ring", "#hold .digits"):
        assert strongest_contrast(page, part) >= 4.5, part
    page.goto(f"{site}/en/#rub")
    page.click("#check .main-button")
    page.wait_for_function("() => document.querySelector('#rub .pic').complete")
    assert strongest_contrast(page, "#rub .pic") >= 4.5
    page.goto(f"{site}/en/warning-signs/")
    tick_worst(page)
    assert page.locator(".outcome:visible").evaluate("box => getComputedStyle(box).borderTopStyle") == "solid"


def strongest_contrast(page: Page, part: str) -> float:
    """Between the commonest colour of a part, its ground, and the one among the others that stands out least."""
    return arithmetic(page, CONTRAST, base64.b64encode(page.locator(part).screenshot()).decode())


FOCUSED = (
    f"() => {{{LUMINANCE}"
    + """
    const focused = document.activeElement;
    if (focused === document.body) return null;
    const marked = focused.closest('.sign') ?? focused;
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(marked);
    const box = marked.getBoundingClientRect();
    const along = (start, end) => [start + 4, (start + end) / 2, end - 4];
    const seen = along(box.left, box.right).some((x) =>
        along(box.top, box.bottom).some((y) => marked.contains(document.elementFromPoint(x, y))));
    const ground = getComputedStyle(document.documentElement).backgroundColor;
    const both = [outlineColor, ground].map((colour) => luminance(...channels(colour)) + 0.05);
    const number = [...document.querySelectorAll('*')].indexOf(focused);
    return {
        name: focused.outerHTML.slice(0, 90), number, seen,
        marked: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && Math.max(...both) / Math.min(...both) >= 3,
    };
}"""
)
# What can be reached, each group of choices by one of them.
REACHABLE = """() => [...document.querySelectorAll('a[href], button, input, select, summary')].filter((one) =>
    one.checkVisibility() && !one.disabled && (one.type !== 'radio' || one.checked)).length"""


@pytest.mark.parametrize("path", ["", "#warmth", "warning-signs/", "settings/", "learn/"])
@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_the_keyboard_reaches_everything_in_order_with_a_visible_focus(
    new_page: Callable[..., Page], site: str, path: str, scheme: str
) -> None:
    page = new_page(color_scheme=scheme, reduced_motion="reduce")
    page.goto(f"{site}/en/{path}")
    page.wait_for_selector("html[data-offline]", state="attached")
    if path == "settings/":
        page.locator("#offline button").wait_for()  # comes when the phone is known to be able to keep the app
    wanted = page.evaluate(REACHABLE)
    page.locator(".skip").focus()
    walked = []
    while focus := page.evaluate(FOCUSED):
        assert focus["marked"], focus["name"]
        assert focus["seen"], focus["name"]
        walked.append(focus["number"])
        page.keyboard.press("Tab")
    assert walked == sorted(walked)
    assert len(walked) == wanted


def test_the_keyboard_takes_the_next_step(new_page: Callable[..., Page], site: str) -> None:
    page = new_page()
    page.goto(f"{site}/en/")
    page.wait_for_selector("html[data-flow]", state="attached")
    page.locator(".now .main-button").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("html[data-view=hold]", state="attached")


def test_rest_and_questions_are_quiet_and_green_and_amber_stay_for_what_they_say(cramp: Page) -> None:
    """The ring of a rest is no success, and a question is no caution."""
    colour = "(part, name) => getComputedStyle(part).getPropertyValue(name)"
    press(cramp)
    shows(cramp, "hold")
    cramp.clock.run_for((HOLD + 1) * 1000)
    ring = cramp.locator("#hold .ring[data-phase=rest]")
    ring.wait_for()
    assert ring.evaluate(colour, "--fill") == ring.evaluate(colour, "--muted")
    jump(cramp, "check")
    assert cramp.locator("#check h2").evaluate(colour, "color") == cramp.locator("body").evaluate(colour, "color")
