"""`catalog status`, and the stage of a language: counted from the files, and said in words."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from pwa.content.model import Content
from pwa.content.walk import texts
from pwa.languages.signatures import Signature, hash_of, written
from pwa.languages.standing import Standing, standing
from pwa.languages.table import Language
from pwa.problems import ContentError, program
from pwa.workshop import terminal
from pwa.workshop.status import next_steps, report
from tests.support.catalogs import finished, keys, quoted, write_catalog
from tests.support.command import catalog
from tests.support.project import copy_project

INDONESIAN = Language("id")
SIGNED = "2026-01-31"


def read(content: Content, folder: Path) -> Standing:
    return standing(content, folder / "translations", INDONESIAN)


def sign_all(content: Content, folder: Path, translations: dict[tuple[str, str], str]) -> None:
    rows = [Signature(hash_of(key, translations[key]), "A name", "nurse", SIGNED) for key in keys(content, safety=True)]
    (folder / "translations" / "id" / "reviewed.csv").write_text(written(rows), encoding="utf-8")


def test_an_empty_catalog_is_a_draft(content: Content, tmp_path: Path) -> None:
    write_catalog(content, tmp_path, {})
    now = read(content, tmp_path)
    assert now.stage == "draft"
    assert len(now.keys("missing", safety=True)) == len(keys(content, safety=True))
    assert "0 translated, 0 fuzzy, 0 failing" in report(now)


def test_one_missing_safety_text_makes_a_draft_and_a_missing_button_does_not(content: Content, tmp_path: Path) -> None:
    every = finished(content)
    safety, other = keys(content, safety=True)[0], ("button", "Done")
    write_catalog(content, tmp_path, every | {other: ""})
    assert read(content, tmp_path).stage == "beta"
    write_catalog(content, tmp_path, every | {safety: ""})
    assert read(content, tmp_path).stage == "draft"


def test_a_fuzzy_text_is_never_counted_as_translated(content: Content, tmp_path: Path) -> None:
    key = keys(content, safety=True)[0]
    write_catalog(content, tmp_path, finished(content), fuzzy={key})
    now = read(content, tmp_path)
    assert now.keys("fuzzy", safety=True) == [key]
    assert now.stage == "draft"
    total = len(keys(content, safety=True))
    assert f"{total} safety texts: {total - 1} translated, 1 fuzzy, 0 failing, 0 missing, 0 signed" in report(now)


def test_a_failing_safety_text_makes_a_draft_and_is_not_shown(content: Content, tmp_path: Path) -> None:
    text = next(text for text in texts(content) if text.is_safety and text.placeholders)
    write_catalog(content, tmp_path, finished(content) | {(text.kind, text.english): "Tahan."})
    now = read(content, tmp_path)
    assert now.keys("failing", safety=True) == [(text.kind, text.english)]
    assert now.stage == "draft"
    assert now.shown(text.kind, text.english) is None
    assert f"mend 1 failing text: {program()} catalog check id" in next_steps(now)


def test_signing_all_releases_and_an_edit_unsigns_by_itself(content: Content, tmp_path: Path) -> None:
    every = finished(content)
    write_catalog(content, tmp_path, every)
    assert read(content, tmp_path).stage == "beta"
    sign_all(content, tmp_path, every)
    assert read(content, tmp_path).stage == "released"
    assert next_steps(read(content, tmp_path)) == ["nothing; thank you"]
    key = keys(content, safety=True)[0]
    write_catalog(content, tmp_path, every | {key: every[key] + " "})
    assert read(content, tmp_path).keys("unsigned", safety=True) == [key]
    assert read(content, tmp_path).stage == "beta"
    write_catalog(content, tmp_path, every)
    assert read(content, tmp_path).stage == "released"


def test_changed_english_unsigns(content: Content, tmp_path: Path) -> None:
    assert hash_of(("step", "Pull."), "Tarik.") != hash_of(("step", "Push."), "Tarik.")
    assert hash_of(("step", "Pull."), "Tarik.") != hash_of(("do now", "Pull."), "Tarik.")
    assert hash_of(("a", "b"), "c") != hash_of(("a", 'b", "c'), "")


def test_english_says_that_nobody_has_signed(content: Content, tmp_path: Path) -> None:
    now = standing(content, tmp_path / "translations", Language("en"))
    assert now.stage == "beta"
    assert "no clinician has signed any of them" in report(now)


def test_this_checkout_has_no_signature_that_nobody_gave(content: Content) -> None:
    """A signature is a person's. Whoever adds the first one deletes this test."""
    assert sorted(Path(__file__).parent.parent.parent.glob("translations/*/reviewed.csv")) == []


