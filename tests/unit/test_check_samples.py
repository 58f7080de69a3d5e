"""The check against hand-made faulty and right translations: each row of check_samples/*.yaml is a test."""

from pathlib import Path

import pytest
import yaml

from pwa.load import root
from pwa.po import Entry
from pwa.text import KINDS
from pwa.workshop.check import entry_faults
from pwa.workshop.glossary import read_glossary
from pwa.workshop.rules import rules_for

SAMPLES = Path(__file__).parent / "check_samples"
LANGUAGES = ("id", "zh_Hans")


def rows(name: str) -> list:
    """Every row of the file of each language, named after its group and its English."""
    found = []
    for language in LANGUAGES:
        groups = yaml.safe_load((SAMPLES / f"{name}_{language}.yaml").read_text(encoding="utf-8"))
        for group, samples in groups.items():
            for number, sample in enumerate(samples, 1):
                found.append(pytest.param(language, *sample, id=f"{language}: {group} {number}: {sample[2]}"))
    return found


def found(language: str, kind: str, english: str, translation: str) -> list[tuple[str, str]]:
    assert kind in KINDS
    entry = Entry(context=kind, english=english, translation=translation)
    return list(entry_faults(entry, rules_for(language), read_glossary(root() / "translations", language)))


@pytest.mark.parametrize(("language", "kind", "english", "translation", "rules"), rows("faults"))
def test_a_fault_is_found_and_nothing_else(
    language: str, kind: str, english: str, translation: str, rules: str
) -> None:
    faults = found(language, kind, english, translation)
    assert sorted({rule for rule, _ in faults}) == rules.split(), faults


@pytest.mark.parametrize(("language", "kind", "english", "translation"), rows("quiet"))
def test_a_right_translation_stays_quiet(language: str, kind: str, english: str, translation: str) -> None:
    assert found(language, kind, english, translation) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_samples_of_each_language(language: str) -> None:
    for name in ("faults", "quiet"):
        assert sum(row.values[0] == language for row in rows(name)) >= 60
