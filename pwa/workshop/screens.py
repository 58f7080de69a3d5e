"""Takes a picture of every screen in every language, night and day: `python -m pwa screens FOLDER`.

Pictures are how a change of look is judged, and the README's are made with it.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from playwright.sync_api import ViewportSize, sync_playwright

from pwa.languages import find_languages
from pwa.load import root
from pwa.views import PATHS
from pwa.workshop.browser import ARGUMENTS, chromium

PHONE: ViewportSize = {"width": 360, "height": 740}
SCHEMES: tuple[tuple[Literal["dark", "light"], str], ...] = (("dark", "night"), ("light", "day"))


def take(address: str, tags: list[str], folder: Path, whole: bool = False) -> int:
    """Write <tag>-<screen>-<night or day>.png for the site at `address`; `whole` takes the full length of the page."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(playwright), args=ARGUMENTS)
        for scheme, name in SCHEMES:
            context = browser.new_context(
                viewport=PHONE,
                device_scale_factor=2,
                color_scheme=scheme,
                service_workers="block",
                timezone_id="Asia/Jakarta",
            )
            page = context.new_page()
            for tag in tags:
                for screen, path in PATHS.items():
                    if screen == "cramp_now" and name == "day":
                        continue  # always night
                    page.goto(f"{address}/{tag}/{path}", wait_until="networkidle")
                    file = folder / f"{tag}-{screen.replace('_', '-')}-{name}.png"
                    page.screenshot(path=file, full_page=whole)
        browser.close()
    return 0


def take_all(folder: Path) -> int:
    """Serve the release on a free port and take every picture."""
    with serving() as address:
        return take(address, [language.tag for language in find_languages(root() / "translations")], folder)


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
