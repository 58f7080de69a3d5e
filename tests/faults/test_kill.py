"""The browser is killed in the middle of an install or an update: ten times here, a hundred in `make faults`."""

import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Error

from tests.support.phone import READY
from tests.support.proxy import Answer, Proxy
from tests.support.reader import KEEP, Reader

TIMES = int(os.environ.get("KILLS", "10"))
STORING = 0.6  # seconds: while what has come is unpacked, judged and stored
MOMENTS = [(number, "install" if number % 2 else "update") for number in range(TIMES)]


def open_and_kill(opened: Callable[[], Reader], profile: Path, proxy: Proxy, chance: random.Random) -> None:
    """A browser with all its processes, ended with SIGKILL: at a random byte of what the worker asks for, or every
    second time at a random moment after the last byte."""
    share, after = chance.choice([(chance.random(), 0.0), (1.0, chance.uniform(0, STORING))])
    now = threading.Event()

    def send_a_part(answer: Answer) -> None:
        answer.line.sendall(answer.head() + answer.body[: int(share * len(answer.body))])
        now.set()
        if share < 1:
            answer.closing.wait(60)

    proxy.break_with(send_a_part, lambda answer: answer.path.startswith("/release/"))
    reader = opened()
    page = reader.visit("/id/settings/")
    page.evaluate("() => { navigator.serviceWorker.getRegistration().then(found => found?.update()).catch(() => {}) }")
    assert now.wait(60), "the worker asked for nothing"
    time.sleep(after)  # the fault itself, not a wait for something
    found = subprocess.run(["pgrep", "-f", f"user-data-dir={profile}"], capture_output=True, text=True, check=True)
    for process in found.stdout.split():
        with suppress(ProcessLookupError):
            os.kill(int(process), signal.SIGKILL)
    with suppress(Error):
        reader.context.close()
    proxy.mend()


@pytest.mark.parametrize(("number", "moment"), MOMENTS)
def test_a_killed_browser_never_leaves_half_a_version(playwright, launch, proxy, versions, tmp_path, number, moment):
    profile = tmp_path / "profile"

    def opened() -> Reader:
        return Reader(playwright.chromium.launch_persistent_context(str(profile), **launch), proxy)

    if moment == "update":
        reader = opened()
        reader.install()
        reader.context.close()
        proxy.upstream = versions[2].server.port
    open_and_kill(opened, profile, proxy, random.Random(f"{moment} {number}"))
    reader = opened()
    if moment == "install":
        # Nothing was promised yet; with a network the install goes on from where it was.
        page = reader.visit("/id/settings/")
        page.wait_for_selector(READY, state="attached")
        page.evaluate(KEEP)
        reader.opens_offline(versions[1])
    else:
        reader.opens_offline(versions[1], versions[2])
        reader.comes_to(versions[2])
    reader.context.close()
