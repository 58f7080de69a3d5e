"""The fixtures that all tests share: a real server process that can be stopped, and a real Chromium."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

pytest.register_assert_rewrite("tests.support")

from tests.support.phone import Launch  # noqa: E402
from tests.support.proxy import Proxy  # noqa: E402
from tests.support.server import Server, free_port  # noqa: E402
from tests.support.shared import share, shared  # noqa: E402
from tests.support.versions import Versions  # noqa: E402
from tools.browser import ARGUMENTS, chromium, headless  # noqa: E402


def pytest_configure(config: pytest.Config) -> None:
    """A folder that all processes of a test run have in common; what stands there is made once."""
    if remove := share():
        config.add_cleanup(remove)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def launch(playwright: Playwright) -> Launch:
    """How a browser is started."""
    return {"executable_path": headless(playwright), "args": ARGUMENTS}


@pytest.fixture(scope="session")
def launch_whole(playwright: Playwright) -> Launch:
    """The whole program, for what needs more than pages: a screen to keep on, an app to install."""
    return {"executable_path": chromium(playwright), "args": ARGUMENTS}


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of a server that no test stops."""
    server = Server()
    server.start()
    yield server.address
    server.stop()


@pytest.fixture
def server() -> Iterator[Server]:
    """A server that the test may stop."""
    server = Server()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def versions() -> Iterator[Versions]:
    """Releases that differ, and a server each."""
    made = Versions(shared(), Server)
    yield made
    made.stop()


@pytest.fixture
def proxy(versions: Versions) -> Iterator[Proxy]:
    """What the browser talks to: the first version behind it, and no fault yet."""
    proxy = Proxy(free_port())
    proxy.upstream = versions[1].server.port
    proxy.start()
    yield proxy
    proxy.stop()


@pytest.fixture(scope="session")
def browser(playwright: Playwright, launch: Launch) -> Iterator[Browser]:
    """One for all pages of a test run that need no restart."""
    browser = playwright.chromium.launch(**launch)
    yield browser
    browser.close()
