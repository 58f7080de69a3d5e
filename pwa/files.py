"""Where content/ and translations/ lie, whether a file was saved, and how one is written: whole or not at all."""

import os
import tempfile
from pathlib import Path

# What the app is made of.
SUFFIXES = {".yaml", ".po", ".csv", ".html", ".css", ".js", ".svg", ".png", ".py", ".tsv"}
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
