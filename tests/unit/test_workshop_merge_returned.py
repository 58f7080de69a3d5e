"""`catalog take`: a .po that came back by mail is merged whole or not at all, and loses nothing unseen."""

import shutil
from pathlib import Path

import pytest

from pwa.content.model import Content
from pwa.languages.message import Message
from pwa.languages.po import read_po
from pwa.languages.signatures import Signature, hash_of, written
from pwa.languages.standing import standing
from pwa.languages.table import Language
from pwa.problems import ContentError, program
from pwa.workshop.merge_returned import Asked, merge_returned
from pwa.workshop.po_writer import HEADER as HEADER_OF_A_TEMPLATE
from pwa.workshop.po_writer import THEIRS
from tests.support.catalogs import HEADER, git, write_catalog
from tests.support.command import catalog
from tests.support.project import copy_project
from tests.support.returned import DONE, message, returned, taken

HOLD = ("step", "Hold for {seconds} seconds, or until it eases.")
REPLACE = Asked(replace=True)
NAME = "Last-Translator: A name <name@mail.test>"


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
    assert taken(tmp_path, body).same == 1
    assert ours.read_bytes() == before


def test_a_finished_translation_is_replaced_only_when_that_is_said_and_named(ours: Path, tmp_path: Path) -> None:
    before = ours.read_bytes()
    done = taken(tmp_path, message(*DONE, "Beres"))
    assert [(one.here, one.their.translation, one.why) for one in done.held] == [("Selesai", "Beres", "finished here")]
    assert ours.read_bytes() == before
    done = taken(tmp_path, message(*DONE, "Beres"), asked=REPLACE)
    assert [(before, e.translation) for before, e in done.replaced] == [("Selesai", "Beres")]


UNFINISHED = {
    "empty": message(*DONE, ""),
    "fuzzy": message(*DONE, "Beres", "#, fuzzy\n"),
    "fuzzy as gettext 0.23 writes it": message(*DONE, "Beres", "#= fuzzy\n"),
    "a flag of somebody's own way to work": message(*DONE, "Beres", "#, needs-review\n"),
}


@pytest.mark.parametrize("body", UNFINISHED.values(), ids=UNFINISHED)
@pytest.mark.parametrize("asked", [None, Asked(replace=True, safety=frozenset())], ids=["unasked", "asked"])
def test_what_is_not_finished_takes_no_finished_translation_away(
    ours: Path, tmp_path: Path, body: str, asked: Asked | None
) -> None:
    before = ours.read_bytes()
    taken(tmp_path, body, asked=asked)
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


def test_another_msgctxt_is_named_with_the_right_one(ours: Path, tmp_path: Path) -> None:
    """Who translated that line too hears what it was, and not that the text is gone."""
    done = taken(tmp_path, message("tombol", "Done", "Selesai"))
    assert [why for _, why in done.skipped] == ["its msgctxt is 'tombol', and should be 'button', as it was sent out"]


def test_without_msgctxt_nothing_is_guessed_where_it_stands_twice(ours: Path, tmp_path: Path) -> None:
    twice = [e.english for e in read_po(ours, "id.po").entries]
    english = next(text for text in twice if twice.count(text) > 1)
    done = taken(tmp_path, message("", english, "Apa saja"))
    assert "several kinds" in done.skipped[0][1]


def test_windows_line_ends_and_wrapping_are_undone(ours: Path, tmp_path: Path) -> None:
    body = 'msgctxt "button"\r\nmsgid ""\r\n"Do"\r\n"ne"\r\nmsgstr ""\r\n"Be"\r\n"res"\r\n'
    taken(tmp_path, body, asked=REPLACE)
    assert b"\r" not in ours.read_bytes()
    assert 'msgid "Done"\nmsgstr "Beres"\n' in ours.read_text(encoding="utf-8")


def test_who_translated_is_taken_over(ours: Path, tmp_path: Path) -> None:
    taken(tmp_path, message(*DONE, "Beres"), HEADER + f'"{NAME}\\n"\n"X-Generator: Poedit 3\\n"\n', REPLACE)
    text = ours.read_text(encoding="utf-8")
    assert f'"{NAME}\\n"' in text
    assert "X-Generator" not in text


