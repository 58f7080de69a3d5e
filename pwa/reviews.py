"""When the content was last held against its sources, and what is due again: `python -m pwa overdue`."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Any

from babel import Locale
from babel.dates import format_skeleton

from pwa.content import Content, Node, Review


def reviews(content: Content) -> Iterator[tuple[str, Review]]:
    """(what, its review) for every part of the content that says when it was checked."""
    for part in fields(content):
        yield from _inside(getattr(content, part.name), part.name)


def overdue(content: Content, today: date) -> list[str]:
    """A line for each part whose next check was due before this month, the longest overdue first."""
    late = [(review.due, what) for what, review in reviews(content) if review.due < f"{today:%Y-%m}"]
    return [f"{what}: was due {due}" for due, what in sorted(late)]


def month(value: str, locale: Locale) -> str:
    """ "2026-11" as a reader writes it: November 2026."""
    year, number = map(int, value.split("-"))
    return format_skeleton("yMMMM", date(year, number, 1), locale=locale)


def _inside(value: Any, name: str) -> Iterator[tuple[str, Review]]:
    if isinstance(value, Node):
        for field in type(value).model_fields:
            inner = getattr(value, field)
            if isinstance(inner, Review):
                yield name, inner
            else:
                yield from _inside(inner, name)
    elif isinstance(value, list):
        for item in value:
            yield from _inside(item, f"{name}/{item.id}" if hasattr(item, "id") else name)
