"""translations/glossary.csv: read strictly, used by the check, and written as Weblate imports it."""

import subprocess
import sys
from pathlib import Path

import pytest
from translate.storage.tbx import tbxfile

from pwa.files import root
from pwa.languages.checking.glossary import NAME, read_glossary
from pwa.problems import ContentError
from pwa.workshop.tbx import tbx

TRANSLATIONS = root() / "translations"
HEAD = "source,note,id,id also,id avoid\n"
LANGUAGES = ("id", "zh_Hans")


def glossary(folder: Path, rows: str, head: str = HEAD) -> Path:
    (folder / "glossary.csv").write_text(head + rows, encoding="utf-8")
    return folder


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_of_ours_has_a_word_and_no_word_is_also_to_be_avoided(language: str) -> None:
    terms = read_glossary(TRANSLATIONS, language).terms
    assert len(terms) >= 133
    for term in terms.values():
        assert term.use, term
        # A right word inside a wrong one would hide it: 麻 in 麻痹.
        assert not [(one, two) for one in (*term.use, *term.also) for two in term.avoid if one in two], term


def test_the_longest_term_counts(tmp_path: Path) -> None:
    terms = read_glossary(glossary(tmp_path, "cramp,,kram,,\nleg cramp,,kram kaki,,\n"), "id")
    assert list(terms.faults("A leg cramp.", "Kram kaki.")) == []
    assert list(terms.faults("A leg cramp.", "Kram.")) == [("glossary", "“leg cramp” is “kram kaki” in the glossary")]


def test_a_word_with_a_prefix_counts(tmp_path: Path) -> None:
    terms = read_glossary(glossary(tmp_path, "massage,,pijat,,\npull,,tarik,,\n"), "id")
    assert list(terms.faults("Massage it and pull.", "Memijat dan menarik.")) == []
    assert [rule for rule, _ in terms.faults("Massage it.", "Mijat.")] == ["glossary"]


def test_a_word_to_avoid_is_found_beside_the_right_one(tmp_path: Path) -> None:
    terms = read_glossary(glossary(tmp_path, "spasm,,kejang otot,,kejang\n"), "id")
    assert list(terms.faults("A spasm.", "Kejang otot.")) == []
    assert list(terms.faults("A spasm.", "Kejang otot, kejang.")) == [
        ("avoid", "“kejang” is wrong for “spasm”; write “kejang otot”")
    ]


def test_a_word_to_avoid_without_a_right_one_asks_for_one_and_then_names_it(tmp_path: Path) -> None:
    ((_, message),) = read_glossary(glossary(tmp_path, "spasm,,,,kejang\n"), "id").faults("A spasm.", "Kejang.")
    assert message == "“Kejang” is wrong for “spasm”; the glossary has no word for it yet: give it one"
    found = read_glossary(glossary(tmp_path, "spasm,,kram,,kejang\n"), "id").faults("A spasm.", "Kejang.")
    assert ("avoid", "“Kejang” is wrong for “spasm”; write “kram”") in found


def test_a_project_without_a_glossary_has_no_terms(tmp_path: Path) -> None:
    assert list(read_glossary(tmp_path, "id").faults("A cramp.", "Apa saja.")) == []


def test_a_byte_order_mark_is_read_over(tmp_path: Path) -> None:
    glossary(tmp_path, "cramp,,kram,,\n", "\ufeff" + HEAD)
    assert list(read_glossary(tmp_path, "id").terms) == ["cramp"]


def test_a_glossary_in_another_encoding_is_one_message(tmp_path: Path) -> None:
    (tmp_path / "glossary.csv").write_bytes(HEAD.encode() + "麻木,,,,\n".encode("gb18030"))
    with pytest.raises(ContentError, match=r"^translations/glossary\.csv:1: is not UTF-8 text; save"):
        read_glossary(tmp_path, "id")


def test_every_broken_row_is_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as error:
        read_glossary(glossary(tmp_path, "cramp,,kram\nleg,,kaki,,\nLeg,,kaki,,\n"), "id")
    assert [problem.line for problem in error.value.problems] == [2, 4]


