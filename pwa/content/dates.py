"""When the content was last held against its sources, and what is due again: `python -m pwa overdue`.

A text that changed under an old date would lie, so content/changed.csv holds a digest of each part beside its month;
`python -m pwa dates` writes it, and refuses while a part that changed has not got this month as its `changed`.
"""

import csv
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from pwa.content.base import Node, Review
from pwa.content.model import Content
from pwa.content.text import Text
from pwa.content.walk import walk
from pwa.files import read_written
from pwa.problems import ContentError, Problem, program

RECORD = "changed.csv"
COLUMNS = ["part", "changed", "digest"]
ROW = re.compile(r"[^,]+,20\d\d-(0[1-9]|1[0-2]),[0-9a-f]{12}")
UNSEEN = ("review", "note", "was")


def reviewed(content: Content) -> Iterator[tuple[str, Node, Review]]:
    """(name, part, its dates) for every part of the content that says when it was checked.

    A part is named by its file and the ids above it: "relief", "learn_care/tests".
    """
    for place, part, holders in walk(content):
        if isinstance(review := getattr(part, "review", None), Review) and isinstance(part, Node):
            own = [node.id for node in (*holders, part) if hasattr(node, "id")]
            yield "/".join([str(place[0]), *own]), part, review


def reviews(content: Content) -> Iterator[tuple[str, Review]]:
    """(name, dates) of every part that has them."""
    return ((name, review) for name, _, review in reviewed(content))


def together(reviews: Iterable[Review]) -> Review:
    """The dates of a page that shows several parts: the latest change, the oldest check; nobody has signed it all."""
    every = list(reviews)
    changed = max(review.changed for review in every)
    oldest = min(every, key=lambda review: review.checked)
    return oldest.model_copy(update={"changed": changed, "reviewed_by": ""})


def record(content: Content) -> str:
    """What content/changed.csv should say now."""
    lines = [f"{name},{review.changed},{_digest(part)}\n" for name, part, review in reviewed(content)]
    return "".join([",".join(COLUMNS) + "\n", *lines])


def read_record(path: Path) -> dict[str, str]:
    """The digest of each part as it was recorded, by name; none while there is no file.

    Raises ContentError when the file is not as `record` writes it.
    """
    name = f"content/{RECORD}"
    remedy = f"restore the file from the history, then run: {program()} dates"
    if not path.exists():
        return {}
    try:
        data = read_written(path)
    except OSError as error:
        raise ContentError([Problem(name, 1, f"cannot be read: {error.strerror}; {remedy}")]) from error
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ContentError([Problem(name, line, f"is not UTF-8 text; {remedy}")]) from error
    # A row to a line: an open quote must not swallow the rows below it.
    rows = [(line, _cells(text)) for line, text in enumerate(lines, 1)]
    if not rows or rows[0][1] != COLUMNS:
        raise ContentError([Problem(name, 1, f"should begin with '{','.join(COLUMNS)}'; {remedy}")])
    problems: list[Problem] = []
    found: dict[str, str] = {}
    for line, row in rows[1:]:
        if len(row) != len(COLUMNS) or not ROW.fullmatch(",".join(row)):
            problems.append(Problem(name, line, f"should be a part, its month and 12 digits of its digest; {remedy}"))
        elif row[0] in found:
            problems.append(Problem(name, line, f"'{row[0]}' stands twice; {remedy}"))
        else:
            found[row[0]] = row[2]
    if problems:
        raise ContentError(problems)
    return found


def _cells(text: str) -> list[str]:
    """The cells of a line; none of one that is too long for a row."""
    try:
        return next(csv.reader([text]), [])
    except csv.Error:
        return []


def undated(content: Content, recorded: dict[str, str], today: date) -> list[str]:
    """The parts that changed since they were recorded and do not have this month as their `changed`.

    `recorded` is what `read_record` gives.
    """
    return [
        name
        for name, part, review in reviewed(content)
        if recorded.get(name) != _digest(part) and review.changed != f"{today:%Y-%m}"
    ]


def overdue(content: Content, today: date) -> list[str]:
    """A line for each part whose next check was due before this month, the longest overdue first."""
    late = [(review.due, what) for what, review in reviews(content) if review.due < f"{today:%Y-%m}"]
    return [f"{what}: was due {due}" for due, what in sorted(late)]


def _digest(part: Node) -> str:
    return hashlib.sha256(json.dumps(_plain(part), ensure_ascii=False).encode()).hexdigest()[:12]


def _plain(value: Any) -> Any:
    """What a reader can see of a part: not its dates, nor the notes for translators."""
    if isinstance(value, Text):
        return value.english
    if isinstance(value, Node):
        return [_plain(getattr(value, name)) for name in type(value).model_fields if name not in UNSEEN]
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value
