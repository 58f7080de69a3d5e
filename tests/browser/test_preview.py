"""The live preview, run on a copy of the project: saving reloads, faults are told, each text tells about itself."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from pwa.load import load
from pwa.po import read_po
from pwa.signatures import Signature, hash_of, written
from pwa.views import PATHS
from pwa.workshop.preview_screens import change_entry, copy_project, previewing
from tests.browser.conftest import READY
from tests.conftest import free_port

BAR = "x-preview .broken"
NEW_PROCESS = 30_000  # milliseconds: a first build, or new code, waits for Python to start on a busy machine
PO = "translations/id/LC_MESSAGES/messages.po"


@dataclass
class Project:
    """A copy of this checkout with a preview that serves it."""

    folder: Path
    address: str

    def edit(self, name: str, old: str, new: str) -> int:
        """Replace the first place that holds `old`; the line where it stands."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    copy_project(tmp_path / "copy")
    return tmp_path / "copy"


@pytest.fixture
def project(copy: Path) -> Iterator[Project]:
    with previewing(copy, free_port()) as address:
        yield Project(copy, address)


@pytest.fixture
def overlay(page: Page, project: Project) -> Callable[[str], Page]:
    """overlay("id/settings/"): that page with its texts outlined."""

    def open_(path: str) -> Page:
        page.goto(f"{project.address}/{path}")
        page.keyboard.press("?")
        expect(page.locator("x-text[data-text-state]").first).to_be_attached()
        return page

    return open_


SAVED = {
    "a .po": (PO, 'msgstr "Pengaturan"', 'msgstr "Setelan baru"', "id/settings/", "Setelan baru"),
    "YAML": ("content/interface.yaml", 'settings: "Settings"', 'settings: "Choices"', "en/settings/", "Choices"),
    "a template": ("pwa/templates/settings.html", "<h1>", "<h1>Now: ", "en/settings/", "Now: Settings"),
    "Python code": (
        "pwa/text.py",
        "return NUMBER_THEN_WORD",
        'return "Now: " + NUMBER_THEN_WORD',
        "en/about/",
        "Now: About",
    ),
}


@pytest.mark.parametrize("what", SAVED)
def test_a_page_loads_again_when_a_file_is_saved(page, project, what):
    file, old, new, path, said = SAVED[what]
    page.goto(f"{project.address}/{path}")
    project.edit(file, old, new)
    expect(page.locator("h1")).to_have_text(said, timeout=NEW_PROCESS)


def test_a_page_loads_again_when_a_style_is_saved(page, project):
    page.goto(f"{project.address}/en/settings/")
    with (project.folder / "pwa" / "static" / "app.css").open("a", encoding="utf-8") as style:
        style.write("h1 { letter-spacing: 9px; }\n")
    expect(page.locator("h1")).to_have_css("letter-spacing", "9px")


def test_a_broken_catalog_shows_where_and_keeps_the_last_good_text(page, project):
    page.goto(f"{project.address}/id/settings/")
    line = project.edit(PO, 'msgstr "Pengaturan"', 'msgstr "Pengaturan')
    expect(page.locator(BAR)).to_contain_text(f'{PO}:{line}the closing quote (") is missing')
    expect(page.locator("h1")).to_have_text("Pengaturan")
    page.goto(f"{project.address}/id/about/")
    expect(page.locator(BAR)).to_be_visible()
    expect(page.locator(".lead")).to_have_attribute("class", "lead")
    project.edit(PO, 'msgstr "Pengaturan', 'msgstr "Setelan baru"')
    expect(page.locator(BAR)).to_be_hidden()
    expect(page.locator("nav a").get_by_text("Setelan baru")).to_be_visible()


def test_a_broken_catalog_does_not_hold_up_another_language(page, project):
    page.goto(f"{project.address}/en/settings/")
    project.edit(PO, 'msgstr "Pengaturan"', 'msgstr "Pengaturan')
    expect(page.locator(BAR)).to_be_visible()
    project.edit(
        "translations/zh_Hans/LC_MESSAGES/messages.po", 'msgid "Settings"\nmsgstr "', 'msgid "Settings"\nmsgstr "新'
    )
    page.goto(f"{project.address}/zh-hans/settings/")
    expect(page.locator("h1")).to_contain_text("新")


