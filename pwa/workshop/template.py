"""The .pot: every text of the content once, with its kind as msgctxt and its ids in `#.` comments.

Template strings are content too (content/interface.yaml), so there is one way in and nothing to extract from code.
"""

import polib

from pwa.content.ids import ids
from pwa.content.model import Content
from pwa.content.text import Text
from pwa.content.walk import walk
from pwa.languages.message import ROOM
from pwa.workshop.order import urgent_first
from pwa.workshop.po_writer import flags, new_file


def template(content: Content) -> polib.POFile:
    """All texts as a .po template; the same sentence of the same kind stands once, with all of its ids."""
    pot = new_file()
    for group in urgent_first(content).values():
        pot.append(entry_for(group))
    return pot


def entry_for(group: list[Text]) -> polib.POEntry:
    """The untranslated entry of texts that share their English and their kind, with the places of all of them."""
    first = group[0]
    comments = []
    for text in group:
        comments += [text.where, f"[{text.id}]"]
    comments += [f"Note: {note}" for note in dict.fromkeys(text.note for text in group if text.note)]
    if numbers := numbers_of(first):
        comments.append(f"Numbers: {numbers}")
    if room := room_of(group):
        comments.append(f"{ROOM}{room}")
    files = dict.fromkeys(text.file for text in group)
    return polib.POEntry(
        msgctxt=first.kind,
        msgid=first.english,
        msgstr="",
        comment="\n".join(comments),
        occurrences=[(file, "") for file in files],
        flags=flags(first.english),
    )


def numbers_of(text: Text) -> str:
    """What the placeholders of a text stand for: `{seconds} = 30`; what is known only at run time is left out."""
    return ", ".join(f"{{{name}}} = {text.numbers[name]}" for name in sorted(text.placeholders & set(text.numbers)))


def room_of(group: list[Text]) -> int | None:
    """How many letters there is room for in each of the places where an English stands."""
    return min((text.max for text in group if text.max), default=None)


def former_ids(content: Content) -> dict[str, list[str]]:
    """Ids that a text had before, from `was:` on its node or on a node above it; see docs/content.md."""
    found = {}
    for place, text, _ in walk(content):
        if isinstance(text, Text):
            file = str(place[0])
            found[text.id] = ids(file, content.files[file], place[1:])[1:]
    return {id_: former for id_, former in found.items() if former}
