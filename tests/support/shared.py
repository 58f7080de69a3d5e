"""What is made once for all processes of a test run, however many there are."""

import atexit
import fcntl
import hashlib
import os
import pickle
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from pwa.release.model import Release

SHARED = "NIGHT_CRAMP_TESTS"
SERVER = "server-"  # files in the folder that hold the process group and the port of a server


def share() -> Callable[[], None] | None:
    """Make the folder that this process and those that it starts have in common.

    Returns:
        What removes it again, or None where a parent process has made it.
    """
    if SHARED in os.environ:
        return None
    os.environ[SHARED] = tempfile.mkdtemp(prefix="night-cramp-")
    return _remove


def _remove() -> None:
    made = Path(os.environ.pop(SHARED))
    for server in made.glob(f"{SERVER}*"):
        if not server.suffix:
            with suppress(ProcessLookupError):
                os.killpg(int(server.read_text(encoding="utf-8").split()[0]), signal.SIGKILL)
    shutil.rmtree(made, ignore_errors=True)


@cache
def folder() -> Path:
    """The folder that all processes of a run have in common; outside of pytest, one of this process."""
    if remove := share():
        atexit.register(remove)
    return Path(os.environ[SHARED])


@contextmanager
def once(path: Path) -> Iterator[Path | None]:
    """Where to make what shall stand at `path`, or None when another process of the test run has made it."""
    with Path(f"{path}.lock").open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if path.exists():
            yield None
        else:
            new = Path(f"{path}.new")
            yield new
            new.rename(path)


@cache
def built(project: Path, url: str = "") -> Path:
    """The site of a checkout on disk, for a host of this address if it has one; built once, served often."""
    site = folder() / f"site-{name_of(str(project), url)}"
    with once(site) as new:
        if new:
            command = [sys.executable, "-m", "pwa", "build", str(new)]
            environ = {**os.environ, "SITE_URL": url} if url else None
            subprocess.run(command, cwd=project, env=environ, check=True, stdout=subprocess.DEVNULL)
    return site


@cache
def release(base: str = "/", origin: str = "") -> Release:
    """The release of this checkout, built by the first process that wants it."""
    from tests.support.releases import build_release  # which keeps compiled templates in the folder

    path = folder() / f"release-{name_of(base, origin)}"
    with once(path) as new:
        if new:
            new.write_bytes(pickle.dumps(build_release(base=base, origin=origin)))
    found: Release = pickle.loads(path.read_bytes())
    return found


def name_of(*parts: str) -> str:
    """What a file is called that was made of these."""
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:12]