def test_a_placeholder_in_a_header_takes_no_name_away(ours: Path, tmp_path: Path) -> None:
    """Who translated may not sign; a file from an editor that asks for no name must not make that forgotten."""
    taken(
        tmp_path,
        message(*DONE, "Beres"),
        HEADER + f'"{NAME}\\n"\n"Language-Team: A team <team@mail.test>\\n"\n',
        REPLACE,
    )
    empty = "".join(f'"{name}: {HEADER_OF_A_TEMPLATE[name]}\\n"\n' for name in THEIRS)
    taken(tmp_path, message(*DONE, "Jadi"), HEADER + empty, REPLACE)
    header = read_po(ours, "id.po").header
    assert header["Last-Translator"] == NAME.partition(": ")[2]
    assert header["Language-Team"] == "A team <team@mail.test>"
    assert header["PO-Revision-Date"] == HEADER_OF_A_TEMPLATE["POT-Creation-Date"]


def test_a_waiver_comes_with_its_translation(ours: Path, tmp_path: Path) -> None:
    done = taken(tmp_path, message(*DONE, "Beres", "# check-ok: unchanged (a loan word)\n"), asked=REPLACE)
    assert entry(ours, DONE).waivers == ["unchanged (a loan word)"]
    assert [their.english for their in done.waivers] == ["Done"]


def test_a_safety_text_is_replaced_only_when_that_is_said(ours: Path, tmp_path: Path) -> None:
    taken(tmp_path, message(*HOLD, "Tahan {seconds} detik."))
    other = message(*HOLD, "Tahan sampai {seconds} detik.")
    (held,) = taken(tmp_path, other, asked=REPLACE).held
    assert held.why == "a safety text, finished here"
    assert len(taken(tmp_path, other, asked=Asked(safety=frozenset([held.code]))).replaced) == 1


def test_the_code_of_other_words_replaces_nothing_and_nothing_else_is_written(ours: Path, tmp_path: Path) -> None:
    taken(tmp_path, message(*HOLD, "Tahan {seconds} detik."))
    (held,) = taken(tmp_path, message(*HOLD, "Tahan sampai {seconds} detik.")).held
    before = ours.read_bytes()
    body = message(*HOLD, "Tahan kira-kira {seconds} detik.") + message("button", "Stop", "Berhenti")
    with pytest.raises(ContentError, match=f"no text of it that waits here has the code {held.code}"):
        taken(tmp_path, body, asked=Asked(safety=frozenset([held.code])))
    assert ours.read_bytes() == before


def test_a_signed_text_is_replaced_only_when_that_is_said(ours: Path, tmp_path: Path) -> None:
    rows = [Signature(hash_of(DONE, "Selesai"), "A name", "nurse", "2026-01-31")]
    (tmp_path / "translations/id/reviewed.csv").write_text(written(rows), encoding="utf-8")
    assert [held.why for held in taken(tmp_path, message(*DONE, "Beres"), asked=REPLACE).held] == ["signed here"]


def test_a_mark_fuzzy_that_only_got_lost_stays(ours: Path, tmp_path: Path) -> None:
    taken(tmp_path, message(*HOLD, "Tahan {seconds} detik.", "#, fuzzy\n"))
    done = taken(tmp_path, message(*HOLD, "Tahan {seconds} detik."))
    (held,) = done.held
    assert held.why == "the same words, and only the mark fuzzy is gone"
    assert entry(ours, HOLD).fuzzy
    taken(tmp_path, message(*HOLD, "Tahan {seconds} detik."), asked=Asked(safety=frozenset([held.code])))
    assert not entry(ours, HOLD).fuzzy


def test_english_that_was_copied_is_named_and_not_taken(ours: Path, tmp_path: Path) -> None:
    done = taken(tmp_path, message(*HOLD, HOLD[1]))
    assert [why for _, why in done.skipped] == ["is the English, copied"]
    assert entry(ours, HOLD).translation == ""


