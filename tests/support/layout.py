"""What is asked of a page about its layout: nothing lost, every target big enough."""

from playwright.sync_api import FloatRect, Locator

# Running text is exempt from the target size (WCAG 2.5.8); everything that stands alone is not.
TARGETS = "a, button, select, summary, label.sign, input"
TOO_SMALL = """targets => targets.filter(target => {
    const box = target.getBoundingClientRect();
    const running = '.unseen, .skip, .sources, p:not(.choices, .stop, .calls, .pick, .install-now)';
    if (!box.width || target.closest(running)) return false;
    const area = target.matches('input') ? target.closest('label').getBoundingClientRect() : box;
    return area.height < 47.5 || area.width < 44;
}).map(target => target.outerHTML.slice(0, 120))"""
# Lines of text that leave the window or what cuts them off, that lie upon each other, or that bars leave no room for.
LOST = """() => {
    const lines = [];
    const faults = [];
    const open = document.querySelector('dialog[open]');
    const walker = document.createTreeWalker(open ?? document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    // What is around a text: of each element once, because a page asks for the styles of most of them.
    const known = new Map([[document.body, { bars: false, clipped: false, left: 0, right: innerWidth }]]);
    const inside = (box) => {
        if (known.has(box)) return known.get(box);
        const { bars, clipped, left, right } = inside(box.parentElement);
        const style = getComputedStyle(box);
        const scrolls = ['auto', 'scroll'].includes(style.overflowX) && box.matches('.steps ol');
        const found = {
            bars: bars || ['sticky', 'fixed', 'absolute'].includes(style.position),
            clipped: clipped || style.clipPath !== 'none' || scrolls,
            left,
            right,
        };
        if (style.overflowX !== 'visible') {
            const edge = box.getBoundingClientRect();
            Object.assign(found, { left: Math.max(left, edge.left), right: Math.min(right, edge.right) });
        }
        known.set(box, found);
        return found;
    };
    while (walker.nextNode()) {
        const box = walker.currentNode.parentElement;
        const text = walker.currentNode.data.trim();
        if (!text || !box.checkVisibility() || box.closest('.unseen, .skip, option')) continue;
        const { bars, clipped, left: start, right: end } = inside(box);
        if (clipped) continue;
        range.selectNodeContents(walker.currentNode);
        for (const { left, right, top, bottom, width } of range.getClientRects()) {
            if (width < 2) continue;
            if (left < start - 1 || right > end + 1) faults.push(`cut: ${text}`);
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
# Both in one look, because each look lays the page out anew.
FAULTS = f"""(targets) => [
    ...({LOST})(),
    ...({TOO_SMALL})([...document.querySelectorAll(targets)]).map((target) => `small: ${{target}}`),
]"""

# Relative luminance (WCAG 2) of three channels, and the channels of a colour as a browser computes it.
LUMINANCE = """
    const light = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    const luminance = (r, g, b) => 0.2126 * light(r) + 0.7152 * light(g) + 0.0722 * light(b);
    const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
"""


def box_of(place: Locator) -> FloatRect:
    """Where an element that shows stands in the window, in CSS pixels."""
    box = place.bounding_box()
    assert box, f"{place} does not show"
    return box
