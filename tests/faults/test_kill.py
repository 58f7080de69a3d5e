"""The browser is killed at a random moment of an install or an update: ten times here, a hundred in `make faults`."""

import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.faults.conftest import KEEP, READY, Reader

TIMES = int(os.environ.get("KILLS", "10"))
LONGEST = 2.5  # seconds: by then an install has ended on a slow machine too
MOMENTS = [(number, "install" if number % 2 else "update") for number in range(TIMES)]


def open_and_kill(launch: dict, profile: Path, address: str, seconds: float) -> None:
    """A browser process of its own, ended with SIGKILL together with its children."""
    command = [launch["executable_path"], *launch["args"], "--headless", f"--user-data-dir={profile}", address]
    browser = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    time.sleep(seconds)  # the fault itself, not a wait for something
    os.killpg(browser.pid, signal.SIGKILL)
    browser.wait()


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
    seconds = random.Random(f"{moment} {number}").uniform(0.2, LONGEST)
    open_and_kill(launch, profile, f"{proxy.address}/id/settings/", seconds)
    reader = opened()
    if moment == "install":
        # Nothing was promised yet; with a network the install goes on from where it was.
        page = reader.visit("/id/settings/")
        page.wait_for_selector(READY, state="attached")
        page.evaluate(KEEP)
        reader.opens_offline(versions[1])
    else:
        reader.opens_offline(versions[1], versions[2])
    reader.context.close()
