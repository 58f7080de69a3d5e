"""Reads one YAML file and remembers on which line everything stands, so that an error can point at it.

PyYAML's safe loader only: content files come from people, and a YAML tag must never build a Python object. A key that
stands twice is an error here, because YAML would silently keep the second one.
"""

import re
from pathlib import Path
from typing import Any

import yaml

from pwa.problems import ContentError, Problem

# The same rules in C, about ten times as fast; PyYAML has it wherever libyaml was there when it was built.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# The steps to what stands somewhere in a file: keys and indices.
Place = tuple[str | int, ...]
# YAML refuses them as they are, and takes "\\x08" for one. Nobody sees them, and screen readers stumble over them.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class YamlFile:
    """The data of a YAML file and the line of each of its places. Raises ContentError."""

    def __init__(self, path: Path, name: str) -> None:
        """Read the file at `path`, which errors call `name`."""
        self.name = name
        self.lines: dict[Place, int] = {(): 1}
        problems: list[Problem] = []
        try:
            text = path.read_text(encoding="utf-8")
            loader = LOADER(text)
            root = loader.get_single_node()
            if root is not None:
                self._remember(root, (), problems)
            self.data: Any = None if root is None else loader.construct_document(root)
        except OSError as error:
            raise ContentError([Problem(name, 1, f"cannot be read: {error.strerror}")]) from error
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            raise ContentError([Problem(name, line, "is not UTF-8 text; save the file as UTF-8")]) from error
        except yaml.YAMLError as error:
            raise ContentError([Problem(name, *_explain(error, text))]) from error
        if problems:
            raise ContentError(problems)
        if not isinstance(self.data, dict):
            raise ContentError([Problem(name, 1, "should hold named values ('key: value'), and holds none")])

    def line(self, place: Place) -> int:
        """The line of a place, or of the nearest thing that holds it."""
        while place not in self.lines:
            place = place[:-1]
        return self.lines[place]

    def _remember(self, node: yaml.Node, place: Place, problems: list[Problem]) -> None:
        self.lines.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            seen: dict[str, int] = {}
            for key, value in node.value:
                line = key.start_mark.line + 1
                if not isinstance(key, yaml.ScalarNode):
                    continue  # safe_load refuses it, with its line
                if key.value in seen:
                    message = f"'{key.value}' is already given on line {seen[key.value]}; keep one of them"
                    problems.append(Problem(self.name, line, message))
                seen[key.value] = line
                self.lines[(*place, key.value)] = line
                self._remember(value, (*place, key.value), problems)
        elif isinstance(node, yaml.ScalarNode) and CONTROL.search(node.value):
            message = f"holds an invisible control character in '{CONTROL.sub('?', node.value)[:60]}'; delete it"
            problems.append(Problem(self.name, node.start_mark.line + 1, message))
        elif isinstance(node, yaml.SequenceNode):
            for index, value in enumerate(node.value):
                self._remember(value, (*place, index), problems)


def _explain(error: yaml.YAMLError, text: str) -> tuple[int, str]:
    if isinstance(error, yaml.reader.ReaderError):
        line = text[: error.position].count("\n") + 1
        return line, "cannot be read as YAML: holds an invisible control character; delete it"
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 1
    problem = getattr(error, "problem", None) or "is not valid YAML"
    return (
        line,
        f"cannot be read as YAML: {problem}; look for a missing quote, a tab, or a wrong indent here or just above",
    )
