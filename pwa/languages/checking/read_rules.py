"""Reads the tables of rules/: whole and compiled, or each fault with its file and line."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from pwa.content.yaml_file import YamlFile
from pwa.languages.checking.rules import Rules
from pwa.languages.checking.schema import Script, Table, Unit
from pwa.languages.table import name_and_script
from pwa.problems import ContentError, Problem

FOLDER = Path(__file__).parent / "rules"
T = TypeVar("T")
# Without these of a table a lost "not", another number or side of it, or another part of the body would pass unseen.
NEEDED = ("numbers", "units", "comparisons", "negations", "meanings")


# The tables are part of the program and do not change while it runs; the preview starts anew when one is saved.
@cache
def units() -> dict[str, Unit]:
    """rules/units.yaml: the units that all tables share, by name. Raises ContentError."""
    return read_table(dict[str, Unit], "units")[0]


@cache
def rules_for(folder: str) -> Rules:
    """The rules of a language; where it has no table yet, what its script tells. Raises ContentError."""
    if not has_table(folder):
        return _by_script(folder)
    rules, file = read_table(Rules, folder)
    if problems := [Problem(file.name, line, message) for line, message in _faults(rules, file)]:
        raise ContentError(problems)
    return rules


@cache
def scripts() -> dict[str, Script]:
    """rules/scripts.yaml: what a script looks like, by CLDR's code of it. Raises ContentError."""
    return read_table(dict[str, Script], "scripts")[0]


def letters_of(folder: str) -> list[str]:
    """How Unicode names the letters that most of a text in this language is written in; none where nobody knows."""
    script = scripts().get(name_and_script(folder)[1])
    return list(script.letters) if script else []


def _by_script(folder: str) -> Rules:
    script = scripts().get(name_and_script(folder)[1])
    if script is None:
        return Rules(questions="", stops="")
    return Rules(
        scripts=[*script.letters, "LATIN"],
        spaced=script.spaced,
        questions=script.questions,
        stops=script.stops,
        invisible_ok=script.invisible_ok,
    )


def has_table(folder: str) -> bool:
    """Whether somebody has written a table for this language: one that is all comments waits to be filled in."""
    try:
        lines = (FOLDER / f"{folder}.yaml").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return False
    return any(line.strip() and not line.startswith("#") for line in lines) or not any(lines)


def unfilled(folder: str) -> list[str]:
    """The fields of a language's table that its meaning cannot be checked without, and that hold nothing yet.

    Raises ContentError.
    """
    rules = rules_for(folder)
    return [field for field in NEEDED if getattr(rules, field) == Table.model_fields[field].default]


def table_name(name: str) -> str:
    """How messages call a table."""
    return f"pwa/languages/checking/rules/{name}.yaml"


def read_table(kind: type[T], name: str) -> tuple[T, YamlFile]:
    """rules/<name>.yaml as `kind`, and the file for its lines. Raises ContentError with the line of each fault."""
    file = YamlFile(FOLDER / f"{name}.yaml", table_name(name))
    try:
        return TypeAdapter(kind).validate_python(file.data), file
    except ValidationError as error:
        faults = [(fault["loc"], fault["msg"]) for fault in error.errors()]
        raise ContentError(
            [Problem(file.name, file.line(place), f"{'.'.join(map(str, place))}: {said}") for place, said in faults]
        ) from error


def _faults(rules: Rules, file: YamlFile) -> Iterator[tuple[int, str]]:
    """(line, message) for what no single field can know. Compiles every pattern, so that none fails in a check."""
    for field in ("units", "units_before", "bare_units"):
        for unit in getattr(rules, field):
            if unit not in units():
                yield file.line((field, unit)), f"unknown unit {unit}; see units.yaml"
    try:
        for name in Rules.patterns():
            getattr(rules, name)
    except re.error as error:
        yield _broken(file, error)
        return
    except LookupError as error:
        yield (
            file.line(("traditional",)),
            f"{error}; name character sets of Python such as gb2312 and big5",
        )
        return
    for field, groups in (("units", rules.unit_pattern.groups - len(rules.unit_names)),
                          ("actions", rules.action_pattern.groups - len(rules.actions))):  # fmt: skip
        if groups:
            yield file.line((field,)), f"{field} may hold no groups (...); write (?:...)"


def _broken(file: YamlFile, error: re.error) -> tuple[int, str]:
    """The line of the field that is no regular expression: what failed is a pattern made of several."""
    for place, line in file.lines.items():
        value = _at(file.data, place)
        if isinstance(value, str):
            try:
                re.compile(value)
            except re.error as own:
                return line, f"{value[:60]!r} is no regular expression: {own}"
    return 1, f"{str(error.pattern)[:60]!r} is no regular expression: {error}"


def _at(data: Any, place: tuple[str | int, ...]) -> Any:
    for step in place:
        data = data[step]
    return data
