"""`catalog take`: a .po that came back by mail is merged whole or not at all, and loses nothing unseen."""

from pathlib import Path

import pytest

from pwa.content.model import Content
from pwa.languages.po import Message, read_po
from pwa.languages.standing import standing
from pwa.languages.table import Language
from pwa.problems import ContentError
from pwa.workshop.merge_returned import MergeResult, merge_returned
from pwa.workshop.po_writer import HEADER as HEADER_OF_A_TEMPLATE
from pwa.workshop.po_writer import THEIRS
from tests.support.catalogs import HEADER, write_catalog
from tests.support.command import catalog
from tests.support.project import copy_project

DONE = ("button", "Done")
HOLD = ("step", "Hold for {seconds} seconds, or until it eases.")
NAME = "Last-Translator: A name <name@mail.test>"


@pytest.fixture
def ours(content: Content, tmp_path: Path) -> Path:
    """An Indonesian catalog in canonical form, with one text translated."""
    from pwa.workshop.update import update

    path = write_catalog(content, tmp_path, {DONE: "Selesai"})
    update(content, tmp_path / "translations", [Language("id")])
    return path


def returned(folder: Path, body: str, header: str = HEADER) -> Path:
    path = folder / "back.po"
    path.write_text(f"{header}\n{body}", encoding="utf-8")
    return path


def message(context: str, english: str, translation: str, before: str = "") -> str:
    kind = f'msgctxt "{context}"\n' if context else ""
    return f'{before}{kind}msgid "{english}"\nmsgstr "{translation}"\n\n'


def taken(tmp_path: Path, body: str, header: str = HEADER) -> MergeResult:
    return merge_returned(tmp_path / "translations", Language("id"), returned(tmp_path, body, header))


def entry(path: Path, key: tuple[str, str]) -> Message:
    return next(e for e in read_po(path, "id.po").entries if (e.context, e.english) == key)


def test_a_new_translation_is_taken(ours: Path, tmp_path: Path) -> None:
    done = taken(tmp_path, message(*HOLD, "Tahan {seconds} detik."))
    assert [e.english for e in done.new] == [HOLD[1]]
    assert entry(ours, HOLD).translation == "Tahan {seconds} detik."
    assert entry(ours, DONE).translation == "Selesai"


def test_taking_twice_changes_no_byte(ours: Path, tmp_path: Path) -> None:
    body = message(*HOLD, "Tahan {seconds} detik.") + message(*DONE, "Beres") + message("step", "Gone.", "Hilang.")
    taken(tmp_path, body)
    before = ours.read_bytes()
    assert taken(tmp_path, body).same == 2
    assert ours.read_bytes() == before


def test_a_replaced_translation_is_named(ours: Path, tmp_path: Path) -> None:
    done = taken(tmp_path, message(*DONE, "Beres"))
    assert [(before, e.translation) for before, e in done.replaced] == [("Selesai", "Beres")]


@pytest.mark.parametrize("body", [message(*DONE, ""), message(*DONE, "Beres", "#, fuzzy\n")], ids=["empty", "fuzzy"])
def test_what_is_empty_or_fuzzy_takes_no_finished_translation_away(ours: Path, tmp_path: Path, body: str) -> None:
    before = ours.read_bytes()
    taken(tmp_path, body)
    assert ours.read_bytes() == before


def test_a_fuzzy_translation_fills_a_gap_and_stays_fuzzy(ours: Path, tmp_path: Path) -> None:
    taken(tmp_path, message(*HOLD, "Tahan {seconds} detik.", '#, fuzzy\n#| msgid "Hold."\n'))
    assert (entry(ours, HOLD).fuzzy, entry(ours, HOLD).previous) == (True, "Hold.")


def test_a_translation_of_an_older_english_is_taken_as_fuzzy_by_id(ours: Path, tmp_path: Path) -> None:
    ids = "#. [relief/stretch.lying.hold]\n"
    done = taken(tmp_path, message("step", "Hold for a while.", "Tahan sebentar.", ids))
    got = entry(ours, HOLD)
    assert len(done.fuzzy) == 1
    assert (got.translation, got.fuzzy, got.previous) == ("Tahan sebentar.", True, "Hold for a while.")


def test_a_text_that_is_gone_is_named_and_not_taken(ours: Path, tmp_path: Path) -> None:
    done = taken(tmp_path, message("step", "Gone.", "Hilang."))
    assert [(e.english, why) for e, why in done.skipped] == [("Gone.", "is not in the app any more")]


def test_without_msgctxt_the_english_will_do_where_it_stands_once(ours: Path, tmp_path: Path) -> None:
    taken(tmp_path, message("", HOLD[1], "Tahan {seconds} detik."))
    assert entry(ours, HOLD).translation == "Tahan {seconds} detik."


def test_without_msgctxt_nothing_is_guessed_where_it_stands_twice(ours: Path, tmp_path: Path) -> None:
    twice = [e.english for e in read_po(ours, "id.po").entries]
    english = next(text for text in twice if twice.count(text) > 1)
    done = taken(tmp_path, message("", english, "Apa saja"))
    assert "several kinds" in done.skipped[0][1]


def test_windows_line_ends_and_wrapping_are_undone(ours: Path, tmp_path: Path) -> None:
    body = 'msgctxt "button"\r\nmsgid ""\r\n"Do"\r\n"ne"\r\nmsgstr ""\r\n"Be"\r\n"res"\r\n'
    taken(tmp_path, body)
    assert b"\r" not in ours.read_bytes()
    assert 'msgid "Done"\nmsgstr "Beres"\n' in ours.read_text(encoding="utf-8")


