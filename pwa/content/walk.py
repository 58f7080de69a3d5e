"""The one way through the content: `walk` shows each part of it, `transform` makes a copy with each Text changed.

Extraction, translation, dates and checks all go through these, so that no text can be forgotten.
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from pwa.content.base import Node
from pwa.content.model import Content
from pwa.content.text import Text
from pwa.content.yaml_file import Place

# A part of the content, where it stands below the node that the walk began with, and the nodes that hold it, the
# outermost first. In the whole content a place begins with the name of the file.
Found = tuple[Place, Node | Text, tuple[Node, ...]]
# What holds nothing, and is most of what there is: to ask pydantic whether it is a Node is slow.
PLAIN = (str, int, float, type(None))
Change = Callable[[Text, Node, Place], Text]


def walk(part: Any) -> Iterator[Found]:
    """Every Node and Text of a node, a list, a dict or the whole content, each before what it holds."""
    found: list[Found] = []
    _look(part, (), (), found)
    return iter(found)


def _look(part: Any, place: Place, holders: tuple[Node, ...], found: list[Found]) -> None:
    if isinstance(part, Text):
        found.append((place, part, holders))
        return
    if isinstance(part, Node):
        found.append((place, part, holders))
        holders = (*holders, part)
    for step, value in _steps(part):
        if not isinstance(value, PLAIN):
            _look(value, (*place, step), holders, found)


def texts(part: Any) -> Iterator[Text]:
    """Every Text, in the order of the files."""
    return (found for _, found, _ in walk(part) if isinstance(found, Text))


def transform(part: Any, change: Change, place: Place = ()) -> Any:
    """A copy with `change(text, node that holds it, its place)` in the place of each Text."""
    if isinstance(part, PLAIN):
        return part
    if isinstance(part, list):
        return [transform(value, change, (*place, step)) for step, value in enumerate(part)]
    if isinstance(part, dict):
        return {step: transform(value, change, (*place, step)) for step, value in part.items()}
    if isinstance(part, Content):
        return part.with_files({name: transform(node, change, (name,)) for name, node in part.files.items()})
    if isinstance(part, Node):
        changed = {}
        for name, value in _steps(part):
            if isinstance(value, Text):
                changed[name] = change(value, part, (*place, name))
            elif not isinstance(value, PLAIN):
                changed[name] = transform(value, change, (*place, name))
        return part.model_copy(update=changed)
    return part


def _steps(part: Any) -> Iterator[tuple[Any, Any]]:
    """The parts of a part, each with the step that leads to it."""
    if isinstance(part, list):
        return enumerate(part)
    if isinstance(part, dict):
        return iter(part.items())
    if isinstance(part, Content):
        return iter(part.files.items())
    return ((name, getattr(part, name)) for name in _fields(type(part))) if isinstance(part, Node) else iter(())


# Asked for each part of the content; the models do not change while the app runs.
@cache
def _fields(model: type[Node]) -> tuple[str, ...]:
    return tuple(model.model_fields)
