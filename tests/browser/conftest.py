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


# As on a first visit while the app is being saved; saving it whole is most of the work of a test that only looks.
NO_WORKER_YET = "navigator.serviceWorker.register = () => new Promise(() => {});"


@pytest.fixture
def new_context(browser: Browser, request: pytest.FixtureRequest) -> Callable[..., BrowserContext]:
    """A context with options. The worker comes to tests that are marked with `worker`; others stay at "saving"."""

    def make(**options: Any) -> BrowserContext:
        context = browser.new_context(**{"viewport": PHONE, **options})
        context.set_default_timeout(PATIENCE)
        if not request.node.get_closest_marker("worker"):
            context.add_init_script(NO_WORKER_YET)
        return context

    return make


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Iterator[Page]:
    context = new_context(color_scheme="dark", timezone_id="Asia/Jakarta")
    yield context.new_page()
    context.close()


@pytest.fixture
def new_page(new_context: Callable[..., BrowserContext]) -> Iterator[Callable[..., Page]]:
    """A page in a context of its own, with options (`java_script_enabled=False`, `color_scheme="light"`)."""
    contexts: list[BrowserContext] = []

    def make(**options: Any) -> Page:
        contexts.append(new_context(**options))
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
