"""What the check knows about a language: rules/<locale>.yaml, read once and compiled.

Number words, units, negations and comparisons are data, so that another language is another table and no code. A
language without a table is still checked for all that needs no words: placeholders, digits, markup, marks.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from pwa.content.yaml_file import YamlFile
from pwa.problems import ContentError, Problem

FOLDER = Path(__file__).parent / "rules"


def _split(value: Any) -> Any:
    """Alternatives of a regular expression, as they are written in the tables: seconds?|secs?|s."""
    return [part.strip() for part in re.split(r"\|(?![^(]*\))", value)] if isinstance(value, str) else value


Words = Annotated[list[str], BeforeValidator(_split)]


class Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Unit(Row):
    """What a unit measures, and how many of the smallest unit it holds."""

    measures: str
    holds: float


class Comparisons(Row):
    """Words that say on which side of a number; `perhaps` ones may be left out by the other language."""

    above: Words = []
    below: Words = []
    perhaps_above: Words = []
    perhaps_below: Words = []
    above_behind: Words = []
    below_behind: Words = []
    perhaps_above_behind: Words = []
    perhaps_below_behind: Words = []
    between: Words = []
    flips: str = ""


class Traditional(Row):
    """Letters of the Traditional script are those that one old character set lacks and another has."""

    not_in: str
    but_in: str
    also: str = ""
    but: str = ""


class Table(Row):
    """One rules/<locale>.yaml. Lists hold regular expressions; numbers hold plain words."""

    spaced: bool = True
    scripts: Words = []
    plural_forms: str = ""
    decimal: Literal[".", ","] = "."
    numbers: dict[str, float] = {}
    multipliers: dict[str, int] = {}
    teens: Words = []
    perhaps: dict[str, float] = {}
    not_numbers: Words = []
    one_before_unit: Words = []
    units: dict[str, Words] = {}
    units_before: dict[str, str] = {}
    bare_units: dict[str, str] = {}
    ranges: Words = []
    comparisons: Comparisons = Comparisons()
    negations: Words = []
    soft_negations: Words = []
    not_negations: Words = []
    prohibitions: Words = []
    same: list[tuple[str, str]] = []
    actions: dict[str, Words] = {}
    forbids: Words = []
    forbids_until: Words = []
    forbids_anew: Words = []
    forbids_on: Words = []
    keeps: list[tuple[str, str]] = []
    joins: Words = []
    lists: Words = []
    doubled: str = ""
    doubled_ok: Words = []
    too_short: float = 0.0
    unchanged_ok: Words = []
    english_left: Words = []
    latin_ok: Words = []
    half_width: str = ""
    traditional: Traditional | None = None
    nasal: dict[str, str] = {}


@dataclass(frozen=True)
class Side:
    """One comparison of a language, compiled: 2 and -2 say above and below for certain, 1 and -1 perhaps."""

    way: int
    before: re.Pattern[str]
    behind: re.Pattern[str]


@dataclass(frozen=True, eq=False)
class Rules:
    """A table with its patterns. Compared by identity, so that it can key a cache."""

    folder: str
    table: Table
    number: re.Pattern[str]
    number_word: re.Pattern[str]
    not_number: re.Pattern[str]
    unit: re.Pattern[str]
    unit_names: tuple[str, ...]
    range: re.Pattern[str]
    flip: re.Pattern[str]
    sides: tuple[Side, ...]
    negation: re.Pattern[str]
    soft_negation: re.Pattern[str]
    not_negation: re.Pattern[str]
    prohibition: re.Pattern[str]
    join: re.Pattern[str]
    listed: re.Pattern[str]
    same: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    keeps: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    action: re.Pattern[str]
    bare_units: tuple[tuple[str, re.Pattern[str]], ...]
    english_left: re.Pattern[str]
    forbid: re.Pattern[str]
    free: re.Pattern[str]
    frees: re.Pattern[str]


@cache
def units() -> dict[str, Unit]:
    return {name: Unit.model_validate(row) for name, row in YamlFile(FOLDER / "units.yaml", "units.yaml").data.items()}


@cache
def rules_for(folder: str) -> Rules:
    """The rules of a language, or empty ones where it has no table yet. Raises ContentError."""
    path, name = FOLDER / f"{folder}.yaml", f"pwa/languages/checking/rules/{folder}.yaml"
    if not path.is_file():
        return _compile(folder, Table())
    file = YamlFile(path, name)
    try:
        table = Table.model_validate(file.data)
        if unknown := (table.units | table.units_before | table.bare_units).keys() - units().keys():
            raise ContentError([Problem(name, file.line(("units",)), f"unknown unit {min(unknown)}; see units.yaml")])
        rules = _compile(folder, table)
        if rules.unit.groups != len(rules.unit_names) or rules.action.groups != len(table.actions):
            raise ContentError([Problem(name, 1, "units and actions may hold no groups (...); write (?:...)")])
        return rules
    except ValidationError as error:
        faults = [(fault["loc"], fault["msg"]) for fault in error.errors()]
        raise ContentError(
            [Problem(name, file.line(place), f"{place[0]}: {message}") for place, message in faults]
        ) from error
    except re.error as error:
        raise ContentError([Problem(name, 1, f"{error.pattern!r} is no regular expression: {error}")]) from error


def has_table(folder: str) -> bool:
    return (FOLDER / f"{folder}.yaml").is_file()


def _compile(folder: str, table: Table) -> Rules:
    spaced = table.spaced
    names = sorted((pattern, name) for name, patterns in table.units.items() for pattern in patterns)
    names.sort(key=lambda item: -len(item[0]))
    unit = "|".join(f"({pattern})" for pattern, _ in names) or NEVER
    words = [*table.numbers, *table.multipliers, *table.teens, *table.perhaps]
    ones = _any(table.one_before_unit)
    # In Indonesian "se" is part of its word, sejam; in English "an" stands alone.
    whole = "|".join(pattern for pattern, _ in names if len(pattern) > 2) or NEVER
    one = rf"\b(?:{ones})(?=(?:{whole})\b)"
    word = _number_words(sorted(words, key=len, reverse=True), table)
    comparisons = table.comparisons
    return Rules(
        folder=folder,
        table=table,
        number=re.compile(
            rf"(?P<place>\{{[a-z_]+\}})|(?P<digits>\d+(?:[.,]\d+)*)|(?P<word>{word})|(?P<one>{one})", re.I
        ),
        number_word=_words(list(map(re.escape, sorted(words, key=len, reverse=True))), spaced),
        not_number=_words(table.not_numbers, spaced),
        unit=re.compile(rf"\s*-?(?:{unit})" + (r"(?![^\W\d_])" if spaced else ""), re.I),
        unit_names=tuple(name for _, name in names),
        range=re.compile(rf"\s*(?:{_any(table.ranges)})\s*", re.I),
        flip=re.compile(rf"(?:{comparisons.flips or NEVER})\s*$", re.I),
        sides=tuple(_sides(comparisons, spaced)),
        negation=_words(table.negations, spaced),
        soft_negation=_words(table.soft_negations, spaced),
        not_negation=_words(table.not_negations, spaced),
        prohibition=_words(table.prohibitions, spaced),
        join=_words(table.joins, False),
        listed=_words(table.lists, False),
        keeps=tuple((_words([english], True), re.compile(here, re.I)) for english, here in table.keeps),
        action=_words([f"({'|'.join(words)})" for words in table.actions.values()], spaced),
        bare_units=tuple((unit, _words([words], spaced)) for unit, words in table.bare_units.items()),
        english_left=_words(table.english_left, spaced),
        forbid=_words(table.forbids, spaced),
        free=_words(table.forbids_until, spaced),
        frees=_frees(table),
        same=tuple((_words([english], True), _words([here], spaced)) for english, here in table.same),
    )


NEVER = r"(?!)"


def _any(patterns: list[str]) -> str:
    return "|".join(patterns) or NEVER


def _words(patterns: list[str], spaced: bool) -> re.Pattern[str]:
    """Any of the patterns; as whole words where a language writes spaces between words."""
    edges = (r"(?<!\w)", r"(?!\w)") if spaced else ("", "")
    return re.compile(f"{edges[0]}(?:{_any(patterns)}){edges[1]}", re.I)


def _number_words(words: list[str], table: Table) -> str:
    one = "|".join(map(re.escape, words)) or NEVER
    return rf"\b(?:{one})(?:[\s-]+(?:{one}))*\b" if table.spaced else f"(?:{one})+"


def _frees(table: Table) -> re.Pattern[str]:
    """Where a clause begins that no negation before it reaches."""
    if table.spaced:
        return re.compile(rf"[,–—]\s*(?:{_any(table.forbids_anew)})\b", re.I)
    return re.compile(rf"[，,](?!{_any(table.forbids_on)})")


def _sides(comparisons: Comparisons, spaced: bool) -> list[Side]:
    """Certain words first."""
    between = f"(?:{_any(comparisons.between)})"
    start, end = (r"(?<!\w)", r"(?!\w)") if spaced else ("", "")
    rows: list[tuple[int, list[str], list[str]]] = [
        (2, comparisons.above, comparisons.above_behind),
        (-2, comparisons.below, comparisons.below_behind),
        (1, comparisons.perhaps_above, comparisons.perhaps_above_behind),
        (-1, comparisons.perhaps_below, comparisons.perhaps_below_behind),
    ]
    return [
        Side(
            way,
            re.compile(rf"{start}(?:{_longest(before)})(?:\s*{between})*\s*$", re.I),
            re.compile(rf"\s*(?:{_longest(behind)}){end}", re.I),
        )
        for way, before, behind in rows
    ]


def _longest(patterns: list[str]) -> str:
    """Any of them, the longest first, so that 多于 does not end at 多."""
    return _any(sorted(patterns, key=len, reverse=True))
