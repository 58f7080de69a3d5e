"""Marks where each text stands in a page of the preview, and tells about it: state, English, note, file and line.

A release has none of this: the marks are made by a subclass of Text that only the preview puts into the content.
"""

import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from pwa.content.base import Node
from pwa.content.model import Content
from pwa.content.text import Text
from pwa.content.walk import texts, transform
from pwa.content.yaml_file import Place
from pwa.languages.catalog import po_name
from pwa.languages.checking.check import unchecked
from pwa.languages.checking.glossary import Glossary
from pwa.languages.signatures import hash_of
from pwa.languages.standing import Standing
from pwa.languages.table import ENGLISH
from pwa.workshop.signing import waivers
from pwa.workshop.template import numbers_of

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


def explain(
    content: Content, standing: Standing | None, held_back: Mapping[str, list[str]], glossary: Glossary | None
) -> dict[str, Any]:
    """What the overlay says of each text of a page in this language; the pseudo-language has no standing.

    Args:
        content: the texts.
        standing: how far the language is.
        held_back: what readers see in English, by id, and which safety texts it waits for.
        glossary: the agreed words, where the language has some.
    """
    return {text.id: _about(text, standing, held_back, glossary) for text in texts(content)}


def _about(
    text: Text, standing: Standing | None, held_back: Mapping[str, list[str]], glossary: Glossary | None
) -> dict[str, Any]:
    about = {
        "state": _state(text, standing),
        "kind": text.kind,
        "safety": text.is_safety,
        "where": text.where,
        "english": text.english,
        "note": text.note,
        "numbers": numbers_of(text),
        "source": f"{text.file}:{text.line}",
    }
    if standing and standing.language.folder != ENGLISH:
        about |= _translation(text, standing, held_back)
        if glossary:
            about["terms"] = [term.advice for term in glossary.terms_in(text.english) if term.use]
    return {name: value for name, value in about.items() if value}


def _translation(text: Text, standing: Standing, held_back: Mapping[str, list[str]]) -> dict[str, Any]:
    key = (text.kind, text.english)
    message = standing.messages.get(key)
    return {
        "translation": message.translation if message else "",
        "room": message.max_length if message else None,
        "file": f"{po_name(standing.language)}:{message.string_line if message else 1}",
        "findings": [
            *(finding.message for finding in standing.findings_by_key.get(key, [])),
            *([] if standing.checked else [unchecked(standing.language.folder)]),
        ],
        "waived": waivers(standing, key),
        "signed": [
            f"{row.who}, {row.role}, {row.date}"
            for row in standing.signatures
            if message and row.hash == hash_of(key, message.translation)
        ],
        # A safety text takes its whole group with it (pwa/languages/catalogs.py).
        "waits_for": held_back.get(text.id, []) if standing.shown(*key) is not None else [],
    }


def _state(text: Text, standing: Standing | None) -> str:
    """The state of pwa/languages/standing.py; only safety texts are signed, and English is translated from nothing."""
    state = standing.states.get((text.kind, text.english), "missing") if standing else "unsigned"
    if state != "unsigned" or (standing and text.is_safety):
        return state
    return "translated" if standing and standing.language.folder != ENGLISH else "original"