def test_english_that_was_copied_replaces_no_translation(ours: Path, tmp_path: Path) -> None:
    """A service fills with the source what nobody has reviewed."""
    taken(tmp_path, message(*HOLD, "Tahan sebentar.", '#, fuzzy\n#| msgid "Hold for a while."\n'))
    base, before = tmp_path / "sent.po", ours.read_bytes()
    base.write_bytes(before)
    older = message("step", "Hold for a moment.", "Hold for a moment.", "#. [relief/stretch.lying.hold]\n")
    for body in (message(*DONE, DONE[1]) + message(*HOLD, HOLD[1]), message(*HOLD, HOLD[1], "#, fuzzy\n"), older):
        done = merge_returned(tmp_path / "translations", Language("id"), returned(tmp_path, body), REPLACE, base)
        assert {why for _, why in done.skipped} == {"is the English, copied"}
        assert ours.read_bytes() == before


def test_what_was_mended_here_after_the_file_went_out_stays(ours: Path, tmp_path: Path) -> None:
    base = tmp_path / "sent.po"
    shutil.copy(ours, base)
    mended = ours.read_text(encoding="utf-8").replace('msgstr "Selesai"', 'msgstr "Sudah selesai"')
    ours.write_text(mended, encoding="utf-8")
    back = returned(tmp_path, message(*DONE, "Selesai") + message(*HOLD, "Tahan {seconds} detik."))
    done = merge_returned(tmp_path / "translations", Language("id"), back, REPLACE, base)
    assert ([e.english for e in done.kept], len(done.new)) == (["Done"], 1)
    assert entry(ours, DONE).translation == "Sudah selesai"


