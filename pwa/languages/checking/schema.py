"""What rules/<locale>.yaml may say: its fields and their types. What each is for stands in rules/README.md.

Number words, units, negations and comparisons are data, so that another language is another table and no code.
"""

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict


def _split(value: Any) -> Any:
    """Alternatives of a regular expression, as they are written in the tables: seconds?|secs?|s."""
    return [part.strip() for part in re.split(r"\|(?![^(]*\))", value)] if isinstance(value, str) else value


Words = Annotated[list[str], BeforeValidator(_split)]


class Row(BaseModel):
    """What is read from a table: no field that is not known, and none that changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Unit(Row):
    """What a unit measures, and how many of the smallest unit it holds."""

    measures: str
    holds: float


class Script(Row):
    """What is known of a language by its script alone."""

    letters: Words
    spaced: bool = True
    questions: str = "?"
    stops: str = "."
    invisible_ok: str = ""


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
    """One rules/<locale>.yaml. Lists hold regular expressions, numbers hold plain words."""

    spaced: bool = True
    scripts: Words = []
    questions: str = "?？"
    stops: str = ".。"
    invisible_ok: str = ""
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
    forbids_behind: Words = []
    forbids_anew: Words = []
    forbids_on: Words = []
    antonyms: list[tuple[str, str]] = []
    keeps: list[tuple[str, str]] = []
    meanings: dict[str, str] = {}
    whole_words: bool = False
    unsaid: list[tuple[str, str]] = []
    opposites: list[tuple[str, str, str]] = []
    joins: Words = []
    lists: Words = []
    parts: Words = []
    one_part: Words = []
    sentence_lost: float = 0.0
    conditions: Words = []
    doubtful: list[str] = []
    doubled: str = ""
    doubled_ok: Words = []
    too_short: float = 0.0
    unchanged_ok: Words = []
    english_left: Words = []
    latin_ok: Words = []
    half_width: str = ""
    traditional: Traditional | None = None
    nasal: dict[str, str] = {}