BROKEN = {
    "YAML": ("content/interface.yaml", '  settings: "Settings"', '  settings: "Settings'),
    "an unknown key": ("content/relief.yaml", "    hold: 30", "    hold: 30\n    holds: 31"),
    "a template": ("pwa/templates/settings.html", "{% endblock %}", "{% endblok %}"),
    "a name in a template": ("pwa/templates/settings.html", "<h1>", "<h1>{{ ui.title.nothing }}"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_file_shows_where_and_the_last_good_pages_stay(page, project, what):
    file, old, new = BROKEN[what]
    page.goto(f"{project.address}/en/settings/")
    line = project.edit(file, old, new)
    expect(page.locator(BAR)).to_contain_text(re.compile(rf"{re.escape(file)}:({line}|{line + 1})\D"))
    page.reload()
    expect(page.locator(BAR)).to_be_visible()
    expect(page.locator("h1")).to_have_text("Settings")
    project.edit(file, new, old.replace("<h1>", "<h1>Mended "))
    expect(page.locator(BAR)).to_be_hidden()


def test_broken_code_shows_where_and_the_last_good_pages_stay(page, project):
    page.goto(f"{project.address}/en/settings/")
    line = project.edit("pwa/views.py", "def render(page: Page)", "def render(page: Page")
    expect(page.locator(BAR)).to_contain_text(f"pwa/views.py:{line}SyntaxError", timeout=NEW_PROCESS)
    page.reload()
    expect(page.locator(BAR)).to_be_visible()
    expect(page.locator("h1")).to_have_text("Settings")
    project.edit("pwa/views.py", "def render(page: Page", "def render(page: Page)")
    expect(page.locator(BAR)).to_be_hidden(timeout=NEW_PROCESS)


def test_a_preview_that_starts_on_a_broken_file_waits_for_it(page, copy):
    path = copy / "content" / "interface.yaml"
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace('settings: "Settings"', "settings: [", 1), encoding="utf-8")
    with previewing(copy, free_port()) as address:
        assert page.goto(f"{address}/en/settings/").status == 503
        expect(page.locator(BAR)).to_contain_text("content/interface.yaml:")
        path.write_text(good, encoding="utf-8")
        expect(page.locator("h1")).to_have_text("Settings", timeout=NEW_PROCESS)


def test_each_text_is_outlined_by_its_state(copy, page):
    po = copy / PO
    change_entry(po, "Settings", (r'msgstr ".*"', 'msgstr ""'))
    change_entry(po, "About", (r"^", "#, fuzzy\n"))
    content = load(copy / "content")
    sign = [sign for group in content.warning_signs.groups for sign in group.signs]
    key = ("warning sign", sign[0].text.english)
    (entry,) = (entry for entry in read_po(po, PO)[1] if (entry.context, entry.english) == key)
    signature = Signature(hash_of(key, entry.translation), "A. Reader", "nurse", "2026-01-02")
    (po.parent.parent / "reviewed.csv").write_text(written([signature]), encoding="utf-8")
    change_entry(po, content.interface.message["saving"].text.english, (r"\{done\}(?!.*\nmsgstr)", "{ready}"))
    with previewing(copy, free_port()) as address:
        page.goto(f"{address}/id/warning-signs/")
        page.click("x-preview .open")
        for id_, state in {
            "interface/title.settings": "missing",
            "interface/title.about": "fuzzy",
            "interface/message.saving": "failing",
            sign[0].text.id: "signed",
            sign[1].text.id: "unsigned",
            "interface/title.sources": "translated",
        }.items():
            place = page.locator(f'x-text[data-text-id="{id_}"]').first
            expect(place).to_have_attribute("data-text-state", state)
            expect(place).to_have_css("outline-style", re.compile("solid|dotted|dashed|double"))


def test_a_tap_tells_the_english_the_note_the_kind_and_the_line(overlay, project):
    page = overlay("id/settings/")
    po = (project.folder / PO).read_text(encoding="utf-8")
    line = po[: po.index('msgid "Guessed from the time zone of this phone"')].count("\n") + 2
    page.locator('x-text[data-text-id="interface/label.guessed"]').dispatch_event("click")
    told = page.locator("x-preview article")
    expect(told.locator("[data-field=english]")).to_have_text("Guessed from the time zone of this phone")
    expect(told.locator("[data-field=kind]")).to_have_text("label")
    expect(told.locator("[data-field=note]")).to_have_text("Below the name of a country.")
    expect(told.locator("[data-field=file]")).to_have_text(f"{PO}:{line}")


def test_a_tap_on_a_link_does_not_follow_it(overlay):
    page = overlay("id/settings/")
    page.locator("nav a x-text").first.click()
    expect(page.locator("x-preview article").first).to_be_visible()
    assert page.url.endswith("/id/settings/")


def test_texts_that_are_only_heard_are_told_too(overlay):
    page = overlay("id/settings/")
    named = page.locator("[data-texts]").evaluate_all("all => all.flatMap(one => one.dataset.texts.split(' '))")
    assert "aria-label=interface/label.pages" in named
    assert "content=interface/paragraph.app-description" in named
    assert "text=interface/title.settings" in named
    for _ in range(3):  # the page's title and two texts for other programs come before what is seen
        page.locator("x-preview .states button[data-state=translated]").click()
        expect(page.locator("x-preview .as")).to_be_visible()


def test_the_overlay_is_still_open_after_a_save(overlay, project):
    page = overlay("id/settings/")
    project.edit(PO, 'msgstr "Pengaturan"', 'msgstr "Setelan baru"')
    expect(page.locator("h1")).to_have_text("Setelan baru")
    expect(page.locator("x-preview #sheet")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("x-preview #sheet")).to_be_hidden()
    expect(page.locator("h1 x-text")).to_have_css("outline-style", "none")


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_axe_finds_nothing_in_the_open_overlay(new_page, project, scheme):
    page = new_page(color_scheme=scheme)
    page.goto(f"{project.address}/id/settings/")
    page.click("x-preview .open")
    page.locator("h1 x-text[data-text-state]").click()
    expect(page.locator("x-preview article")).to_be_visible()
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa"]}})
    assert results.violations_count == 0, results.generate_report()


def test_the_preview_asks_nobody_else_keeps_no_worker_and_breaks_no_rule_of_the_page(page, project):
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{project.address}/id/settings/")
    page.keyboard.press("?")
    expect(page.locator("x-text[data-text-state]").first).to_be_attached()
    expect(page.locator("html")).to_have_attribute("data-offline", "failed")
    assert [url for url in asked if not url.startswith(project.address)] == []
    assert said == []
    assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0


def test_the_worker_of_a_release_makes_way(phone, server, copy):
    phone.make_ready(f"{server.address}/id/")
    server.stop()
    with previewing(copy, server.port) as address, phone.open() as context:
        page = context.pages[0]
        page.goto(f"{address}/id/")
        expect(page.locator("x-preview")).to_be_attached()
        page.reload()
        expect(page.locator("x-preview")).to_be_attached()
        assert page.locator(READY).count() == 0


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
    const cuts = (part) => hides(part) && part.scrollWidth > part.clientWidth + 1;
    const cut = texts.filter((text) => above(text).some(cuts) || text.getBoundingClientRect().right > innerWidth + 1);
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


def test_nothing_is_cut_or_on_top_of_another_in_the_pseudo_language(page, project):
    page.set_viewport_size({"width": 320, "height": 640})
    found = {}
    for screen, path in PATHS.items():
        page.goto(f"{project.address}/en-xa/{path}")
        found[screen] = page.evaluate(OVERLAPS)
    right = {"wide": 0, "cut": [], "over": []}
    assert {screen: what for screen, what in found.items() if what != right} == {}
