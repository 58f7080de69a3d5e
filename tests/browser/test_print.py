"""Paper: dark on white in every theme, the whole bedside sheet in order, and nothing that one would have to tap."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, PdfMargins, expect

from tests.support.layout import LUMINANCE
from tests.support.project import TAGS
from tests.support.screens import PATHS
from tests.support.signs import SIGNS, tick_worst

# Every text on the page whose contrast with white is under 7:1, and every place that prints a dark ground.
PALE = (
    f"() => {{{LUMINANCE}"
    + """
    const onPaper = (colour) => {
        const [r, g, b, a = 1] = channels(colour);
        return a === 0 ? 1 : luminance(r, g, b);
    };
    return [...document.querySelectorAll('html, body *')].filter((box) => {
        if (!box.checkVisibility()) return false;
        const style = getComputedStyle(box);
        const says = [...box.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
        const pale = says && 1.05 / (onPaper(style.color) + 0.05) < 7;
        const drawn = box.matches('svg.pic *') && Math.max(...[style.fill, style.stroke]
            .filter((colour) => colour !== 'none').map(onPaper)) > 0.18;
        return pale || drawn || onPaper(style.backgroundColor) < 0.8;
    }).map((box) => box.outerHTML.slice(0, 100));
}"""
)
DRAWINGS = 16  # one of each card but the questions, the hold and the ten minutes
TAPPED = ".top, .foot nav, .main-button, .choices, .steps, .bar, .timer, .again, .offline"


@pytest.mark.parametrize("tag", TAGS)
def test_every_screen_prints_dark_on_white_and_without_what_is_tapped(
    new_page: Callable[..., Page], site: str, tag: str
) -> None:
    page = new_page(color_scheme="dark")
    page.goto(f"{site}/{tag}/settings/")
    page.check("input[name=theme][value=night]")
    page.emulate_media(media="print")
    for path in [*PATHS.values(), "learn/treatments/"]:
        page.goto(f"{site}/{tag}/{path}")
        assert page.evaluate(PALE) == [], path
        assert page.locator(TAPPED).evaluate_all("all => all.filter((one) => one.checkVisibility()).length") == 0, path
        expect(page.locator(".foot p").first, path).to_be_visible()  # that no clinician has checked it


@pytest.mark.parametrize("scripts", [True, False])
def test_the_whole_cramp_screen_is_on_the_sheet_in_order(
    new_page: Callable[..., Page], site: str, scripts: bool
) -> None:
    page = new_page(java_script_enabled=scripts)
    page.goto(f"{site}/en/#hold")
    if scripts:
        page.locator("#hold .ring").wait_for()
    page.emulate_media(media="print")
    tops = []
    for card in page.locator(".card:not(#ways, .said)").all():
        expect(card.locator("h1:visible, h2:visible")).to_have_count(1)
        for words in card.locator(
            ".lead:not([data-muscle]), .points li:not(.repeated), .avoid li, .questions .asks"
        ).all():
            expect(words).to_be_visible()
        # Column by column; a long card may go on in the next one.
        tops.append(card.evaluate("card => { const { x, y } = card.getClientRects()[0]; return [Math.round(x), y]; }"))
    assert len(tops) >= 12
    assert tops == sorted(tops)
    assert page.locator("#ways").is_hidden()


def test_a_drawing_that_is_a_file_is_dark_on_paper(new_page: Callable[..., Page], site: str) -> None:
    page = new_page()
    page.goto(f"{site}/en/")
    page.emulate_media(media="print")
    found = page.locator("#rub .pic").evaluate("pic => getComputedStyle(pic).filter")
    assert found.startswith("grayscale(1) invert(1)")


def test_advice_that_a_ticked_sign_forbids_is_not_printed(new_page: Callable[..., Page], site: str) -> None:
    page = new_page()
    page.goto(f"{site}/en/warning-signs/")
    tick_worst(page)
    page.goto(f"{site}/en/")
    page.locator("#danger .saids li").wait_for()
    page.emulate_media(media="print")
    for card in ("stretch", "rub", "move", "warmth"):
        assert page.locator(f"#{card}").is_hidden(), card
    expect(page.locator("#danger")).to_be_visible()


def test_on_paper_every_sign_stands_below_how_urgent_it_is(new_page: Callable[..., Page], site: str) -> None:
    page = new_page()
    page.goto(f"{site}/en/warning-signs/")
    page.emulate_media(media="print")
    headings = page.locator(".paper h2:visible").all_inner_texts()
    assert headings == ["Call an ambulance now", "Talk to a doctor today", "Make an appointment"]
    for place, urgency in enumerate(("emergency_now", "same_day", "appointment")):
        printed = page.locator(".paper ul").nth(place).locator("li:visible").all_inner_texts()
        texts = [str(sign.text) for sign in SIGNS if sign.urgency == urgency]
        assert len(printed) == len(texts)
        assert all(text in said for text, said in zip(texts, printed, strict=True))
    expect(page.locator(".topics")).to_be_hidden()


@pytest.mark.parametrize("tag", TAGS)
def test_the_steps_are_one_sheet_with_their_pictures(new_page: Callable[..., Page], site: str, tag: str) -> None:
    page = new_page(service_workers="block")
    page.goto(f"{site}/{tag}/")
    page.wait_for_selector("html[data-flow]", state="attached")
    page.emulate_media(media="print")
    page.locator(".card .pic").evaluate_all("drawings => drawings.forEach((drawing) => (drawing.loading = 'eager'))")
    expect(page.locator(".card .pic:visible")).to_have_count(DRAWINGS)
    # The margins that printers leave.
    margin: PdfMargins = {"top": "10mm", "right": "10mm", "bottom": "10mm", "left": "10mm"}
    sheets = re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", margin=margin))
    assert len(sheets) == 1
