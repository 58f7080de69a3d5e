"""What is made once for all processes of a test run, however many there are."""

import atexit
import fcntl
import hashlib
import os
import pickle
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from pwa.hosting.export import write
from pwa.release.model import Release
from tests.support.project import ROOT

SHARED = "NIGHT_CRAMP_TESTS"
ORIGIN = "https://example.org"  # of a site that is told where it will be, as SITE_URL does
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
def built(project: Path = ROOT, base: str = "/", origin: str = "") -> Path:
    """The site of a checkout on disk, for this place of a host; written once, served often."""
    site = folder() / f"site-{name_of(str(project), base, origin)}"
    with once(site) as new:
        if new:
            write(release(base, origin, project), new)
    return site


@cache
def release(base: str = "/", origin: str = "", project: Path = ROOT) -> Release:
    """The release of a checkout, built by the first process that wants it."""
    found: Release = pickle.loads(release_file(base, origin, project).read_bytes())
    return found


def release_file(base: str = "/", origin: str = "", project: Path = ROOT) -> Path:
    """The same as a file, for other processes."""
    from tests.support.releases import build_release  # which keeps compiled templates in the folder

    path = folder() / f"release-{name_of(str(project), base, origin)}"
    with once(path) as new:
        if new:
            made = build_release(None if project == ROOT else project, base, origin)
            new.write_bytes(pickle.dumps(made))
    return path


def address_of(file: str) -> str:
    """Where a file of static/ lies in the release of this checkout: behind its digest."""
    return next(path for path in release().entries if path.endswith(f"/{file}"))


def name_of(*parts: str) -> str:
    """What a file is called that was made of these."""
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:12]
