"""This checkout: where it is, its languages, and copies of it that a test may change."""

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
TAGS = ("en", "id", "zh-hans")
PARTS = ("pwa", "content", "translations")


def copy_project(folder: Path, parts: tuple[str, ...] = PARTS, of: Path = ROOT) -> Path:
    """Copy what the app is made of, and nothing that git would not have.

    Args:
        folder: Where to; made if it is not there.
        parts: Names of folders of the project.
        of: The project; this checkout, or a copy.

    Returns:
        The folder.
    """
    for part in parts:
        shutil.copytree(of / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def replace(file: Path, old: str, new: str) -> None:
    """Replace the one place of a file that holds `old`."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file.name}"
    file.write_text(text.replace(old, new), encoding="utf-8")


def change_entry(po: Path, english: str, change: tuple[str, str]) -> None:
    """Change the entry of an English text in a .po.

    Args:
        po: The catalog.
        english: The msgid.
        change: A pattern, and what the first part of the entry that matches it becomes.
    """
    text = po.read_text(encoding="utf-8")
    start = text.rindex("\n\n", 0, text.index(f'msgid "{english}"')) + 2
    end = text.find("\n\n", start)
    po.write_text(text[:start] + re.sub(*change, text[start:end], count=1) + text[end:], encoding="utf-8")