BROKEN = {
    "no header": ("", "cramp,,kram,,\n", "1: the first line should name the columns"),
    "a column too few": (HEAD, "cramp,,kram\n", "2: more or fewer columns"),
    "a column too many": (HEAD, "cramp,,kram,,,,\n", "2: more or fewer columns"),
    "a term twice": (HEAD, "cramp,,kram,,\nCramp,,keram,,\n", "3: 'Cramp' stands twice"),
    "no term": (HEAD, "cramp,,kram,,\n ,a note,kaki,,\n", "3: has no English term under 'source'"),
    "a column misspelled": (
        HEAD.replace("id avoid", "id wrong"),
        "cramp,,kram,,\n",
        "1: no column is called 'id wrong'",
    ),
    "a column twice": (HEAD.replace("id avoid", "id"), "cramp,,kram,,\n", "1: the column 'id' stands twice"),
    "letters that nobody sees": (HEAD, "cramp,,kram,,\nleg,,ka\u202eki,,\n", "3: 'leg' holds an invisible letter"),
    "a zero byte": (HEAD, "leg,,ka\0ki,,\n", "2: 'leg' holds an invisible letter"),
    "a lost quote": (HEAD, 'cramp,,"kram,,\n', "2: cannot be read as CSV"),
    "a column too few, with semicolons": (HEAD.replace(",", ";"), "cramp;;kram\n", "2: more or fewer columns"),
}


@pytest.mark.parametrize(("head", "rows", "message"), BROKEN.values(), ids=BROKEN)
def test_a_broken_glossary_is_one_message_with_its_line(tmp_path: Path, head: str, rows: str, message: str) -> None:
    with pytest.raises(ContentError) as error:
        read_glossary(glossary(tmp_path, rows, head), "id")
    assert str(error.value).startswith(f"{NAME}:{message}")


def test_what_a_spreadsheet_leaves_behind_is_read_over(tmp_path: Path) -> None:
    glossary(tmp_path, " cramp ,,kram,,,,\n,,,,,,\n,,,,,,\n", HEAD.replace("avoid\n", "avoid,,\n"))
    assert list(read_glossary(tmp_path, "id").terms) == ["cramp"]


def test_line_ends_of_a_macs_spreadsheet_are_read(tmp_path: Path) -> None:
    (tmp_path / "glossary.csv").write_text(f"{HEAD}cramp,,kram,,\nleg,,kaki,,\n".replace("\n", "\r"), newline="")
    assert list(read_glossary(tmp_path, "id").terms) == ["cramp", "leg"]


@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_spreadsheets_own_separator_is_read(tmp_path: Path, separator: str) -> None:
    glossary(tmp_path, 'cramp;"a; b";kram;;\n'.replace(";", separator), HEAD.replace(",", separator))
    (term,) = read_glossary(tmp_path, "id").terms.values()
    assert (term.source, term.note, term.use) == ("cramp", f"a{separator} b", ("kram",))


def test_weblate_gets_one_language_with_the_words_to_avoid_as_a_note(tmp_path: Path) -> None:
    glossary(tmp_path, "cramp,Not <a> spasm.,kram / keram,kejang kaki,lumpuh\nmyth,,,,\n")
    text, number = tbx(tmp_path, "id")
    assert number == 1
    (unit,) = tbxfile.parsestring(text.encode()).units
    assert (unit.source, unit.target) == ("cramp", "kram")
    assert unit.getnotes("translator") == "Also: keram, kejang kaki. Avoid: lumpuh"
    assert unit.getnotes("definition") == "Not <a> spasm."


@pytest.mark.parametrize("language", LANGUAGES)
def test_translate_toolkit_reads_each_term_of_ours(language: str) -> None:
    """The reader on which Weblate's import stands."""
    text, number = tbx(TRANSLATIONS, language)
    units = tbxfile.parsestring(text.encode()).units
    terms = read_glossary(TRANSLATIONS, language).terms
    assert len(units) == number == len(terms)
    for unit, term in zip(units, terms.values(), strict=True):
        assert (unit.source, unit.target) == (term.source, term.use[0])
        assert unit.getnotes("definition") == term.note
        assert all(word in unit.getnotes("translator") for word in term.avoid)


def test_the_command_writes_our_glossary_tbx(tmp_path: Path) -> None:
    file = tmp_path / "glossary.tbx"
    line = [sys.executable, "-m", "pwa", "catalog", "glossary", "zh-hans", "--to", str(file)]
    done = subprocess.run(line, cwd=root(), capture_output=True, encoding="utf-8", check=True)
    units = {unit.source: unit for unit in tbxfile.parsestring(file.read_bytes()).units}
    assert f"{len(units)} terms" in done.stdout
    assert units["numb"].target == "麻木"
    assert "Avoid: 麻痹" in units["numb"].getnotes("translator")
