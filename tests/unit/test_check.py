"""`catalog check`: what it finds in a whole file, where, how grave it is, its waivers, and the exit code."""

import re
import shutil
from pathlib import Path

import pytest

from pwa.content.model import Content
from pwa.content.text import is_safety
from pwa.content.walk import texts
from pwa.files import root
from pwa.languages.catalog import po_path, read_catalog
from pwa.languages.checking.check import BROKEN, FORM, MEANING, check, entry_faults, faults_of, waiver_code
from pwa.languages.checking.glossary import read_glossary
from pwa.languages.checking.read_rules import rules_for
from pwa.languages.message import Message
from pwa.languages.table import Language
from pwa.problems import ContentError, program
from tests.support.catalogs import finished, keys, write_catalog
from tests.support.checking import (
    DONE,
    HEADER,
    HELD,
    HELD_KEY,
    HOLD,
    INDONESIAN,
    LICENCE,
    MOBILE,
    check_file,
    findings,
    rules_of,
    write,
)
from tests.support.command import catalog
from tests.support.project import copy_project

# English, translation: rule, error, message
FOUND = {
    "a missing safety text": (HOLD, "", "missing", True, "not translated yet"),
    "a missing button": (DONE, "", "missing", False, "not translated yet"),
    "only spaces": (HOLD, "  ", "missing", True, "not translated yet"),
    "a placeholder left out": (HOLD, "Tahan.", "placeholder", True, "{seconds} is missing"),
    "a placeholder renamed": (HOLD, "Tahan {detik} detik.", "placeholder", True, "{detik} is not in the English"),
    "a placeholder with capitals": (HOLD, "Tahan {Seconds} detik.", "placeholder", True, "{seconds} is missing"),
    "a placeholder too many": (DONE, "Selesai {seconds}", "placeholder", True, "must not be renamed"),
    "a placeholder twice": (HOLD, "Tahan {seconds} atau {seconds} detik.", "placeholder", True, "2 times here"),
    "a placeholder left out of a message": (MOBILE, "Nomor lain.", "placeholder", True, "{number} is missing"),
    "a full-width placeholder": (HOLD, "保持｛seconds｝秒。", "placeholder", True, "full-width braces"),
    "markup in a button": (DONE, "<b>Selesai</b>", "markup", True, "<b> is not in the English"),
    "a line break": (DONE, "Selesai\\n", "markup", True, "a line break is not in the English"),
    "a number too many in a safety text": (HOLD, "Tahan {seconds} detik, 5 kali.", "numbers", True, "none in English"),
    "a number too many in a button": (DONE, "Selesai 2", "numbers", False, "none in English, 2 here"),
    "a number changed": (LICENCE, "Lisensi CC BY 3.0.", "numbers", False, "4 in English, 3 here"),
    "a negation too many in a safety text": (HOLD, "Jangan tahan.", "negation", True, "a prohibition is added"),
    "a negation too many in a button": (DONE, "Tidak", "negation", False, "a negation is added: none"),
    "a unit changed in a safety text": (HOLD, "Tahan {seconds} menit.", "units", True, "{seconds} second in English"),
    "a letter that turns the text round in a button": (DONE, "\u202eSelesai", "control", True, "U+202E"),
    "an invisible letter in a safety text": (HOLD, HELD + "\u200b", "invisible", True, "U+200B"),
    "a letter of an emoji's tail": (HOLD, HELD + "\U000e0041", "invisible", True, "U+E0041"),
    "a letter that only one font has": (HOLD, HELD + "\ue000", "invisible", True, "U+E000"),
    "a blank of Braille": (HOLD, HELD + "\u2800", "invisible", True, "U+2800"),
    "marks piled on a letter": (HOLD, "\u0301\u0301" + HELD, "letters", True, "piled"),
    "letters lost in an old charset": (HOLD, "Mena?an. " + HELD, "letters", True, "were lost"),
    "what another program fills in": (DONE, "Selesai %s", "markup", True, "%s is not in the English"),
    "an invisible letter in a button": (DONE, "Se\u200blesai", "invisible", False, "U+200B"),
    "English in a safety text": (HOLD, "Hold it for {seconds} detik, until it mereda.", "unchanged", True, "until"),
    "a safety text left as it was": (HOLD, HOLD, "unchanged", True, "translate it"),
    "an end mark in a safety text": (HOLD, HELD[:-1], "end-mark", False, "the English ends with “.”"),
}  # fmt: skip


@pytest.mark.parametrize(("english", "translation", "rule", "error", "message"), FOUND.values(), ids=FOUND)
def test_a_fault_is_as_grave_as_its_text(
    content: Content, tmp_path: Path, english: str, translation: str, rule: str, error: bool, message: str
) -> None:
    translation = translation.replace("\\n", "\n")
    write(content, tmp_path, {english: translation.replace("\n", "NEWLINE")})
    path = po_path(tmp_path, INDONESIAN)
    path.write_text(path.read_text(encoding="utf-8").replace("NEWLINE", "\\n"), encoding="utf-8")
    found = [finding for finding in check_file(content, tmp_path, INDONESIAN) if finding.english == english]
    found = [finding for finding in found if finding.rule == rule]
    assert found
    assert {(finding.error, finding.translation) for finding in found} == {(error, translation)}
    assert any(message in finding.message for finding in found)


