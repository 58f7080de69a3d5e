"""Reads a CSV that people save with a spreadsheet: UTF-8, with or without a byte-order mark.

Between the columns stand commas, semicolons or tabs, whichever the first line has.
"""

import csv
import re
from io import StringIO
from pathlib import Path

from pwa.files import read_written
from pwa.problems import ContentError, Problem

LINE_END = re.compile(r"\r\n?")
# What spreadsheets write where the comma is the decimal mark, or under the name of text.
OTHER_SEPARATORS = ";\t"


def read_csv(path: Path, name: str) -> str | None:
    """The text of a CSV file, None where there is none; `name` is how messages call it.

    Raises:
        ContentError: when it cannot be read or is not UTF-8.
    """
    try:
        # A Mac's spreadsheet ends lines with a carriage return alone, others put one before each line feed.
        text = LINE_END.sub("\n", read_written(path).decode("utf-8-sig"))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ContentError([Problem(name, 1, f"cannot be read: {error.strerror}")]) from error
    except UnicodeDecodeError as error:
        raise ContentError([Problem(name, 1, "is not UTF-8 text; save the file as CSV UTF-8")]) from error
    head = text.partition("\n")[0]
    for letter in OTHER_SEPARATORS:
        if letter in head and "," not in head:
            return _with_commas(text, letter)
    return text


def _with_commas(text: str, separator: str) -> str:
    """The same rows with commas between the columns, each in as many lines as before."""
    try:
        rows = list(csv.reader(StringIO(text), delimiter=separator, strict=True))
    except csv.Error:
        return text  # whoever reads it names the line
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
