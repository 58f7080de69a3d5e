"""A sentence the app says, and what every tool must know about it.

A field declared `Text` is translatable: that one declaration drives extraction, lookup and checks. A Text knows its
kind (the closed list below, which is the msgctxt of a .po), its stable id, and, once put into a language, whether it
fell back to English. Numbers never stand in a sentence: `{hold}` names a field of the node that holds the sentence.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from markupsafe import escape
from pydantic_core import core_schema

# A wrong word in one of these can hurt somebody. They fall back to English by whole groups, and checks are errors.
SAFETY_KINDS = ("warning sign", "reason", "do now", "do not", "step", "question", "outcome")
KINDS = (*SAFETY_KINDS, "title", "heading", "button", "label", "message", "paragraph", "picture", "about source")

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
NUMBER_THEN_WORD = re.compile(r"(?<=\d) (?=[^\W\d]|°)")


@dataclass(frozen=True)
class Text:
    """One sentence in one language. `value` still holds its placeholders; printing fills them from `numbers`."""

    english: str
    kind: str = ""
    id: str = ""
    note: str = ""
    file: str = ""
    line: int = 0
    where: str = ""
    value: str = ""
    lang: str = "en"
    fallback: bool = False
    numbers: dict[str, Any] = field(default_factory=dict, hash=False, compare=False)
    live: tuple[str, ...] = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> core_schema.CoreSchema:
        """Accept a plain YAML string, so that content files stay readable."""
        return core_schema.union_schema(
            [
                core_schema.is_instance_schema(cls),
                core_schema.no_info_after_validator_function(cls, core_schema.str_schema(min_length=1, strict=True)),
            ],
            mode="left_to_right",
            custom_error_type="text",
            custom_error_message="should be a sentence in quotes",
        )

    @property
    def placeholders(self) -> set[str]:
        return set(PLACEHOLDER.findall(self.english))

    @property
    def is_safety(self) -> bool:
        return self.kind in SAFETY_KINDS

    def into(self, value: str, lang: str) -> "Text":
        return replace(self, value=value, lang=lang, fallback=False)

    def back_to_english(self) -> "Text":
        return replace(self, value=self.english, lang="en", fallback=True)

    def __str__(self) -> str:
        filled = PLACEHOLDER.sub(lambda m: str(self.numbers.get(m[1], m[0])), self.value or self.english)
        # A number and its unit stay on one line; Chinese writes them without a space.
        return NUMBER_THEN_WORD.sub("\u00a0", filled)

    def __html__(self) -> str:
        html = str(escape(str(self)))
        for name in self.live:
            html = html.replace(f"{{{name}}}", f'<span data-live="{name}"></span>')
        # WCAG 3.1.2: a part in another language says which one.
        return f'<span lang="en">{html}</span>' if self.fallback else html

    @property
    def plain(self) -> str:
        """For attributes, <title> and <option>, where no element may stand: without the mark of its language."""
        return str(self)
