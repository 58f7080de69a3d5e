"""The browser is killed in the middle of an install or an update: ten times here, a hundred in `make faults`."""

import os
import random
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.support.phone import READY, Launch, kill
from tests.support.proxy import Answer, Proxy
from tests.support.reader import KEEP, Reader
from tests.support.versions import Versions

TIMES = int(os.environ.get("KILLS", "10"))
STORING = 0.6  # seconds: while what has come is unpacked, judged and stored
POLL = 0.1  # seconds
LOOK_FOR_UPDATE = """() => {
  const look = async () => {
    window.found = await navigator.serviceWorker.getRegistration();
    await found?.update();
    window.looked = true;
  };
  look().catch(() => {});
}"""
# A version that an earlier kill found whole has nothing to ask for: the browser dies all the same.
ASKS_NO_MORE = "() => Boolean(window.looked && found?.waiting && !found.installing)"


def kill_on_the_way(reader: Reader, profile: Path, chance: random.Random) -> None:
    """The reader's browser with all its processes, ended with SIGKILL.

    At a random byte of what the worker asks for, or every second time at a random moment after the last byte.
    """
    proxy = reader.proxy
    share, after = chance.choice([(chance.random(), 0.0), (1.0, chance.uniform(0, STORING))])
    now = threading.Event()

    def send_a_part(answer: Answer) -> None:
        answer.line.sendall(answer.head() + answer.body[: int(share * len(answer.body))])
        now.set()
        if share < 1:
            answer.closing.wait(60)

    end = time.monotonic() + 60
    proxy.break_with(send_a_part, lambda answer: answer.asked_by == "worker")
    page = reader.visit("/id/settings/")
    page.evaluate(LOOK_FOR_UPDATE)
    while not now.wait(POLL) and not page.evaluate(ASKS_NO_MORE):
        assert time.monotonic() < end, "the worker asked for nothing"
    time.sleep(after)  # the fault itself, not a wait for something
    kill(reader.context, profile)
    proxy.mend()


@pytest.fixture
def opened(playwright: Playwright, launch: Launch, proxy: Proxy, tmp_path: Path) -> Callable[[], Reader]:
    """A reader in a fresh browser process on the profile of the test, which stays; a killed one leaves it as it is."""

    def open_() -> Reader:
        return Reader(playwright.chromium.launch_persistent_context(str(tmp_path / "profile"), **launch), proxy)

    return open_


@pytest.mark.parametrize("number", range(0, TIMES, 2))
def test_a_browser_killed_during_the_first_install_goes_on_later(
    opened: Callable[[], Reader], proxy: Proxy, versions: Versions, tmp_path: Path, number: int
) -> None:
    """Nothing was promised yet; with a network the install goes on from where it was."""
    kill_on_the_way(opened(), tmp_path / "profile", random.Random(f"install {number}"))
    reader = opened()
    page = reader.visit("/id/settings/")
    page.wait_for_selector(READY, state="attached")
    page.evaluate(KEEP)
    reader.opens_offline(versions[1])
    reader.context.close()


@pytest.mark.parametrize("numbers", [range(at, min(at + 10, TIMES), 2) for at in range(1, TIMES, 10)])
def test_a_browser_killed_during_an_update_never_leaves_half_a_version(
    opened: Callable[[], Reader],
    proxy: Proxy,
    versions: Versions,
    tmp_path: Path,
    numbers: range,
    subtests: pytest.Subtests,
) -> None:
    """One phone, killed on its way to the next version and, from there, on its way back."""
    reader = opened()
    reader.install()
    reader.context.close()  # what the reader keeps is on the disk, as it is after any launch but the first
    reader = opened()
    old, new = versions[1], versions[2]
    for number in numbers:
        with subtests.test(number=number):
            proxy.upstream = new.server.port
            kill_on_the_way(reader, tmp_path / "profile", random.Random(f"update {number}"))
            reader = opened()
            if reader.opens_offline(old, new) is new:
                old, new = new, old
    proxy.upstream = new.server.port
    reader.comes_to(new)
    reader.context.close()
