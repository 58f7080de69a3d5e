"""The live preview, run on a copy of the project: saving reloads, faults are told, each text tells about itself.

One preview serves all of it. After each test its files are put back, and the next one begins when it shows that.
"""

import json
import re
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from pwa.languages import Language
from pwa.load import load
from pwa.po import read_po
from pwa.signatures import Signature, hash_of, written
from pwa.views import PATHS
from pwa.workshop.add import add
from pwa.workshop.preview_screens import change_entry, copy_project, previewing
from tests.browser.conftest import READY
from tests.conftest import free_port
from tests.proxy import Proxy

BAR = "x-preview .broken"
PATIENCE = 60  # seconds: on a busy machine a build waits, and new code waits for Python to start
PO = "translations/id/LC_MESSAGES/messages.po"


@dataclass
class Project:
    """A copy of this checkout with a preview that serves it."""

    folder: Path
    address: str
    before: dict[Path, str | None] = field(default_factory=dict)
    at_first: dict[str, Any] = field(default_factory=dict)

    def edit(self, name: str, old: str, new: str) -> int:
        """Replace the first place that holds `old`; the line where it stands."""
        text = self.keep(name).read_text(encoding="utf-8")
        assert old in text
        (self.folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    def keep(self, name: str) -> Path:
        """The path of a file that the test may change, make or break."""
        path = self.folder / name
        self.before.setdefault(path, path.read_text(encoding="utf-8") if path.is_file() else None)
        return path

    def built(self) -> dict[str, Any]:
        """What the preview tells the pages now."""
        with urlopen(f"{self.address}/preview/events", timeout=30) as events:
            told: dict[str, Any] = json.loads(events.readline().removeprefix(b"data: "))
            return told

    def put_back(self) -> None:
        for path, text in self.before.items():
            if text is None:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
            else:
                path.write_text(text, encoding="utf-8")
        self.before.clear()
        until = time.monotonic() + PATIENCE
        while self.built() != self.at_first:
            assert time.monotonic() < until, "the preview does not show what was put back"
            time.sleep(0.05)


@pytest.fixture(scope="module", autouse=True)
def patience() -> Iterator[None]:
    """How fast it is, `make bench` measures."""
    expect.set_options(timeout=PATIENCE * 1000)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    folder = tmp_path_factory.mktemp("preview") / "copy"
    copy_project(folder)
    with previewing(folder, free_port()) as address:
        project = Project(folder, address)
        project.at_first = project.built()
        assert project.at_first["faults"] == []
        yield project


@pytest.fixture
def project(preview: Project) -> Iterator[Project]:
    yield preview
    preview.put_back()


# A page is closed before the files are put back: closing it while it loads again can hang Chromium.
@pytest.fixture
def page(project: Project, page: Page) -> Page:
    return page


@pytest.fixture
def new_page(project: Project, new_page: Callable[..., Page]) -> Callable[..., Page]:
    return new_page


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
}


@pytest.mark.parametrize("what", SAVED)
def test_a_page_loads_again_when_a_file_is_saved(page, project, what):
    file, old, new, path, said = SAVED[what]
    page.goto(f"{project.address}/{path}")
    project.edit(file, old, new)
    expect(page.locator("h1")).to_have_text(said)


def test_a_page_loads_again_when_a_style_is_saved(page, project):
    page.goto(f"{project.address}/en/settings/")
    with project.keep("pwa/static/app/page.css").open("a", encoding="utf-8") as style:
        style.write("h1 { letter-spacing: 9px; }\n")
    expect(page.locator("h1")).to_have_css("letter-spacing", "9px")


def test_a_saved_glossary_is_looked_at_at_once(overlay, project):
    page = overlay("id/settings/")
    preview = page.locator("x-preview")
    version = preview.get_attribute("data-version")
    project.edit("translations/glossary.csv", "\ncalf,", "\nsettings,,setelan,,,,,\ncalf,")
    expect(preview).not_to_have_attribute("data-version", version)
    page.locator("h1 x-text[data-text-state]").click()
    expect(page.locator("x-preview [data-field=findings]")).to_contain_text("“settings” is “setelan” in the glossary")


def test_a_folder_that_goes_and_comes_back_is_followed(page, project):
    """As when git goes to another branch and back."""
    page.goto(f"{project.address}/id/settings/")
    shutil.move(project.folder / "content", project.folder / "away")
    expect(page.locator(BAR)).to_contain_text("content/interface.yaml:1cannot be read")
    expect(page.locator("h1")).to_have_text("Pengaturan")
    shutil.move(project.folder / "away", project.folder / "content")
    expect(page.locator(BAR)).to_be_hidden()
    project.edit(PO, 'msgstr "Pengaturan"', 'msgstr "Setelan baru"')
    expect(page.locator("h1")).to_have_text("Setelan baru")


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


