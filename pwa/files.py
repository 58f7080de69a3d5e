"""Where content/ and translations/ lie, whether a file was saved, and how one is written: whole or not at all."""

import os
import tempfile
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

# What the app is made of.
SUFFIXES = (".yaml", ".po", ".csv", ".html", ".css", ".js", ".svg", ".png", ".py", ".tsv")
# Time in nanoseconds and size in bytes, by file: the same on every system, and no package is needed.
Stamps = dict[Path, tuple[int, int]]


def root() -> Path:
    """The folder that holds content/ and translations/: inside the installed package, or the checkout."""
    package = Path(__file__).parent
    return package / "data" if (package / "data" / "content").is_dir() else package.parent


def write_text(path: Path, text: str) -> None:
    """Atomically: a full disk or a killed process leaves the old file whole. The same text is not written again."""
    if path.is_file() and path.read_bytes() == text.encode():
        return
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