def test_a_right_text_has_no_finding(content: Content, tmp_path: Path) -> None:
    assert findings(content, tmp_path, HOLD, HELD) == []


def test_a_file_that_got_into_a_text_is_said_at_once_and_not_looked_at(content: Content, tmp_path: Path) -> None:
    (finding,) = findings(content, tmp_path, HOLD, f"{HELD} " * 2000)
    assert (finding.rule, finding.error) == ("meaning", True)
    assert "has another text or a file got in?" in finding.message


def test_a_finding_points_at_the_line_of_the_translation_and_says_how_to_waive_it(
    content: Content, tmp_path: Path
) -> None:
    wrong = "Tahan selama {seconds} detik, atau sampai mereda, 5 kali."
    (finding,) = findings(content, tmp_path, HOLD, wrong)
    lines = po_path(tmp_path, INDONESIAN).read_text(encoding="utf-8").splitlines()
    assert lines[finding.line - 1] == f'msgstr "{wrong}"'
    assert str(finding).splitlines() == [
        f"translations/id/LC_MESSAGES/messages.po:{finding.line}: error: "
        "numbers differ: none in English, 5 times here [numbers]",
        f"    English: {HOLD}",
        f"    Here:    {wrong}",
        "    If it is right as it is, write in a line above its msgctxt: "
        f"# check-ok: numbers {waiver_code(HELD_KEY, wrong)} (the reason)",
    ]


@pytest.mark.parametrize(("english", "error"), [(HOLD, True), (DONE, False)])
def test_a_fuzzy_text_is_found(content: Content, tmp_path: Path, english: str, error: bool) -> None:
    found = [
        finding for finding in findings(content, tmp_path, english, english, "#, fuzzy") if finding.rule == "fuzzy"
    ]
    assert [finding.error for finding in found] == [error]
    assert "delete the word fuzzy" in found[0].message


def test_a_missing_text_is_not_called_fuzzy_too(content: Content, tmp_path: Path) -> None:
    assert rules_of(findings(content, tmp_path, HOLD, "", "#, fuzzy")) == ["missing"]


def test_a_text_that_the_file_has_not_is_found(content: Content, tmp_path: Path) -> None:
    path = write(content, tmp_path, {})
    path.write_text(HEADER, encoding="utf-8")
    found = check_file(content, tmp_path, INDONESIAN)
    safety = {(text.kind, text.english) for text in texts(content) if text.is_safety}
    assert sum(finding.error for finding in found) == len(safety)
    assert all(f"run: {program()} catalog update" in finding.message for finding in found)


def test_a_header_of_another_language_is_a_warning_and_format_mends_it(content: Content, tmp_path: Path) -> None:
    path = write_catalog(content, copy_project(tmp_path, ("content",)), finished(content))
    charset = 'charset=UTF-8\\n"\n'
    text = path.read_text(encoding="utf-8").replace(charset, f'{charset}"Language: zh_CN\\n"\n')
    path.write_text(text, encoding="utf-8")
    said = catalog(tmp_path, "check", "id")
    assert "the header says that the language is 'zh_CN'" in said.stdout
    assert catalog(tmp_path, "format", "id").exit_code == 0
    assert "the header says" not in catalog(tmp_path, "check", "id").stdout


def test_a_header_with_other_plural_forms_is_an_error(content: Content, tmp_path: Path) -> None:
    path = write(content, tmp_path, {})
    header = HEADER + '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
    path.write_text(path.read_text(encoding="utf-8").replace(HEADER, header), encoding="utf-8")
    (finding,) = [finding for finding in check_file(content, tmp_path, INDONESIAN) if finding.rule == "plural"]
    assert finding.error
    assert "nplurals=1" in finding.message


def test_a_language_without_a_table_is_checked_for_digits_and_says_so(content: Content, tmp_path: Path) -> None:
    path = write(content, tmp_path, {HOLD: "Tenez {seconds} secondes, 5 fois."})
    french = Language("fr")
    po_path(tmp_path, french).parent.mkdir(parents=True)
    shutil.copy(path, po_path(tmp_path, french))
    found = check_file(content, tmp_path, french)
    assert [finding.message for finding in found if finding.rule == "rules"] == [
        "meaning is not checked: pwa/languages/checking/rules/fr.yaml has no words yet; "
        "TRANSLATING.md says how to fill it in"
    ]
    assert [finding.rule for finding in found if finding.english == HOLD] == ["numbers"]


