"""The .pot: every text of the content once, with its kind as msgctxt and its ids in `#.` comments.

Template strings are content too (content/interface.yaml), so there is one way in and nothing to extract from code.
"""

import polib

from pwa.content.ids import ids
from pwa.content.model import Content
from pwa.content.text import Text
from pwa.content.walk import walk
from pwa.languages.catalog import grouped
from pwa.workshop.po_writer import new_file


def template(content: Content) -> polib.POFile:
    """All texts as a .po template; the same sentence of the same kind stands once, with all of its ids."""
    pot = new_file()
    for group in grouped(content).values():
        pot.append(entry_for(group))
    return pot


def entry_for(group: list[Text]) -> polib.POEntry:
    """The untranslated entry of texts that share their English and their kind, with the places of all of them."""
    first = group[0]
    comments = []
    for text in group:
        comments += [text.where, f"[{text.id}]"]
    comments += [f"Note: {note}" for note in dict.fromkeys(text.note for text in group if text.note)]
    if numbers := {name: first.numbers[name] for name in sorted(first.placeholders) if name in first.numbers}:
        comments.append("Numbers: " + ", ".join(f"{{{name}}} = {value}" for name, value in numbers.items()))
    files = dict.fromkeys(text.file for text in group)
    return polib.POEntry(
        msgctxt=first.kind,
        msgid=first.english,
        msgstr="",
        comment="\n".join(comments),
        occurrences=[(file, "") for file in files],
    )


def former_ids(content: Content) -> dict[str, list[str]]:
    """Ids that a text had before, from `was:` on its node or on a node above it; see docs/content.md."""
    found = {}
    for place, text, _ in walk(content):
        if isinstance(text, Text):
            file = str(place[0])
            found[text.id] = ids(file, content.files[file], place[1:])[1:]
    return {id_: former for id_, former in found.items() if former}
