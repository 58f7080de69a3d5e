"""The .pot: every text of the content once, with its kind as msgctxt and its ids in `#.` comments.

Template strings are content too (content/interface.yaml), so there is one way in and nothing to extract from code.
"""

import polib

from pwa.content import Content
from pwa.load import texts
from pwa.text import Text

# One date for all: a date that moves makes every translator's change conflict (openlibrary#12903, superset#29476).
HEADER = {
    "Project-Id-Version": "night-cramp",
    "POT-Creation-Date": "2026-01-01 00:00+0000",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}


def template(content: Content) -> polib.POFile:
    """All texts as a .po template; the same sentence of the same kind stands once, with all of its ids."""
    pot = new_file()
    for group in grouped(content).values():
        pot.append(entry_for(group))
    return pot


def grouped(content: Content) -> dict[tuple[str, str], list[Text]]:
    """Texts by (kind, English), in the order of the files."""
    groups: dict[tuple[str, str], list[Text]] = {}
    for text in texts(content):
        groups.setdefault((text.kind, text.english), []).append(text)
    return groups


def entry_for(group: list[Text]) -> polib.POEntry:
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


def new_file() -> polib.POFile:
    """An empty file in the canonical form: no wrapping, so that a change of one word is a change of one line."""
    file = polib.POFile(wrapwidth=0)
    file.metadata = dict(HEADER)
    return file
