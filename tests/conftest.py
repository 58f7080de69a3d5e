"""What all tests share: a real server process that can be stopped, and a real Chromium."""

import atexit
import hashlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, sync_playwright

from tests.proxy import Proxy
from tests.versions import Versions, once
from tools.browser import ARGUMENTS, chromium, headless

ROOT = Path(__file__).parent.parent
TAGS = ("en", "id", "zh-hans")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


SHARED = "NIGHT_CRAMP_TESTS"


def pytest_configure(config: pytest.Config) -> None:
    """A folder that all processes of a test run have in common; what stands there is made once."""
    if SHARED not in os.environ:
        os.environ[SHARED] = tempfile.mkdtemp(prefix="night-cramp-")
        config.add_cleanup(lambda: shutil.rmtree(os.environ.pop(SHARED), ignore_errors=True))


@cache
def shared() -> Path:
    if SHARED in os.environ:
        return Path(os.environ[SHARED])
    folder = Path(tempfile.mkdtemp(prefix="night-cramp-"))  # bench/ measures with these servers too
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def built(folder: Path) -> Path:
    """The site of a checkout, built once however often it is served."""
    site = shared() / f"site-{hashlib.sha256(str(folder).encode()).hexdigest()[:12]}"
    with once(site) as new:
        if new:
            command = [sys.executable, "-m", "pwa", "build", str(new)]
            subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return site


class Server:
    """`python -m pwa serve` on a port of its own, the same after a restart: caches belong to the origin."""

    def __init__(self, folder: Path = ROOT) -> None:
        self.folder = folder
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "pwa", "serve", "--port", str(self.port), "--site", str(built(self.folder))]
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
    """How a browser is started."""
    return {"executable_path": headless(playwright), "args": ARGUMENTS}


@pytest.fixture(scope="session")
def launch_whole(playwright: Playwright) -> dict:
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
def browser(playwright: Playwright, launch: dict) -> Iterator:
    """One for all pages of a test run that need no restart."""
    browser = playwright.chromium.launch(**launch)
    yield browser
    browser.close()
