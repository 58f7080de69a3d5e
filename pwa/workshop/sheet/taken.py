"""What a sheet says beside its translations: what it was made from, what a second reader says, and remarks.

A .po has no place for these, so they travel in comments and in the header; here they are taken out again, and none of
them gets into our own file. `read yes` stands beside the very words that were read, so it can sign nothing else.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pwa.content.text import is_safety
from pwa.languages.catalog import Key
from pwa.languages.message import Message, PoFile
from pwa.languages.standing import Standing
from pwa.workshop.signing import may_be_signed, sign, signer_fault, tidy

GENERATOR = "Night Cramp sheet"


@dataclass
class Said:
    """What a sheet says.

    Attributes:
        sent: the texts that somebody worked on, as they were when the sheet was made.
        still: fuzzy texts that somebody called right as they are.
        read: what a second reader has read, and whether it says the same as the English.
        remarks: what somebody asks or remarks about a text.
        reader: the name of the second reader, and `role` what they are.
        credit: the name of the translator who wants to be named in the app; "" for any other.
    """

    sent: dict[Key, Message] = field(default_factory=dict)
    still: set[Key] = field(default_factory=set)
    read: dict[Key, tuple[str, bool]] = field(default_factory=dict)
    remarks: list[tuple[Message, str]] = field(default_factory=list)
    reader: str = ""
    role: str = ""
    credit: str = ""


def take_out(file: PoFile) -> Said | None:
    """Take what a sheet says out of the comments of the file that it wrote; None for any other file."""
    if file.header.get("X-Generator") != GENERATOR:
        return None
    told = {name: tidy(file.header.get(name, "")) for name in ("X-Reader", "X-Reader-Role", "Last-Translator")}
    wish = told["Last-Translator"].split("<")[0].strip() if file.header.get("X-Credit") == "yes" else ""
    said = Said(reader=told["X-Reader"], role=told["X-Reader-Role"], credit=wish)
    for entry in file.entries:
        was: str | None = None
        for comment in entry.comments:
            word, _, rest = comment.partition(" ")
            if word == "was":
                was = _text(rest)
            elif comment == "still right":
                said.still.add(entry.key)
            elif word == "read":
                said.read[entry.key] = entry.translation, rest == "yes"
            elif word == "remark":
                said.remarks.append((entry, _text(rest)))
        entry.comments.clear()
        said.sent[entry.key] = Message(*entry.key, entry.translation if was is None else was)
    return said


def _text(quoted: str) -> str:
    try:
        return str(json.loads(quoted)) if quoted.startswith('"') else ""  # lists in lists would end in a traceback
    except ValueError:
        return ""


@dataclass(frozen=True)
class Signing:
    """Whether a reader may sign, how many texts are signed now, and which are not, with the reason."""

    fault: str | None
    signed: int
    unsigned: list[tuple[Key, str]]


def sign_what_was_read(translations: Path, now: Standing, said: Said, translators: set[str]) -> Signing:
    """Sign what the reader of a sheet said yes to and what still stands here as it was read. Raises OSError."""
    agreed = {key: words for key, (words, same) in said.read.items() if same}
    if not agreed:
        return Signing(None, 0, [])
    fault = signer_fault(now, translators, said.reader)
    if not said.role:
        fault = fault or "it does not say what the reader is (a nurse, a teacher)"
    if fault:
        return Signing(fault, 0, [])
    unsigned = list(_unsigned(now, agreed))
    keys = [key for key in agreed if key not in dict(unsigned)]
    return Signing(None, sign(translations, now, keys, said.reader, said.role), unsigned)


def _unsigned(now: Standing, agreed: dict[Key, str]) -> Iterator[tuple[Key, str]]:
    for key, words in agreed.items():
        if key not in now.states:
            yield key, "is not in the app any more"
        elif not is_safety(*key):
            yield key, "is no safety text; these alone are signed"
        elif now.translation(key) != words:
            yield key, "says something else here than what was read"
        elif not may_be_signed(now, key):
            yield key, f"is {now.states[key]} here; the check says why"
