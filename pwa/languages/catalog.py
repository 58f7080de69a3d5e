"""What stands in a language's file, by (kind, English): read, and not judged yet.

Nothing of a catalog may be shown to a reader. Which of its texts may be is decided in standing.py, and only there.
"""

from dataclasses import dataclass
from pathlib import Path

from pwa.content.model import Content
from pwa.content.text import Text
from pwa.content.walk import texts
from pwa.languages.message import Message
from pwa.languages.po import read_po
from pwa.languages.table import ENGLISH, Language

# A text's (kind, English).
Key = tuple[str, str]
# In the comments above the header, one for each translator who wants to be named in the app.
WISH = "credit:"


@dataclass(frozen=True)
class Catalog:
    """What one language's .po says.

    Attributes:
        language: whose it is.
        header: its fields.
        messages: by kind and English.
        credits: the translators who want to be named.
        twice: the lines of obsolete entries whose English stands above them too.
        odd_spaces: the lines with a space beside a string that only we read.
    """

    language: Language
    header: dict[str, str]
    messages: dict[Key, Message]
    credits: tuple[str, ...] = ()
    twice: tuple[int, ...] = ()
    odd_spaces: tuple[int, ...] = ()


def read_catalog(translations: Path, language: Language) -> Catalog:
    """The catalog of a language; English has none. Raises ContentError when the file cannot be read whole."""
    if language.folder == ENGLISH:
        return Catalog(language, {}, {})
    file = read_po(po_path(translations, language), po_name(language))
    wanted = (line.removeprefix(WISH).strip() for line in file.comments if line.startswith(WISH))
    messages = {message.key: message for message in file.entries}
    credits_ = tuple(dict.fromkeys(name for name in wanted if name))
    twice = tuple(entry.line for entry in file.twice)
    return Catalog(language, file.header, messages, credits_, twice, file.odd_spaces)


def po_path(translations: Path, language: Language) -> Path:
    """Where a language's .po is, below the folder translations/."""
    return translations / language.folder / "LC_MESSAGES" / "messages.po"


def po_name(language: Language) -> str:
    """How messages call a language's .po."""
    return f"translations/{language.folder}/LC_MESSAGES/messages.po"


def grouped(content: Content) -> dict[Key, list[Text]]:
    """The texts of the content by (kind, English), in the order of the files: one message of a .po is for each."""
    groups: dict[Key, list[Text]] = {}
    for text in texts(content):
        groups.setdefault((text.kind, text.english), []).append(text)
    return groups
