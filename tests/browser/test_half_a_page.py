"""A slow phone paints what it has read of a page: nothing that stood there may move when the rest comes."""

import threading
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.support.project import TAGS
from tests.support.proxy import Answer, Proxy
from tests.support.server import free_port

# Where the answer stops: the picture alone is read, then the words, then the button.
ENDS = {"the picture": b'<h1 id="first-step"', "the words": b'<div class="reach"', "the button": b'<p class="unseen"'}
SHIFTS = """shifts = [];
new PerformanceObserver((list) => {
    const moved = ({ node, previousRect, currentRect }) => [node?.outerHTML?.slice(0, 80), previousRect, currentRect];
    for (const { value, sources } of list.getEntries()) shifts.push(JSON.stringify([value, sources.map(moved)]));
}).observe({ type: 'layout-shift', buffered: true });"""
TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("end", ENDS)
def test_the_first_screen_moves_nothing_when_its_second_half_comes(
    new_page: Callable[..., Page], site: str, tag: str, end: str
) -> None:
    page, rest = new_page(viewport={"width": 360, "height": 823}), threading.Event()
    page.add_init_script(SHIFTS)
    proxy = Proxy(free_port())
    proxy.upstream = int(site.rpartition(":")[2])

    def in_halves(answer: Answer) -> None:
        answer.unpack()
        at = answer.body.index(ENDS[end])
        answer.line.sendall(answer.head() + answer.body[:at])
        rest.wait(30)
        answer.line.sendall(answer.body[at:])

    proxy.break_with(in_halves, lambda answer: answer.asked_by == "page")
    proxy.start()
    try:
        page.goto(f"{proxy.address}/{tag}/", wait_until="commit")
        page.locator("#stretch .pic").wait_for(state="attached")
        page.evaluate(TWO_FRAMES)
        rest.set()
        page.wait_for_selector("html[data-flow]", state="attached")
        page.evaluate(TWO_FRAMES)
        assert page.evaluate("() => shifts") == []
        assert page.locator("#stretch .pic").is_visible()
    finally:
        rest.set()
        proxy.stop()
