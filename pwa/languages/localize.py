"""Puts the content into a language.

A text that may not be shown (standing.py says which) falls back to English and knows it. A safety text takes its whole
group with it: a list of warning signs half in another language misleads (corona-warn-app#4218 was one).
"""

from dataclasses import replace
from typing import Any

from pwa.content.base import Node
from pwa.content.model import Content
from pwa.content.text import Text
from pwa.content.walk import texts, transform
from pwa.content.yaml_file import Place
from pwa.languages.standing import Standing
from pwa.languages.table import ENGLISH


def localize(content: Content, standing: Standing) -> Content:
    """The same content with every text in the standing's language, or marked as fallen back."""
    if standing.language.folder == ENGLISH:
        return content

    def into(text: Text, _holder: Node, _place: Place) -> Text:
        shown = standing.shown(text.kind, text.english)
        return text.back_to_english() if shown is None else text.into(shown, standing.language.html)

    parts = {name: _keep_together(transform(node, into)) for name, node in content.files.items()}
    return replace(content.with_files(parts), stage=standing.stage)


def _keep_together(node: Any) -> Any:
    """Whole groups back to English where one of their safety texts did."""
    if isinstance(node, Node):
        if node.together and any(text.fallback and text.is_safety for text in texts(node)):
            return transform(node, lambda text, _holder, _place: text.back_to_english())
        parts = {name: getattr(node, name) for name in type(node).model_fields}
        return node.model_copy(update={name: _keep_together(value) for name, value in parts.items()})
    if isinstance(node, list):
        return [_keep_together(value) for value in node]
    if isinstance(node, dict):
        return {key: _keep_together(value) for key, value in node.items()}
    return node
