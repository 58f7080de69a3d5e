"""Reads content/ into the model: the whole of it, or every fault at once.

Also walks the model: `texts` lists each Text in the order of the files, `transform` returns a copy with each Text
changed. Extraction, translation and checks all go through these two, so that no text can be forgotten.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pwa.content.claims import Claims, claim_faults
from pwa.content.model import (
    URGENCIES,
    Content,
    Emergency,
    Interface,
    Node,
    RedFlags,
    Relief,
    Said,
    Sources,
    WarningSigns,
)
from pwa.content.synonyms import Synonyms
from pwa.content.text import PLACEHOLDER, Text, kind_of
from pwa.content.topics import GROUPS, Compare, TopicGroup
from pwa.content.topics import faults as topic_faults
from pwa.content.yaml_file import Place, YamlFile
from pwa.files import root
from pwa.problems import ContentError, Problem

FILES: dict[str, type[Node]] = {
    "interface": Interface,
    "relief": Relief,
    "warning_signs": WarningSigns,
    "red_flags": RedFlags,
    "emergency": Emergency,
    "sources": Sources,
    "claims": Claims,
    **dict.fromkeys(GROUPS, TopicGroup),
    "compare": Compare,
    "synonyms": Synonyms,
}
SUBJECTS = {
    "interface": "Interface",
    "relief": "Cramp now",
    "warning_signs": "Warning signs",
    "emergency": "Emergency numbers",
    "sources": "Sources",
    "claims": "Claims",
    **dict.fromkeys(GROUPS, "Learn"),
    "compare": "Is it a cramp?",
}
NOT_NUMBERS = {"note", "was", "id", "sources", "certainty", "live", "covers", "urgency", "verdict", "used"}


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
        node = _bind(FILES[path.stem].model_validate(file.data), path.stem, file, problems)
    except ValidationError as error:
        raise ContentError([_problem(file, fault) for fault in error.errors()]) from error
    return Reading(node, file, problems)


def load(folder: Path | None = None, read: Callable[[Path], Reading] = read_file) -> Content:
    """The content in English. Raises ContentError with every fault found in every file.

    `read` reads a file, or knows that it has not changed (the live preview).
    """
    folder = folder or root() / "content"
    problems: list[Problem] = []
    readings: dict[str, Reading] = {}
    for name in FILES:
        try:
            readings[name] = read(folder / f"{name}.yaml")
            problems += readings[name].problems
        except ContentError as error:
            problems += error.problems
    nodes = {name: reading.node for name, reading in readings.items()}
    if not problems:
        problems += list(_across(nodes, {name: reading.file for name, reading in readings.items()}))
    if problems:
        raise ContentError(problems)
    return Content(**nodes)


def texts(content: Content) -> Iterator[Text]:
    """Every Text of the content, in the order of the files."""
    for part in fields(content):
        yield from texts_in(getattr(content, part.name))


def texts_in(node: Any) -> Iterator[Text]:
    """Every Text inside a node."""
    if isinstance(node, Text):
        yield node
    elif isinstance(node, Node):
        for name in type(node).model_fields:
            yield from texts_in(getattr(node, name))
    elif isinstance(node, list):
        for part in node:
            yield from texts_in(part)
    elif isinstance(node, dict):
        for part in node.values():
            yield from texts_in(part)


def transform(node: Any, change: Callable[[Text, Node, Place], Text], place: Place = ()) -> Any:
    """A copy of a node with `change(text, node that holds it, its place)` in the place of each Text."""
    if isinstance(node, Node):
        parts = {}
        for name in type(node).model_fields:
            value = getattr(node, name)
            if isinstance(value, Text):
                parts[name] = change(value, node, (*place, name))
            elif isinstance(value, Node | list | dict):
                parts[name] = transform(value, change, (*place, name))
        return node.model_copy(update=parts)
    if isinstance(node, list):
        return [transform(value, change, (*place, index)) for index, value in enumerate(node)]
    if isinstance(node, dict):
        return {key: transform(value, change, (*place, key)) for key, value in node.items()}
    return node


def _bind(node: Node, name: str, file: YamlFile, problems: list[Problem]) -> Any:
    """Give each Text its id, kind, line and numbers; collect what is wrong with them."""
    seen: dict[str, int] = {}

    def bind(text: Text, holder: Node, place: Place) -> Text:
        field = str(place[-1])
        kind = kind_of(type(holder).model_fields[field].metadata) or _kind_inside(type(holder), field)
        id_, where = _identity(file.data, name, place)
        line = file.line(place)
        live = tuple(holder.live) if isinstance(holder, Said) else ()
        numbers = {
            key: getattr(holder, key)
            for key in type(holder).model_fields
            if key not in NOT_NUMBERS and isinstance(getattr(holder, key), int | str)
        }
        bound = replace(
            text,
            kind=kind,
            id=id_,
            file=file.name,
            line=line,
            where=where,
            note=holder.note,
            numbers=numbers,
            live=live,
        )
        if id_ in seen:
            problems.append(Problem(file.name, line, f"id '{id_}' is already used on line {seen[id_]}; ids are unique"))
        seen[id_] = line
        for missing in sorted(bound.placeholders - set(numbers) - set(live)):
            message = f"{field}: '{{{missing}}}' has no value; add '{missing}: <number>' beside the sentence"
            problems.append(Problem(file.name, line, message))
        if set("{}") & set(PLACEHOLDER.sub("", text.english)):
            message = f"{field}: a placeholder is '{{name}}', small letters, no spaces: {text.english[:60]!r}"
            problems.append(Problem(file.name, line, message))
        if bound.is_safety and any(letter.isdigit() for letter in text.english):
            message = f"{field}: a number stands in the sentence; write '{{name}}' and give 'name: <number>' beside it"
            problems.append(Problem(file.name, line, message))
        if text.english != text.english.strip() or "  " in text.english or "\n" in text.english:
            problems.append(Problem(file.name, line, f"{field}: has spaces at its ends, twice, or a line break"))
        return bound

    return transform(node, bind)


def _kind_inside(model: type[Node], field: str) -> str:
    """The kind of an optional Text (`WarningSign.examples`), whose annotation pydantic keeps inside the union."""
    for part in getattr(model.model_fields[field].annotation, "__args__", ()):
        kind = kind_of(list(getattr(part, "__metadata__", ())))
        if kind:
            return kind
    raise TypeError(f"{model.__name__}.{field} is a Text without a kind")


def _identity(data: Any, name: str, place: Place) -> tuple[str, str]:
    """The stable id of a text, made of the ids above it, and its breadcrumb for translators."""
    ids: list[str] = []
    headings = [SUBJECTS.get(name, name)]
    here = data
    for step in place[:-1]:
        here = here[step]
        if not isinstance(step, int):
            ids.append(str(step).replace("_", "-"))
        elif isinstance(here, dict):
            own = here.get("id") or here.get("urgency") or here.get("key") or here.get("code") or step
            ids[-1] = str(own).replace("_", "-").lower()
        if isinstance(here, dict) and name != "interface":
            label = here.get("title") or here.get("name") or here.get("choose")
            if isinstance(label, str):
                headings.append(label)
    if place[-1] != "text":
        ids.append(str(place[-1]).replace("_", "-"))
    return f"{name.replace('_', '-')}/{'.'.join(ids)}", " > ".join(headings)


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


def _across(nodes: dict[str, Any], files: dict[str, YamlFile]) -> Iterator[Problem]:
    """What no single node can know: sources that exist, and warning signs that cover all of the evidence."""
    known = {source.key for source in nodes["sources"].sources}
    for name, file in files.items():
        for place, line in file.lines.items():
            if place and len(place) > 1 and place[-2] == "sources" and isinstance(place[-1], int) and name != "sources":
                key = _at(file.data, place)
                if key not in known:
                    message = f"source '{key}' is not in content/sources.yaml; add it there or correct the key"
                    yield Problem(file.name, line, message)
    yield from _twice(files["red_flags"], "red_flags", "id")
    yield from _twice(files["emergency"], "countries", "code")
    yield from _coverage(nodes, files["warning_signs"])
    yield from topic_faults(nodes, files)
    yield from claim_faults(nodes, files)


def _twice(file: YamlFile, name: str, key: str) -> Iterator[Problem]:
    """What has no text has no text id to be found by."""
    seen: dict[str, int] = {}
    for index, item in enumerate(file.data[name]):
        line = file.line((name, index, key))
        if item[key] in seen:
            yield Problem(file.name, line, f"{key} '{item[key]}' is already used on line {seen[item[key]]}")
        seen[item[key]] = line


def _coverage(nodes: dict[str, Any], file: YamlFile) -> Iterator[Problem]:
    flags = {flag.id: flag for flag in nodes["red_flags"].red_flags}
    left = {id_ for id_, flag in flags.items() if flag.urgency != "self_care_ok"}
    for g, group in enumerate(nodes["warning_signs"].groups):
        for s, sign in enumerate(group.signs):
            line = file.line(("groups", g, "signs", s, "covers"))
            for id_ in sign.covers:
                if id_ not in flags:
                    yield Problem(file.name, line, f"'{id_}' is not in content/red_flags.yaml")
                    continue
                if flags[id_].urgency == "self_care_ok":
                    yield Problem(file.name, line, f"'{id_}' is self-care and needs no box; remove it")
                    continue
                if id_ not in left:
                    yield Problem(file.name, line, f"'{id_}' is already covered by another sign")
                left.discard(id_)
                if URGENCIES.index(sign.urgency) > URGENCIES.index(flags[id_].urgency):
                    yield Problem(file.name, line, f"'{id_}' needs at least urgency {flags[id_].urgency}")
                for advice in sorted(set(flags[id_].switches_off) - set(sign.switches_off)):
                    yield Problem(file.name, line, f"'{id_}' switches off '{advice}', this sign does not")
    if left:
        yield Problem(file.name, 1, f"no sign covers {', '.join(sorted(left))}")
    order = [outcome.urgency for outcome in nodes["warning_signs"].outcomes]
    if order != list(URGENCIES):
        yield Problem(file.name, file.line(("outcomes",)), f"outcomes should be {', '.join(URGENCIES)}, in this order")


def _at(data: Any, place: Place) -> Any:
    for step in place:
        data = data[step]
    return data
