"""Notices that a file was saved: by its time and size, which works the same on every system and needs no package."""

import time
from collections.abc import Iterator
from pathlib import Path

from pwa.files import Stamps, stamps

INTERVAL = 0.08  # seconds between two looks


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
