"""Server processes that can be stopped: of the release, and of the preview."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.project import ROOT
from tests.support.shared import SERVER, built, folder, name_of, once

POLL = 0.01  # seconds between two looks; without a pause the look takes what the server needs to start


def free_port() -> int:
    """A port of 127.0.0.1 on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Server:
    """`python -m pwa serve` on a port of its own, the same after a restart: caches belong to the origin."""

    def __init__(self, folder: Path = ROOT, site: Path | None = None) -> None:
        self.folder, self.site = folder, site
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Serve the site, or that of the folder, built if nobody has; come back when it answers."""
        site = self.site or built(self.folder)
        command = [sys.executable, "-m", "pwa", "serve", "--port", str(self.port), "--site", str(site)]
        self.process = subprocess.Popen(
            command, cwd=self.folder, stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        assert self.process.stdout is not None
        assert re.search("http://", self.process.stdout.readline()), "the server said no address"
        while not listens(self.port):
            assert self.process.poll() is None, "the server ended"
            time.sleep(POLL)

    def stop(self) -> None:
        """Kill it with all its processes; nothing listens on the port any more."""
        if self.process is not None:
            assert self.process.stdout is not None
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process.stdout.close()
            self.process = None


class SharedServer(Server):
    """One for all processes of a test run, started by the first that wants it; it ends with the run."""

    def start(self) -> None:
        """Come back when it answers."""
        path = folder() / f"{SERVER}{name_of(str(self.folder))}"
        with once(path) as new:
            if new:
                command = [sys.executable, "-m", "pwa", "serve", "--port", f"{self.port}", "--site"]
                # It is not a child of this process, which may end before others do.
                orphan = ["sh", "-c", '"$@" >/dev/null 2>&1 & echo $$', "sh", *command, str(built(self.folder))]
                told = subprocess.run(
                    orphan, cwd=self.folder, stdout=subprocess.PIPE, text=True, start_new_session=True
                )
                new.write_text(f"{told.stdout.strip()} {self.port}", encoding="utf-8")
        group, port = path.read_text(encoding="utf-8").split()
        self.port, self.address = int(port), f"http://127.0.0.1:{port}"
        while not listens(self.port):
            os.killpg(int(group), 0)  # raises where the server has ended
            time.sleep(POLL)

    def stop(self) -> None:
        """It goes on."""


def listens(port: int) -> bool:
    """Whether something takes connections on a port of 127.0.0.1."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def previewing(folder: Path, port: int) -> Iterator[str]:
    """The address of a preview of the project in a folder, for as long as it is needed."""
    command = [sys.executable, "-m", "pwa", "preview", "--port", str(port)]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            line = server.stdout.readline()
            if not (address := re.search(r"http://[^ ]+(?=/ )", line)):
                raise SystemExit("the preview did not start")
            yield address[0]
        finally:
            server.terminate()
