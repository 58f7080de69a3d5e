"""Handing it on: the phone's own menu, a card on one side of A5, and a file that reads whole from a phone's files."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pwa.screens import ONE_FILE
from tests.support.axe import violations
from tests.support.project import TAGS
from tests.support.screens import PATHS

A5 = (148, 210)  # mm
POINTS_IN_A_MM = 72 / 25.4
SHARED = "navigator.share = async (what) => { window.shared = what; };"


def saved(page: Page, site: str, tag: str, folder: Path) -> Path:
    """The file as a reader saves it."""
    page.goto(f"{site}/{tag}/{PATHS['share']}")
    with page.expect_download() as download:
        page.click("#one-file a")
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


@pytest.mark.parametrize("tag", TAGS)
def test_the_file_reads_whole_from_the_phones_files_without_scripts(
    new_page: Callable[..., Page], site: str, tag: str, tmp_path: Path
) -> None:
    file = saved(new_page(accept_downloads=True), site, tag, tmp_path)
    assert file.name == f"night-cramp-{tag}.html"
    page = new_page(java_script_enabled=False, viewport={"width": 320, "height": 568}, offline=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert asked == [file.as_uri()]
    expect(page.locator("h1")).to_be_in_viewport()
    expect(page.locator(".pic").first).to_be_in_viewport()
    for part in ("#warning-signs", "#emergency", "#bedtime", "#morning-after", "#habits", "#sources"):
        expect(page.locator(part)).to_be_visible()
    page.click("a[href='#warning-signs']")
    expect(page.locator("#warning-signs h2")).to_be_in_viewport()


@pytest.mark.parametrize("tag", TAGS)
def test_the_file_is_accessible_dark_and_nothing_is_cut(
    new_page: Callable[..., Page], site: str, tag: str, tmp_path: Path
) -> None:
    file = saved(new_page(accept_downloads=True), site, tag, tmp_path)
    page = new_page(viewport={"width": 320, "height": 568}, color_scheme="light")
    page.goto(file.as_uri())
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320
    assert page.evaluate("() => getComputedStyle(document.documentElement).backgroundColor") == "rgb(11, 7, 5)"
    assert violations(page) == []


STANDALONE = """
    Object.defineProperty(navigator, "standalone", { value: true });
    navigator.canShare = ({ files }) => files.length === 1;
    navigator.share = async ({ files }) => {
        window.asked = (window.asked ?? 0) + 1;
        if (window.asked === 1) throw new DOMException("too long after the tap", "NotAllowedError");
        window.handed = [files[0].name, files[0].type, await files[0].text()];
    };"""


def test_an_app_on_the_home_screen_of_ios_gives_the_file_by_the_phones_menu(
    new_page: Callable[..., Page], site: str
) -> None:
    """It has no downloads. Where the file comes too late after the tap, the next tap has it at once."""
    page = new_page()
    page.add_init_script(STANDALONE)
    page.goto(f"{site}/id/share/")
    page.locator(".copy:visible").wait_for()  # the script is there
    page.click("#one-file a")
    page.wait_for_function("() => window.asked === 1")
    expect(page.locator("#one-file .again")).to_be_visible()  # it asks for that tap
    page.route(f"**/{ONE_FILE}", lambda route: route.abort())  # not asked for again
    page.click("#one-file a")
    page.wait_for_function("() => window.handed")
    name, kind, text = page.evaluate("() => handed")
    assert (name, kind) == ("night-cramp-id.html", "text/html")
    assert text == page.request.get(f"{site}/id/{ONE_FILE}").text()
    expect(page.locator("#one-file .again")).to_be_hidden()
    assert page.url == f"{site}/id/share/"


def test_a_menu_that_never_tells_leads_to_safari_at_the_next_tap(new_page: Callable[..., Page], site: str) -> None:
    page = new_page()
    page.add_init_script(STANDALONE)
    page.add_init_script("navigator.share = () => new Promise(() => { window.asked = (window.asked ?? 0) + 1; });")
    page.goto(f"{site}/en/share/")
    page.locator(".copy:visible").wait_for()
    page.click("#one-file a")
    page.wait_for_function("() => window.asked === 1")
    expect(page.locator("#one-file .again")).to_be_hidden()  # it may be open
    page.click("#one-file a")
    expect(page.locator("#one-file .again")).to_contain_text("Safari")
    assert page.evaluate("() => window.asked") == 1


@pytest.mark.parametrize("answer", [503, None])
def test_without_a_network_the_home_screen_is_told_what_the_file_needs(
    new_page: Callable[..., Page], site: str, answer: int | None
) -> None:
    page = new_page()
    page.add_init_script(STANDALONE)
    page.goto(f"{site}/en/share/")
    page.locator(".copy:visible").wait_for()
    page.route(f"**/{ONE_FILE}", lambda route: route.fulfill(status=answer) if answer else route.abort())
    page.click("#one-file a")
    expect(page.locator("#one-file [tabindex]")).to_be_focused()
    assert page.evaluate("() => window.asked ?? 0") == 0


@pytest.mark.worker
def test_the_worker_lets_the_file_come_from_the_host(new_page: Callable[..., Page], site: str, tmp_path: Path) -> None:
    page = new_page(accept_downloads=True)
    page.goto(f"{site}/en/share/")
    page.wait_for_selector("html[data-offline=ready]", state="attached")
    file = saved(page, site, "en", tmp_path)
    assert file.read_bytes() == page.request.get(f"{site}/en/{ONE_FILE}").body()


@pytest.mark.parametrize("tag", TAGS)
def test_the_card_is_one_side_of_a5(new_page: Callable[..., Page], site: str, tag: str) -> None:
    page = new_page(timezone_id="Asia/Jakarta")
    page.goto(f"{site}/{tag}/share/")
    expect(page.locator(".number .dial")).not_to_be_empty()
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    (box,) = re.findall(rb"/MediaBox\s*\[0 0 ([0-9.]+) ([0-9.]+)\]", pdf)
    assert [round(float(points) / POINTS_IN_A_MM) for points in box] == list(A5)
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_hidden()
    expect(page.locator(".card-sheet .pic:visible")).to_have_count(5)


def test_the_card_has_the_number_of_the_chosen_country_or_a_line_to_write_on(
    new_page: Callable[..., Page], site: str
) -> None:
    page = new_page(timezone_id="Asia/Jakarta")
    page.goto(f"{site}/en/share/")
    expect(page.locator(".number")).to_contain_text("Indonesia", use_inner_text=True)
    expect(page.locator(".number .dial")).to_contain_text("119", use_inner_text=True)
    expect(page.locator(".number .blank")).to_be_hidden()
    page.evaluate("() => localStorage.setItem('/:country', '\"GB\"')")
    page.reload()
    expect(page.locator(".number .dial")).to_contain_text("999", use_inner_text=True)
    page.evaluate("() => localStorage.setItem('/:country', '\"\"')")
    page.reload()
    expect(page.locator(".number .blank")).to_be_visible()
    expect(page.locator(".number .dial")).to_be_empty()


def test_the_phones_own_menu_sends_the_address(new_page: Callable[..., Page], site: str) -> None:
    page = new_page()
    page.add_init_script(SHARED)
    page.goto(f"{site}/en/share/")
    page.click(".send")
    page.wait_for_function("() => window.shared")
    assert page.evaluate("() => shared.url") == f"{site}/"
    assert page.locator("#address .address").inner_text() == f"{site}/"


def test_a_menu_that_fails_or_is_closed_says_nothing(new_page: Callable[..., Page], site: str) -> None:
    page = new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script("navigator.share = () => Promise.reject(new DOMException('', 'AbortError'));")
    page.goto(f"{site}/en/share/")
    page.click(".send")
    expect(page.locator(".send")).to_be_enabled()
    assert errors == []


def test_without_the_menu_the_address_is_copied(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.add_init_script("delete Navigator.prototype.share")
    page.goto(f"{site}/en/share/")
    page.click(".copy")
    expect(page.locator(".copied")).to_be_visible()
    assert page.evaluate("() => navigator.clipboard.readText()") == f"{site}/"
    expect(page.locator(".send")).to_be_hidden()


def test_without_scripts_there_are_the_file_and_the_card(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site}/en/share/")
    for button in (".send", ".copy", ".print"):
        expect(page.locator(button)).to_be_hidden()
    expect(page.locator("#one-file a")).to_be_visible()
    expect(page.locator(".number .blank")).to_be_visible()
