"""The tables of words: rules/*.yaml are read whole, and a broken one is one message with file and line."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pwa.languages.checking import read_rules
from pwa.languages.checking.check import unchecked
from pwa.languages.checking.read_rules import rules_for, units
from pwa.languages.checking.rules import Rules
from pwa.languages.checking.schema import Comparisons, Traditional
from pwa.problems import ContentError
from tests.support.project import ROOT

FOLDER = read_rules.FOLDER
README = FOLDER / "README.md"


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str], None]]:
    """Writes a table into a folder of its own, beside the real units: `table(name, text)`."""
    shutil.copy(read_rules.FOLDER / "units.yaml", tmp_path)
    monkeypatch.setattr(read_rules, "FOLDER", tmp_path)

    def write(name: str, text: str) -> None:
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        rules_for.cache_clear()
        units.cache_clear()

    yield write
    rules_for.cache_clear()
    units.cache_clear()


# the table: line and beginning of the message
BROKEN = {
    "an unknown field": ("spaced: true\nnegation: tidak\n", "2: negation: "),
    "a wrong type": ("spaced: true\nnumbers: {satu: one}\n", "2: numbers.satu: "),
    "a wrong type deep inside": ("comparisons:\n  above: over\n  flips: [not]\n", "3: comparisons.flips: "),
    "an unknown unit": ("units:\n  second: s\n  fortnight: dua minggu\n", "3: unknown unit fortnight; see units.yaml"),
    "an unknown unit without a number": ("bare_units:\n  ages: lama\n", "2: unknown unit ages"),
    "no regular expression": ("spaced: true\nnegations: tidak|(tak\n", "2: 'tidak|(tak' is no regular expression"),
    "no regular expression in a list": ("same:\n  - [fine, '(aman']\n", "2: '(aman' is no regular expression"),
    "no regular expression before a number": ("units_before:\n  celsius: '[°'\n", "2: '[°' is no regular expression"),
    "a group in a unit": ("units:\n  second: (detik)\n", "1: units may hold no groups (...); write (?:...)"),
    "a group in an action": ("actions:\n  rub: (pijat)\n", "1: actions may hold no groups"),
    "an unknown character set": (
        "traditional: {not_in: klingon, but_in: big5}\n", "1: unknown encoding: klingon; name character sets",
    ),
    "a list": ("- tidak\n", "1: should hold named values"),
    "nothing": ("", "1: should hold named values"),
    "no YAML": ("negations: [tidak\n", "2: "),
}  # fmt: skip


@pytest.mark.parametrize(("text", "message"), BROKEN.values(), ids=BROKEN)
def test_a_broken_table_is_one_message_with_its_line(
    table: Callable[[str, str], None], text: str, message: str
) -> None:
    table("fr", text)
    with pytest.raises(ContentError) as error:
        rules_for("fr")
    (problem,) = error.value.problems
    assert str(problem).startswith(f"pwa/languages/checking/rules/fr.yaml:{message}")


BROKEN_UNITS = {
    "no number": ("second: {measures: time, holds: one}\n", "1: second.holds: "),
    "no row": ("second: {measures: time, holds: 1}\nminute: 60\n", "2: minute: "),
    "a field left out": ("second: {measures: time}\n", "1: second.holds: "),
    "a field too many": ("second: {measures: time, holds: 1, of: 2}\n", "1: second.of: "),
}


@pytest.mark.parametrize(("text", "message"), BROKEN_UNITS.values(), ids=BROKEN_UNITS)
def test_broken_units_are_one_message_with_their_line(
    table: Callable[[str, str], None], text: str, message: str
) -> None:
    table("units", text)
    with pytest.raises(ContentError) as error:
        units()
    (problem,) = error.value.problems
    assert str(problem).startswith(f"pwa/languages/checking/rules/units.yaml:{message}")


def test_the_readme_of_the_tables_names_every_field() -> None:
    text = README.read_text(encoding="utf-8")
    fields = [*Rules.model_fields, *Comparisons.model_fields, *Traditional.model_fields]
    assert [name for name in fields if f"`{name}`" not in text] == []


def test_a_language_without_a_table_has_rules_that_find_nothing() -> None:
    rules = rules_for("fr")
    assert not rules.negation_pattern.search("ne pas")
    assert rules.number_pattern.search("deux") is None
    assert rules.number_pattern.search("2") is not None


def test_a_table_that_is_all_comments_is_none(table: Callable[[str, str], None]) -> None:
    shutil.copy(FOLDER / "scripts.yaml", read_rules.FOLDER)
    table("fr", "# negations: tidak\n")
    assert not read_rules.has_table("fr")
    assert rules_for("fr").negations == []


def test_a_table_is_filled_in_field_after_field_as_the_guide_says(table: Callable[[str, str], None]) -> None:
    """After each field it can be read; its meaning counts as checked only when none is left that carries it."""
    shutil.copy(FOLDER / "scripts.yaml", read_rules.FOLDER)
    guide = (ROOT / "TRANSLATING.md").read_text(encoding="utf-8")
    fields = re.findall("`([a-z_]+)`", guide[guide.index("Begin with") : guide.index("; these find most faults")])
    assert set(read_rules.NEEDED) <= set(fields)
    lines = (FOLDER / "id.yaml").read_text(encoding="utf-8").splitlines()
    for number in range(len(fields) + 1):
        wanted, text = "", ""
        for line in lines:
            if match := re.match(r"([a-z_]+):", line):
                wanted = "" if match[1] in fields[:number] else "# "
            text += f"{'# ' if line.startswith('#') else wanted}{line}\n"
        table("jv", text)
        lacks = [field for field in read_rules.NEEDED if field not in fields[:number]]
        assert read_rules.unfilled("jv") == lacks
        assert not lacks or ("words" if number == 0 else ", ".join(lacks)) in unchecked("jv")


def test_two_rules_are_equal_only_when_they_are_one() -> None:
    """They are keys of a cache: equal tables of two languages must not share what was read by one of them."""
    assert Rules() != Rules()
    assert rules_for("id") == rules_for("id")


def test_traditional_letters_are_those_that_one_character_set_has_and_the_other_lacks() -> None:
    letters = rules_for("zh_Hans").traditional_letters
    assert {"後", "這", "醫"} <= letters
    assert not letters & set("后这医生小腿抽筋")
