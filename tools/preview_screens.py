"""Takes the three pictures of the preview that TRANSLATING.md shows.

On a copy of the project, so that a catalog can be broken.
"""

import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.support.project import change_entry, copy_project
from tests.support.server import previewing
from tools import folders
from tools.browser import ARGUMENTS, chromium
from tools.photograph import photograph
from tools.screens import PHONE


def photograph_preview(folder: Path) -> None:
    """Write preview-page.png, preview-overlay.png and preview-broken.png."""
    with tempfile.TemporaryDirectory() as copy, sync_playwright() as playwright:
        copy_project(Path(copy))
        po = Path(copy) / "translations" / "id" / "LC_MESSAGES" / "messages.po"
        with previewing(Path(copy), 8766) as address:
            browser = playwright.chromium.launch(executable_path=chromium(playwright), args=ARGUMENTS)
            page = browser.new_context(viewport=PHONE, color_scheme="dark").new_page()
            page.goto(f"{address}/id/warning-signs/")
            photograph(page, folder / "preview-page.png")
            change_entry(po, "Clear all ticks", (r'msgstr ".*"', 'msgstr ""'))
            change_entry(po, "Warning signs", (r"^", "#, fuzzy\n"))
            page.locator("h1", has_text="Warning signs").wait_for()
            _overlay(page)
            photograph(page, folder / "preview-overlay.png")
            page.click("x-preview .close")
            change_entry(po, "Sources", (r'"\Z', ""))
            page.locator("x-preview .broken li").wait_for()
            photograph(page, folder / "preview-broken.png")
            browser.close()


def _overlay(page: Page) -> None:
    page.keyboard.press("?")
    page.locator(".topic summary").first.click()
    page.locator(".sign .what x-text[data-text-state]").first.click()
    page.locator("x-preview article").wait_for()


if __name__ == "__main__":
    photograph_preview(*folders("FOLDER"))
