"""Takes a picture of every screen in every language: `make screens`.

Pictures are how a change of look is judged; the README and TRANSLATING.md show some of them, and the manifests name a
few (pwa/pages/manifest.py). Time stands still in them, so that equal screens make equal files.
"""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from pwa.files import root
from pwa.languages.table import find_languages
from pwa.pages.manifest import SCREENSHOTS, SCREENSHOTS_FOLDER
from pwa.screens import SCREENS
from tools import folders
from tools.browser import ARGUMENTS, chromium
from tools.photograph import photograph

PHONE: ViewportSize = {"width": 360, "height": 740}
PATHS = {name: row.path for name, row in SCREENS.items() if "<part>" not in row.path}
Scheme = Literal["dark", "light"]
NIGHT = datetime(2026, 3, 1, 3, 12, tzinfo=UTC)
INTO_THE_HOLD = timedelta(seconds=12)


@dataclass(frozen=True)
class Shot:
    """One picture: its name, its page below the language, and what is done on the page before it is taken."""

    name: str
    path: str
    prepare: Callable[[Page], object] = lambda _page: None
    by_day: bool = True

    def files(self, tag: str) -> dict[str, Scheme]:
        """The pictures of it in a language, and what each phone is set to."""
        schemes: dict[str, Scheme] = {"night": "dark", "day": "light"} if self.by_day else {"night": "dark"}
        return {f"{tag}-{self.name}-{name}.png": scheme for name, scheme in schemes.items()}


def shots(page: Page, home: str) -> list[Shot]:
    """Everything that there is a picture of, as the site at `home` has it. The cramp screen is always night."""
    page.goto(home)
    cards = page.locator(".card:not(.now, .said, #ten-minutes)").evaluate_all("cards => cards.map(card => card.id)")
    page.goto(f"{home}sources/")
    document = page.locator("main a[href*='/sources/']").first.get_attribute("href") or ""
    return [
        Shot("cramp-now", "", by_day=False),
        *(Shot(f"cramp-now-{card}", f"#{card}", _show(card), by_day=False) for card in cards),
        Shot("cramp-now-switched-off", "warning-signs/", _switch_off, by_day=False),
        *(Shot(screen.replace("_", "-"), path) for screen, path in PATHS.items() if path),
        Shot("warning-signs-outcome", "warning-signs/", _tick),
        Shot("warning-signs-card", "warning-signs/", _show_card),
        Shot("learn-search", "learn/", _search),
        Shot("topic", "learn/treatments/"),
        Shot("document", document.split("/", 2)[2]),
    ]


def _show(card: str) -> Callable[[Page], None]:
    """What brings a card of the cramp screen up: past the three questions, and some way into the hold."""

    def prepare(page: Page) -> None:
        if card != "check" and page.locator("#check").is_visible():
            page.click("#check .main-button")
        if card == "hold":
            if page.locator("#stretch").is_visible():
                page.click("#stretch .main-button")
            page.locator(".ring:visible").wait_for()
            page.clock.run_for(INTO_THE_HOLD.seconds * 1000)
            page.locator(".clock", has_text=f"0:{INTO_THE_HOLD.seconds // 10}").wait_for()
        page.locator(f"#{card}").wait_for()

    return prepare


def _tick(page: Page) -> None:
    """The worst sign, and the answer at the top of the screen."""
    page.locator(".signs[data-topics]").wait_for()
    page.locator(".topic summary").first.click()
    page.check("input[data-level=emergency_now] >> nth=0")
    page.locator("#outcome").evaluate("outcome => outcome.scrollIntoView()")


def _show_card(page: Page) -> None:
    _tick(page)
    page.locator(".show-card").click()
    page.locator(".helper-card .pair").first.wait_for()


def _switch_off(page: Page) -> None:
    """The card in place of the steps, after a sign that calls an ambulance."""
    _tick(page)
    page.goto(page.url.replace("warning-signs/", ""))
    page.locator("#danger [data-kind]").first.wait_for()


def _search(page: Page) -> None:
    page.fill("#search", page.locator(".topics .name").nth(1).inner_text())
    page.locator(".found li").first.wait_for()
    page.locator(".search").evaluate("search => search.scrollIntoView()")


def photograph_all(folder: Path) -> None:
    """Serve the release on a free port; every picture goes to the folder, the manifests' to the package."""
    tags = [language.tag for language in find_languages(root() / "translations")]
    for place in (folder, SCREENSHOTS_FOLDER):
        place.mkdir(parents=True, exist_ok=True)
    with serving() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(playwright), args=ARGUMENTS)
        wanted = shots(browser.new_page(), f"{address}/{tags[0]}/")
        for tag in tags:
            home = f"{address}/{tag}/"
            for shot in wanted:
                for file, scheme in shot.files(tag).items():
                    photograph_shot(browser, home, shot, folder / file, scheme)
                if shot.name in SCREENSHOTS:
                    photograph_shot(browser, home, shot, SCREENSHOTS_FOLDER / f"{tag}-{shot.name}.png", scale=2)
        browser.close()


def photograph_shot(
    browser: Browser,
    home: str,
    shot: Shot,
    file: Path,
    scheme: Scheme = "dark",
    scale: int = 1,
) -> None:
    """Take one picture on a phone that has never seen the app."""
    context = browser.new_context(
        viewport=PHONE,
        device_scale_factor=scale,
        color_scheme=scheme,
        reduced_motion="reduce",
        service_workers="block",
        timezone_id="Asia/Jakarta",
    )
    page = context.new_page()
    page.clock.install(time=NIGHT)
    # The clock that stands still has no navigation, and a place in the address counts for who follows a link alone.
    page.add_init_script("performance.getEntriesByType = () => [{ type: 'navigate' }]")
    page.add_init_script("addEventListener('scripted', () => (window.scripted = true))")
    page.goto(home + shot.path, wait_until="networkidle")
    if page.locator("html[data-early]").count():  # its scripts come after the paint (pwa/static/common/after-paint.js)
        page.wait_for_function("window.scripted")
    shot.prepare(page)
    photograph(page, file)
    context.close()


@contextmanager
def serving(port: int = 8765) -> Iterator[str]:
    """A server of this checkout for as long as it is needed."""
    command = [sys.executable, "-m", "pwa", "serve", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            line = server.stdout.readline()
            if not (address := re.search(r"http://[^ ]+(?=/ )", line)):
                raise SystemExit("the server did not start")
            yield address[0]
        finally:
            server.terminate()


if __name__ == "__main__":
    photograph_all(*folders("FOLDER"))
