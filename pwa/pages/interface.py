"""The texts of content/interface.yaml as templates and views call them: `ui.button.done`.

They show the language of whoever prints them. One that a page has and the file lacks is a fault of the file.
"""

from collections.abc import Mapping
from functools import lru_cache

from pwa.content.interface import Interface
from pwa.content.model import Content
from pwa.content.text import Text
from pwa.problems import ContentError, Problem


class Texts:
    """The texts of one kind, by name: `texts.done`, or `texts[name]` where the name is a value."""

    def __init__(self, kind: str, texts: Mapping[str, Text]) -> None:
        self._kind = kind
        self._texts = texts

    def __getitem__(self, name: str) -> Text:
        """The text. Raises ContentError."""
        if name in self._texts:
            return self._texts[name]
        first = min((text.line for text in self._texts.values()), default=1)
        message = f"{self._kind} '{name}' is missing, and a page has it; add it"
        raise ContentError([Problem("content/interface.yaml", first, message)])

    def __getattr__(self, name: str) -> Text:
        # Python and Jinja ask for names of their own, such as __html__.
        if name.startswith("_"):
            raise AttributeError(name)
        return self[name]

    def get(self, name: str) -> Text | None:
        """The text, if there is one."""
        return self._texts.get(name)


class Ui:
    """All of the interface, by kind."""

    def __init__(self, interface: Interface) -> None:
        self.title = _texts("title", interface)
        self.heading = _texts("heading", interface)
        self.button = _texts("button", interface)
        self.label = _texts("label", interface)
        self.message = _texts("message", interface)
        self.paragraph = _texts("paragraph", interface)
        self.picture = _texts("picture", interface)


def _texts(kind: str, interface: Interface) -> Texts:
    return Texts(kind, {name: entry.text for name, entry in getattr(interface, kind).items()})


# Each page asks for it. A content that a page is still drawn from stays beside the new one.
@lru_cache(maxsize=2)
def interface(content: Content) -> Ui:
    """The texts of a content."""
    return Ui(content.interface)
