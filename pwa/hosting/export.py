"""Writes the release as a tree of files that any web host can serve, with the compressed form of each beside it.

The tree appears whole or not at all: it is written beside its place and then renamed, so a full disk or an
interruption leaves the old one as it was. Equal releases make equal bytes; times are those of the writing, because web
servers make their ETag of time and size.
"""

import gzip
import shutil
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

from pwa.headers import BYTES, MEDIA_TYPES
from pwa.hosting.host_configs import host_files
from pwa.release.model import SUMMARY, WORKER, File, Release

# Compressed already: pictures, and what the worker unpacks by itself (pwa/release/build.py).
COMPRESSED = (MEDIA_TYPES[".png"], BYTES)
COMPRESSIONS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    # 10 is a tenth smaller than 6 and takes ten times as long, which `make run` would wait for at each start.
    ".br": ("br", lambda body: brotli.compress(body, quality=6)),
    ".gz": ("gzip", lambda body: gzip.compress(body, 9, mtime=0)),
}


def site_files(release: Release) -> dict[str, File]:
    """Everything that a host holds, by path: the release, and what the host is told. Raises ContentError."""
    return release.entries | host_files(release)


def write(release: Release, folder: Path) -> int:
    """Put the whole site into `folder`, in place of the tree that stood there, and return the number of its files.

    Compressed forms are not counted. Raises ContentError, OSError; FileExistsError where the folder holds other things.
    """
    files = site_files(release)
    if folder.exists() and any(folder.iterdir()) and not (folder / SUMMARY).is_file():
        raise FileExistsError(0, "has other files in it; give another folder, or empty it", str(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        with ThreadPoolExecutor() as pool:  # both compressors leave Python's lock
            list(pool.map(lambda entry: _write(new / file_of(release, entry), entry), files.values()))
        new.chmod(0o755)  # mkdtemp's folder is for its owner only; the web server is somebody else
        _replace(folder, new)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return len(files)


def file_of(release: Release, entry: File) -> str:
    """Where an entry stands in the tree. The tree's root is the site's base."""
    name = entry.path.removeprefix(release.base)
    return f"{name}index.html" if name.endswith("/") else name


def is_compressed(file: Path) -> bool:
    """Whether a file of the tree is the compressed form of the one beside it."""
    return file.suffix in COMPRESSIONS and file.with_suffix("").is_file()


def _write(path: Path, entry: File) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(entry.body)
    if entry.media_type in COMPRESSED:
        return
    for ending, (_, compress) in COMPRESSIONS.items():
        # Cut off in transit, brotli comes out of Chromium's decoder as nothing, and nothing is a valid worker: the app
        # would be off the phone. Of gzip a part comes out, which pwa/release/build.py makes a syntax error.
        if path.name == WORKER and ending == ".br":
            continue
        if len(smaller := compress(entry.body)) < len(entry.body):
            path.with_name(path.name + ending).write_bytes(smaller)


def _replace(folder: Path, new: Path) -> None:
    """Two renames: no call of the system swaps folders everywhere. A failed second one puts the old tree back.

    Neither renames over something, because Windows refuses that even where it is an empty folder.
    """
    if not folder.exists():
        new.rename(folder)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-old-", dir=folder.parent))
    old = aside / folder.name
    try:
        folder.rename(old)
        try:
            new.rename(folder)
        except OSError:
            old.rename(folder)
            raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
