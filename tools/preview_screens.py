"""Takes the three pictures of the preview that TRANSLATING.md shows.

On a copy of the project, so that a catalog can be broken.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from pwa.workshop.preview.build import PROJECT
from tools.browser import ARGUMENTS, chromium
from tools.photograph import photograph
from tools.screens import PHONE

PARTS = ("pwa", "content", "translations")


def copy_project(folder: Path) -> None:
    """What the preview needs, and nothing that git would not have."""
    for part in PARTS:
        shutil.copytree(PROJECT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))


@contextmanager
def previewing(folder: Path, port: int) -> Iterator[str]:
    """The address of a preview of the project in a folder, for as long as it is needed."""
    command = [sys.executable, "-m", "pwa", "preview", "--port", str(port)]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            line = server.stdout.readline()
            if not (address := re.search(r"http://[^ ]+(?=/ )", line)):
                raise SystemExit("the preview did not start")
            yield address[0]
        finally:
            server.terminate()


def change_entry(po: Path, english: str, change: tuple[str, str]) -> None:
    """Change the entry of an English text: the part that matches a pattern becomes another one."""
    text = po.read_text(encoding="utf-8")
    start = text.rindex("\n\n", 0, text.index(f'msgid "{english}"')) + 2
    end = text.find("\n\n", start)
    po.write_text(text[:start] + re.sub(*change, text[start:end], count=1) + text[end:], encoding="utf-8")


def take(folder: Path) -> None:
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
    page.locator(".sign .what x-text[data-text-state]").first.click()
    page.locator("x-preview article").wait_for()


if __name__ == "__main__":
    take(Path(sys.argv[1]))
