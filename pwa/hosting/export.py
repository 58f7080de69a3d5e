"""Writes the release as a tree of files that any web host can serve, with the compressed form of each beside it.

Equal releases make equal bytes; times are those of the writing, because web servers make their ETag of time and size.
"""

import gzip
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import brotli

from pwa.headers import BYTES, MEDIA_TYPES
from pwa.hosting.earlier import keep_earlier, keep_hidden, site_base
from pwa.hosting.host_configs import host_files
from pwa.hosting.place import in_place_of
from pwa.hosting.side_by_side import side_by_side
from pwa.release.model import WORKER, File, Release


def _gzip(body: bytes) -> bytes:
    """The tenth byte names the system, and Pythons differ in it: https://github.com/python/cpython/issues/112346."""
    packed = gzip.compress(body, 9, mtime=0)
    return packed[:9] + b"\xff" + packed[10:]


# Of address space, for a thread and what brotli 11 takes for the largest bundle. Where brotli gets no memory it ends
# the whole process without a word (BrotliDefaultAllocFunc), so it is asked for before.
THREAD_BYTES = 140_000_000
# Compressed already; and what only hosts read.
UNCOMPRESSED = (MEDIA_TYPES[".png"], BYTES)
COMPRESSIONS: dict[str, tuple[str, Callable[[File], bytes]]] = {
    ".br": ("br", lambda file: brotli.compress(file.body, quality=_quality(file))),
    ".gz": ("gzip", lambda file: _gzip(file.body)),
}


def site_files(release: Release) -> dict[str, File]:
    """Everything that a host holds, by path: the release, and what the host is told. Raises ContentError."""
    return release.entries | host_files(release)


def write(release: Release, folder: Path) -> int:
    """Put the whole site into `folder`, in place of the tree that stood there, and return the number of its files.

    Compressed forms are not counted. Raises ContentError, OSError, MemoryError; FileExistsError where the folder holds
    other things.
    """
    files = site_files(release)
    # A branch that is published begins as a folder that git knows.
    if folder.exists() and {path.name for path in folder.iterdir()} - {".git"} and site_base(folder) is None:
        raise FileExistsError(0, "has other files in it; give another folder, or empty it", str(folder))
    mask = os.umask(0o022)  # whoever builds may keep files for themselves; the web server is somebody else
    try:
        with in_place_of(folder) as new:
            # Both compressors leave Python's lock. More threads than processors only take memory.
            # The largest first, or the last one would hold up the end.
            largest = sorted(files.values(), key=lambda entry: -len(entry.body))
            side_by_side(lambda entry: _write(new / file_of(release, entry), entry), largest, _threads())
            keep_earlier(folder, new, date.today())
            keep_hidden(folder, new)
    finally:
        os.umask(mask)
    return len(files)


def _threads() -> int:
    """As many as there are processors, and memory for. Raises MemoryError where it is too little for one."""
    for threads in range(os.cpu_count() or 1, 1, -1):
        with suppress(MemoryError):
            bytes(threads * THREAD_BYTES)  # promised and never touched
            return threads
    bytes(THREAD_BYTES)
    return 1


def file_of(release: Release, entry: File) -> str:
    """Where an entry stands in the tree. The tree's root is the site's base."""
    name = entry.path.removeprefix(release.base)
    return f"{name}index.html" if name.endswith("/") else name


def is_compressed(file: Path) -> bool:
    """Whether a file of the tree is the compressed form of the one beside it."""
    return file.suffix in COMPRESSIONS and file.with_suffix("").is_file()


def _quality(file: File) -> int:
    """Of brotli: 11 is a tenth smaller than 6 and takes ten times as long, so it is for what every phone fetches."""
    return 11 if file.immutable and file.media_type == MEDIA_TYPES[".json"] else 6


def _write(path: Path, entry: File) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(entry.body)
    if entry.media_type in UNCOMPRESSED:
        return
    for ending, (_, compress) in COMPRESSIONS.items():
        # Cut off in transit, brotli comes out of Chromium's decoder as nothing, and nothing is a valid worker: the app
        # would be off the phone. Of gzip a part comes out, which pwa/release/build.py makes a syntax error.
        if path.name == WORKER and ending == ".br":
            continue
        if len(smaller := compress(entry)) < len(entry.body):
            path.with_name(path.name + ending).write_bytes(smaller)
