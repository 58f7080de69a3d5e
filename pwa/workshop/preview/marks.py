"""Marks where each text stands in a page of the preview, and tells about it: state, English, note, file and line.

A release has none of this: the marks are made by a subclass of Text that only the preview puts into the content.
"""

import re
from dataclasses import fields
from typing import Any

from pwa.content.base import Node
from pwa.content.model import Content
from pwa.content.text import Text
from pwa.content.walk import texts, transform
from pwa.content.yaml_file import Place
from pwa.languages.catalog import po_name
from pwa.languages.checking.check import unchecked
from pwa.languages.standing import Standing
from pwa.languages.table import ENGLISH

# Where no element may stand, private-use letters go round the text until the page is whole.
BEGIN, MIDDLE, END = "\ue000", "\ue001", "\ue002"
PLAIN = re.compile(f"{BEGIN}([^{MIDDLE}]*){MIDDLE}([^{END}]*){END}")
TAG = re.compile(f"<[a-z][^<>]*{BEGIN}[^<>]*>")
ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
TEXT_ONLY = re.compile(f"<(title|option|textarea)([^<>]*)>([^<]*{BEGIN}[^<]*)<")


class Marked(Text):
    """A text that says in the page which one it is."""

    def __html__(self) -> str:
        return f'<x-text data-text-id="{self.id}">{super().__html__()}</x-text>'

    @property
    def plain(self) -> str:
        """As Text.plain, between private-use letters that say which text it is."""
        return f"{BEGIN}{self.id}{MIDDLE}{self}{END}"


def marked(content: Content) -> Content:
    """The same content, its texts marked."""

    def mark(text: Text, _holder: Node, _place: Place) -> Text:
        return Marked(**{field.name: getattr(text, field.name) for field in fields(text)})

    found: Content = transform(content, mark)
    return found


def finish(html: str) -> str:
    """A page without the private-use letters: each element names the texts of its attributes in `data-texts`."""
    html = TAG.sub(_name_attributes, html)
    html = TEXT_ONLY.sub(_name_content, html)
    return bare(html)


def bare(text: str) -> str:
    """The text without the private-use letters."""
    return PLAIN.sub(r"\2", text)


def _name_attributes(tag: re.Match[str]) -> str:
    named = [f"{name}={found[1]}" for name, value in ATTRIBUTE.findall(tag[0]) for found in PLAIN.finditer(value)]
    return f'{bare(tag[0])[:-1]} data-texts="{" ".join(named)}">'


def _name_content(element: re.Match[str]) -> str:
    named = " ".join(f"text={found[1]}" for found in PLAIN.finditer(element[3]))
    return f'<{element[1]}{element[2]} data-texts="{named}">{bare(element[3])}<'


def explain(content: Content, standing: Standing | None) -> dict[str, Any]:
    """What the overlay says of each text of a page in this language; the pseudo-language has no standing.

    Needs a context of the app in which the language is that of the standing.
    """
    return {text.id: _about(text, standing) for text in texts(content)}


def _about(text: Text, standing: Standing | None) -> dict[str, Any]:
    about = {
        "state": _state(text, standing),
        "kind": text.kind,
        "safety": text.is_safety,
        "where": text.where,
        "english": text.english,
        "note": text.note,
        "numbers": ", ".join(
            f"{{{name}}} = {text.numbers[name]}" for name in sorted(text.placeholders & set(text.numbers))
        ),
        "source": f"{text.file}:{text.line}",
    }
    if standing and standing.language.folder != ENGLISH:
        about |= _translation(text, standing)
    return {name: value for name, value in about.items() if value}


def _translation(text: Text, standing: Standing) -> dict[str, Any]:
    key = (text.kind, text.english)
    message = standing.messages.get(key)
    return {
        "translation": message.translation if message else "",
        "file": f"{po_name(standing.language)}:{message.string_line if message else 1}",
        "findings": [
            *(finding.message for finding in standing.findings_by_key.get(key, [])),
            *([] if standing.checked else [unchecked(standing.language.folder)]),
        ],
        # A safety text takes its whole group with it (pwa/languages/catalogs.py).
        "held_back": text.fallback and standing.shown(*key) is not None,
    }


def _state(text: Text, standing: Standing | None) -> str:
    """The state of pwa/languages/standing.py; only safety texts are signed, and English is translated from nothing."""
    state = standing.states.get((text.kind, text.english), "missing") if standing else "unsigned"
    if state != "unsigned" or (standing and text.is_safety):
        return state
    return "translated" if standing and standing.language.folder != ENGLISH else "original"
