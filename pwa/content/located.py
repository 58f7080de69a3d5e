"""Where a node of the content stands, so that what is wrong with it can be said with its line."""

from dataclasses import dataclass

from pwa.content.base import Node
from pwa.content.yaml_file import Place, YamlFile
from pwa.problems import Problem


@dataclass(frozen=True)
class Located:
    """A node with the nodes that hold it, the outermost first, its file, and its place there."""

    node: Node
    holders: tuple[Node, ...]
    file: YamlFile
    place: Place

    def line(self, *field: str | int) -> int:
        """The line of a field of the node."""
        return self.file.line((*self.place, *field))

    def problem(self, message: str, *field: str | int) -> Problem:
        """What is wrong with a field of the node."""
        return Problem(self.file.name, self.line(*field), message)
