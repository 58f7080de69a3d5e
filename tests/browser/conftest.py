"""Pages to look at: of a phone opened again, of one that forgets, of the cramp screen with a clock of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from tests.support.cramp import ready
from tests.support.diary import NOW, open_diary
from tests.support.heard import RECORD
from tests.support.phone import NIGHT, PATIENCE, PHONE, Launch, Phone
from tests.support.server import Server


@pytest.fixture
def phone(playwright: Playwright, launch: Launch, tmp_path: Path) -> Phone:
    return Phone(playwright, launch, tmp_path / "profile")


@pytest.fixture(scope="session")
def offline(
    playwright: Playwright, launch: Launch, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Page, str]]:
    """A phone that has the app in English, opened again in a fresh process with the server stopped; and its address.

    For tests that only look.
    """
    phone, server = Phone(playwright, launch, tmp_path_factory.mktemp("phone") / "profile"), Server()
    server.start()
    phone.make_ready(f"{server.address}/en/")
    server.stop()
    with phone.open() as context:
        yield context.pages[0], server.address


# As on a first visit while the app is being saved; saving it whole is most of the work of a test that only looks.
# Not every document has one: about:blank, a step back before the app, has none.
NO_WORKER_YET = """
  if (navigator.serviceWorker) navigator.serviceWorker.register = () => new Promise(() => {});
"""


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


@pytest.fixture
def heard(new_page: Callable[..., Page], site: str) -> Page:
    """The cramp screen of a phone on which everything that sounds is written down."""
    page = new_page(has_touch=True, is_mobile=True)
    page.clock.install()
    page.add_init_script(RECORD)
    page.goto(f"{site}/en/")
    ready(page)
    return page


@pytest.fixture
def diary(new_page: Callable[..., Page], site: str) -> Page:
    """The diary in English, on the evening of NOW in Jakarta."""
    page = new_page(timezone_id="Asia/Jakarta")
    page.clock.install(time=NOW)
    open_diary(page, f"{site}/en/")
    return page


@pytest.fixture(scope="session")
def remembering_browser(playwright: Playwright, launch_whole: Launch) -> Iterator[Browser]:
    """A browser that shows a page as it was left when one goes back, as phones do: none without windows."""
    browser = playwright.chromium.launch(**launch_whole, ignore_default_args=["--disable-back-forward-cache"])
    yield browser
    browser.close()


@pytest.fixture
def remembering(remembering_browser: Browser) -> Iterator[Page]:
    """A page of that browser. A worker that takes it over meanwhile would have it loaded anew."""
    page = remembering_browser.new_page(
        viewport=PHONE, service_workers="block", timezone_id="Asia/Jakarta", color_scheme="light"
    )
    page.set_default_timeout(PATIENCE)
    yield page
    page.close()
