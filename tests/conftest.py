"""The fixtures that all tests share: a real server process that can be stopped, and a real Chromium."""

from collections.abc import Iterator
from contextlib import ExitStack
from functools import cache

import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from pwa.release.model import Release

pytest.register_assert_rewrite("tests.support")

from tests.support import shared  # noqa: E402
from tests.support.phone import PATIENCE, PHONE, Launch  # noqa: E402
from tests.support.project import ROOT  # noqa: E402
from tests.support.proxy import Proxy  # noqa: E402
from tests.support.reader import Reader  # noqa: E402
from tests.support.readings import reading_once  # noqa: E402
from tests.support.releases import packed_quickly  # noqa: E402
from tests.support.scripts import waiting  # noqa: E402
from tests.support.server import Server, SharedServer, free_port  # noqa: E402
from tests.support.versions import Versions  # noqa: E402
from tools.browser import ARGUMENTS, NoBrowserError, chromium, headless  # noqa: E402

UNIT = ROOT / "tests" / "unit"


def pytest_configure(config: pytest.Config) -> None:
    """Waits that a busy machine needs, and a folder in which all processes of the run find what is made once."""
    config.addinivalue_line("markers", "quick: for the edit loop: unit tests, and one test of each screen")
    config.addinivalue_line("markers", "worker: pages get the service worker, which saves the whole app")
    config.addinivalue_line("markers", "slow: builds whole releases or waits for programs: not for the edit loop")
    expect.set_options(timeout=PATIENCE)
    if remove := shared.share():
        config.add_cleanup(remove)
    run = ExitStack()
    run.enter_context(reading_once())  # from here on, because modules of tests read the content when they load
    run.enter_context(packed_quickly())
    run.enter_context(waiting())
    config.add_cleanup(run.close)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Unit tests are quick, but for the slow ones; `-m quick` leaves out the screens where there is no browser."""
    for item in items:
        if UNIT in item.path.parents and not item.get_closest_marker("slow"):
            item.add_marker("quick")
    if config.option.markexpr == "quick" and not has_browser():
        left_out = [item for item in items if UNIT not in item.path.parents]
        items[:] = [item for item in items if UNIT in item.path.parents]
        config.hook.pytest_deselected(items=left_out)


def pytest_report_header(config: pytest.Config) -> str | None:
    """Says what is left out for want of a browser."""
    if config.option.markexpr == "quick" and not has_browser():
        return "no Chromium here: the tests of the screens are left out; 'make test' installs one"
    return None


@cache
def has_browser() -> bool:
    with sync_playwright() as driver:
        try:
            return bool(chromium(driver))
        except NoBrowserError:
            return False


@pytest.fixture(scope="session")
def release() -> Release:
    """The release of this checkout."""
    return shared.release()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def launch(playwright: Playwright) -> Launch:
    """How a browser is started."""
    return {"executable_path": headless(playwright), "args": [*ARGUMENTS, "--in-process-gpu"]}  # a process less


@pytest.fixture(scope="session")
def launch_whole(playwright: Playwright) -> Launch:
    """The whole program, for what needs more than pages: a screen to keep on, an app to install."""
    return {"executable_path": chromium(playwright), "args": ARGUMENTS}


@pytest.fixture(scope="session")
def site() -> str:
    """The address of a server that no test stops."""
    server = SharedServer()
    server.start()
    return server.address


@pytest.fixture
def server() -> Iterator[Server]:
    """A server that the test may stop."""
    server = Server()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def versions() -> Versions:
    """Releases that differ, and a server each."""
    return Versions(shared.folder(), SharedServer)


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


@pytest.fixture
def reader(browser: Browser, proxy: Proxy) -> Iterator[Reader]:
    """Somebody whose network and phone a test may break."""
    reader = reader_of(browser, proxy)
    yield reader
    reader.context.close()


def reader_of(browser: Browser, proxy: Proxy) -> Reader:
    return Reader(browser.new_context(viewport=PHONE), proxy)


@pytest.fixture(scope="session")
def readers(versions: Versions) -> Iterator[list[Reader]]:
    """The reader of `installed`, as the last test that had her left her."""
    readers: list[Reader] = []
    yield readers
    for reader in readers:
        reader.proxy.stop()


@pytest.fixture
def installed(browser: Browser, versions: Versions, readers: list[Reader]) -> Iterator[Reader]:
    """A reader who has the first version. It is the one before, if her test has ended with that version whole."""
    reader = readers.pop() if readers else None
    if reader is None or reader.whole is not versions[1]:
        if reader:
            reader.context.close()
            reader.proxy.stop()
        reader = reader_of(browser, Proxy(free_port()))
        reader.proxy.start()
        reader.proxy.upstream = versions[1].server.port
        reader.install()
    readers.append(reader)
    reader.whole = None
    reader.proxy.log.clear()
    yield reader
    reader.proxy.mend()
    reader.proxy.upstream = versions[1].server.port
    for page in reader.context.pages:
        page.close()
