"""What comes into a file while a command works on it is not lost."""

import importlib
from pathlib import Path
from typing import Any

import pytest

from pwa.content.model import Content
from pwa.languages.po import read_po
from pwa.languages.signatures import Signature, hash_of, read_signatures, written
from pwa.languages.standing import standing
from pwa.languages.table import Language
from pwa.workshop.merge_returned import Asked
from pwa.workshop.signing import sign
from tests.support.catalogs import finished, keys, write_catalog
from tests.support.command import catalog
from tests.support.project import copy_project
from tests.support.returned import DONE, message, returned, taken


def test_signatures_that_come_during_the_questions_stay(content: Content, tmp_path: Path) -> None:
    write_catalog(content, tmp_path, finished(content))
    translations, language = tmp_path / "translations", Language("id")
    mine, theirs = keys(content, safety=True)[:2]
    before = standing(content, translations, language)
    other = Signature(hash_of(theirs, finished(content)[theirs]), "Other Person", "doctor", "2026-01-31")
    (translations / "id/reviewed.csv").write_text(written([other]), encoding="utf-8")
    assert sign(translations, before, [mine], "A name", "nurse") == 1
    assert {one.who for one in read_signatures(translations, language)} == {"Other Person", "A name"}


# What each command does between reading a .po and writing it.
BETWEEN = {
    "take": (("take", "id", "back.po"), "merge_returned", "sent_out"),
    "suggest": (("suggest", "id"), "suggest", "canonical"),
    "format": (("format", "id"), "commands", "canonical"),
    "update": (("update",), "update", "template"),
}


def saving_meanwhile(monkeypatch: pytest.MonkeyPatch, path: Path, module: str, name: str) -> None:
    """Let another program save the file when the command comes to the function."""
    loaded = importlib.import_module(f"pwa.workshop.{module}")
    real = getattr(loaded, name)

    def between(*arguments: Any) -> Any:
        path.write_text(path.read_text(encoding="utf-8").replace("Selesai", "Sudah selesai"), encoding="utf-8")
        return real(*arguments)

    monkeypatch.setattr(loaded, name, between)


@pytest.mark.parametrize(("command", "module", "name"), BETWEEN.values(), ids=BETWEEN)
def test_what_was_saved_meanwhile_is_not_overwritten(
    content: Content,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
    module: str,
    name: str,
) -> None:
    path = write_catalog(content, copy_project(tmp_path, ("content",)), {DONE: "Selesai"})
    returned(tmp_path, message("button", "Stop", "Berhenti"))
    saving_meanwhile(monkeypatch, path, module, name)
    done = catalog(tmp_path, *command)
    assert 'msgstr "Sudah selesai"' in path.read_text(encoding="utf-8")
    assert done.exit_code == 1
    assert "was saved meanwhile" in done.stderr


def test_a_file_from_which_nothing_is_taken_writes_nothing(
    ours: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saving_meanwhile(monkeypatch, ours, "merge_returned", "sent_out")
    taken(tmp_path, message(*DONE, "Beres"))
    assert 'msgstr "Sudah selesai"' in ours.read_text(encoding="utf-8")


OUR_WAIVER, THEIR_WAIVER = "check-ok: avoid 012345 (an idiom)", "check-ok: avoid 543210 (a loan word)"


@pytest.mark.parametrize(
    ("words", "comment", "kept"),
    [
        ("Selesai", "not sure", [OUR_WAIVER, "a note of ours", "not sure"]),
        ("Selesai", OUR_WAIVER, [OUR_WAIVER, "a note of ours"]),
        ("Beres", THEIR_WAIVER, ["a note of ours", THEIR_WAIVER]),
    ],
    ids=["another comment", "the same comment", "a waiver for other words"],
)
def test_comments_that_came_here_after_the_file_went_out_stay(
    ours: Path, tmp_path: Path, words: str, comment: str, kept: list[str]
) -> None:
    commented = message(*DONE, "Selesai", f"# {OUR_WAIVER}\n# a note of ours\n").rstrip()
    text = ours.read_text(encoding="utf-8").replace(message(*DONE, "Selesai").rstrip(), commented)
    ours.write_text(text, encoding="utf-8")
    taken(tmp_path, message(*DONE, words, f"# {comment}\n"), asked=Asked(replace=True))
    (done,) = [entry for entry in read_po(ours, "id.po").entries if entry.key == DONE]
    assert (done.translation, done.comments) == (words, kept)
