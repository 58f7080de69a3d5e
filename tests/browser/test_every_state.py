"""Every state of every screen in each language: accessible (axe, AAA) in each theme and size, and nothing lost."""

import pytest

from tests.browser.test_screens import TARGETS, TOO_SMALL
from tests.support.axe import COLOURS, LEVELS, violations
from tests.support.project import TAGS
from tests.support.states import states

# TOO_SMALL asks for more than axe's rule does, and no bar that lies over a target at this moment misleads it.
BUT_TARGETS = {"target-size": {"enabled": False}}
PHONE = (360, 740)
# Text at its normal size, and twice that: narrow, usual, landscape, desktop.
SIZES = {"": ((320, 568), (360, 740), (740, 360), (1280, 800)), "200": ((320, 568), (360, 740), (740, 360))}
# Lines of text that leave the window or what cuts them off, that lie upon each other, or that bars leave no room for.
LOST = """() => {
    const lines = [];
    const faults = [];
    const open = document.querySelector('dialog[open]');
    const walker = document.createTreeWalker(open ?? document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (walker.nextNode()) {
        const box = walker.currentNode.parentElement;
        const text = walker.currentNode.data.trim();
        if (!text || !box.checkVisibility() || box.closest('.unseen, .skip, option')) continue;
        let bars = false;
        let cutter = { left: 0, right: innerWidth };
        let clipped = false;
        for (let around = box; around && around !== document.body; around = around.parentElement) {
            const style = getComputedStyle(around);
            clipped ||= style.clipPath !== 'none';
            bars ||= ['sticky', 'fixed', 'absolute'].includes(style.position);
            if (['auto', 'scroll'].includes(style.overflowX) && around.matches('.steps ol')) clipped = true;
            if (style.overflowX !== 'visible') {
                const { left, right } = around.getBoundingClientRect();
                cutter = { left: Math.max(cutter.left, left), right: Math.min(cutter.right, right) };
            }
        }
        if (clipped) continue;
        range.selectNodeContents(walker.currentNode);
        for (const { left, right, top, bottom, width } of range.getClientRects()) {
            if (width < 2) continue;
            if (left < cutter.left - 1 || right > cutter.right + 1) faults.push(`cut: ${text}`);
            const quarter = (bottom - top) / 4;
            if (!bars) lines.push({ left, right, top: top + quarter, bottom: bottom - quarter, text });
        }
    }
    lines.sort((one, other) => one.top - other.top);
    lines.forEach((one, at) => {
        for (let next = at + 1; next < lines.length && lines[next].top < one.bottom; next++)
            if (lines[next].left < one.right - 1 && one.left < lines[next].right - 1)
                faults.push(`${one.text} / ${lines[next].text}`);
    });
    const wide = (bar) => bar.getBoundingClientRect().width > innerWidth / 2; // else it stands beside what is read
    const covered = [...document.querySelectorAll('.top, .reach, .bar')]
        .filter((bar) => bar.checkVisibility() && getComputedStyle(bar).position === 'sticky' && wide(bar))
        .reduce((sum, bar) => sum + bar.getBoundingClientRect().height, 0);
    if (covered > innerHeight * 0.6) faults.push(`bars take ${Math.round(covered)} of ${innerHeight}`);
    for (const digits of document.querySelectorAll('.ring .digits')) {
        if (!digits.checkVisibility()) continue;
        range.selectNodeContents(digits);
        const [words, ring] = [range.getBoundingClientRect(), digits.parentElement.getBoundingClientRect()];
        if (words.width > ring.width * 0.8) faults.push('the time is wider than its ring');
    }
    if (document.documentElement.scrollWidth > innerWidth) faults.push('scrolls sideways');
    return [...new Set(faults)].slice(0, 5);
}"""


@pytest.mark.parametrize("tag", TAGS)
def test_every_state_is_accessible_and_whole_in_each_theme_and_size(new_page, site, tag):
    page = new_page(color_scheme="dark", timezone_id="Asia/Jakarta", reduced_motion="reduce")
    found = {}
    for state in states(page, f"{site}/{tag}/"):
        if faults := list(faults_of(page)):
            found[state] = faults
    assert found == {}


def faults_of(page):
    """What is wrong with the state, in each theme and size; the page is left as it was."""
    on_a_card = page.get_attribute("html", "data-screen") == "cramp-now"
    yield from violations(page, LEVELS, BUT_TARGETS)
    if not on_a_card:  # those are always night
        page.evaluate("() => { document.documentElement.dataset.theme = 'day'; }")
        yield from (f"by day: {fault}" for fault in violations(page, COLOURS))
        page.evaluate("() => { delete document.documentElement.dataset.theme; }")
    for text, sizes in SIZES.items():
        page.evaluate("(text) => { document.documentElement.dataset.text = text; }", text)
        for width, height in sizes:
            page.set_viewport_size({"width": width, "height": height})
            yield from (f"{text} {width}x{height} {fault}" for fault in page.evaluate(LOST))
            small = page.locator(TARGETS).evaluate_all(TOO_SMALL)
            yield from (f"{text} {width}x{height} small: {target}" for target in small)
    page.evaluate("() => { delete document.documentElement.dataset.text; }")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
