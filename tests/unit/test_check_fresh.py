"""How far the check sees: faults and right translations that were written before the tables knew their words.

The tables were tuned on fresh/tune.yaml. fresh/report.yaml was only counted: the numbers below are its, and a row that
is missed there is left alone. docs/decisions/0005-catalog-check.md says what that means.
"""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from pwa.files import root
from pwa.languages.checking.check import BROKEN, MEANING, entry_faults
from pwa.languages.checking.glossary import read_glossary
from pwa.languages.checking.read_rules import rules_for
from pwa.languages.po import Message

FRESH = Path(__file__).parent / "fresh"
KINDS = {"d": "do now", "n": "do not", "s": "step", "q": "question", "w": "warning sign", "r": "reason", "o": "outcome"}
COLUMNS = {"id": 2, "zh_Hans": 3}
# At least so many of the faults are errors, at most so many of the right ones, by set and language.
FOUND = {("tune", "id"): 0.95, ("tune", "zh_Hans"): 0.95, ("report", "id"): 0.85, ("report", "zh_Hans"): 0.85}
WRONGLY = {("tune", "id"): 0.05, ("tune", "zh_Hans"): 0.05, ("report", "id"): 0.10, ("report", "zh_Hans"): 0.05}


@cache
def rows(name: str) -> Any:
    return yaml.safe_load((FRESH / f"{name}.yaml").read_text(encoding="utf-8"))


def errors(name: str, language: str, what: str) -> list[str]:
    """The translations that have an error."""
    found = []
    for row in rows(name)[what]:
        entry = Message(KINDS[row[0]], row[1], row[COLUMNS[language]])
        faults = entry_faults(entry, rules_for(language), read_glossary(root() / "translations", language))
        if any(rule in MEANING | BROKEN for rule, _ in faults):
            found.append(row[COLUMNS[language]])
    return found


@pytest.mark.parametrize(("name", "language"), FOUND)
def test_most_faults_in_safety_texts_are_errors(name: str, language: str) -> None:
    share = len(errors(name, language, "faults")) / len(rows(name)["faults"])
    assert share >= FOUND[name, language]


@pytest.mark.parametrize(("name", "language"), WRONGLY)
def test_few_right_translations_are_called_wrong(name: str, language: str) -> None:
    wrong = errors(name, language, "right")
    assert len(wrong) <= WRONGLY[name, language] * len(rows(name)["right"]), wrong


@pytest.mark.parametrize("name", ["tune", "report"])
def test_a_set_is_large_enough_and_no_row_stands_in_both(name: str) -> None:
    assert len(rows(name)["faults"]) >= 100
    assert len(rows(name)["right"]) >= 100
    both = [[tuple(row) for row in rows(one)[what]] for one in ("tune", "report") for what in ("faults", "right")]
    every = [row for some in both for row in some]
    assert len(every) == len(set(every))
