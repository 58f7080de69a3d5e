"""Reads one YAML file and remembers on which line everything stands, so that an error can point at it.

PyYAML's safe loader only: content files come from people, and a YAML tag must never build a Python object. A key that
stands twice is an error here, because YAML would silently keep the second one. What a small file can make large, or so
deep that the process ends, is refused before anything is built of it.
"""

import re
from pathlib import Path
from typing import Any

import yaml

from pwa.files import read_written
from pwa.problems import ContentError, Problem

# The same rules in C, about ten times as fast; PyYAML has it wherever libyaml was there when it was built.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Our largest file has 55 kB and a depth of 8. The loader takes much memory for a byte, and calls itself for each level:
# a hundred thousand of them end the process without a message.
MOST_BYTES = 1_000_000
MOST_DEPTH = 20
STRING = "tag:yaml.org,2002:str"
INTEGER = "tag:yaml.org,2002:int"
# YAML takes 030 for 24, 1:30 for 90 and 1_0 for 10: a dose would be another one, and nobody would see it.
PLAIN_INTEGER = re.compile(r"0|-?[1-9][0-9]*")
CONFLICT = re.compile(r"^(?:<<<<<<<|>>>>>>>)(?= |$)", re.MULTILINE)
# The steps to what stands somewhere in a file: keys and indices.
Place = tuple[str | int, ...]
# YAML refuses them as they are, and takes "\\x08" for one. Nobody sees them, and screen readers stumble over them.
# Nor what turns the order of letters round, or ends a line unseen.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")


class YamlFile:
    """The data of a YAML file and the line of each of its places. Raises ContentError."""

    def __init__(self, path: Path, name: str) -> None:
        """Read the file at `path`, which errors call `name`."""
        self.name = name
        self.lines: dict[Place, int] = {(): 1}
        problems: list[Problem] = []
        try:
            text = read_written(path, MOST_BYTES).decode()
            _refuse_hostile(text, name)
            loader = LOADER(text)
            root = loader.get_single_node()
            if root is not None:
                self._remember(root, (), problems, loader)
            self.data: Any = None if root is None or problems else loader.construct_document(root)
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

    def _remember(self, node: yaml.Node, place: Place, problems: list[Problem], loader: Any) -> None:
        self.lines.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            seen: dict[str, int] = {}
            for key, value in node.value:
                line = key.start_mark.line + 1
                if not isinstance(key, yaml.ScalarNode):
                    continue  # safe_load refuses it, with its line
                if key.tag != STRING:
                    message = f"YAML takes '{key.value[:60]}' for something else than a name; put it in quotes"
                    problems.append(Problem(self.name, line, message))
                if key.value in seen:
                    message = f"'{key.value}' is already given on line {seen[key.value]}; keep one of them"
                    problems.append(Problem(self.name, line, message))
                seen[key.value] = line
                self.lines[(*place, key.value)] = line
                self._remember(value, (*place, key.value), problems, loader)
        elif isinstance(node, yaml.ScalarNode) and CONTROL.search(node.value):
            message = f"holds an invisible control character in '{CONTROL.sub('?', node.value)[:60]}'; delete it"
            problems.append(Problem(self.name, node.start_mark.line + 1, message))
        elif isinstance(node, yaml.ScalarNode) and node.tag == INTEGER and not PLAIN_INTEGER.fullmatch(node.value):
            message = f"'{node.value[:60]}' is a number in another form; write it in plain digits, or put it in quotes"
            problems.append(Problem(self.name, node.start_mark.line + 1, message))
        elif isinstance(node, yaml.SequenceNode):
            for index, value in enumerate(node.value):
                self._remember(value, (*place, index), problems, loader)
        else:
            self._try(node, problems, loader)

    def _try(self, node: yaml.Node, problems: list[Problem], loader: Any) -> None:
        """YAML takes 2026-13-45 for a date, and a date it cannot make is no YAMLError."""
        try:
            loader.construct_object(node)
        except (ValueError, OverflowError):
            message = f"'{str(node.value)[:60]}' looks like a date or a number, and is none; put it in quotes"
            problems.append(Problem(self.name, node.start_mark.line + 1, message))


def _refuse_hostile(text: str, name: str) -> None:
    """What no file here needs: aliases, which make a gigabyte of a page; tags; depth.

    Raises ContentError, YAMLError.
    """
    if mark := CONFLICT.search(text):  # YAML would blame another line
        message = "a conflict marker of git; choose one side and delete the marker lines"
        raise ContentError([Problem(name, text[: mark.start()].count("\n") + 1, message)])
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        fault = None
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor:
            fault = f"'&{anchor}' and '*{anchor}' are not used here; write out what is meant"
        elif tag:
            tag = tag.replace("tag:yaml.org,2002:", "!!")
            fault = f"'{tag}' is a tag, which is not used here; take it out, and put text in quotes"
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MOST_DEPTH:
                fault = f"is nested deeper than {MOST_DEPTH} times; is a bracket missing?"
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if fault:
            raise ContentError([Problem(name, event.start_mark.line + 1 if event.start_mark else 1, fault)])


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
