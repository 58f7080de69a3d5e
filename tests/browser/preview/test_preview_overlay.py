"""The overlay: the state of each text, and what a tap tells."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from pwa.content.load import load
from pwa.languages.po import read_po
from pwa.languages.signatures import Signature, hash_of, written
from tests.browser.preview.conftest import Project
from tests.support.axe import violations
from tests.support.project import change_entry

PO = "translations/id/LC_MESSAGES/messages.po"


def test_each_text_is_outlined_by_its_state(project: Project, page: Page) -> None:
    po = project.keep(PO)
    change_entry(po, "Settings", (r'msgstr ".*"', 'msgstr ""'))
    change_entry(po, "About", (r"^", "#, fuzzy\n"))
    content = load(project.folder / "content")
    sign = [sign for group in content.warning_signs.groups for sign in group.signs]
    key = ("warning sign", sign[0].text.english)
    (entry,) = (entry for entry in read_po(po, PO).entries if (entry.context, entry.english) == key)
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


def test_a_tap_tells_the_english_the_note_the_kind_and_the_line(
    overlay: Callable[[str], Page], project: Project
) -> None:
    page = overlay("id/settings/")
    po = (project.folder / PO).read_text(encoding="utf-8")
    english = "Guessed from the time zone of this phone; near a border it may be wrong"
    line = po[: po.index(f'\nmsgid "{english}"')].count("\n") + 3
    page.locator('x-text[data-text-id="interface/label.guessed"]').dispatch_event("click")
    told = page.locator("x-preview article")
    expect(told.locator("[data-field=english]")).to_have_text(english)
    expect(told.locator("[data-field=kind]")).to_have_text("label")
    expect(told.locator("[data-field=note]")).to_have_text("Below the name of a country.")
    expect(told.locator("[data-field=file]")).to_have_text(f"{PO}:{line}")


def test_a_tap_on_a_link_does_not_follow_it(overlay: Callable[[str], Page]) -> None:
    page = overlay("id/settings/")
    page.locator("nav a x-text").first.click()
    expect(page.locator("x-preview article").first).to_be_visible()
    assert page.url.endswith("/id/settings/")


def test_texts_that_are_only_heard_are_told_too(overlay: Callable[[str], Page]) -> None:
    page = overlay("id/settings/")
    named = page.locator("[data-texts]").evaluate_all("all => all.flatMap(one => one.dataset.texts.split(' '))")
    assert "aria-label=interface/label.pages" in named
    assert "content=interface/paragraph.app-description" in named
    assert "text=interface/title.settings" in named
    for _ in range(3):  # the page's title and two texts for other programs come before what is seen
        page.locator("x-preview .states button[data-state=translated]").click()
        expect(page.locator("x-preview .as")).to_be_visible()


def test_texts_that_cannot_be_told_are_said_and_asked_for_again(page: Page, project: Project) -> None:
    page.goto(f"{project.address}/id/settings/")
    page.route("**/preview/texts/**", lambda route: route.fulfill(status=503, body="<p>not now"))
    page.keyboard.press("?")
    expect(page.locator("x-preview .untold")).to_be_visible()
    expect(page.locator("x-preview #sheet")).to_be_hidden()
    page.unroute("**/preview/texts/**")
    page.keyboard.press("?")
    expect(page.locator("x-preview #sheet")).to_be_visible()
    expect(page.locator("x-preview .untold")).to_be_hidden()


def test_the_overlay_is_still_open_after_a_save_and_opens_and_closes_by_keys(
    overlay: Callable[[str], Page], project: Project
) -> None:
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
def test_axe_finds_nothing_in_the_open_overlay(new_page: Callable[..., Page], project: Project, scheme: str) -> None:
    page = new_page(color_scheme=scheme)
    page.goto(f"{project.address}/id/settings/")
    page.click("x-preview .open")
    page.locator("h1 x-text[data-text-state]").click()
    expect(page.locator("x-preview article")).to_be_visible()
    assert violations(page, {"type": "tag", "values": ["wcag2a", "wcag2aa"]}) == []


@pytest.mark.worker
def test_the_preview_asks_nobody_else_keeps_no_worker_and_breaks_no_rule_of_the_page(
    page: Page, project: Project
) -> None:
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
