"""A new language, the pseudo-language, and the worker of a release that was there before."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from pwa.content.load import load
from pwa.languages.table import Language
from pwa.workshop.add import add
from tests.browser.preview.conftest import ADDED, Project
from tests.support.phone import READY, Phone
from tests.support.project import change_entry
from tests.support.proxy import Proxy
from tests.support.screens import PATHS
from tests.support.server import free_port


@pytest.fixture
def port() -> Iterator[Proxy]:
    """One port, behind which a release can stand and then the preview."""
    proxy = Proxy(free_port())
    proxy.start()
    yield proxy
    proxy.stop()


def test_the_worker_of_a_release_makes_way(phone: Phone, port: Proxy, site: str, preview: Project) -> None:
    port.upstream = int(site.rpartition(":")[2])
    phone.make_ready(f"{port.address}/id/")
    port.upstream = int(preview.address.rpartition(":")[2])
    with phone.open() as context:
        page = context.pages[0]
        page.goto(f"{port.address}/id/")
        expect(page.locator("x-preview")).to_be_attached()
        page.reload()
        expect(page.locator("x-preview")).to_be_attached()
        assert page.locator(READY).count() == 0


def test_an_added_language_shows_at_once_as_a_draft_and_from_the_right_where_it_is_so(
    page: Page, project: Project
) -> None:
    translations = project.folder / "translations"
    page.goto(f"{project.address}/en/about/")
    content = load(project.folder / "content")
    project.keep("translations/glossary.csv")  # a language that is added has its columns there
    for folder in ADDED:
        project.keep(f"translations/{folder}")
        add(content, translations, Language(folder))
    expect(page.locator(".languages a[hreflang=ar]")).to_be_attached()  # the last one: the page loads no more
    page.locator(".languages a", has_text="Melayu").dispatch_event("click")
    page.wait_for_url("**/ms/about/")
    expect(page.locator("html")).to_have_attribute("lang", "ms")
    expect(page.locator(".stage[data-stage=draft]")).to_be_visible()
    arabic = "تحذيرات " * 4  # as long as a German heading; the rest stays English
    for english in ("About", "Settings", "Warning signs"):
        change_entry(translations / "ar/LC_MESSAGES/messages.po", english, ('msgstr ""', f'msgstr "{arabic.strip()}"'))
    page.goto(f"{project.address}/ar/about/")
    expect(page.locator("h1")).to_have_text(arabic.strip())
    expect(page.locator(".stage[data-stage=draft]")).to_be_visible()
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.locator(".top .home").evaluate("home => innerWidth - home.getBoundingClientRect().right") < 40
    page.set_viewport_size({"width": 320, "height": 640})
    assert squeezed(page, f"{project.address}/ar/") == {}


# A third longer than English, in the narrowest phone: what is cut or runs into another text here will in a language.
OVERLAPS = """() => {
    const above = (element) => element ? [element, ...above(element.parentElement)] : [];
    const style = (element) => getComputedStyle(element);
    const counts = (text) => text.checkVisibility({ visibilityProperty: true, opacityProperty: true })
        && !text.closest('x-preview, .skip, option')
        && above(text).every((part) => style(part).clipPath === 'none')
        && !above(text).some((part) => ['fixed', 'sticky'].includes(style(part).position));
    const texts = [...document.querySelectorAll('x-text')].filter(counts);
    const boxes = texts.flatMap((text) => [...text.getClientRects()].map((box) => ({ text, box })));
    const hides = (part) => ['hidden', 'clip'].includes(style(part).overflowX);
    const outside = (box) => box.right > innerWidth + 1 || box.left < -1;
    const cuts = (part) => hides(part) && part.scrollWidth > part.clientWidth + 1;
    const cut = texts.filter((text) => above(text).some(cuts) || outside(text.getBoundingClientRect()));
    // Line boxes of one paragraph touch; two texts that share more than that stand on each other.
    const shared = (one, other) => ({
        width: Math.min(one.right, other.right) - Math.max(one.left, other.left),
        height: Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top),
    });
    const over = [];
    for (const [n, one] of boxes.entries()) for (const other of boxes.slice(n + 1)) {
        const { width, height } = shared(one.box, other.box);
        if (one.text !== other.text && width > 3 && height > 6) over.push([one.text.innerText, other.text.innerText]);
    }
    const wide = document.documentElement.scrollWidth - innerWidth;
    return { wide, cut: cut.map((text) => text.innerText), over };
}"""


def test_nothing_is_cut_or_on_top_of_another_in_the_pseudo_language(page: Page, project: Project) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    assert squeezed(page, f"{project.address}/en-xa/") == {}


def squeezed(page: Page, address: str) -> dict[str, dict[str, Any]]:
    """What is cut or covered, by screen."""
    found = {}
    for screen, path in PATHS.items():
        page.goto(address + path)
        found[screen] = page.evaluate(OVERLAPS)
    return {screen: what for screen, what in found.items() if what != {"wide": 0, "cut": [], "over": []}}
