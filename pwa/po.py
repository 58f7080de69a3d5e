"""Reads a .po file strictly: each fault has its own message with the line and the remedy.

Babel's read_po takes one side of a conflict marker silently and drops letters at a missing quote; in a list of warning
signs either could hurt somebody. Here a file is read whole or not at all. Writing is polib's (pwa/workshop/update.py).
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from pwa.yaml_file import ContentError, Problem

KEYWORD = re.compile(r"^(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)(\s*)(.*)$")
QUOTED = re.compile(r'^"((?:[^"\\]|\\.)*)"$')
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}
ID = re.compile(r"^\[([a-z0-9./-]+)\]$")


@dataclass
class Entry:
    """One message of a .po file. `line` is where its msgid stands, `string_line` its msgstr."""

    context: str = ""
    english: str = ""
    translation: str = ""
    line: int = 0
    string_line: int = 0
    ids: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    waivers: list[str] = field(default_factory=list)

    @property
    def fuzzy(self) -> bool:
        return "fuzzy" in self.flags


def read_po(path: Path, name: str) -> tuple[dict[str, str], list[Entry]]:
    """(header fields, entries) of a .po file; `name` is how messages call it. Raises ContentError."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ContentError([Problem(name, 1, f"cannot be read: {error.strerror}")]) from error
    return parse_po(raw, name)


def parse_po(raw: bytes, name: str) -> tuple[dict[str, str], list[Entry]]:
    """As read_po, from bytes."""
    if raw.startswith(b"\xef\xbb\xbf"):
        raise ContentError([Problem(name, 1, "begins with a byte-order mark; save the file as UTF-8 without BOM")])
    try:
        lines = raw.decode("utf-8").splitlines()
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ContentError([Problem(name, line, "is not UTF-8 text; save the file as UTF-8")]) from error
    reader = _Reader(name)
    for number, text in enumerate(lines, 1):
        reader.take(number, text.strip())
    reader.close(len(lines))
    if reader.problems:
        raise ContentError(reader.problems)
    return reader.header, reader.entries


class _Reader:
    """Takes one line after the other; a state machine because .po is one."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.entries: list[Entry] = []
        self.header: dict[str, str] = {}
        self.places: dict[tuple[str, str], int] = {}
        self.entry = Entry()
        self.values: dict[str, str] = {}
        self.keyword = ""

    def fault(self, line: int, message: str) -> None:
        self.problems.append(Problem(self.name, line, message))

    def take(self, number: int, line: str) -> None:
        if line.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||")):
            self.fault(number, "a conflict marker of git; choose one side and delete the marker lines")
        elif line.startswith("#~") or not line:
            self._end(number)
        elif line.startswith("#"):
            if self.keyword:
                self._end(number)
            self._comment(line)
        elif match := KEYWORD.match(line):
            self._keyword(number, match[1], match[3])
        elif line.startswith('"'):
            if self.keyword:
                self.values[self.keyword] += self._string(number, line)
            else:
                self.fault(number, "a quoted line that belongs to no msgid or msgstr")
        elif line[0] in "“”„«»'‘’「":
            self.fault(number, 'the text must stand between plain double quotes ("), not curly or other ones')
        else:
            self.fault(number, f"cannot be understood: {line[:40]!r}; each text stands in quotes after msgid or msgstr")

    def _comment(self, line: str) -> None:
        if line.startswith("#,"):
            self.entry.flags += [flag.strip() for flag in line[2:].split(",") if flag.strip()]
        elif line.startswith("#."):
            if match := ID.match(line[2:].strip()):
                self.entry.ids.append(match[1])
        elif line.startswith("# check-ok:"):
            self.entry.waivers.append(line.removeprefix("# check-ok:").strip())

    def _keyword(self, number: int, keyword: str, rest: str) -> None:
        if "msgstr" in self.values and keyword in ("msgctxt", "msgid"):
            self._end(number)
        if keyword == "msgid_plural" or "[" in keyword:
            self.fault(number, "plural texts are not used here; write one msgid and one msgstr")
        elif keyword in self.values:
            self.fault(number, f"a second {keyword} in one entry; is an empty line missing above?")
        if keyword == "msgid":
            self.entry.line = number
        elif keyword == "msgstr":
            self.entry.string_line = number
        self.keyword = keyword
        self.values[keyword] = self._string(number, rest)

    def _string(self, number: int, quoted: str) -> str:
        match = QUOTED.match(quoted)
        if not match:
            if quoted[:1] in "“”„«»'‘’「" and quoted:
                self.fault(number, 'the text must stand between plain double quotes ("), not curly or other ones')
            elif not quoted.startswith('"'):
                self.fault(number, 'the opening quote (") is missing')
            elif quoted.count('"') == 1 or quoted.endswith('\\"'):
                self.fault(number, 'the closing quote (") is missing')
            else:
                self.fault(number, 'a quote inside the text; write it as \\" or use “ and ”')
            return ""
        return re.sub(r"\\(.)", lambda escape: self._escape(number, escape[1]), match[1])

    def _escape(self, number: int, letter: str) -> str:
        if letter not in ESCAPES:
            self.fault(number, f"unknown escape \\{letter}; for a backslash write two of them")
        return ESCAPES.get(letter, "")

    def _end(self, number: int) -> None:
        """Close the entry that stands open, if one does."""
        if not self.values:
            self.entry, self.keyword = (Entry(), "") if not self.entry.line else (self.entry, self.keyword)
            return
        entry, values = self.entry, self.values
        self.entry, self.values, self.keyword = Entry(), {}, ""
        if "msgid" not in values:
            self.fault(number - 1, "an entry without msgid")
            return
        if "msgstr" not in values:
            self.fault(entry.line, 'an entry without msgstr; add an empty one: msgstr ""')
            return
        entry.context, entry.english = values.get("msgctxt", ""), values["msgid"]
        entry.translation = values["msgstr"]
        if not entry.english and not entry.context:
            self._header(entry)
            return
        key = (entry.context, entry.english)
        if key in self.places:
            self.fault(entry.line, f"the same text is already on line {self.places[key]}; keep one of the two")
        self.places[key] = entry.line
        self.entries.append(entry)

    def _header(self, entry: Entry) -> None:
        for line in entry.translation.splitlines():
            key, _, value = line.partition(":")
            self.header[key.strip()] = value.strip()
        if "utf-8" not in self.header.get("Content-Type", "").lower():
            self.fault(entry.line, "the header should say 'Content-Type: text/plain; charset=UTF-8'")

    def close(self, number: int) -> None:
        self._end(number + 1)
        if not self.header and not self.problems:
            self.fault(1, "has no header (the entry with an empty msgid); take it from another language's file")
