"""What a text is known by: its stable id, the ids that it had before, and its breadcrumb for translators.

A translation is merged by id (pwa/workshop/update.py), so a change of these rules loses translations: a test holds the
ids of today's content.
"""

from typing import Any

from pwa.content.base import Node
from pwa.content.text import Text
from pwa.content.yaml_file import Place

# A node in a list is known by the first of these that it has, else by its index.
OWN = ("id", "key", "code")
# What a node is called in a breadcrumb: the first of these that it has.
NAMES = ("title", "name", "choose")


def ids(file: str, node: Any, place: Place) -> list[str]:
    """The id of the text at a place of a file's node, then those that it had before.

    `was` on a node says what it was called: `old-name`: only its own step was another; `file/one.two`: it stood
    elsewhere.
    """
    paths: list[tuple[str, list[str]]] = [(_dashed(file), [])]
    for step in place:
        if isinstance(node, Node) and node.was:
            paths += [_before(path, steps, node.was) for path, steps in paths]
        is_text_field = isinstance(node, Node) and step == "text"
        node = _inside(node, step)
        if isinstance(step, int):
            paths = [(path, [*steps[:-1], _own(node, step)]) for path, steps in paths]
        elif not is_text_field:
            paths = [(path, [*steps, _dashed(step)]) for path, steps in paths]
    return [f"{path}/{'.'.join(steps)}" for path, steps in paths]


def breadcrumb(subject: str, node: Any, place: Place) -> str:
    """The names of what a text stands in, the outermost first: "Cramp now > Stretch > Lie or sit instead"."""
    found = [subject]
    for step in place[:-1]:
        node = _inside(node, step)
        given = vars(node) if isinstance(node, Node) else {}
        found += [_words(given[name]) for name in NAMES if given.get(name)][:1]
    return " > ".join(found)


def _inside(node: Any, step: str | int) -> Any:
    return getattr(node, str(step)) if isinstance(node, Node) else node[step]


def _own(node: Any, index: int) -> str:
    return _dashed(str(next((own for own in (getattr(node, key, None) for key in OWN) if own), index))).lower()


def _before(file: str, steps: list[str], was: str) -> tuple[str, list[str]]:
    if "/" in was:
        file, _, rest = was.partition("/")
        return file, rest.split(".")
    return file, [*steps[:-1], was]


def _dashed(word: str) -> str:
    return word.replace("_", "-")


def _words(name: Any) -> str:
    return name.english if isinstance(name, Text) else str(name)
