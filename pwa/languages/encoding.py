"""In which letters a .po was saved: Notepad's Unicode and old editors' charsets are read where the file names them.

Ours are UTF-8, and only `catalog take` and `catalog format` read others: what they write is UTF-8 again.
"""

import codecs
import re

from pwa.problems import ContentError, Problem, program

# The longest first: that of UTF-32 begins as that of UTF-16.
MARKS = {codecs.BOM_UTF32_LE: "utf-32-le", codecs.BOM_UTF32_BE: "utf-32-be", codecs.BOM_UTF8: "utf-8",
         codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}  # fmt: skip
# Charsets that write other letters with those of ASCII, so that their files are also UTF-8 that says something else.
SEVEN_BIT = ("utf-7", "hz", "iso2022")
# https://www.gnu.org/software/gettext/manual/html_node/MO-Files.html
COMPILED = (b"\xde\x12\x04\x95", b"\x95\x04\x12\xde")
CHARSET = re.compile(rb"Content-Type:[^\n]{0,200}?charset=([A-Za-z0-9._:-]+)", re.I)


def as_utf_8(raw: bytes, name: str) -> str:
    """The text of a file of ours. Raises ContentError, with the command that mends it where its encoding is known."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
    said = _named(raw)
    if said and said != "utf-8":
        remedy = f"it is {said}, by its header or first bytes; run: {program()} catalog format"
    else:
        remedy = "save the file as UTF-8"
    raise ContentError([Problem(name, line, f"is not UTF-8 text; {remedy}")])


def as_it_says(raw: bytes, name: str) -> str:
    """The text, in the encoding that its first bytes or its header name. Raises ContentError."""
    mark = next((mark for mark in MARKS if raw.startswith(mark)), b"")
    wide = "" if mark else _wide(raw)
    encoding, line = wide or _named(raw), 1
    if not mark and not wide and not (raw.isascii() and encoding.startswith(SEVEN_BIT)):
        if raw.startswith(COMPILED):
            remedy = "ask for the .po, or make one of it: msgunfmt messages.mo -o messages.po"
            raise ContentError([Problem(name, 1, f"is a compiled file (.mo), which has no notes; {remedy}")])
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError as error:
            line = raw[: error.start].count(b"\n") + 1
            if b"\0" in raw or raw.startswith(b"%PDF-"):
                message = "is no text, but a picture, an archive or the like; unpack an archive, or ask for the .po"
                raise ContentError([Problem(name, 1, message)]) from None
    if not encoding or (encoding == "utf-8" and not mark):
        header = CHARSET.search(raw)
        said = f"its header says {header[1].decode()!r}" if header else "its header names no charset"
        remedy = "write the right one there (charset=gb18030), or save it as UTF-8"
        raise ContentError([Problem(name, line, f"is not UTF-8 text, and {said}; {remedy}")])
    try:
        return raw[len(mark) :].decode(encoding)
    except UnicodeError as error:
        line = raw[: error.start].count(b"\n") + 1 if isinstance(error, UnicodeDecodeError) else 1
        message = f"is not {encoding} text, which its header or its first bytes say it is; save the file as UTF-8"
        raise ContentError([Problem(name, line, message)]) from error


def _named(raw: bytes) -> str:
    """The encoding that a file names, as Python calls it; "" where it names none that there is."""
    if mark := next((mark for mark in MARKS if raw.startswith(mark)), b""):
        return MARKS[mark]
    header = CHARSET.search(raw)
    try:
        # Python also calls compression and the like encodings.
        found = codecs.lookup(header[1].decode()) if header else None
        return found.name if found and "".encode(found.name) == b"" else ""
    except (LookupError, UnicodeError):
        return ""


def _wide(raw: bytes) -> str:
    """UTF-16 without its mark: every second byte of what is written in ASCII is nothing."""
    begin = raw[:200]
    for encoding, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        if len(begin) > 1 and not any(begin[first::2]) and all(begin[1 - first :: 2]):
            return encoding
    return ""
