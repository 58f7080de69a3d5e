"""The Malay table, tried with a small catalog: a new language is a table and no code."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from pwa.files import root
from pwa.languages.checking.check import BROKEN, MEANING, entry_faults
from pwa.languages.checking.glossary import read_glossary
from pwa.languages.checking.read_rules import rules_for, unfilled
from pwa.languages.message import Message
from pwa.languages.po import read_po

ENTRIES = {entry.english: entry for entry in read_po(Path(__file__).parent / "malay" / "messages.po", "ms.po").entries}


def faults(english: str, translation: str) -> list[tuple[str, str]]:
    entry = Message(ENTRIES[english].context, english, translation)
    return list(entry_faults(entry, rules_for("ms"), read_glossary(root() / "translations", "ms")))


@pytest.mark.parametrize("english", ENTRIES)
def test_a_right_text_is_quiet(english: str) -> None:
    assert faults(english, ENTRIES[english].translation) == []


# What is wrong: the English of the text, what is replaced in its translation, by what, and the rule that finds it.
WRONG = {
    "do not jerk": ("Do not jerk", "Jangan sentap", "Sentap", "negation"),
    "do not call": ("Call an ambulance now", "Panggil", "Jangan panggil", "negation"),
    "hours for minutes": ("The cramp has lasted", "minit", "jam", "units"),
    "hours for seconds": ("Hold for {seconds} seconds. Up", "saat", "jam", "units"),
    "at least for at most": ("Hold for {seconds} seconds. Up", "Paling banyak", "Sekurang-kurangnya", "comparison"),
    "at most for at least": ("At most {times}", "sekurang-kurangnya", "paling lama", "comparison"),
    "above": ("Never above", "Jangan sekali-kali melebihi", "Mesti melebihi", "comparison"),
    "less than": ("The cramp has lasted", "lebih daripada", "kurang daripada", "comparison"),
    "four questions": ("Before you rub or warm it", "tiga", "empat", "numbers"),
    "no question": ("Leg cold, pale", "?", ".", "question"),
    "stop the medicine": ("Do not stop a medicine", "Jangan berhenti", "Berhenti", "negation"),
    "drive yourself": ("Do not drive", "Jangan memandu", "Memandu", "negation"),
    "force it": ("Drink water if", "Tidak perlu memaksa", "Paksa", "negation"),
    "hot": ("Warm, not hot", "bukan panas", "dan panas", "negation"),
    "rub": ("Do not rub a leg", "Jangan urut", "Urut", "negation"),
    "feels": ("No heat if you have diabetes", "tidak merasa", "merasa", "negation"),
}


@pytest.mark.parametrize(("begins", "old", "new", "rule"), WRONG.values(), ids=WRONG)
def test_a_fault_is_found(begins: str, old: str, new: str, rule: str) -> None:
    english = next(english for english in ENTRIES if english.startswith(begins))
    wrong = ENTRIES[english].translation.replace(old, new)
    assert wrong != ENTRIES[english].translation
    found = {rule for rule, _ in faults(english, wrong)}
    assert rule in found
    assert rule in MEANING


def test_its_meaning_counts_as_checked() -> None:
    assert unfilled("ms") == []


KINDS = {"d": "do now", "n": "do not", "s": "step", "q": "question", "w": "warning sign", "r": "reason", "o": "outcome"}
FREE: Any = yaml.safe_load((Path(__file__).parent / "malay" / "free.yaml").read_text(encoding="utf-8"))


def errors(what: str) -> list[str]:
    """The translations of free.yaml that have an error."""
    rules, glossary = rules_for("ms"), read_glossary(root() / "translations", "ms")
    return [
        malay
        for kind, english, malay in FREE[what]
        if any(
            rule in MEANING | BROKEN for rule, _ in entry_faults(Message(KINDS[kind], english, malay), rules, glossary)
        )
    ]


def test_another_meaning_in_a_safety_text_is_an_error() -> None:
    """Another part of the body, another time or side, a lost part of a list: most have no number and no "not"."""
    assert len(FREE["faults"]) >= 30
    assert [malay for _, _, malay in FREE["faults"] if malay not in errors("faults")] == []


def test_few_right_translations_are_called_wrong() -> None:
    assert len(FREE["right"]) >= 60
    assert len(wrong := errors("right")) <= 0.05 * len(FREE["right"]), wrong
