"""Notices that a file was saved: by its time and size, which works the same on every system and needs no package."""

import time
from collections.abc import Iterator
from pathlib import Path

from pwa.files import stamps

INTERVAL = 0.08  # seconds between two looks


def changes(folders: list[Path]) -> Iterator[set[Path]]:
    """Everything at once, then the files of each change, once they have stopped changing; at each other look, none."""
    known = before = stamps(folders)
    yield {*known}
    # What went and came back within one look counts too: a page may have been drawn without it.
    touched: set[Path] = set()
    while True:
        now = stamps(folders)
        touched |= {path for path, _ in now.items() ^ known.items()}
        # An editor may write in pieces: two equal looks mean that it is done.
        if now == before and touched:
            yield touched
            known, touched = now, set()
        else:
            yield set()
        before = now
        time.sleep(INTERVAL)
