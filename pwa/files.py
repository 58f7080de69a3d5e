"""Where content/ and translations/ lie, whether a file was saved, and how one is written: whole or not at all."""

import errno
import os
import stat
import tempfile
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

# What the app is made of.
SUFFIXES = (".yaml", ".po", ".csv", ".html", ".css", ".js", ".svg", ".png", ".py", ".tsv")
MOST_BYTES = 10_000_000
# Time in nanoseconds and size in bytes, by file: the same on every system, and no package is needed.
Stamps = dict[Path, tuple[int, int]]


def root() -> Path:
    """The folder that holds content/ and translations/: inside the installed package, or the checkout."""
    package = Path(__file__).parent
    return package / "data" if (package / "data" / "content").is_dir() else package.parent


def read_written(path: Path, most_bytes: int = MOST_BYTES) -> bytes:
    """A file that somebody wrote. Raises OSError, for what would never end as well: a pipe, a device, ten gigabytes."""
    about = path.stat()
    if not stat.S_ISREG(about.st_mode) and not path.is_dir():  # of a folder the system says that it is one
        raise OSError(errno.EINVAL, "it is no file; put the file back", str(path))
    if about.st_size > most_bytes:
        said = f"it has {about.st_size:,} bytes, and {most_bytes:,} are the most; is it the right file?"
        raise OSError(errno.EFBIG, said, str(path))
    return path.read_bytes()


def write_text(path: Path, text: str) -> None:
    """Atomically: a full disk or a killed process leaves the old file whole. The same text is not written again."""
    if path.is_file() and path.read_bytes() == text.encode():
        return
    if path.exists() and not path.is_file():
        # Whoever may do everything would put a file in the place of /dev/full.
        raise OSError(errno.EINVAL, "it is no file, but a folder, a device or the like", str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
            out.write(text)
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink()
        raise


def stamps(folders: list[Path]) -> Stamps:
    """Time and size of each file that the app is made of."""
    found = {}
    left: list[str | Path] = [*folders]
    while left:
        # Not rglob, which ends with an error where a folder goes while it is looked through (git checkout).
        with suppress(OSError), os.scandir(left.pop()) as entries:
            for entry in entries:
                # What goes here is being replaced by an editor, and on Windows held by it: the next look sees it.
                with suppress(OSError):
                    if entry.is_dir(follow_symlinks=False):
                        left.append(entry.path)
                    elif entry.name.endswith(SUFFIXES):
                        state = os.stat(entry.path)  # noqa: PTH116 - ten times a second, of some hundred files
                        found[_path(entry.path)] = (state.st_mtime_ns, state.st_size)
    return found


@lru_cache(maxsize=10_000)
def _path(name: str) -> Path:
    """Making one takes as long as asking the system about it."""
    return Path(name)
