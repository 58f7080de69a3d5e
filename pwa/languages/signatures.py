"""Who has signed which safety text: translations/<locale>/reviewed.csv, because a .po cannot store "approved".

A row holds a hash of (kind, English, translation). Whoever changes one of the three un-signs the text by that alone;
the row stays, so a change that is taken back is signed again. Only a person makes a row (pwa/workshop/signing.py).
"""

import csv
import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import date
from io import StringIO
from pathlib import Path

from pwa.languages.catalog import Key
from pwa.languages.csv_file import read_csv
from pwa.languages.po import CONFLICT
from pwa.languages.table import Language
from pwa.problems import ContentError, Problem

COLUMNS = ["hash", "who", "role", "date"]
HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, order=True)
class Signature:
    """One row: the text's hash, a name, in which role, and the day (2026-05-31)."""

    hash: str
    who: str
    role: str
    date: str


def hash_of(key: Key, translation: str) -> str:
    """SHA-256 of (kind, English, translation) as JSON, so that no two triples can run into one."""
    return hashlib.sha256(json.dumps([*key, translation], ensure_ascii=False).encode()).hexdigest()


def signatures_path(translations: Path, language: Language) -> Path:
    """Where a language's signatures are, below the folder translations/; English has a folder for them alone."""
    return translations / language.folder / "reviewed.csv"


def signatures_name(language: Language) -> str:
    """How messages call them."""
    return f"translations/{language.folder}/reviewed.csv"


def read_signatures(translations: Path, language: Language) -> list[Signature]:
    """Every signature of a language; none without a file. Raises ContentError when the file cannot be read whole."""
    name = signatures_name(language)
    text = read_csv(signatures_path(translations, language), name)
    if text is None:
        return []
    reader = csv.reader(StringIO(text), strict=True)
    found: list[Signature] = []
    problems: list[Problem] = []
    try:
        if (head := next(reader, [])) != COLUMNS:
            message = f"the first line should be {','.join(COLUMNS)}; take the file back from git, and use catalog sign"
            problems.append(Problem(name, 1, f"{message}; found {','.join(head)[:60]!r}"))
        for row in [] if problems else reader:
            if fault := _fault(row):
                problems.append(Problem(name, reader.line_num, fault))
            elif row:
                found.append(Signature(*row))
    except csv.Error as error:
        problems.append(Problem(name, reader.line_num, f"cannot be read as CSV: {error}; look for a missing quote"))
    if problems:
        raise ContentError(problems)
    return found


def written(signatures: Iterable[Signature]) -> str:
    """The file's text: each row once, in one order, so that two people who sign do not conflict at the last line."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(astuple(signature) for signature in sorted(set(signatures)))
    return out.getvalue()


def _fault(row: list[str]) -> str | None:
    if not row:
        return None
    if row[0].startswith(CONFLICT):
        return "a conflict marker of git; keep the rows of both sides and delete the marker lines"
    if len(row) != len(COLUMNS):
        return f"should have {len(COLUMNS)} columns ({','.join(COLUMNS)}), has {len(row)}"
    if not HASH.fullmatch(row[0]):
        return f"the hash should be 64 letters 0-9 and a-f, as catalog sign writes it; found {row[0][:20]!r}"
    if not row[1].strip() or not row[2].strip():
        return "a signature needs a name and a role; delete the row and sign again"
    try:
        if date.fromisoformat(row[3]).isoformat() == row[3]:
            return None
    except ValueError:
        pass
    return f"the date should be written as 2026-05-31; found {row[3][:20]!r}"
