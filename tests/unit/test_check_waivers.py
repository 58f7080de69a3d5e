"""Waivers of `catalog check`: what silences a rule, for how long, and what a wrong one is told."""

from pathlib import Path

import pytest

from pwa.content.model import Content
from pwa.languages.checking.check import waiver_code
from tests.support.checking import HELD_KEY, HOLD, findings, rules_of

WRONG = "Tahan selama {seconds} detik, atau sampai mereda, 5 kali."
CODE = waiver_code(HELD_KEY, WRONG)


def test_a_waiver_with_a_reason_silences_its_rule(content: Content, tmp_path: Path) -> None:
    assert findings(content, tmp_path, HOLD, WRONG, f"# check-ok: numbers {CODE} (five is said on the picture)") == []


def test_a_waiver_lapses_when_the_translation_changes(content: Content, tmp_path: Path) -> None:
    found = findings(
        content,
        tmp_path,
        HOLD,
        "Tahan selama {seconds} detik, atau sampai mereda, 50 kali.",
        f"# check-ok: numbers {CODE} (a reason)",
    )
    assert rules_of(found) == ["numbers", "waiver"]


def test_a_waiver_may_be_typed_in_capitals(content: Content, tmp_path: Path) -> None:
    assert findings(content, tmp_path, HOLD, WRONG, f"# check-ok: numbers {CODE.upper()} (a reason)") == []


def test_a_waiver_silences_no_other_rule(content: Content, tmp_path: Path) -> None:
    wrong = "Jangan tahan {seconds} detik, atau sampai mereda, 5 kali."
    found = findings(content, tmp_path, HOLD, wrong, f"# check-ok: numbers {waiver_code(HELD_KEY, wrong)} (a reason)")
    assert rules_of(found) == ["negation"]


# comment: the rules that are found, what the warning says
WAIVERS = {
    "# check-ok: numbers (a reason)": (
        ["numbers", "waiver"], f"for which words; if these are right, write: # check-ok: numbers {CODE} (a reason)",
    ),
    "# check-ok: numbers 012345 (a reason)": (
        ["numbers", "waiver"], f"for other words; if these are right too, write: # check-ok: numbers {CODE} (a reason)",
    ),
    "# check-ok: numbers": (["numbers", "waiver"], "has no reason"),
    "# check-ok: numbers ()": (["numbers", "waiver"], "cannot be read"),
    "# check-ok: 5 is right here": (["numbers", "waiver"], "cannot be read"),
    "# check-ok: numbers is right here": (["numbers", "waiver"], "cannot be read"),
    "# check-ok: number (a reason)": (["numbers", "waiver"], "cannot be waived; these can:"),
    "# check-ok: placeholder (a reason)": (["numbers", "waiver"], "cannot be waived"),
    "# check-ok: units (a reason)": (["numbers", "waiver"], "is not needed"),
}  # fmt: skip


@pytest.mark.parametrize(("comment", "expected"), WAIVERS.items())
def test_a_waiver_that_waives_nothing_is_a_warning(
    content: Content, tmp_path: Path, comment: str, expected: tuple[list[str], str]
) -> None:
    found = findings(content, tmp_path, HOLD, WRONG, comment)
    assert rules_of(found) == expected[0]
    (warning,) = [finding for finding in found if finding.rule == "waiver"]
    assert not warning.error
    assert expected[1] in warning.message


def test_a_waiver_lapses_when_the_english_has_changed(content: Content, tmp_path: Path) -> None:
    found = findings(content, tmp_path, HOLD, WRONG, "# check-ok: numbers (a reason)\n#, fuzzy")
    assert rules_of(found) == ["fuzzy", "numbers"]
