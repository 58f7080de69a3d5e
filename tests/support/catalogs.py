"""Catalogs for tests: what a translator would have written, made in a temporary folder."""

import subprocess
from functools import cache, lru_cache
from pathlib import Path

from pwa.content.model import Content
from pwa.content.text import is_safety
from pwa.content.walk import texts
from pwa.files import root
from pwa.languages.catalog import Key, read_catalog
from pwa.languages.message import Message
from pwa.languages.table import Language

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


def keys(content: Content, safety: bool | None = None) -> list[Key]:
    """Every (kind, English) once; safety texts only, or the others only."""
    return [key for key in _every(content) if safety is None or is_safety(*key) == safety]


@lru_cache(maxsize=4)
def _every(content: Content) -> tuple[Key, ...]:
    return tuple(dict.fromkeys((text.kind, text.english) for text in texts(content)))


def finished(content: Content, folder: str = "id") -> dict[Key, str]:
    """Every text in a translation without a fault: the project's own."""
    messages = _ours(folder)
    return {key: messages[key].translation for key in keys(content)}


@cache
def _ours(folder: str) -> dict[Key, Message]:
    return read_catalog(root() / "translations", Language(folder)).messages


def write_catalog(
    content: Content, project: Path, said: dict[Key, str], fuzzy: set[Key] | None = None, folder: str = "id"
) -> Path:
    """A .po with every text, translated as `said`, else empty."""
    lines = [HEADER]
    for kind, english in keys(content):
        flag = "#, fuzzy\n" if fuzzy and (kind, english) in fuzzy else ""
        translation = said.get((kind, english), "")
        lines.append(f'{flag}msgctxt "{kind}"\nmsgid {quoted(english)}\nmsgstr {quoted(translation)}\n')
    path = project / "translations" / folder / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def git(folder: Path, *arguments: str, who: str = "A name") -> None:
    """Run git in a folder of a test, as a person of the test."""
    names = ["-c", f"user.name={who}", "-c", "user.email=a@mail.test", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *names, *arguments], cwd=folder, check=True, capture_output=True)


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
