"""Fills empty texts with what is known: the same English of another kind, or a near language; always fuzzy.

A near language (Indonesian for Malay) is no translation, but half of the work: what comes of it is never shown to a
reader before somebody has looked at each text, corrected it, and taken the mark fuzzy away.
"""

from dataclasses import dataclass
from pathlib import Path

from pwa.languages.catalog import po_name, po_path
from pwa.languages.message import Message, PoFile
from pwa.languages.po import read_po
from pwa.languages.table import Language
from pwa.workshop.po_writer import canonical, write_po


@dataclass(frozen=True)
class Suggested:
    """How many texts were filled: from the same language's own words, and from the near one."""

    own: int
    near: int


def suggest(translations: Path, language: Language, near: Language | None) -> Suggested:
    """Fill the empty texts of a language and write its file.

    Args:
        translations: the folder translations/.
        language: whose texts.
        near: the language whose finished texts stand in where its own has none; None for its own alone.

    Raises:
        ContentError: a file cannot be read whole, or was saved meanwhile; nothing was written.
        OSError: the file cannot be written.
    """
    path = po_path(translations, language)
    file = read_po(path, po_name(language))
    others = read_po(po_path(translations, near), po_name(near)) if near else PoFile([], {}, [], [])
    own = {entry.english: entry.translation for entry in file.entries if _finished(entry)}
    theirs = {entry.key: entry.translation for entry in others.entries if _finished(entry)}
    counts = {"own": 0, "near": 0}
    for entry in file.entries:
        if entry.translation:
            continue
        whence = "own" if entry.english in own else "near" if entry.key in theirs else ""
        if whence:
            entry.translation = own[entry.english] if whence == "own" else theirs[entry.key]
            entry.mark(fuzzy=True)
            counts[whence] += 1
    write_po(path, canonical(file, language), file)
    return Suggested(**counts)


def _finished(entry: Message) -> bool:
    return bool(entry.translation) and not entry.fuzzy