def test_broken_code_shows_where_and_mended_code_is_run(page, project):
    page.goto(f"{project.address}/en/about/")
    line = project.edit("pwa/views.py", "def render(page: Page)", "def render(page: Page")
    expect(page.locator(BAR)).to_contain_text(f"pwa/views.py:{line}SyntaxError")
    page.reload()
    expect(page.locator(BAR)).to_be_visible()
    expect(page.locator("h1")).to_have_text("About")
    project.edit("pwa/text.py", "return NUMBER_THEN_WORD", 'return "Now: " + NUMBER_THEN_WORD')
    project.edit("pwa/views.py", "def render(page: Page", "def render(page: Page)")
    expect(page.locator(BAR)).to_be_hidden()
    expect(page.locator("h1")).to_have_text("Now: About")


def test_a_preview_that_starts_on_a_broken_file_waits_for_it(page, project):
    """A second preview on the same files, which has never seen a good one."""
    project.edit("content/interface.yaml", 'settings: "Settings"', "settings: [")
    with previewing(project.folder, free_port()) as address:
        assert page.goto(f"{address}/en/settings/").status == 503
        expect(page.locator(BAR)).to_contain_text("content/interface.yaml:")
        project.edit("content/interface.yaml", "settings: [", 'settings: "Settings"')
        expect(page.locator("h1")).to_have_text("Settings")


def test_each_text_is_outlined_by_its_state(project, page):
    po = project.keep(PO)
    change_entry(po, "Settings", (r'msgstr ".*"', 'msgstr ""'))
    change_entry(po, "About", (r"^", "#, fuzzy\n"))
    content = load(project.folder / "content")
    sign = [sign for group in content.warning_signs.groups for sign in group.signs]
    key = ("warning sign", sign[0].text.english)
    (entry,) = (entry for entry in read_po(po, PO)[1] if (entry.context, entry.english) == key)
    signature = Signature(hash_of(key, entry.translation), "A. Reader", "nurse", "2026-01-02")
    project.keep("translations/id/reviewed.csv").write_text(written([signature]), encoding="utf-8")
    change_entry(po, content.interface.message["saving"].text.english, (r"\{done\}(?!.*\nmsgstr)", "{ready}"))
    page.goto(f"{project.address}/id/warning-signs/")
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


def test_the_overlay_is_still_open_after_a_save_and_opens_and_closes_by_keys(overlay, project):
    page = overlay("id/settings/")
    project.edit(PO, 'msgstr "Pengaturan"', 'msgstr "Setelan baru"')
    expect(page.locator("h1")).to_have_text("Setelan baru")
    expect(page.locator("x-preview #sheet")).to_be_visible()
    opener = page.locator("x-preview .open")
    expect(opener).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(page.locator("x-preview #sheet")).to_be_hidden()
    expect(page.locator("h1 x-text")).to_have_css("outline-style", "none")
    expect(opener).to_have_attribute("aria-expanded", "false")
    opener.press("Enter")
    expect(page.locator("x-preview .close")).to_be_focused()


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


@pytest.fixture
def port() -> Iterator[Proxy]:
    """One port, behind which a release can stand and then the preview."""
    proxy = Proxy(free_port())
    proxy.start()
    yield proxy
    proxy.stop()


def test_the_worker_of_a_release_makes_way(phone, port, site, preview):
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


def test_an_added_language_shows_at_once_as_a_draft_and_from_the_right_where_it_is_so(page, project):
    translations = project.folder / "translations"
    page.goto(f"{project.address}/en/about/")
    content = load(project.folder / "content")
    for folder in ("ms", "ar"):
        project.keep(f"translations/{folder}")
        add(content, translations, Language(folder))
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


def test_nothing_is_cut_or_on_top_of_another_in_the_pseudo_language(page, project):
    page.set_viewport_size({"width": 320, "height": 640})
    assert squeezed(page, f"{project.address}/en-xa/") == {}


def squeezed(page: Page, address: str) -> dict[str, dict]:
    """What is cut or covered, by screen."""
    found = {}
    for screen, path in PATHS.items():
        page.goto(address + path)
        found[screen] = page.evaluate(OVERLAPS)
    return {screen: what for screen, what in found.items() if what != {"wide": 0, "cut": [], "over": []}}
