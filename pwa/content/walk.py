"""The one way through the content: `walk` shows each part of it, `transform` makes a copy with each Text changed.

Extraction, translation, dates and checks all go through these, so that no text can be forgotten.
"""

from collections.abc import Callable, Iterator
from typing import Any

from pwa.content.base import Node
from pwa.content.model import Content
from pwa.content.text import Text
from pwa.content.yaml_file import Place

# A part of the content, where it stands below the node that the walk began with, and the nodes that hold it, the
# outermost first. In the whole content a place begins with the name of the file.
Found = tuple[Place, Node | Text, tuple[Node, ...]]
Change = Callable[[Text, Node, Place], Text]


def walk(part: Any, place: Place = (), holders: tuple[Node, ...] = ()) -> Iterator[Found]:
    """Every Node and Text of a node, a list, a dict or the whole content, each before what it holds."""
    if isinstance(part, Node | Text):
        yield place, part, holders
    inner = (*holders, part) if isinstance(part, Node) else holders
    for step, value in _steps(part):
        if isinstance(value, Text | Node | list | dict):
            yield from walk(value, (*place, step), inner)


def texts(part: Any) -> Iterator[Text]:
    """Every Text, in the order of the files."""
    return (found for _, found, _ in walk(part) if isinstance(found, Text))


def transform(part: Any, change: Change, place: Place = ()) -> Any:
    """A copy with `change(text, node that holds it, its place)` in the place of each Text."""
    if isinstance(part, Content):
        return part.with_files({name: transform(node, change, (name,)) for name, node in part.files.items()})
    if isinstance(part, Node):
        changed = {}
        for name in type(part).model_fields:
            value, here = getattr(part, name), (*place, name)
            if isinstance(value, Text):
                changed[name] = change(value, part, here)
            elif isinstance(value, Node | list | dict):
                changed[name] = transform(value, change, here)
        return part.model_copy(update=changed)
    if isinstance(part, list):
        return [transform(value, change, (*place, step)) for step, value in enumerate(part)]
    if isinstance(part, dict):
        return {step: transform(value, change, (*place, step)) for step, value in part.items()}
    return part


def _steps(part: Any) -> Iterator[tuple[str | int, Any]]:
    """The parts of a part, each with the step that leads to it."""
    if isinstance(part, Content):
        yield from part.files.items()
    elif isinstance(part, Node):
        yield from ((name, getattr(part, name)) for name in type(part).model_fields)
    elif isinstance(part, dict):
        yield from part.items()
    elif isinstance(part, list):
        yield from enumerate(part)
