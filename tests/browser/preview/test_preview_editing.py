"""A text is changed where it is read: by keyboard and by thumb, with what the check finds, and into the .po."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from pwa.languages.po import read_po
from tests.browser.preview.conftest import Project
from tests.support.axe import violations
from tests.support.phone import PHONE
from tests.support.project import ROOT, change_entry

PO = "translations/id/LC_MESSAGES/messages.po"
H1 = "h1 x-text[data-text-state]"
BOX = "x-preview textarea"


def entry(project: Project, english: str, kind: str = "title") -> str:
    file = read_po(project.folder / PO, PO)
    return next(message.translation for message in file.entries if message.key == (kind, english))


def test_a_text_is_opened_changed_and_saved_in_place_by_thumb(new_page: Callable[..., Page], project: Project) -> None:
    project.keep(PO)
    page = new_page(viewport=PHONE, has_touch=True, is_mobile=True)
    page.goto(f"{project.address}/id/settings/")
    page.tap("x-preview .open")
    page.tap(H1)
    expect(page.locator(BOX)).to_have_value("Pengaturan")
    page.fill(BOX, "Setelan baru")
    page.get_by_label("Your name, for the file").fill("Siti Aminah")
    page.tap("x-preview form button")
    expect(page.locator("h1")).to_have_text("Setelan baru")
    expect(page.locator(BOX)).to_have_value("Setelan baru")
    assert entry(project, "Settings") == "Setelan baru"
    said = (project.folder / PO).read_text(encoding="utf-8")
    assert '"Last-Translator: Siti Aminah\\n"' in said
    assert said.count("\n# Siti Aminah <>") + said.startswith("# Siti Aminah <>") == 1


def test_saving_changes_the_lines_of_that_text_and_of_the_header_alone(
    overlay: Callable[[str], Page], project: Project
) -> None:
    before = project.keep(PO).read_text(encoding="utf-8").splitlines()
    page = overlay("id/settings/")
    page.locator(H1).click()
    page.fill(BOX, "Setelan\n baru")
    page.locator(BOX).press("Control+Enter")
    expect(page.locator("h1")).to_have_text("Setelan baru")
    after = (project.folder / PO).read_text(encoding="utf-8").splitlines()
    changed = set(after) ^ set(before)
    assert {line for line in changed if "-Date" not in line and "Translator" not in line and line[0] != "#"} == {
        'msgstr "Pengaturan"',
        'msgstr "Setelan baru"',
    }


def test_by_keyboard_alone_one_goes_to_the_next_missing_text_and_translates_it(page: Page, project: Project) -> None:
    change_entry(project.keep(PO), "Settings", (r'msgstr ".*"', 'msgstr ""'))
    page.goto(f"{project.address}/id/settings/")
    expect(page.locator("h1")).to_have_text("Settings")
    page.keyboard.press("?")
    missing = page.locator("x-preview .states button[data-state=missing]")
    expect(missing).to_be_visible()
    missing.focus()
    page.keyboard.press("Enter")
    expect(page.locator(BOX)).to_be_focused()
    page.keyboard.type("Apa? Setelan")
    expect(page.locator("x-preview #sheet")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.locator("h1")).to_have_text("Apa? Setelan")


def test_what_the_check_finds_is_said_while_typing_and_a_reason_waives_it(
    overlay: Callable[[str], Page], project: Project
) -> None:
    project.keep(PO)
    page = overlay("id/warning-signs/")
    page.locator(".sign .what x-text[data-text-state]").first.dispatch_event("click")
    page.fill(BOX, "Saya tidak apa-apa.")
    fault = page.locator("x-preview .faults li.bad").first
    expect(fault).to_be_visible()
    right = page.locator(BOX).evaluate("box => box.value")
    for reason in page.locator("x-preview .faults input").all():
        reason.fill("so it is said here")
    page.click("x-preview form button")
    expect(page.locator(".sign .what").first).to_contain_text(right)
    file = read_po(project.folder / PO, PO)
    saved = next(message for message in file.entries if message.translation == right)
    assert saved.waivers
    assert all("so it is said here" in waiver for waiver in saved.waivers)


def test_what_is_being_typed_survives_a_save_elsewhere_and_a_reload(
    overlay: Callable[[str], Page], project: Project
) -> None:
    page = overlay("id/settings/")
    page.locator(H1).click()
    page.fill(BOX, "Setelan yang bel")
    told = page.evaluate("() => document.querySelector('x-preview').dataset.version")
    project.edit(PO, 'msgid "About"\nmsgstr "', 'msgid "About"\nmsgstr "Apa ini ')
    assert project.told("/id/settings/")["version"] != told
    expect(page.locator(BOX)).to_have_value("Setelan yang bel")
    page.reload()
    expect(page.locator(BOX)).to_have_value("Setelan yang bel")


def test_a_text_that_changed_meanwhile_is_not_replaced_unseen(overlay: Callable[[str], Page], project: Project) -> None:
    page = overlay("id/settings/")
    page.locator(H1).click()
    page.fill(BOX, "Setelan saya")
    project.edit(PO, 'msgstr "Pengaturan"', 'msgstr "Setelan orang lain"')
    page.click("x-preview form button")
    expect(page.locator("x-preview [data-say=changed] b")).to_have_text("Setelan orang lain")
    assert entry(project, "Settings") == "Setelan orang lain"
    page.click("x-preview form button")
    expect(page.locator("h1")).to_have_text("Setelan saya")


def test_a_draft_does_not_replace_what_another_saved_before_the_page_came_again(
    overlay: Callable[[str], Page], project: Project
) -> None:
    page = overlay("id/settings/")
    page.locator(H1).click()
    page.fill(BOX, "Setelan saya")
    page.locator("x-preview .states button:visible").first.click()  # another text: the page is no longer held
    project.edit(PO, 'msgstr "Pengaturan"', 'msgstr "Setelan orang lain"')
    expect(page.locator("h1")).to_have_text("Setelan orang lain")
    page.locator(H1).click()
    expect(page.locator(BOX)).to_have_value("Setelan saya")
    page.click("x-preview form button")
    expect(page.locator("x-preview [data-say=changed] b")).to_have_text("Setelan orang lain")
    assert entry(project, "Settings") == "Setelan orang lain"
    page.reload()  # seen once; it may be replaced from now on
    expect(page.locator(BOX)).to_have_value("Setelan saya")
    page.click("x-preview form button")
    expect(page.locator("h1")).to_have_text("Setelan saya")


def test_who_changed_a_text_is_told_where_git_knows_it(overlay: Callable[[str], Page], project: Project) -> None:
    page = overlay("id/settings/")
    page.locator(H1).click()
    expect(page.locator(BOX)).to_have_value("Pengaturan")
    expect(page.locator("x-preview .history")).to_be_hidden()  # the copy of the project has no git


def test_a_text_whose_group_waits_is_seen_and_the_switch_shows_what_readers_see(
    overlay: Callable[[str], Page], project: Project
) -> None:
    page = overlay("id/warning-signs/")
    signs = page.locator(".sign .what x-text")
    first, second = (str(signs.nth(number).text_content()) for number in (0, 1))
    project.edit(PO, f'msgstr "{first}"', 'msgstr ""')
    expect(signs.nth(0)).not_to_have_text(first)
    expect(signs.nth(1)).to_have_text(second)
    expect(page.locator("x-preview #sheet")).to_be_visible()
    signs.nth(1).dispatch_event("click")
    expect(page.locator("x-preview .waits button")).to_have_count(1)
    page.click("x-preview .readers")
    expect(page.locator("x-preview")).to_have_attribute("data-readers", "yes")
    expect(signs.nth(1)).not_to_have_text(second)
    page.click("x-preview .readers")
    expect(signs.nth(1)).to_have_text(second)


def test_a_text_that_the_page_does_not_show_has_the_picture_of_its_screen(overlay: Callable[[str], Page]) -> None:
    page = overlay("id/settings/")
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url.partition("/preview/picture/")[2])
        route.fulfill(path=ROOT / "docs" / "screens" / "en-settings-night.png")

    page.route("**/preview/picture/**", answer)
    page.locator(H1).click()
    expect(page.locator(BOX)).to_be_visible()
    expect(page.locator("x-preview .picture")).to_be_hidden()
    page.evaluate("() => { document.querySelector('h1').style.display = 'none'; }")
    page.locator(H1).dispatch_event("click")
    expect(page.locator("x-preview .picture")).to_be_visible()
    assert asked == ["interface/title.settings"]


ATTACK = """async ([address, body, type]) => {
    try {
        const answer = await fetch(`${address}/preview/edit/save`, { method: "POST", body, mode: "no-cors",
            headers: { "Content-Type": type } });
        return answer.type;
    } catch { return "refused"; }
}"""


@pytest.mark.parametrize("type_", ["text/plain", "application/json"])
def test_another_site_cannot_write(page: Page, project: Project, site: str, type_: str) -> None:
    before = project.keep(PO).read_text(encoding="utf-8")
    page.goto(f"{site}/en/about/")
    # The page of another origin, without its own policy: it is not the policy that protects us.
    page.route("**/elsewhere/", lambda route: route.fulfill(body="<p>elsewhere", content_type="text/html"))
    page.goto(f"{site}/elsewhere/")
    body = '{"language": "id", "id": "interface/title.settings", "was": "Pengaturan", "words": "Diretas"}'
    page.evaluate(ATTACK, [project.address, body, type_])
    page.evaluate(
        "([address, body]) => new Promise((done) => { const form = document.createElement('form');"
        "form.method = 'POST'; form.enctype = 'text/plain'; form.action = `${address}/preview/edit/save`;"
        "const field = document.createElement('input'); field.name = body; form.append(field);"
        "document.body.append(form); form.submit(); done(); })",
        [project.address, body],
    )
    expect(page).to_have_url(re.compile("preview/edit/save"))
    assert (project.folder / PO).read_text(encoding="utf-8") == before


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_axe_finds_nothing_in_the_form(new_page: Callable[..., Page], project: Project, scheme: str) -> None:
    page = new_page(color_scheme=scheme, viewport={"width": 320, "height": 568})
    page.goto(f"{project.address}/id/settings/")
    page.click("x-preview .open")
    page.locator(H1).click()
    page.fill(BOX, "Setelan\u200b {x}")
    expect(page.locator("x-preview .faults li")).not_to_have_count(0)
    assert violations(page, {"type": "tag", "values": ["wcag2a", "wcag2aa"]}) == []
