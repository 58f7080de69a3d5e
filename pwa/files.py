"""Where content/ and translations/ lie, and how a file is written: whole or not at all."""

import os
import tempfile
from pathlib import Path


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
