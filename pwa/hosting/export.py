"""Writes the release as a tree of files that any web host can serve, with the compressed form of each beside it.

The tree appears whole or not at all: it is written beside its place and then renamed, so a full disk or an
interruption leaves the old one as it was. Equal releases make equal bytes; times are those of the writing, because web
servers make their ETag of time and size.
"""

import gzip
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

from pwa.headers import BYTES, IMMUTABLE_FOLDERS, MEDIA_TYPES
from pwa.hosting.host_configs import media_type
from pwa.languages.table import Language
from pwa.release.model import SUMMARY, WORKER, File, Release

# Compressed already: pictures, and what the worker unpacks by itself (pwa/release/build.py).
COMPRESSED = (MEDIA_TYPES[".png"], BYTES)
COMPRESSIONS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    # 10 is a tenth smaller than 6 and takes ten times as long, which `make run` would wait for at each start.
    ".br": ("br", lambda body: brotli.compress(body, quality=6)),
    ".gz": ("gzip", lambda body: gzip.compress(body, 9, mtime=0)),
}


def write(release: Release, folder: Path) -> None:
    """Put the whole site into `folder`, in place of the tree that stood there. Raises OSError, FileExistsError."""
    if folder.exists() and any(folder.iterdir()) and not (folder / SUMMARY).is_file():
        raise FileExistsError(0, "has other files in it; give another folder, or empty it", str(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        with ThreadPoolExecutor() as pool:  # both compressors leave Python's lock
            list(pool.map(lambda entry: _write(new / file_of(release, entry), entry), release.files.values()))
        new.chmod(0o755)  # mkdtemp's folder is for its owner only; the web server is somebody else
        _replace(folder, new)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def file_of(release: Release, entry: File) -> str:
    """Where an entry stands in the tree. The tree's root is the site's base."""
    name = entry.path.removeprefix(release.base)
    return f"{name}index.html" if name.endswith("/") else name


def read(folder: Path) -> Release:
    """The release that `write` has put into a folder. Raises OSError."""
    try:
        summary = json.loads((folder / SUMMARY).read_bytes())
    except FileNotFoundError:
        raise FileNotFoundError(0, "holds no site; build one: python -m pwa build", str(folder)) from None
    base = summary["base"]
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if any(path.suffix == ending and path.with_suffix("").is_file() for ending in COMPRESSIONS):
            continue
        if name.endswith("/index.html"):
            name = name.removesuffix("index.html")
        immutable = name.partition("/")[0] in IMMUTABLE_FOLDERS
        found.append(File(f"{base}{name}", media_type(name), path.read_bytes(), offline=False, immutable=immutable))
    languages = tuple(Language(language) for language in summary["languages"])
    return Release(base, summary["version"], languages, {entry.path: entry for entry in found}, {})


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
        os.rename(new, folder)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-old-", dir=folder.parent))
    old = aside / folder.name
    try:
        os.rename(folder, old)
        try:
            os.rename(new, folder)
        except OSError:
            os.rename(old, folder)
            raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
