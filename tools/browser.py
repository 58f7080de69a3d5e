"""Finds a Chromium: Playwright's own where it could be downloaded, else the system's.

`python -m tools.browser` prints where it is.
"""

import shutil
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

# No traffic of the browser's own: tests talk to loopback only.
ARGUMENTS = [
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-sandbox",
]


class NoBrowserError(SystemExit):
    """No Chromium on this machine. A command that meets it ends with the message, which says what to do."""


def chromium(playwright: Playwright) -> str:
    """The path of a Chromium.

    Raises:
        NoBrowserError: There is none.
    """
    own = playwright.chromium.executable_path
    if Path(own).exists():
        return own
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise NoBrowserError("no Chromium found; run 'make test' once, or: apt-get install chromium fonts-noto-cjk")


def headless(playwright: Playwright) -> str | None:
    """The path of the same browser without windows, at half the work; None lets Playwright take its own.

    Raises:
        NoBrowserError: There is none of either kind.
    """
    if Path(playwright.chromium.executable_path).exists():
        return None
    return shutil.which("chromium-headless-shell") or chromium(playwright)


if __name__ == "__main__":
    with sync_playwright() as driver:
        print(headless(driver) or driver.chromium.executable_path)
