"""A phone: a browser with a profile on disk that can be closed and opened again, as a person does."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Error, Page, Playwright, Response, ViewportSize

PHONE: ViewportSize = {"width": 360, "height": 740}
NIGHT = 1_795_550_400  # seconds since 1970
READY = "html[data-offline=ready]"
# Milliseconds for what a page is waited for: a busy machine takes ten times as long as a quiet one.
PATIENCE = 90_000
Launch = dict[str, Any]  # how a browser is started: the keyword arguments of Playwright's launch


class Phone:
    """One profile. Each `open()` is a fresh browser process."""

    def __init__(self, playwright: Playwright, launch: Launch, profile: Path) -> None:
        self.playwright, self.launch, self.profile = playwright, launch, profile

    @contextmanager
    def open(self, **options: Any) -> Iterator[BrowserContext]:
        """A browser on the profile, closed at the end; options as of a context (`color_scheme="light"`)."""
        context = self.playwright.chromium.launch_persistent_context(
            str(self.profile), viewport=PHONE, **self.launch, **options
        )
        context.set_default_timeout(PATIENCE)
        try:
            yield context
        finally:
            context.close()

    def make_ready(self, address: str) -> None:
        """Visit once with a network and wait for the truthful check."""
        with self.open() as context:
            page = context.pages[0]
            page.goto(address)
            page.wait_for_selector(READY, state="attached")


def kill(context: BrowserContext, profile: Path) -> None:
    """End the browser of a profile with all its processes by SIGKILL, as a phone does."""
    found = subprocess.run(["pgrep", "-f", f"user-data-dir={profile}"], capture_output=True, text=True, check=True)
    for process in found.stdout.split():
        with suppress(ProcessLookupError):
            os.kill(int(process), signal.SIGKILL)
    with suppress(Error):
        context.close()


def go(page: Page, address: str, **options: Any) -> Response:
    """Open an address that is not a place on the same page; the answer. `options` as of Page.goto."""
    response = page.goto(address, **options)
    assert response, address
    return response
