"""Reads content/ into the model: the whole of it, or every fault at once."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pwa.content.across import across
from pwa.content.base import Node
from pwa.content.ids import breadcrumb, ids
from pwa.content.interface import Entry
from pwa.content.kinds import kind_of
from pwa.content.model import FILES, Content
from pwa.content.text import PLACEHOLDER, Text, width
from pwa.content.walk import transform
from pwa.content.yaml_file import Place, YamlFile
from pwa.files import root
from pwa.problems import ContentError, Problem

# A number that is known only at run time and counts what is named behind it: "{pages} pages" has six forms in Arabic.
LIVE_THEN_WORD = re.compile(r"\{([a-z_]+)\} (\w+)")
NEEDS_NO_PLURAL = ("min", "of")


@dataclass(frozen=True)
class Reading:
    """One file of content/: its model, each Text of it with its id and line, and what is wrong with them."""

    node: Any
    file: YamlFile
    problems: list[Problem]


def read_file(path: Path) -> Reading:
    """One file by itself. Raises ContentError when it does not fit its model."""
    file = YamlFile(path, f"content/{path.name}")
    problems: list[Problem] = []
    try:
        node = _bind(FILES[path.stem].model.model_validate(file.data), path.stem, file, problems)
    except ValidationError as error:
        raise ContentError(problems_of(file, error)) from error
    return Reading(node, file, problems)


def load(folder: Path | None = None, read: Callable[[Path], Reading] | None = None) -> Content:
    """The content in English. Raises ContentError with every fault found in every file.

    `read` reads a file as `read_file` does, or knows that it has not changed (the live preview).
    """
    folder, read = folder or root() / "content", read or read_file
    problems: list[Problem] = []
    readings: dict[str, Reading] = {}
    for name in FILES:
        try:
            readings[name] = read(folder / f"{name}.yaml")
            problems += readings[name].problems
        except ContentError as error:
            problems += error.problems
    if problems:
        raise ContentError(problems)
    content = Content.of({name: reading.node for name, reading in readings.items()})
    problems += across(content, {name: reading.file for name, reading in readings.items()})
    if problems:
        raise ContentError(problems)
    return content


def _bind(node: Node, name: str, file: YamlFile, problems: list[Problem]) -> Any:
    """Give each Text its id, kind, line and numbers; collect what is wrong with them."""
    seen: dict[str, int] = {}

    def bind(text: Text, holder: Node, place: Place) -> Text:
        # The entries of the interface are called what they are.
        subject = FILES[name].subject
        where = subject if name == "interface" else breadcrumb(subject, node, place)
        bound = replace(
            text,
            kind=kind_of(type(holder), str(place[-1])),
            id=ids(name, node, place)[0],
            file=file.name,
            line=file.line(place),
            where=where,
            note=holder.note,
            numbers=holder.numbers,
            live=tuple(holder.live) if isinstance(holder, Entry) else (),
            max=holder.max if isinstance(holder, Entry) else None,
        )
        faults = _faults(bound, str(place[-1]))
        if bound.id in seen:
            faults.append(f"id '{bound.id}' is already used on line {seen[bound.id]}; ids are unique")
        seen[bound.id] = bound.line
        problems.extend(Problem(file.name, bound.line, fault) for fault in faults)
        return bound

    return transform(node, bind)


def _faults(text: Text, field: str) -> list[str]:
    """What is wrong with a sentence by itself."""
    faults = [
        f"{field}: '{{{missing}}}' has no value; add '{missing}: <number>' beside the sentence"
        for missing in sorted(text.placeholders - set(text.numbers) - set(text.live))
    ]
    if set("{}") & set(PLACEHOLDER.sub("", text.english)):
        faults.append(f"{field}: a placeholder is '{{name}}', small letters, no spaces: {text.english[:60]!r}")
    if text.is_safety and any(map(str.isdigit, text.english)):
        faults.append(f"{field}: a number stands in the sentence; write '{{name}}' and give 'name: <number>' beside it")
    if text.max and width(text.english) > text.max:
        faults.append(f"{field}: is {width(text.english)} letters long, and 'max' says {text.max}")
    faults += [
        f"{field}: '{match[0]}' needs a plural in other languages; put the number last: 'Pages: {{{match[1]}}}'"
        for match in LIVE_THEN_WORD.finditer(text.english)
        if match[1] in text.live and match[2] not in NEEDS_NO_PLURAL
    ]
    if text.english != text.english.strip() or "  " in text.english or "\n" in text.english:
        faults.append(f"{field}: has spaces at its ends, twice, or a line break")
    return faults


def problems_of(file: YamlFile, error: ValidationError) -> list[Problem]:
    """Where a file does not fit its model, each fault as one line."""
    return [_problem(file, fault) for fault in error.errors()]


def _problem(file: YamlFile, fault: Any) -> Problem:
    """A pydantic error as one line that says what would be right."""
    field = ".".join(str(step + 1) if isinstance(step, int) else str(step) for step in fault["loc"])
    kind = fault["type"]
    if kind == "extra_forbidden":
        message = f"unknown key '{fault['loc'][-1]}'; remove it, or look for a spelling mistake"
    elif kind == "missing":
        message = f"required key '{fault['loc'][-1]}' is missing"
    else:
        message = f"{field}: {fault['msg'][0].lower()}{fault['msg'][1:]}; found {str(fault['input'])[:60]!r}"
    return Problem(file.name, file.line(fault["loc"]), message)
