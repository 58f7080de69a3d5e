"""How far the check sees: faults and right translations that were written before the tables knew their words.

The tables were tuned on tune.yaml, report.yaml and free_<locale>.yaml: their numbers hold what was reached. The rows of
unseen_<locale>.yaml were only counted, and say what to expect of texts that nobody has seen
(docs/decisions/0005-catalog-check.md).
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
from pwa.languages.message import Message

FRESH = Path(__file__).parent / "fresh"
KINDS = {"d": "do now", "n": "do not", "s": "step", "q": "question", "w": "warning sign", "r": "reason", "o": "outcome"}
COLUMNS = {"id": 2, "zh_Hans": 3}
# At least so many of the faults are errors, by set; of the right ones at most WRONGLY.
FOUND = {"tune": 0.95, "report": 0.85, "free": 0.90, "unseen": 0.85, "late": 0.85, "last": 0.85}
WRONGLY = 0.05
SETS = [(name, language) for name in FOUND for language in COLUMNS]


@cache
def rows(name: str, language: str, what: str) -> list[tuple[str, str, str]]:
    """Kind, English and translation; the older sets have both languages in one row."""
    both = FRESH / f"{name}.yaml"
    path, column = (both, COLUMNS[language]) if both.is_file() else (FRESH / f"{name}_{language}.yaml", 2)
    found: Any = yaml.safe_load(path.read_text(encoding="utf-8"))[what]
    return [(row[0], row[1], row[column]) for row in found]


def errors(name: str, language: str, what: str) -> list[str]:
    """The translations that have an error."""
    rules, glossary = rules_for(language), read_glossary(root() / "translations", language)
    return [
        here
        for kind, english, here in rows(name, language, what)
        if any(
            rule in MEANING | BROKEN for rule, _ in entry_faults(Message(KINDS[kind], english, here), rules, glossary)
        )
    ]


@pytest.mark.parametrize(("name", "language"), SETS)
def test_most_faults_in_safety_texts_are_errors(name: str, language: str) -> None:
    share = len(errors(name, language, "faults")) / len(rows(name, language, "faults"))
    assert share >= FOUND[name]


@pytest.mark.parametrize(("name", "language"), SETS)
def test_few_right_translations_are_called_wrong(name: str, language: str) -> None:
    wrong = errors(name, language, "right")
    assert len(wrong) <= WRONGLY * len(rows(name, language, "right")), wrong


@pytest.mark.parametrize("language", COLUMNS)
@pytest.mark.parametrize("what", ["faults", "right"])
def test_a_set_is_large_enough_and_no_row_stands_in_two(language: str, what: str) -> None:
    sets = {name: rows(name, language, what) for name in FOUND}
    assert {name for name, some in sets.items() if len(some) < 100} <= {"late", "last"}
    assert min(len(sets["late"]), len(sets["last"])) >= 60
    every = [row for some in sets.values() for row in some]
    assert len(every) == len(set(every))