# Right texts of languages that have no table: [language, English, translation].
WITHOUT_A_TABLE = {
    "at most": ("jv", "Up to {times} times.", "Paling akeh kaping {times}."),
    "never above": ("fr", "Never above {max_celsius} °C.", "Ne dépassez jamais {max_celsius} °C."),
    "a number word": ("fr", "Do it five times.", "Faites-le cinq fois."),
    "an Arabic question": ("ar", "Is one leg swollen?", "هل إحدى الساقين متورمة؟"),
    "a Hindi full stop": ("hi", "Look at both legs.", "दोनों पैरों को देखें।"),
    "a joiner": ("fa", "Do not rub it.", "آن را نمی\u200cمالید."),
    "a Greek question": ("el", "Is one leg swollen?", "Είναι πρησμένο το ένα πόδι;"),
    "Thai, which has no full stop": ("th", "Do not rub it.", "ห้ามถู"),
    "Japanese": ("ja", "Is one leg swollen?", "片方の脚がむくんでいますか？"),
}


@pytest.mark.parametrize(("folder", "english", "translation"), WITHOUT_A_TABLE.values(), ids=WITHOUT_A_TABLE)
def test_a_right_text_of_a_language_without_a_table_is_never_wrong(folder: str, english: str, translation: str) -> None:
    assert own_faults(folder, Message("question", english, translation)) == []


def test_a_broken_file_is_an_error_and_no_finding(content: Content, tmp_path: Path) -> None:
    path = write(content, tmp_path, {})
    path.write_text(path.read_text(encoding="utf-8") + "=======\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"^translations/id/LC_MESSAGES/messages\.po:\d+: a conflict marker"):
        check_file(content, tmp_path, INDONESIAN)


OWN = ("id", "zh_Hans")


def own_faults(folder: str, entry: Message) -> list[tuple[str, str]]:
    return list(entry_faults(entry, rules_for(folder), read_glossary(root() / "translations", folder)))


def own_entries(folder: str) -> list[Message]:
    """The translated texts of this project's own catalog, without their waivers."""
    entries = read_catalog(root() / "translations", Language(folder)).messages.values()
    translated = [entry for entry in entries if entry.translation.strip() and not entry.fuzzy]
    return [Message(entry.context, entry.english, entry.translation) for entry in translated]


@pytest.mark.parametrize("folder", OWN)
def test_the_projects_own_catalog_has_no_error_and_few_warnings_before_waivers(folder: str) -> None:
    found = [(entry, rule, said) for entry in own_entries(folder) for rule, said in own_faults(folder, entry)]
    assert not [fault for fault in found if fault[1] in BROKEN or (is_safety(*fault[0].key) and fault[1] in MEANING)]
    assert all(rule in MEANING | FORM for _, rule, _ in found)
    assert len(found) <= 0.02 * len(own_entries(folder)), found


# A word whose loss turns a sentence round; not the 不 of 不宁腿, nor the 没 of 有没有.
DENIALS = {
    "id": r"\b(?:tidak|tak|jangan(?: pernah| sampai)?|bukan|belum|tanpa)\s",
    "zh_Hans": "绝?不要?|没有?|未|无|别",
}


@pytest.mark.parametrize("folder", OWN)
def test_a_negation_deleted_from_a_safety_text_is_found(folder: str) -> None:
    """Deletes each one in turn. What may be left is nonsense that nobody takes for an instruction: 或止一处."""
    passed, count, rules = [], 0, rules_for(folder)
    for entry in (entry for entry in own_entries(folder) if is_safety(*entry.key)):
        plain = rules.not_negation_pattern.sub(lambda match: "#" * len(match[0]), entry.translation)
        for match in re.finditer(DENIALS[folder], plain, re.I):
            count += 1
            without = entry.translation[: match.start()] + entry.translation[match.end() :]
            faults = own_faults(folder, Message(entry.context, entry.english, without))
            if not {"negation", "comparison"} & {rule for rule, _ in faults}:
                passed.append((entry.english, without))
    assert count > 50
    assert len(passed) <= 0.03 * count, passed


def test_a_text_that_did_not_change_is_not_judged_again_unless_the_glossary_did(
    content: Content, tmp_path: Path
) -> None:
    catalog_ = read_catalog(write_catalog(content, tmp_path, finished(content)).parents[2], Language("id"))
    glossary = read_glossary(root() / "translations", "id")
    first = check(keys(content), catalog_, glossary)
    before = faults_of.cache_info()
    assert check(keys(content), catalog_, glossary) == first
    assert faults_of.cache_info().misses == before.misses
    copy = shutil.copytree(root() / "translations", tmp_path / "other")
    with (copy / "glossary.csv").open("a", encoding="utf-8") as file:
        file.write(f"Settings{',' * 8}\n")
    check(keys(content), catalog_, read_glossary(copy, "id"))
    assert faults_of.cache_info().misses > before.misses