def test_the_file_that_was_sent_out_is_found_in_git(ours: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    for old, new in (("x", "x"), ('msgstr "Selesai"', 'msgstr "Sudah selesai"')):
        ours.write_text(ours.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        git(tmp_path, "add", "translations")
        git(tmp_path, "commit", "-q", "--allow-empty", "-m", "Translate")
    done = taken(tmp_path, message(*DONE, "Selesai"), asked=REPLACE)
    assert [e.english for e in done.kept] == ["Done"]
    assert entry(ours, DONE).translation == "Sudah selesai"


def test_what_only_they_changed_is_theirs_but_for_safety_texts_and_signed_ones(ours: Path, tmp_path: Path) -> None:
    taken(tmp_path, message(*HOLD, "Tahan {seconds} detik.") + message("button", "Stop", "Berhenti"))
    rows = [Signature(hash_of(("button", "Stop"), "Berhenti"), "A name", "nurse", "2026-01-31")]
    (tmp_path / "translations/id/reviewed.csv").write_text(written(rows), encoding="utf-8")
    base = tmp_path / "sent.po"
    shutil.copy(ours, base)
    body = (
        message(*DONE, "Beres") + message(*HOLD, "Tahan sampai {seconds} detik.") + message("button", "Stop", "Henti")
    )
    done = merge_returned(tmp_path / "translations", Language("id"), returned(tmp_path, body), None, base)
    assert [(before, e.translation) for before, e in done.replaced] == [("Selesai", "Beres")]
    assert [(held.why, bool(held.code)) for held in done.held] == [
        ("a safety text, finished here", True),
        ("signed here", True),
    ]


def test_what_both_changed_is_taken_only_when_that_is_said(ours: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    taken(tmp_path, message(*HOLD, "Tahan {seconds} detik.") + message("button", "Stop", "Berhenti"))
    for new in ("Selesai", "Sudah selesai"):
        before = f'msgstr "{entry(ours, DONE).translation}"'
        ours.write_text(ours.read_text(encoding="utf-8").replace(before, f'msgstr "{new}"'), encoding="utf-8")
        git(tmp_path, "add", "translations")
        git(tmp_path, "commit", "-q", "-m", "Translate")
        if new == "Selesai":
            sent = ours.read_text(encoding="utf-8")
    back = tmp_path / "back.po"
    back.write_text(sent.replace('msgstr "Selesai"', 'msgstr "Beres"'), encoding="utf-8")
    done = merge_returned(tmp_path / "translations", Language("id"), back)
    assert [(held.here, held.why) for held in done.held] == [("Sudah selesai", "changed here too")]


def test_what_only_they_changed_is_known_from_git(ours: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    taken(tmp_path, message(*HOLD, "Tahan {seconds} detik."))
    git(tmp_path, "add", "translations")
    git(tmp_path, "commit", "-q", "-m", "Translate")
    body = message(*DONE, "Beres") + message(*HOLD, "Tahan {seconds} detik.")
    body += message("button", "Stop", "Berhenti")
    taken(tmp_path, body.replace("Beres", "Selesai"))
    git(tmp_path, "commit", "-q", "-a", "-m", "Translate")
    assert [e.translation for _, e in taken(tmp_path, body).replaced] == ["Beres"]


def test_a_broken_file_is_refused_with_its_line(ours: Path, tmp_path: Path) -> None:
    before = ours.read_bytes()
    with pytest.raises(ContentError, match=r"back\.po:6: .*closing quote"):
        taken(tmp_path, 'msgid "Done"\nmsgstr "Beres\n')
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
    line_of_done = back.read_text(encoding="utf-8").splitlines().index('msgstr "Beres"') + 1
    done = catalog(tmp_path, "take", "id", "back.po")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.splitlines() == [
        f"back.po:{line_of_done}: not taken: finished here: Done",
        "    here:   Selesai",
        "    there:  Beres",
        f"back.po:{line}: not taken: is not in the app any more: Gone.",
        "translations/id/LC_MESSAGES/messages.po: 1 new, 0 replaced, 0 fuzzy, 0 the same, 0 kept, 2 not taken",
        f"to take what is finished here and worded otherwise there: {program()} catalog take id back.po --replace",
        f"{errors_in(tmp_path, content)} errors in the file now: {program()} catalog check id",
    ]


def test_hidden_letters_are_seen_and_a_file_of_another_project_fills_no_screen(
    content: Content, tmp_path: Path
) -> None:
    """Who takes a text by its code has to see what stands in it, and no terminal obeys it."""
    write_catalog(content, copy_project(tmp_path, ("content",)), {DONE: "Selesai"})
    flood = "".join(message("", f"Other {number}", "Lain") for number in range(50))
    path = returned(tmp_path, message(*DONE, "\u202eSele\x1b[2Jsai" + "a" * 9_000) + flood)
    said = catalog(tmp_path, "take", "id", str(path)).stdout
    assert "there:  <U+202E>Sele<U+001B>[2Jsaiaaa" in said
    assert not set("\u202e\x1b") & set(said)
    assert "(and 7,026 letters more)" in said
    assert said.count("is not in the app any more: Other") == 20
    assert "is not in the app any more: 30 more" in said


def test_the_command_fails_where_it_finds_nothing_of_ours(content: Content, tmp_path: Path) -> None:
    write_catalog(content, copy_project(tmp_path, ("content",)), {})
    returned(tmp_path, message("step", "Gone.", "Hilang."))
    done = catalog(tmp_path, "take", "id", "back.po")
    assert (done.exit_code, done.stderr) == (1, "back.po: nothing in it is a translation of a text of the app\n")


def test_the_command_replaces_what_it_is_told_to(content: Content, tmp_path: Path) -> None:
    write_catalog(content, copy_project(tmp_path, ("content",)), {DONE: "Selesai"})
    returned(tmp_path, message(*DONE, "Beres"))
    done = catalog(tmp_path, "take", "id", "back.po", "--replace")
    assert done.stdout.splitlines()[:3] == ["replaced: Done", "    before: Selesai", "    now:    Beres"]


def errors_in(project: Path, content: Content) -> int:
    return sum(finding.error for finding in standing(content, project / "translations", Language("id")).findings)


def test_a_returned_file_that_is_not_there_is_said_in_one_line(content: Content, tmp_path: Path) -> None:
    write_catalog(content, copy_project(tmp_path, ("content",)), {})
    done = catalog(tmp_path, "take", "id", "back.po")
    assert done.exit_code == 1
    assert done.stderr.startswith("back.po:1: ")
    assert done.stderr.count("\n") == 1
