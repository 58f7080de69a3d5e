"""Reads a .po file strictly: each fault has its own message with the line and the remedy.

Babel's read_po takes one side of a conflict marker silently and drops letters at a missing quote; in a list of warning
signs either could hurt somebody. Here a file is read whole or not at all. What other tools write and what can mean one
thing only is read as well: an empty line inside an entry, octal escapes. A file that came back by mail (`returned`) may
also hold what has no place in ours, which is set aside with its reason. Writing is polib's (pwa/workshop/po_writer.py).
"""

import re
from dataclasses import replace
from pathlib import Path

from pwa.files import read_written
from pwa.languages.encoding import as_utf_8
from pwa.languages.message import Message, PoFile
from pwa.problems import ContentError, Problem, program

KEYWORD = re.compile(r"^(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)(\s*)(.*)$")
# Only these end a line of a .po file; str.splitlines would also split at a form feed or U+2028 inside a text.
# One that was written for Windows twice ends with two carriage returns.
LINE_END = re.compile(r"\r*\n|\r")
CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
OTHER_QUOTES = "“”„«»'‘’「『＂″〝〞"
PREVIOUS = re.compile(r"\|\s*(?:(msgctxt|msgid_plural|msgid)\b)?\s*(.+)")
QUOTED = re.compile(r'^"([^"\\]*(?:\\.[^"\\]*)*)"$')
# Several strings on one line are one text; without a space between them it may be a quote inside the text.
SEVERAL = re.compile(r'"((?:[^"\\]|\\.)*)"(?:\s+|$)')
CURLY = re.compile(r'^([“”„«「])([^"]*)([“”»」])$')
# One letter, or bytes of UTF-8 as msgcat -E writes them: \303\251.
ESCAPED = re.compile(r"((?:\\(?:[0-7]{3}|x[0-9a-fA-F]{2}))+)|\\(.)")
BYTE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|([0-7]{3}))")
ODD_SPACE = re.compile(r"[^\S\x00-\x7f]")
UTF_8 = re.compile(r"charset=utf-?8\b", re.I)
MOST_OF_A_KIND = 5
# What a message repeats of the line: each has another one where a mail program has broken all of them.
QUOTED_LINE = re.compile(r"""(?<=: )(?:'.*'|".*")(?=;)|(?<=line )\d+""")
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "v": "\v", "b": "\b", "f": "\f", '"': '"', "\\": "\\"}


def read_po(path: Path, name: str) -> PoFile:
    """A .po file; `name` is how messages call it. Raises ContentError with every fault that it has."""
    try:
        raw = read_written(path)
    except OSError as error:
        raise ContentError([Problem(name, 1, f"cannot be read: {error.strerror}")]) from error
    return parse_po(raw, name)


def parse_po(raw: bytes, name: str) -> PoFile:
    """As read_po, from bytes. Notepad's byte-order mark is read over."""
    return replace(parse_text(as_utf_8(raw, name), name), raw=raw)


def parse_text(text: str, name: str, returned: bool = False) -> PoFile:
    """As read_po, from text; `returned` where it is not ours and came back by mail."""
    lines = LINE_END.split(text)
    reader = _Reader(name, returned)
    for number, line in enumerate(lines, 1):
        # Files that were joined have a byte-order mark where the second begins.
        reader.take(number, line.strip().lstrip("\ufeff"))
    reader.close(len(lines))
    if reader.problems:
        raise ContentError(_counted(reader.problems))
    odd_spaces = tuple(number for number, line in enumerate(lines, 1) if _has_odd_space(line))
    return PoFile(reader.comments, reader.header, reader.entries, reader.gone, reader.aside, odd_spaces=odd_spaces)


def _has_odd_space(line: str) -> bool:
    """Whether a space of another keyboard, such as U+00A0, stands beside a string, where gettext's tools refuse it."""
    if line.isascii() or (line.startswith("#") and not line.startswith(("#~", "#|"))):
        return False
    before, _, rest = line.partition('"')
    return bool(ODD_SPACE.search(before + rest.rpartition('"')[2]))


def _counted(problems: list[Problem]) -> list[Problem]:
    """The same said once where a whole file has it: a word processor makes each quote a curly one."""
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        found.setdefault(QUOTED_LINE.sub("", problem.message), []).append(problem)
    kept: list[Problem] = []
    for same in found.values():
        if len(same) > MOST_OF_A_KIND:
            more = f"{same[0].message} (here and on {len(same) - 1} more lines)"
            kept.append(Problem(same[0].file, same[0].line, more))
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
        self.previous: list[str] = []
        self.values: dict[str, list[str]] = {}
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
        elif line.startswith('"') or (self.returned and CURLY.match(line)):
            if self.keyword:
                self.values[self.keyword].append(self._string(number, line))
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
            self.previous.append(self._string(number, match[2]))

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
        self.values[keyword] = [self._string(number, rest)]

    def _string(self, number: int, quoted: str) -> str:
        if self.returned and (curly := CURLY.match(quoted)):
            # A word processor curls those inside too, behind the backslash that was written for a plain one.
            plain = re.sub(r"\\[“”„]", r'\\"', curly[2])
            quoted = f'"{plain}"'
        match = QUOTED.match(quoted)
        if not match and (several := _several(quoted)):
            return "".join(self._string(number, part) for part in several)
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
        text: str = match[1]
        return ESCAPED.sub(lambda escape: self._escape(number, escape), text) if "\\" in text else text

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
                self.entry, self.previous, self.obsolete = Message(), [], False
            return
        values = {keyword: "".join(parts) for keyword, parts in self.values.items()}
        entry, obsolete, plural, bad = self.entry, self.obsolete, self.plural, self.bad
        entry.previous = "".join(self.previous) if self.previous else None
        self.entry, self.previous, self.values, self.keyword, self.obsolete = Message(), [], {}, "", False
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
        # Of two files that were joined; one of another language would put its texts into ours.
        if key in self.places and self.returned and _fields(entry).get("Language") == self.header.get("Language"):
            return
        if key in self.places:
            lost = f"; if all msgctxt got lost, git has them, and this file is read by: {program()} catalog take"
            message = f"the same text is already on line {self.places[key]}; keep one of the two"
            self.fault(entry.line, message if entry.context or not entry.english else f"{message}{lost}")
        self.places[key] = entry.line
        if key == ("", ""):
            self.comments = entry.comments
            self._header(entry)
        else:
            self.entries.append(entry)

    def _header(self, entry: Message) -> None:
        self.header |= _fields(entry)
        if not self.returned and not UTF_8.search(self.header.get("Content-Type", "")):
            self.fault(entry.line, "the header should say 'Content-Type: text/plain; charset=UTF-8'")

    def close(self, number: int) -> None:
        self._end(number + 1)
        if self.header and any(self.entry.comments) and not self.returned:
            self.fault(number, "a comment below the last text; put it above the text that it is about")
        if not self.header and not self.problems and not self.returned:
            self.fault(1, "has no header (the entry with an empty msgid); take it from translations/messages.pot")


def _several(quoted: str) -> list[str]:
    """The strings of a line that is made of strings alone, else none. Each is looked for where the last one ends."""
    parts, end = [], 0
    while part := SEVERAL.match(quoted, end):
        parts.append(part[0].strip())
        end = part.end()
    return parts if end == len(quoted) else []


def _fields(header: Message) -> dict[str, str]:
    lines = (line.partition(":") for line in header.translation.splitlines())
    return {key.strip(): value.strip() for key, _, value in lines}
