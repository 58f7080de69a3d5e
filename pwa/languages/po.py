"""Reads a .po file strictly: each fault has its own message with the line and the remedy.

Babel's read_po takes one side of a conflict marker silently and drops letters at a missing quote; in a list of warning
signs either could hurt somebody. Here a file is read whole or not at all. What other tools write and what can mean one
thing only is read as well: an empty line inside an entry, octal escapes. A file that came back by mail (`returned`) may
also hold what has no place in ours, which is set aside with its reason. Writing is polib's (pwa/workshop/update.py).
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from pwa.problems import ContentError, Problem

KEYWORD = re.compile(r"^(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)(\s*)(.*)$")
# Only these end a line of a .po file; str.splitlines would also split at a form feed or U+2028 inside a text.
LINE_END = re.compile(r"\r\n|\r|\n")
CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
OTHER_QUOTES = "“”„«»'‘’「"
PREVIOUS = re.compile(r"\|\s*(?:(msgctxt|msgid_plural|msgid)\b)?\s*(.+)")
QUOTED = re.compile(r'^"((?:[^"\\]|\\.)*)"$')
# Several strings on one line are one text; without a space between them it may be a quote inside the text.
SEVERAL = re.compile(r'"((?:[^"\\]|\\.)*)"(?:\s+|$)')
CURLY = re.compile(r'^([“”„«「])([^"]*)([“”»」])$')
# One letter, or bytes of UTF-8 as msgcat -E writes them: \303\251.
ESCAPED = re.compile(r"((?:\\(?:[0-7]{3}|x[0-9a-fA-F]{2}))+)|\\(.)")
BYTE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|([0-7]{3}))")
UTF_8 = re.compile(r"charset=utf-?8\b", re.I)
# What may stand behind `#,` beside fuzzy and says nothing of the translation; gettext 0.23 writes `#=` for these.
HARMLESS_FLAG = re.compile(
    r"(?:(?:no|possible|impossible)-)?[a-z-]+-format|(?:no-)?wrap|range:.*|[a-z-]+:.*|read-only|ignore-.*"
)
MOST_OF_A_KIND = 5
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "v": "\v", "b": "\b", "f": "\f", '"': '"', "\\": "\\"}
ID = re.compile(r"^\[([a-z0-9./-]+)\]$")


@dataclass
class Message:
    """One message of a .po file. `line` is where its msgid stands, `string_line` its msgstr.

    `comments` are the translator's, `notes` the author's; `previous` is what a fuzzy translation was made from.
    """

    context: str = ""
    english: str = ""
    translation: str = ""
    line: int = 0
    string_line: int = 0
    flags: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    previous_context: str | None = None
    previous: str | None = None
    obsolete: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """(kind, English), by which everything here is known."""
        return self.context, self.english

    @property
    def fuzzy(self) -> bool:
        """Whether its translation was made from another English, or somebody was not sure of it.

        So says also a flag that we do not know: it is of somebody's way to work, and none of them means "finished".
        """
        return any(not HARMLESS_FLAG.fullmatch(flag) for flag in self.flags)

    @property
    def ids(self) -> list[str]:
        """The stable ids of its texts, from the author's notes."""
        return [match[1] for note in self.notes if (match := ID.match(note.strip()))]

    @property
    def waivers(self) -> list[str]:
        """What stands behind each `# check-ok:`."""
        return [line.removeprefix("check-ok:").strip() for line in self.comments if line.startswith("check-ok:")]


@dataclass(frozen=True)
class PoFile:
    """All of a file: what stands above and in its header, its entries, and those kept as obsolete (`#~`).

    `aside` holds what a returned file has and ours may not have, with the reason.
    """

    comments: list[str]
    header: dict[str, str]
    entries: list[Message]
    obsolete: list[Message]
    aside: list[tuple[Message, str]] = field(default_factory=list)


def read_po(path: Path, name: str) -> PoFile:
    """A .po file; `name` is how messages call it. Raises ContentError with every fault that it has."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ContentError([Problem(name, 1, f"cannot be read: {error.strerror}")]) from error
    return parse_po(raw, name)


def parse_po(raw: bytes, name: str) -> PoFile:
    """As read_po, from bytes. Notepad's byte-order mark is read over."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ContentError([Problem(name, line, "is not UTF-8 text; save the file as UTF-8")]) from error
    return parse_text(text, name)


