"""Words that readers type where the pages say it in another word (content/synonyms.yaml).

They belong to one language each and translate nothing, so they stand beside the catalogs, not in them. What is
searched are the pages themselves: pwa/static/learn/search.js.
"""

from typing import Annotated

from pydantic import Field

from pwa.content.base import Node

# As the search folds what is typed (pwa/static/learn/search-index.js): small letters, no marks.
Typed = Annotated[str, Field(pattern=r"^[^A-Z.,;:!?()\"]+$")]


class Synonyms(Node):
    """By the language's tag: what is typed, and what the pages say."""

    synonyms: dict[str, dict[Typed, Typed]]

    def of(self, tag: str) -> dict[str, str]:
        """What readers of a language type, and what the pages say for it."""
        return self.synonyms.get(tag, {})
