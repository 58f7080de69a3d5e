"""The check against hand-made faulty and right translations: each row of check_samples/*.yaml is a test."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from pwa.content.text import KINDS
from pwa.files import root
from pwa.languages.checking.check import BROKEN, FORM, MEANING, entry_faults
from pwa.languages.checking.glossary import read_glossary
from pwa.languages.checking.read_rules import rules_for
from pwa.languages.message import Message

SAMPLES = Path(__file__).parent / "check_samples"
LANGUAGES = ("id", "zh_Hans")


def rows(name: str) -> list[Any]:
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
    entry = Message(context=kind, english=english, translation=translation)
    return list(entry_faults(entry, rules_for(language), read_glossary(root() / "translations", language)))


@pytest.mark.parametrize(("language", "kind", "english", "translation", "rules"), rows("faults"))
def test_a_fault_is_found_and_nothing_else(
    language: str, kind: str, english: str, translation: str, rules: str
) -> None:
    faults = found(language, kind, english, translation)
    # A sample is written for one rule; the words that must not get lost may tell the same fault in their way.
    told = {rule for rule, _ in faults}
    assert sorted(told if "meaning" in rules.split() else told - {"meaning"}) == rules.split(), faults


@pytest.mark.parametrize(("language", "kind", "english", "translation"), rows("quiet"))
def test_a_right_translation_stays_quiet(language: str, kind: str, english: str, translation: str) -> None:
    assert found(language, kind, english, translation) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_samples_of_each_language(language: str) -> None:
    for name in ("faults", "quiet"):
        assert sum(row.values[0] == language for row in rows(name)) >= 60


# What the check is for: its rule, a faulty row that shows it, and a right one like it, as "English = translation".
MUST_CATCH = {
    "digits": ("numbers", "30 seconds.* = .*20", "10 minutes.* = .*10"),
    "number words": ("numbers", "five times.* = .*(empat|四)", "thirty.* = .*30"),
    "a half": ("numbers", "half an hour.* = .*(satu jam|一小时)", "half an hour.* = .*(setengah jam|半小时)"),
    "a decimal comma": ("numbers", "1.5 percent.* = .*15", "1.5 percent.* = .*1,5"),
    "full-width digits": ("numbers", "= .*３０", "= .*３０"),
    "120 minutes are two hours": ("numbers", "120 minutes.* = .*3", "120 minutes.* = .*2"),
    "weeks left out": ("numbers", "260 weeks.* = .*90", "12 days.* = .*dua belas"),
    "milligrams and grams": ("units", "mg.* = .*5(克| g)", "mg.* = .*(毫克|miligram)"),
    "celsius and fahrenheit": ("units", "°C.* = .*°F", "°C.* = .*(摄氏度|Celsius)"),
    "above and below": ("comparison", "below 45.* = .*(di atas|高于)", "above.* = .*(di atas|超过)"),
    "at least and at most": ("comparison", "At least.* = .*(Paling lama|最多)", "or more.* = .*(Minimal|至少)"),
    "a lost negation": ("negation", "Do not rub the calf.* = (Pijat|揉)", "Do not rub.* = (Jangan|不要揉)"),
    "an added negation": ("negation", "Rub the calf.* = (Jangan|不要)", "harmless.* = .*(tidak berbahaya|无害)"),
    "a question turned statement": ("question", "Leg cold.* = .*(rasa[.]|麻木。)", "Pregnant.* = .*(hamil[?]|吗？)"),
    "a condition that is lost": ("condition", "Pregnant.* = .*(Hamil[.]|怀孕了。)", "Pregnant.* = (Jika|如果)"),
    "a placeholder left out": ("placeholder", "Call {number} = (Telepon|拨打)$", "{max_minutes}.* = .*{minutes}"),
    "a placeholder renamed": ("placeholder", "{seconds}.* = .*{(detik|秒)}", "{seconds}.* = .*{seconds}"),
    "a full-width placeholder": ("placeholder", "= .*｛number｝", "Call {number} = .*{number}"),
    "lost markup": ("markup", "<b>.* = [^<]*$", "<b>.* = .*<b>"),
    "an end mark": ("end-mark", "[.] = .*[^.。？?]$", "[.] = .*[.。]$"),
    "half-width punctuation in Chinese": ("punctuation", "= .*床,再", "= .*10:30"),
    "Traditional letters": ("traditional", "= .*後背", "= .*瘀青"),
    "invisible letters": ("invisible", "= .*\u200b", "= .*"),
    "letters that turn a text round": ("control", "= .*\u202e", "= .*"),
    "letters of another script": ("letters", "= .*а", "= .*"),
    "spaces": ("spaces", "= .*(  |看 )", "= .*"),
    "a doubled word": ("doubled", "= .*(Lihat lihat|的的)", "= .*(Pelan-pelan|慢慢)"),
    "far too short": ("too-short", "every few moments.* = .*(betis|小腿)", "= (Pelan-pelan|慢慢来)"),
    "left in English": ("unchanged", "(.*) = \\1$", "(Video|iPhone).* = (Video|iPhone)"),
    "a word that is lost": (
        "meaning",
        "Rub the calf gently.* = (Pijat betis[.]|揉小腿肚。)",
        "gently.* = .*(pelan|轻)",
    ),
    "a word that is said in many ways": ("wording", "few steps.* = Jalan", "few steps.* = .*beberapa"),
    "a part of the body": ("term", "swollen calf.* = .*([Pp]aha|大腿)", "massage the leg.* = .*(kaki|腿)"),
    "a word of the glossary": ("glossary", "Warning signs = ", "massage.* = .*(memijat|按摩)"),
    "a word to avoid": ("avoid", "cramp.* = .*([Ll]umpuh|麻痹)", "paralysed.* = .*(lumpuh|瘫痪)"),
}


@pytest.mark.parametrize(("rule", "faulty", "quiet"), MUST_CATCH.values(), ids=MUST_CATCH)
def test_what_the_check_is_for_has_a_faulty_and_a_quiet_sample(rule: str, faulty: str, quiet: str) -> None:
    wrong = [f"{row.values[2]} = {row.values[3]}" for row in rows("faults") if rule in row.values[4].split()]
    right = [f"{row.values[2]} = {row.values[3]}" for row in rows("quiet")]
    assert [row for row in wrong if re.search(faulty, row)]
    assert [row for row in right if re.search(quiet, row)]


def test_no_rule_is_without_a_sample() -> None:
    """But for those of a whole file (missing, fuzzy, plural) and the room of a text, which other tests have."""
    shown = {rule for rule, _, _ in MUST_CATCH.values()}
    assert shown == (MEANING | BROKEN | FORM) - {"missing", "fuzzy", "plural", "too-long"}


def test_each_group_of_faults_has_its_quiet_samples() -> None:
    for language in LANGUAGES:
        faults, quiet = (
            list(yaml.safe_load((SAMPLES / f"{name}_{language}.yaml").read_text(encoding="utf-8")))
            for name in ("faults", "quiet")
        )
        assert faults == quiet
