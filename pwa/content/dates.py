"""When the content was last held against its sources, and what is due again: `python -m pwa overdue`.

A text that changed under an old date would lie, so content/changed.csv holds a digest of each part beside its month;
`python -m pwa dates` writes it, and refuses while a part that changed has not got this month as its `changed`.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from typing import Any

from babel import Locale
from babel.dates import format_skeleton

from pwa.content.model import Content, Node, Review
from pwa.content.text import Text

RECORD = "changed.csv"
UNSEEN = ("review", "note", "was")


def reviewed(content: Content) -> Iterator[tuple[str, Any]]:
    """(name, part) for every part of the content that says when it was checked."""
    for part in fields(content):
        yield from _inside(getattr(content, part.name), part.name)


def reviews(content: Content) -> Iterator[tuple[str, Review]]:
    return ((name, part.review) for name, part in reviewed(content))


def together(reviews: Iterable[Review]) -> Review:
    """The dates of a page that shows several parts: the latest change, the oldest check; nobody has signed it all."""
    every = list(reviews)
    changed = max(review.changed for review in every)
    oldest = min(every, key=lambda review: review.checked)
    return oldest.model_copy(update={"changed": changed, "reviewed_by": ""})


def record(content: Content) -> str:
    """What content/changed.csv should say now."""
    lines = [f"{name},{part.review.changed},{_digest(part)}\n" for name, part in reviewed(content)]
    return "".join(["part,changed,digest\n", *lines])


def undated(content: Content, recorded: str, today: date) -> list[str]:
    """The parts that changed since they were recorded and do not have this month as their `changed`."""
    known = {line.split(",")[0]: line.split(",")[2] for line in recorded.splitlines()[1:]}
    return [
        name
        for name, part in reviewed(content)
        if known.get(name) != _digest(part) and part.review.changed != f"{today:%Y-%m}"
    ]


def overdue(content: Content, today: date) -> list[str]:
    """A line for each part whose next check was due before this month, the longest overdue first."""
    late = [(review.due, what) for what, review in reviews(content) if review.due < f"{today:%Y-%m}"]
    return [f"{what}: was due {due}" for due, what in sorted(late)]


def month(value: str, locale: Locale) -> str:
    """ "2026-11" as a reader writes it: November 2026."""
    year, number = map(int, value.split("-"))
    return format_skeleton("yMMMM", date(year, number, 1), locale=locale)


def _inside(value: Any, name: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Node):
        if isinstance(getattr(value, "review", None), Review):
            yield name, value
        for field in type(value).model_fields:
            yield from _inside(getattr(value, field), name)
    elif isinstance(value, list):
        for item in value:
            yield from _inside(item, f"{name}/{item.id}" if hasattr(item, "id") else name)


def _digest(part: Any) -> str:
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