def parse_text(text: str, name: str, returned: bool = False) -> PoFile:
    """As read_po, from text; `returned` where it is not ours and came back by mail."""
    lines = LINE_END.split(text)
    reader = _Reader(name, returned)
    for number, line in enumerate(lines, 1):
        reader.take(number, line.strip())
    reader.close(len(lines))
    if reader.problems:
        raise ContentError(_counted(reader.problems))
    return PoFile(reader.comments, reader.header, reader.entries, reader.gone, reader.aside)


def _counted(problems: list[Problem]) -> list[Problem]:
    """The same said once where a whole file has it: a word processor makes each quote a curly one."""
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        found.setdefault(problem.message, []).append(problem)
    kept: list[Problem] = []
    for message, same in found.items():
        if len(same) > MOST_OF_A_KIND:
            kept.append(Problem(same[0].file, same[0].line, f"{message} (here and on {len(same) - 1} more lines)"))
        else:
            kept += same
    return sorted(kept)


class _Reader:
    """Takes one line after the other; a state machine because .po is one."""

    def __init__(self, name: str, returned: bool) -> None:
        self.name = name
        self.returned = returned
        self.aside: list[tuple[Message, str]] = []
        self.plural = False
        self.gap = False
        self.bad = False
        self.problems: list[Problem] = []
        self.entries: list[Message] = []
        self.gone: list[Message] = []
        self.comments: list[str] = []
        self.header: dict[str, str] = {}
        self.places: dict[tuple[str, str], int] = {}
        self.entry = Message()
        self.values: dict[str, str] = {}
        self.keyword = ""
        self.obsolete = False

    def fault(self, line: int, message: str) -> None:
        self.problems.append(Problem(self.name, line, message))

    def take(self, number: int, line: str) -> None:
        if line.startswith(CONFLICT):
            self.fault(number, "a conflict marker of git; choose one side and delete the marker lines")
        elif not line:
            self._empty(number)
        elif line.startswith("#~"):
            self._gone(number, line[2:].strip())
        elif line.startswith("#"):
            # Between msgctxt and msgstr it can be about this entry only.
            if "msgstr" in self.values:
                self._end(number)
            self._comment(number, line)
        else:
            if self.obsolete:
                self._end(number)
            self._text(number, line)

    def _empty(self, number: int) -> None:
        if self.values and "msgstr" not in self.values:
            self.gap = True  # perhaps the entry goes on below
        else:
            self._end(number)

    def _gone(self, number: int, line: str) -> None:
        """A line of an obsolete entry: it is not shown, but it is written back, so it must be whole too."""
        if not self.obsolete:
            if self.values:
                self._end(number)
            self.obsolete = True
        if line.startswith("|"):
            self._previous(number, line)
        elif line:
            self._text(number, line)

    def _text(self, number: int, line: str) -> None:
        if match := KEYWORD.match(line):
            self._keyword(number, match[1], match[3])
        elif line.startswith('"'):
            if self.keyword:
                self.values[self.keyword] += self._string(number, line)
            else:
                self.fault(number, "a quoted line that belongs to no msgid or msgstr; delete what stands between")
        elif line[0] in OTHER_QUOTES:
            self.fault(number, 'the text must stand between plain double quotes ("), not curly or other ones')
        else:
            self.fault(number, f"cannot be understood: {line[:40]!r}; each text stands in quotes after msgid or msgstr")

    def _comment(self, number: int, line: str) -> None:
        mark, rest = line[:2], line[2:].strip()
        if mark in ("#,", "#="):
            self.entry.flags += [flag.strip() for flag in rest.split(",") if flag.strip()]
        elif mark == "#.":
            self.entry.notes.append(rest)
        elif mark == "#:":
            self.entry.files += rest.split()
        elif mark == "#|":
            self._previous(number, line[1:])
        else:
            self.entry.comments.append(line[1:].strip())

    def _previous(self, number: int, line: str) -> None:
        """`| msgid "the old English"`, or one more quoted line of it."""
        match = PREVIOUS.fullmatch(line)
        if not match:
            self.fault(number, "should hold the English before a change; delete this line")
        elif match[1] == "msgid_plural":
            self._string(number, match[2])
        elif match[1] == "msgctxt":
            self.entry.previous_context = self._string(number, match[2])
        else:
            self.entry.previous = (self.entry.previous or "") + self._string(number, match[2])

    def _keyword(self, number: int, keyword: str, rest: str) -> None:
        whole = "msgstr" in self.values and keyword in ("msgctxt", "msgid")
        if whole or (self.gap and (keyword in self.values or keyword == "msgctxt")):
            obsolete = self.obsolete
            self._end(number)
            self.obsolete = obsolete
        if keyword == "msgid_plural" or "[" in keyword:
            if not self.plural and not self.returned:
                self.fault(number, "plural texts are not used here; write one msgid and one msgstr")
            self.plural = True
            keyword = "msgid_plural" if keyword == "msgid_plural" else "msgstr"
            self.values.pop(keyword, None)
        elif keyword in self.values:
            self.fault(number, f"a second {keyword} in one entry; is an empty line missing above?")
        if keyword == "msgid":
            self.entry.line = number
        elif keyword == "msgstr":
            self.entry.string_line = number
        self.keyword = keyword
        self.values[keyword] = self._string(number, rest)

    def _string(self, number: int, quoted: str) -> str:
        if self.returned and (curly := CURLY.match(quoted)):
            quoted = f'"{curly[2]}"'
        match = QUOTED.match(quoted)
        several = [] if match else list(SEVERAL.finditer(quoted))
        if several and "".join(part[0] for part in several) == quoted:
            return "".join(self._string(number, part[0].strip()) for part in several)
        if not match:
            self.bad = True
            if quoted and quoted[0] in OTHER_QUOTES:
                self.fault(number, 'the text must stand between plain double quotes ("), not curly or other ones')
            elif not quoted.startswith('"'):
                self.fault(number, 'the opening quote (") is missing')
            elif re.sub(r"\\.", "", quoted).count('"') == 1:
                self.fault(number, 'the closing quote (") is missing')
            else:
                self.fault(number, 'a quote inside the text; write it as \\" or use “ and ”')
            return ""
        return ESCAPED.sub(lambda escape: self._escape(number, escape), match[1])

    def _escape(self, number: int, escape: re.Match[str]) -> str:
        if escape[1]:
            raw = bytes(int(byte[1], 16) if byte[1] else int(byte[2], 8) & 255 for byte in BYTE.finditer(escape[1]))
            try:
                return raw.decode("utf-8")
            except UnicodeDecodeError:
                self.fault(number, f"{escape[1][:20]} is no letter in UTF-8; type the letter itself")
                return ""
        letter = escape[2]
        if letter not in ESCAPES:
            self.fault(number, f"unknown escape \\{letter}; for a backslash write two of them")
        return ESCAPES.get(letter, "")

    def _end(self, number: int) -> None:
        """Close the entry that stands open. Comments alone are none: like gettext, they wait for the entry below."""
        if not self.values:
            if self.obsolete:
                self.entry, self.obsolete = Message(), False
            return
        entry, values, obsolete, plural, bad = self.entry, self.values, self.obsolete, self.plural, self.bad
        self.entry, self.values, self.keyword, self.obsolete = Message(), {}, "", False
        self.plural = self.gap = self.bad = False
        if "msgid" not in values:
            self.fault(number - 1, "an entry without msgid")
            return
        if "msgstr" not in values:
            self.fault(entry.line, 'an entry without msgstr; add an empty one: msgstr ""')
            return
        entry.context, entry.english = values.get("msgctxt", ""), values["msgid"]
        entry.translation = values["msgstr"]
        if plural:
            self.aside.append((entry, "has plural forms, which no text here has"))
        elif obsolete:
            entry.obsolete = True
            self.gone.append(entry)
        elif not bad:  # else its text is not known, and nothing more can be said of it
            self._keep(entry)

    def _keep(self, entry: Message) -> None:
        """Put a whole entry where it belongs; the same text twice is a fault in our own files."""
        key = (entry.context, entry.english)
        if key in self.places and self.returned and key != ("", ""):
            self.entries.append(entry)
            return
        if key in self.places:
            self.fault(entry.line, f"the same text is already on line {self.places[key]}; keep one of the two")
        self.places[key] = entry.line
        if key == ("", ""):
            self.comments = entry.comments
            self._header(entry)
        else:
            self.entries.append(entry)

    def _header(self, entry: Message) -> None:
        for line in entry.translation.splitlines():
            key, _, value = line.partition(":")
            self.header[key.strip()] = value.strip()
        if not self.returned and not UTF_8.search(self.header.get("Content-Type", "")):
            self.fault(entry.line, "the header should say 'Content-Type: text/plain; charset=UTF-8'")

    def close(self, number: int) -> None:
        self._end(number + 1)
        if self.header and any(self.entry.comments) and not self.returned:
            self.fault(number, "a comment below the last text; put it above the text that it is about")
        if not self.header and not self.problems:
            self.fault(1, "has no header (the entry with an empty msgid); take it from another language's file")
