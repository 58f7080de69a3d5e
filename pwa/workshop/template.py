"""The .pot: every text of the content once, with its kind as msgctxt and its ids in `#.` comments.

Template strings are content too (content/interface.yaml), so there is one way in and nothing to extract from code.
"""

from dataclasses import fields
from typing import Any

import polib

from pwa.content.model import Content, Node
from pwa.content.text import Text
from pwa.languages.catalog import grouped
from pwa.workshop.po_writer import new_file

# An id's path: the file, and the steps within it. A node in a list is known by the first of OWN that it has.
Path = tuple[str, list[str]]
OWN = ("id", "urgency", "key", "code")


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
    found: dict[str, list[str]] = {}
    for part in fields(content):
        _former(getattr(content, part.name), [(part.name.replace("_", "-"), [])], found)
    return found


def _former(node: Any, paths: list[Path], found: dict[str, list[str]]) -> None:
    """`paths`: the id of a node as of today, then those that it had; each is (file, steps), as in content/load.py."""
    if isinstance(node, Text):
        if len(paths) > 1:
            found[node.id] = [f"{file}/{'.'.join(steps)}" for file, steps in paths[1:]]
    elif isinstance(node, Node):
        if node.was:
            paths = paths + [_before(path, node.was) for path in paths]
        for name in type(node).model_fields:
            last = [] if name == "text" else [name.replace("_", "-")]
            _former(getattr(node, name), [(file, steps + last) for file, steps in paths], found)
    elif isinstance(node, list):
        for index, item in enumerate(node):
            own = next((str(v) for v in (getattr(item, key, None) for key in OWN) if v), str(index))
            own = own.replace("_", "-").lower()
            _former(item, [(file, [*steps[:-1], own]) for file, steps in paths], found)
    elif isinstance(node, dict):
        for key, item in node.items():
            _former(item, [(file, [*steps, key.replace("_", "-")]) for file, steps in paths], found)


def _before(path: Path, was: str) -> Path:
    """`old-name`: only the last step was another; `file/one.two`: it stood elsewhere."""
    file, steps = path
    if "/" in was:
        file, _, rest = was.partition("/")
        return file, rest.split(".")
    return file, [*steps[:-1], was]
