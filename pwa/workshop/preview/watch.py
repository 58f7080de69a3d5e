"""Notices that a file was saved: by its time and size, which works the same on every system and needs no package."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

INTERVAL = 0.08  # seconds between two looks
SUFFIXES = {".yaml", ".po", ".csv", ".html", ".css", ".js", ".svg", ".png", ".py", ".tsv"}
Stamps = dict[Path, tuple[int, int]]


def stamps(folders: list[Path]) -> Stamps:
    """Time and size of each file that the app is made of."""
    found = {}
    for folder in folders:
        # Not rglob, which ends with an error where a folder goes while it is looked through (git checkout).
        for place, _, names in os.walk(folder):
            for path in (Path(place, name) for name in names):
                if path.suffix not in SUFFIXES:
                    continue
                try:
                    state = path.stat()
                except OSError:
                    continue  # an editor is replacing it, and on Windows holds it: the next look sees it
                found[path] = (state.st_mtime_ns, state.st_size)
    return found


def changes(folders: list[Path]) -> Iterator[set[Path]]:
    """Everything at first, then the files of each change, once they have stopped changing; at each other look, none."""
    known: Stamps = {}
    before: Stamps = {}
    while True:
        now = stamps(folders)
        # An editor may write in pieces: two equal looks mean that it is done.
        if now == before and now != known:
            yield {path for path, _ in now.items() ^ known.items()}
            known = now
        else:
            yield set()
        before = now
        time.sleep(INTERVAL)
