"""Pages to look at: of a phone opened again, of one that forgets, of the cramp screen with a clock of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from tests.support.phone import NIGHT, PATIENCE, PHONE, Launch, Phone


@pytest.fixture
def phone(playwright: Playwright, launch: Launch, tmp_path: Path) -> Phone:
    return Phone(playwright, launch, tmp_path / "profile")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, color_scheme="dark", timezone_id="Asia/Jakarta")
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """A page in a context of its own, with options (`java_script_enabled=False`, `color_scheme="light"`)."""
    contexts: list[BrowserContext] = []

    def make(**options: Any) -> Page:
        contexts.append(browser.new_context(**{"viewport": PHONE, **options}))
        contexts[-1].set_default_timeout(PATIENCE)
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
