"""What a new tree takes over from the one that stood there.

The assets of earlier releases stay for a while: a page that is open, or held by a CDN, still asks for them. They
have their digest or version in their names, so nothing old can be taken for something new.
"""

import json
import shutil
from contextlib import suppress
from datetime import date
from pathlib import Path

from pwa.files import read_written
from pwa.headers import IMMUTABLE_FOLDERS
from pwa.release.model import SUMMARY

LIST = "_kept.tsv"
KEPT_DAYS = 7


def keep_earlier(old: Path, new: Path, today: date) -> None:
    """Copy into a new tree what the old one had beyond it, and for how long already.

    Args:
        old: The tree that stands there; not looked at unless it is a site with the base of the new one.
        new: The tree that will take its place.
        today: From when on something is kept that the new release no longer has.

    Raises:
        OSError: Something could not be copied.
    """
    if site_base(old) is None or site_base(old) != site_base(new):
        return
    since = _read(old / LIST)
    kept = {}
    for file in sorted(file for folder in IMMUTABLE_FOLDERS for file in (old / folder).rglob("*") if file.is_file()):
        name = file.relative_to(old).as_posix()
        first = min(since.get(name, today), today)
        if not (new / name).exists() and (today - first).days <= KEPT_DAYS:
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, new / name)
            kept[name] = first
    if kept:
        lines = [f"{name}\t{first.isoformat()}\n" for name, first in kept.items()]
        (new / LIST).write_text("".join(lines), encoding="utf-8", newline="\n")


def keep_hidden(old: Path, new: Path) -> None:
    """Copy what begins with a dot: `.git` of a branch that is published, `.well-known`. Raises OSError."""
    for there in old.glob(".*"):
        here = new / there.name
        if here.exists():
            continue
        if there.is_dir() and not there.is_symlink():
            shutil.copytree(there, here, symlinks=True)
        else:
            shutil.copy2(there, here, follow_symlinks=False)


def site_base(folder: Path) -> str | None:
    """The base of the site in a folder; None where it holds none that `build` wrote."""
    with suppress(OSError, ValueError, RecursionError, KeyError, TypeError):
        summary = json.loads(read_written(folder / SUMMARY))
        return str(summary["base"]) if summary["version"] and summary["languages"] else None
    return None


def _read(path: Path) -> dict[str, date]:
    found = {}
    with suppress(OSError, UnicodeDecodeError):
        for line in path.read_text(encoding="utf-8").splitlines():
            name, _, day = line.partition("\t")
            with suppress(ValueError):
                found[name] = date.fromisoformat(day)
    return found
