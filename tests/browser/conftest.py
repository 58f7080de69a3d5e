"""A phone: a browser with a profile on disk that can be closed and opened again, as a person does."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright

PHONE = {"width": 360, "height": 740}
NIGHT = 1_795_550_400  # seconds since 1970
READY = "html[data-offline=ready]"


class Phone:
    """One profile. Each `open()` is a fresh browser process."""

    def __init__(self, playwright: Playwright, launch: dict, profile: Path) -> None:
        self.playwright, self.launch, self.profile = playwright, launch, profile

    @contextmanager
    def open(self, **options: Any) -> Iterator[BrowserContext]:
        context = self.playwright.chromium.launch_persistent_context(
            str(self.profile), viewport=PHONE, **self.launch, **options
        )
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


@pytest.fixture
def phone(playwright: Playwright, launch: dict, tmp_path: Path) -> Phone:
    return Phone(playwright, launch, tmp_path / "profile")


@pytest.fixture
def page(browser: Any) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, color_scheme="dark", timezone_id="Asia/Jakarta")
    yield context.new_page()
    context.close()


@pytest.fixture
def new_page(browser: Any) -> Iterator[Callable[..., Page]]:
    """A page in a context of its own, with options (`java_script_enabled=False`, `color_scheme="light"`)."""
    contexts = []

    def make(**options: Any) -> Page:
        contexts.append(browser.new_context(**{"viewport": PHONE, **options}))
        return contexts[-1].new_page()

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def cramp(new_page: Callable[..., Page], site: str) -> Page:
    """The cramp screen in English, with a clock that only the test moves."""
    page = new_page(timezone_id="Asia/Jakarta")
    page.clock.install(time=NIGHT)
    page.clock.pause_at(NIGHT + 60)
    page.goto(f"{site}/en/")
    page.wait_for_selector("html[data-flow]", state="attached")
    return page
