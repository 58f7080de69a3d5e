"""A sentence the app says, and what every tool must know about it.

A field declared `Text` is translatable: that one declaration drives extraction, lookup and checks. A Text knows its
kind (the closed list below, which is the msgctxt of a .po) and its stable id; printed, it asks Flask-Babel's domain for
the language of the request, and knows whether it fell back to English. Numbers are fields of the node that holds it.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from markupsafe import escape
from pydantic_core import core_schema

# A wrong word in one of these can hurt somebody. They fall back to English by whole groups, and checks are errors.
SAFETY_KINDS = ("warning sign", "reason", "do now", "do not", "step", "question", "outcome")
KINDS = (*SAFETY_KINDS, "title", "heading", "button", "label", "message", "paragraph", "picture", "about source")

# Of any other kind that a screen shows: what sends somebody to an ambulance, or no longer does when it is wrong.
SENDS = re.compile(r"\b(?:ambulance|emergency)\b|\bcall\b.*\{number\}", re.I)

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
NUMBER_THEN_WORD = re.compile(r"(?<=\d) (?=[^\W\d]|°)")


def is_safety(kind: str, english: str) -> bool:
    """Whether a wrong word in such a text can hurt somebody."""
    return kind in SAFETY_KINDS or (kind != "about source" and bool(SENDS.search(english)))


def width(text: str) -> int:
    """How many letters wide a text is: those that are wide by Unicode, such as Chinese ones, count as two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


class Untranslated(str):
    """English in the place of a translation that is not there or may not be shown."""


@dataclass(frozen=True)
class Text:
    """One sentence, in the language of whoever asks. It holds placeholders; printing fills them from `numbers`."""

    english: str
    kind: str = ""
    id: str = ""
    note: str = ""
    file: str = ""
    line: int = 0
    where: str = ""
    numbers: dict[str, Any] = field(default_factory=dict, hash=False, compare=False)
    live: tuple[str, ...] = ()
    max: int | None = None

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> core_schema.CoreSchema:
        """Accept a plain YAML string, so that content files stay readable."""
        return core_schema.union_schema(
            [
                core_schema.is_instance_schema(cls),
                core_schema.no_info_after_validator_function(cls, core_schema.str_schema(pattern=r"\w", strict=True)),
            ],
            mode="left_to_right",
            custom_error_type="text",
            custom_error_message="should be a sentence in quotes",
        )

    @property
    def placeholders(self) -> set[str]:
        """The names in braces."""
        return set(PLACEHOLDER.findall(self.english))

    @property
    def is_safety(self) -> bool:
        """Whether a wrong word in it can hurt somebody."""
        return is_safety(self.kind, self.english)

    @property
    def wording(self) -> str:
        """What the language of the request says, placeholders and all; Untranslated where it stays English."""
        from flask import g  # a third of what `catalog check` would import, and prints nothing
        from flask_babel import get_domain

        domain = get_domain()
        # A text's whole group stays English where one of it must; a domain of Flask-Babel's own knows no groups.
        held_back = self.id in getattr(domain.get_translations(), "held_back", ())
        wording: str = Untranslated(self.english) if held_back else domain.pgettext(self.kind, self.english)
        if isinstance(wording, Untranslated):
            g.shows_english = True
        return wording

    @property
    def fallback(self) -> bool:
        """Whether it shows English because the language of the request has nothing that may be shown."""
        return isinstance(self.wording, Untranslated)

    def fill(self, wording: str) -> str:
        """A wording of this sentence, in any language, with its numbers."""
        filled = PLACEHOLDER.sub(lambda m: str(self.numbers.get(m[1], m[0])), wording)
        # A number and its unit stay on one line; Chinese writes them without a space.
        return NUMBER_THEN_WORD.sub("\u00a0", filled)

    def __str__(self) -> str:
        return self.fill(self.wording)

    def __html__(self) -> str:
        wording = self.wording
        html = str(escape(self.fill(wording)))
        for name in self.live:
            html = html.replace(f"{{{name}}}", f'<span data-live="{name}"></span>')
        # WCAG 3.1.2: a part in another language says which one.
        return f'<span lang="en">{html}</span>' if isinstance(wording, Untranslated) else html

    @property
    def plain(self) -> str:
        """For attributes, <title> and <option>, where no element may stand: without the mark of its language."""
        return str(self)
