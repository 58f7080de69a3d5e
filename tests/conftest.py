"""What all tests share: a real server process that can be stopped, and a real Chromium."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, sync_playwright

from pwa.workshop.browser import ARGUMENTS, chromium
from tests.proxy import Proxy
from tests.versions import Version, make

ROOT = Path(__file__).parent.parent
TAGS = ("en", "id", "zh-hans")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """`python -m pwa serve` on a port of its own, the same after a restart: caches belong to the origin."""

    def __init__(self, folder: Path = ROOT) -> None:
        self.folder = folder
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "pwa", "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(
            command, cwd=self.folder, stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        assert re.search("http://", self.process.stdout.readline())
        while True:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            assert self.process.poll() is None, "the server ended"

    def stop(self) -> None:
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process.stdout.close()
            self.process = None


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def launch(playwright: Playwright) -> dict:
    """How every browser of the tests is started."""
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
def versions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[int, Version]]:
    """Three releases, and a server each."""
    made = make(lambda: tmp_path_factory.mktemp("version"), Server)
    yield made
    for version in made.values():
        version.server.stop()


@pytest.fixture
def proxy(versions: dict[int, Version]) -> Iterator[Proxy]:
    """What the browser talks to: the first version behind it, and no fault yet."""
    proxy = Proxy(free_port())
    proxy.upstream = versions[1].server.port
    proxy.start()
    yield proxy
    proxy.stop()


@pytest.fixture(scope="session")
def browser(playwright: Playwright, launch: dict) -> Iterator:
    browser = playwright.chromium.launch(**launch)
    yield browser
    browser.close()
