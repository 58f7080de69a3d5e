"""Puts the content into a language.

A text that is missing, fuzzy or failing (standing.py says which) falls back to English and knows it. A safety text
takes its whole group with it: a list of warning signs half in another language misleads (corona-warn-app#4218 was one).
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pwa.content.load import FILES, texts_in, transform
from pwa.content.model import Content, Node, Stage
from pwa.content.text import PLACEHOLDER, Text
from pwa.content.yaml_file import Place
from pwa.languages.po import Message, read_po
from pwa.languages.table import ENGLISH, Language

# A text's (kind, English).
Key = tuple[str, str]


@dataclass(frozen=True)
class Catalog:
    """The translations of one language, by (kind, English).

    `failing` holds those in which the check found an error, `stage` how far the language is; standing.py says both.
    """

    language: Language
    entries: dict[Key, Message]
    failing: frozenset[Key] = frozenset()
    stage: Stage = "released"

    def translation(self, text: Text) -> str | None:
        """What may be shown for a text, or None when it must stay English."""
        entry = self.entries.get((text.kind, text.english))
        if entry is None or entry.fuzzy or not entry.translation.strip() or (text.kind, text.english) in self.failing:
            return None
        if set(PLACEHOLDER.findall(entry.translation)) != text.placeholders:
            return None
        return entry.translation


def po_path(translations: Path, language: Language) -> Path:
    return translations / language.folder / "LC_MESSAGES" / "messages.po"


def po_name(language: Language) -> str:
    return f"translations/{language.folder}/LC_MESSAGES/messages.po"


def read_catalog(translations: Path, language: Language) -> Catalog:
    """The catalog of a language; English has none. Raises ContentError when the file cannot be read whole."""
    if language.folder == ENGLISH:
        return Catalog(language, {})
    _, entries = read_po(po_path(translations, language), po_name(language))
    return Catalog(language, {(entry.context, entry.english): entry for entry in entries})


def localize(content: Content, catalog: Catalog) -> Content:
    """The same content with every text in the catalog's language, or marked as fallen back."""
    if catalog.language.folder == ENGLISH:
        return content

    def into(text: Text, holder: Node, place: Place) -> Text:
        translation = catalog.translation(text)
        return text.back_to_english() if translation is None else text.into(translation, catalog.language.html)

    parts = {name: _keep_together(transform(getattr(content, name), into)) for name in FILES}
    return replace(content, **parts, stage=catalog.stage)


def _keep_together(node: Any) -> Any:
    """Whole groups back to English where one of their safety texts did."""
    if isinstance(node, Node):
        if node.together and any(text.fallback and text.is_safety for text in texts_in(node)):
            return transform(node, lambda text, holder, place: text.back_to_english())
        parts = {name: getattr(node, name) for name in type(node).model_fields}
        return node.model_copy(update={name: _keep_together(value) for name, value in parts.items()})
    if isinstance(node, list):
        return [_keep_together(value) for value in node]
    if isinstance(node, dict):
        return {key: _keep_together(value) for key, value in node.items()}
    return node
