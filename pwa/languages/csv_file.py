"""Reads a CSV that people save with a spreadsheet: UTF-8, with or without a byte-order mark, commas between columns."""

from pathlib import Path

from pwa.problems import ContentError, Problem

# What spreadsheets write where the comma is the decimal mark, or under the name of text.
OTHER_SEPARATORS = {";": "semicolons", "\t": "tabs"}


def read_csv(path: Path, name: str) -> str | None:
    """The text of a CSV file, None where there is none; `name` is how messages call it.

    Raises:
        ContentError: when it cannot be read, is not UTF-8, or its columns are not separated by commas.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ContentError([Problem(name, 1, f"cannot be read: {error.strerror}")]) from error
    except UnicodeDecodeError as error:
        raise ContentError([Problem(name, 1, "is not UTF-8 text; save the file as CSV UTF-8")]) from error
    head = text.partition("\n")[0]
    for letter, called in OTHER_SEPARATORS.items():
        if letter in head and "," not in head:
            message = f"has {called} between the columns; save the file as CSV with commas between them"
            raise ContentError([Problem(name, 1, message)])
    return text
