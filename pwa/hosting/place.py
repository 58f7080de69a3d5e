"""Puts a tree where another stood: whole or not at all, one build at a time, with nothing left over.

The new tree is made beside its place and renamed, so a full disk or an interruption leaves the old one as it was.
"""

import errno
import os
import re
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

BESIDE = ".night-cramp-build-"
MADE = re.compile(re.escape(BESIDE) + "[a-z0-9_]{8}")  # as mkdtemp names what it makes
# Of a build that was killed; where builds cannot shut each other out, one that is under way is younger.
LEFT_OVER_S = 3600
INSIDE = "give a folder inside it: {}"


@contextmanager
def in_place_of(folder: Path) -> Iterator[Path]:
    """A new folder to fill, which takes the place of `folder` when the block ends well.

    A link stays a link: what it leads to is replaced. Raises OSError.
    """
    place = Path(os.path.realpath(folder))
    place.parent.mkdir(parents=True, exist_ok=True)
    with _alone(place.parent) as alone:
        _sweep(place.parent, 0 if alone else LEFT_OVER_S)
        new = _beside(place)
        try:
            yield new
            new.chmod(0o755)  # mkdtemp's folder is for its owner only; the web server is somebody else
            _replace(place, new)
        finally:
            shutil.rmtree(new, ignore_errors=True)


@contextmanager
def _alone(parent: Path) -> Iterator[bool]:
    """Wait for other builds into this folder. False where the system has no such lock (Windows, some shares)."""
    handle = None
    try:
        import fcntl

        handle = os.open(parent, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(f"waiting for another build into {parent}", file=sys.stderr, flush=True)
            fcntl.flock(handle, fcntl.LOCK_EX)
        alone = True
    except (ImportError, OSError):
        alone = False
    try:
        yield alone
    finally:
        if handle is not None:
            os.close(handle)


def _sweep(parent: Path, older_than_s: float) -> None:
    """Remove what a build left that was killed, and nothing that somebody else named alike."""
    for left in parent.glob(f"{BESIDE}*"):
        with suppress(OSError):
            about = left.lstat()
            ours = MADE.fullmatch(left.name) and stat.S_ISDIR(about.st_mode) and about.st_uid == _user()
            if ours and time.time() - about.st_mtime >= older_than_s:
                shutil.rmtree(left, ignore_errors=True)


def _user() -> int:
    return os.geteuid() if hasattr(os, "geteuid") else 0  # Windows says 0 of every file


def _beside(place: Path) -> Path:
    try:
        return Path(tempfile.mkdtemp(prefix=BESIDE, dir=place.parent))
    except OSError as error:
        if place.is_dir() and error.errno in (errno.EACCES, errno.EPERM):
            said = f"{error.strerror}, and a site is made beside its place; {INSIDE.format(place / 'site')}"
            raise OSError(error.errno, said, str(place.parent)) from error
        raise


def _replace(place: Path, new: Path) -> None:
    """Two renames: no call of the system swaps folders everywhere. A failed second one puts the old tree back.

    Neither renames over something, because Windows refuses that even where it is an empty folder.
    """
    if not place.exists():
        new.rename(place)
        return
    aside = Path(tempfile.mkdtemp(prefix=BESIDE, dir=place.parent))
    old = aside / "old"
    try:
        _move_aside(place, old)
        try:
            new.rename(place)
        except BaseException:  # an interruption too
            if not place.exists():
                old.rename(place)
            raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _move_aside(place: Path, old: Path) -> None:
    try:
        place.rename(old)
    except OSError as error:
        if error.errno in (errno.EBUSY, errno.EXDEV):
            said = f"is a mount point, which nothing can be renamed to; {INSIDE.format(place / 'site')}"
            raise OSError(error.errno, said, str(place)) from error
        raise
