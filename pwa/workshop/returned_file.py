"""Reads a .po that came back from anywhere: any encoding that it names, and what our own files may not have.

Notepad saves with a byte-order mark or as UTF-16, old editors in the charset of their country; a nurse has no menu to
change that. What it says is the same, and ours is written in UTF-8 again.
"""

import codecs
import re
from pathlib import Path

from pwa.languages.po import PoFile, parse_text
from pwa.problems import ContentError, Problem

MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
CHARSET = re.compile(rb"Content-Type:[^\n]*charset=([A-Za-z0-9._:-]+)", re.I)


def read_returned(path: Path) -> PoFile:
    """The file; what has no place in ours is set aside. Raises ContentError with every other fault."""
    name = str(path)
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ContentError([Problem(name, 1, f"cannot be read: {error.strerror}")]) from error
    return parse_text(_decoded(raw, name), name, returned=True)


def _decoded(raw: bytes, name: str) -> str:
    for mark, encoding in MARKS.items():
        if raw.startswith(mark):
            return _text(raw[len(mark) :], encoding, name)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    said = CHARSET.search(raw)
    encoding = said[1].decode() if said else ""
    try:
        known = codecs.lookup(encoding).name if encoding else ""
    except LookupError:
        known = ""
    if known in ("", "utf-8"):
        remedy = f"its header says {encoding!r}" if encoding else "its header names no charset"
        message = f"is not UTF-8 text, and {remedy}; write the right one there (charset=gb18030), or save it as UTF-8"
        raise ContentError([Problem(name, 1, message)])
    return _text(raw, known, name)


def _text(raw: bytes, encoding: str, name: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        message = f"is not {encoding} text, which its header or its first bytes say it is; save the file as UTF-8"
        raise ContentError([Problem(name, line, message)]) from error