def test_who_translated_is_taken_over(ours: Path, tmp_path: Path) -> None:
    taken(tmp_path, message(*DONE, "Beres"), HEADER + f'"{NAME}\\n"\n"X-Generator: Poedit 3\\n"\n')
    text = ours.read_text(encoding="utf-8")
    assert f'"{NAME}\\n"' in text
    assert "X-Generator" not in text


def test_a_placeholder_in_a_header_takes_no_name_away(ours: Path, tmp_path: Path) -> None:
    """Who translated may not sign; a file from an editor that asks for no name must not make that forgotten."""
    taken(tmp_path, message(*DONE, "Beres"), HEADER + f'"{NAME}\\n"\n"Language-Team: A team <team@mail.test>\\n"\n')
    empty = "".join(f'"{name}: {HEADER_OF_A_TEMPLATE[name]}\\n"\n' for name in THEIRS)
    taken(tmp_path, message(*DONE, "Jadi"), HEADER + empty)
    header = read_po(ours, "id.po").header
    assert header["Last-Translator"] == NAME.partition(": ")[2]
    assert header["Language-Team"] == "A team <team@mail.test>"
    assert header["PO-Revision-Date"] == HEADER_OF_A_TEMPLATE["POT-Creation-Date"]


def test_a_waiver_comes_with_its_translation(ours: Path, tmp_path: Path) -> None:
    taken(tmp_path, message(*DONE, "Beres", "# check-ok: unchanged (a loan word)\n"))
    assert entry(ours, DONE).waivers == ["unchanged (a loan word)"]


@pytest.mark.parametrize("said", ["zh_CN", "ms", "xx"])
def test_a_file_of_another_language_is_refused(ours: Path, tmp_path: Path, said: str) -> None:
    before = ours.read_bytes()
    with pytest.raises(ContentError, match=rf"says that its language is '{said}'"):
        taken(tmp_path, message(*DONE, "Beres"), HEADER + f'"Language: {said}\\n"\n')
    assert ours.read_bytes() == before


@pytest.mark.parametrize(("folder", "said"), [("zh_Hans", "zh_CN"), ("zh_Hans", "zh-Hans"), ("zh_Hans", "zh")])
def test_chinese_is_known_by_each_of_its_names(content: Content, tmp_path: Path, folder: str, said: str) -> None:
    write_catalog(content, tmp_path, {}, folder=folder)
    path = returned(tmp_path, message(*DONE, "完成"), HEADER + f'"Language: {said}\\n"\n')
    assert len(merge_returned(tmp_path / "translations", Language(folder), path).new) == 1


def test_traditional_chinese_is_not_taken_for_simplified(content: Content, tmp_path: Path) -> None:
    write_catalog(content, tmp_path, {}, folder="zh_Hans")
    path = returned(tmp_path, message(*DONE, "完成"), HEADER + '"Language: zh_TW\\n"\n')
    with pytest.raises(ContentError, match="zh_TW"):
        merge_returned(tmp_path / "translations", Language("zh_Hans"), path)


def test_a_broken_file_is_refused_with_its_line(ours: Path, tmp_path: Path) -> None:
    before = ours.read_bytes()
    with pytest.raises(ContentError, match=r"back\.po:6: .*plain double quotes"):
        taken(tmp_path, 'msgid "Done"\nmsgstr “Beres”\n')
    assert ours.read_bytes() == before


def test_a_broken_file_of_ours_is_never_written(ours: Path, tmp_path: Path) -> None:
    ours.write_text(ours.read_text(encoding="utf-8") + "<<<<<<< HEAD\n", encoding="utf-8")
    before = ours.read_bytes()
    with pytest.raises(ContentError, match="conflict marker"):
        taken(tmp_path, message(*DONE, "Beres"))
    assert ours.read_bytes() == before


def test_the_command_says_what_was_replaced_and_what_was_not_taken(content: Content, tmp_path: Path) -> None:
    write_catalog(content, copy_project(tmp_path, ("content",)), {DONE: "Selesai"})
    body = message(*DONE, "Beres") + message(*HOLD, "Tahan.") + message("step", "Gone.", "Hilang.")
    back = returned(tmp_path, body)
    line = back.read_text(encoding="utf-8").splitlines().index('msgstr "Hilang."') + 1
    done = catalog(tmp_path, "take", "id", "back.po")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.splitlines() == [
        "replaced: Done",
        "    before: Selesai",
        "    now:    Beres",
        f"back.po:{line}: not taken: is not in the app any more: Gone.",
        "translations/id/LC_MESSAGES/messages.po: 1 new, 1 replaced, 0 fuzzy, 0 the same, 1 not taken",
        f"{errors_in(tmp_path, content)} errors in the file now: python -m pwa catalog check id",
    ]


def errors_in(project: Path, content: Content) -> int:
    return sum(finding.error for finding in standing(content, project / "translations", Language("id")).findings)


def test_a_returned_file_that_is_not_there_is_said_in_one_line(content: Content, tmp_path: Path) -> None:
    write_catalog(content, copy_project(tmp_path, ("content",)), {})
    done = catalog(tmp_path, "take", "id", "back.po")
    assert done.exit_code == 1
    assert done.stderr.startswith("back.po:1: ")
    assert done.stderr.count("\n") == 1
