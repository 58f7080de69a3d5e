"""The order in which texts are worked on: what can hurt somebody first, and of that what a cramp needs first."""

from pwa.content.model import Content
from pwa.content.text import Text, is_safety
from pwa.languages.catalog import Key, grouped

# The files of the screens in the order of a night; all others come behind these, in their own order.
FIRST = ("relief", "warning_signs", "emergency", "interface", "compare")
LAST = ("sources", "claims")


def urgent_first(content: Content) -> dict[Key, list[Text]]:
    """All texts by (kind, English), safety texts first."""
    return dict(sorted(grouped(content).items(), key=lambda item: (not is_safety(*item[0]), _rank(item[1][0]))))


def _rank(text: Text) -> int:
    name = text.file.removeprefix("content/").removesuffix(".yaml")
    if name in FIRST:
        return FIRST.index(name)
    return len(FIRST) + (name in LAST)