# name: (text of the file, line, what is said)
BROKEN = {
    "other columns": ("hash,name\n", 1, "the first line should be hash,who,role,date"),
    "an empty file": ("", 1, "the first line should be"),
    "semicolons and no hash": ("hash;who;role;date\nabc;A;nurse;2026-01-31\n", 2, "the hash should be 64 letters"),
    "a conflict": ("hash,who,role,date\n<<<<<<< HEAD\n", 2, "conflict marker"),
    "too few columns": (f"hash,who,role,date\n{'a' * 64},A\n", 2, "should have 4 columns"),
    "no hash": ("hash,who,role,date\nabc,A,nurse,2026-01-31\n", 2, "the hash should be 64 letters"),
    "no name": (f"hash,who,role,date\n{'a' * 64},,nurse,2026-01-31\n", 2, "needs a name and a role"),
    "another date": (f"hash,who,role,date\n{'a' * 64},A,nurse,31/1/2026\n", 2, "the date should be written as"),
    "an open quote": (f'hash,who,role,date\n{"a" * 64},"A,nurse,2026-01-31\n', 2, "missing quote"),
}


@pytest.mark.parametrize(("text", "line", "message"), BROKEN.values(), ids=BROKEN)
def test_a_broken_sign_off_file_is_named_with_its_line(
    content: Content, tmp_path: Path, text: str, line: int, message: str
) -> None:
    write_catalog(content, tmp_path, {})
    (tmp_path / "translations" / "id" / "reviewed.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read(content, tmp_path)
    assert str(caught.value).startswith(f"translations/id/reviewed.csv:{line}: ")
    assert message in str(caught.value)


def test_signatures_stand_in_one_order_and_once() -> None:
    first, second = Signature("a" * 64, "B, MD", "doctor", SIGNED), Signature("b" * 64, "A", "nurse", SIGNED)
    text = written([second, first, second])
    assert text == f'hash,who,role,date\n{"a" * 64},"B, MD",doctor,{SIGNED}\n{"b" * 64},A,nurse,{SIGNED}\n'


@pytest.fixture
def checkout(tmp_path: Path, content: Content) -> Path:
    write_catalog(content, copy_project(tmp_path, ("content",)), {})
    return tmp_path


def test_the_command_says_how_far_each_language_is(checkout: Path) -> None:
    done = catalog(checkout, "status")
    assert done.exit_code == 0, done.stderr
    assert "English (en): the original" in done.stdout
    assert "Bahasa Indonesia (id): draft" in done.stdout
    assert "next: translate" in done.stdout
    assert "\x1b" not in done.stdout


def test_a_broken_file_is_said_and_the_others_are_still_counted(checkout: Path) -> None:
    path = checkout / "translations/id/LC_MESSAGES/messages.po"
    path.write_text(path.read_text(encoding="utf-8") + "=======\n", encoding="utf-8")
    done = catalog(checkout, "status")
    assert done.exit_code == 1
    assert "cannot be read" in done.stdout
    assert "translations/id/LC_MESSAGES/messages.po:" in done.stdout
    assert "English (en)" in done.stdout


def test_a_finding_is_painted_by_its_level_where_there_are_colours(
    checkout: Path, content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The word alone is painted, also where the message holds it too."""
    write_catalog(content, checkout, {("step", "Hold for {seconds} seconds, or until it eases."): "error: Tahan."})
    monkeypatch.setattr(terminal, "coloured", lambda: True)
    monkeypatch.setattr(terminal, "LEVELS", {name: f"<{name}>" for name in terminal.LEVELS})
    lines = catalog(checkout, "check", "id").stdout.splitlines()
    found = next(line for line in lines if "{seconds} is missing" in line)
    assert re.fullmatch(r"translations/id/.*/messages\.po:\d+: <error>error: \{seconds\} is missing.*", found)


@pytest.mark.slow
def test_a_console_without_the_letters_gets_no_traceback(checkout: Path, content: Content) -> None:
    """In a process of its own, because it is Python that reads these variables when it starts."""
    write_catalog(content, copy_project(checkout, ("pwa",)), {}, folder="zh_Hans")
    environment = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}
    line = [sys.executable, "-m", "pwa", "catalog", "status"]
    done = subprocess.run(line, cwd=checkout, capture_output=True, text=True, encoding="utf-8", env=environment)
    assert done.returncode == 0, done.stderr
    assert "(zh_Hans): draft" in done.stdout


def test_what_stands_in_quotes_is_written_as_polib_writes_it() -> None:
    assert quoted('a "b" \\') == '"a \\"b\\" \\\\"'
