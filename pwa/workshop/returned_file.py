"""Reads a .po as other programs leave it: in any encoding that it names; one that came back also with what ours lack.

Notepad saves with a byte-order mark or as UTF-16, old editors in the charset of their country; a nurse has no menu to
change that. What it says is the same, and ours is written in UTF-8 again.
"""

import re
from dataclasses import replace
from pathlib import Path

from pwa.files import read_written
from pwa.languages.encoding import as_it_says
from pwa.languages.message import PoFile
from pwa.languages.po import LINE_END, parse_text
from pwa.problems import ContentError, Problem

BEGINS = re.compile("[\ufeff\\s]*(?:#|msgctxt|msgid|msgstr)")
# Of a text that goes on: behind the last of them nothing is about a text.
CONTINUES = re.compile(r'\s*["“”„«「＂]|.*["“”»」＂]\s*$')
# Within one line: a search that begins anew at each of many empty lines takes hours.
MSGID = re.compile(r"(?:^|\r)[^\S\r\n]*(?:#~[^\S\r\n]*)?msgid\b", re.M)
# What somebody sends in the place of a .po, and what to do; the first that is found is said.
INSTEAD = {
    re.compile(r"\A\s*\Z"): "is empty; ask for the file again",
    re.compile(r"\A\s*<(?:!doctype html|html)\b", re.I): (
        "is a web page, such as a sheet, which keeps in the browser what is typed; "
        "ask for the file that its button “Save as a file” makes"
    ),
    re.compile(r"\A\s*\{\\rtf"): "is a file of a word processor (RTF); save it there as plain text, in UTF-8",
    re.compile(r"\bcharset=3D", re.I): "is a mail as it travels; save its attachment, or copy its text as it is shown",
    re.compile(r"^[ \t]*>[> \t]*msgid\b", re.M): "is quoted as in a mail; take away the > before each line",
}
CHARSET = re.compile(r"(Content-Type:[^\n]{0,200}?charset=)[A-Za-z0-9._:-]+", re.I)


def read_returned(path: Path) -> PoFile:
    """A file that came back; what has no place in ours is set aside. Raises ContentError with every other fault."""
    text = as_it_says(_bytes(path, str(path)), str(path))
    fault = next((said for pattern, said in INSTEAD.items() if pattern.search(text)), None)
    if not fault and not MSGID.search(text):
        remedy = "of a table (CSV) csv2po makes one, of XLIFF xliff2po; both are in translate-toolkit"
        fault = f"is no .po file: no line begins with msgid; {remedy}"
    if fault:
        raise ContentError([Problem(str(path), 1, fault)])
    return parse_text(_without_mail(text), str(path), returned=True)


def _without_mail(text: str) -> str:
    """The text without what was written before and behind the entries, each line still where it stands.

    A mail or a message has a greeting and a signature, a chat a fence, and old editors an end of file.
    """
    lines = LINE_END.split(text)
    first = next(number for number, line in enumerate(lines) if BEGINS.match(line))
    last = max(number for number, line in enumerate(lines) if BEGINS.match(line) or CONTINUES.match(line))
    return "\n".join(line if first <= number <= last else "" for number, line in enumerate(lines))


def read_saved(path: Path, name: str) -> PoFile:
    """A file of ours as an editor saved it. Raises ContentError with every fault but its encoding."""
    raw = _bytes(path, name)
    return replace(parse_text(CHARSET.sub(r"\g<1>UTF-8", as_it_says(raw, name), count=1), name), raw=raw)


def _bytes(path: Path, name: str) -> bytes:
    try:
        return read_written(path)
    except OSError as error:
        raise ContentError([Problem(name, 1, f"cannot be read: {error.strerror}")]) from error
