"""The app can be put on a home screen, in each language, and is one app in all of them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, Route, expect

from tests.support.phone import READY, Launch, Phone
from tests.support.project import TAGS


def test_chromium_finds_no_obstacle_to_install(
    playwright: Playwright, launch_whole: Launch, tmp_path: Path, site: str
) -> None:
    with Phone(playwright, launch_whole, tmp_path / "profile").open() as context:
        page = context.pages[0]
        for tag in TAGS:
            page.goto(f"{site}/{tag}/")
            page.wait_for_selector(READY, state="attached")
            devtools = context.new_cdp_session(page)
            manifest = devtools.send("Page.getAppManifest")
            assert manifest["errors"] == []
            assert json.loads(manifest["data"])["lang"].lower() == tag
            assert devtools.send("Page.getInstallabilityErrors")["installabilityErrors"] == []


def test_the_install_hint_is_in_settings_and_never_on_the_cramp_screen(
    new_page: Callable[..., Page], site: str
) -> None:
    page = new_page()
    page.goto(f"{site}/en/")
    page.wait_for_selector("html[data-flow]", state="attached")
    expect(page.locator("body")).not_to_contain_text("home screen", use_inner_text=True, ignore_case=True)
    page.goto(f"{site}/en/settings/")
    expect(page.locator("#install ol li")).to_have_count(3)


@pytest.mark.parametrize("path", ["", "warning-signs/", "settings/"])
def test_the_browsers_own_banner_never_shows_and_settings_keep_its_offer(
    new_page: Callable[..., Page], site: str, path: str
) -> None:
    page = new_page()
    page.goto(f"{site}/en/{path}")
    shown = page.evaluate(
        """() => {
            const offer = new Event('beforeinstallprompt', { cancelable: true });
            offer.prompt = () => { globalThis.prompted = true; };
            return dispatchEvent(offer);
        }"""
    )
    assert shown is False
    if path == "settings/":
        page.click(".install-now button")
        assert page.evaluate("prompted") is True


def test_an_installed_app_does_not_ask_to_be_installed(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(service_workers="block")
    page.goto(f"{site}/en/settings/")
    expect(page.locator("#install")).to_be_visible()

    def as_installed(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=response.text().replace("(display-mode:standalone)", "(width)"))

    page.route("**/settings.css", as_installed)
    page.goto(f"{site}/en/settings/")
    expect(page.locator("#install")).to_be_hidden()
