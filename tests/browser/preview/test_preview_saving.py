"""A saved file shows at once; a broken one shows where, and the last good pages stay."""

import re
import shutil
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.preview.conftest import Project
from tests.support.phone import go
from tests.support.server import free_port, previewing

BAR = "x-preview .broken"
PO = "translations/id/LC_MESSAGES/messages.po"

SAVED = {
    "a .po": (PO, 'msgstr "Pengaturan"', 'msgstr "Setelan baru"', "id/settings/", "Setelan baru"),
    "YAML": ("content/interface.yaml", 'settings: "Settings"', 'settings: "Choices"', "en/settings/", "Choices"),
    "a template": ("pwa/templates/settings.html", "<h1>", "<h1>Now: ", "en/settings/", "Now: Settings"),
}


@pytest.mark.parametrize("what", SAVED)
def test_a_page_loads_again_when_a_file_is_saved(page: Page, project: Project, what: str) -> None:
    file, old, new, path, said = SAVED[what]
    page.goto(f"{project.address}/{path}")
    project.edit(file, old, new)
    expect(page.locator("h1")).to_have_text(said)


def test_a_page_loads_again_when_a_style_is_saved(page: Page, project: Project) -> None:
    page.goto(f"{project.address}/en/settings/")
    with project.keep("pwa/static/common/page.css").open("a", encoding="utf-8") as style:
        style.write("h1 { letter-spacing: 9px; }\n")
    expect(page.locator("h1")).to_have_css("letter-spacing", "9px")


def test_a_saved_glossary_is_looked_at_at_once(overlay: Callable[[str], Page], project: Project) -> None:
    page = overlay("id/settings/")
    preview = page.locator("x-preview")
    version = preview.get_attribute("data-version")
    project.edit("translations/glossary.csv", "\ncalf,", "\nsettings,,,setelan,,,,,\ncalf,")
    expect(preview).not_to_have_attribute("data-version", version)
    page.locator("h1 x-text[data-text-state]").click()
    expect(page.locator("x-preview [data-field=findings]")).to_contain_text("“settings” is “setelan” in the glossary")


def test_a_folder_that_goes_and_comes_back_is_followed(page: Page, project: Project) -> None:
    """As when git goes to another branch and back."""
    page.goto(f"{project.address}/id/settings/")
    shutil.move(project.folder / "content", project.folder / "away")
    expect(page.locator(BAR)).to_contain_text("content/interface.yaml:1cannot be read")
    expect(page.locator("h1")).to_have_text("Pengaturan")
    shutil.move(project.folder / "away", project.folder / "content")
    expect(page.locator(BAR)).to_be_hidden()
    project.edit(PO, 'msgstr "Pengaturan"', 'msgstr "Setelan baru"')
    expect(page.locator("h1")).to_have_text("Setelan baru")


def test_a_broken_catalog_shows_where_and_keeps_the_last_good_text(page: Page, project: Project) -> None:
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


def test_a_broken_catalog_does_not_hold_up_another_language(page: Page, project: Project) -> None:
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
def test_a_broken_file_shows_where_and_the_last_good_pages_stay(page: Page, project: Project, what: str) -> None:
    file, old, new = BROKEN[what]
    page.goto(f"{project.address}/en/settings/")
    line = project.edit(file, old, new)
    expect(page.locator(BAR)).to_contain_text(re.compile(rf"{re.escape(file)}:({line}|{line + 1})\D"))
    page.reload()
    expect(page.locator(BAR)).to_be_visible()
    expect(page.locator("h1")).to_have_text("Settings")
    project.edit(file, new, old.replace("<h1>", "<h1>Mended "))
    expect(page.locator(BAR)).to_be_hidden()


def test_broken_code_shows_where_and_mended_code_is_run(page: Page, project: Project) -> None:
    page.goto(f"{project.address}/en/about/")
    line = project.edit("pwa/pages/views.py", "def about() -> str:", "def about( -> str:")
    expect(page.locator(BAR)).to_contain_text(f"pwa/pages/views.py:{line}SyntaxError")
    page.reload()
    expect(page.locator(BAR)).to_be_visible()
    expect(page.locator("h1")).to_have_text("About")
    project.edit("pwa/content/text.py", "return NUMBER_THEN_WORD", 'return "Now: " + NUMBER_THEN_WORD')
    project.edit("pwa/pages/views.py", "def about( -> str:", "def about() -> str:")
    expect(page.locator(BAR)).to_be_hidden()
    expect(page.locator("h1")).to_have_text("Now: About")


def test_a_preview_that_starts_on_a_broken_file_waits_for_it(page: Page, project: Project) -> None:
    """A second preview on the same files, which has never seen a good one."""
    project.edit("content/interface.yaml", 'settings: "Settings"', "settings: [")
    with previewing(project.folder, free_port()) as address:
        assert go(page, f"{address}/en/settings/").status == 503
        expect(page.locator(BAR)).to_contain_text("content/interface.yaml:")
        project.edit("content/interface.yaml", "settings: [", 'settings: "Settings"')
        expect(page.locator("h1")).to_have_text("Settings")


def test_a_preview_that_has_ended_is_said(page: Page, project: Project) -> None:
    with previewing(project.folder, free_port()) as address:
        page.goto(f"{address}/en/settings/")
        expect(page.locator("x-preview .gone")).to_be_hidden()
    expect(page.locator("x-preview .gone")).to_be_visible()
    expect(page.locator(BAR)).to_be_hidden()
