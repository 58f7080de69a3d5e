"""The preview notices what was saved, and goes on looking whatever happens to the files."""

import json
import shutil
from itertools import islice
from pathlib import Path

import pytest

from pwa.files import stamps
from pwa.languages.table import Language
from pwa.workshop.preview import app as preview
from pwa.workshop.preview.catalogs import LastGood
from pwa.workshop.preview.watch import changes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.yaml").write_text("a", encoding="utf-8")
    return tmp_path


def test_each_change_names_its_files(folder: Path) -> None:
    found = filter(None, changes([folder]))
    assert {path.name for path in next(found)} == {"a.yaml"}
    (folder / "content" / "b.po").write_text("b", encoding="utf-8")
    (folder / "content" / "b.tmp").write_text("b", encoding="utf-8")
    assert {path.name for path in next(found)} == {"b.po"}


def test_a_file_that_cannot_be_looked_at_hides_no_other(folder: Path) -> None:
    """A link to itself: no FileNotFoundError, and not a question of who runs the test."""
    (folder / "content" / "loop.yaml").symlink_to(folder / "content" / "loop.yaml")
    assert {path.name for path in stamps([folder])} == {"a.yaml"}


def test_a_folder_that_goes_and_comes_back_is_followed(folder: Path) -> None:
    """As git does it when somebody goes to another branch."""
    found = filter(None, changes([folder, folder / "content"]))
    next(found)
    shutil.move(folder / "content", folder / "away")
    assert {path.parent.name for path in next(found)} == {"content", "away"}
    shutil.move(folder / "away", folder / "content")
    assert {path.parent.name for path in next(found)} == {"content", "away"}


def test_a_folder_that_is_gone_for_one_look_is_told_of(folder: Path) -> None:
    """A page that was drawn in that moment says that a file is missing, until it is drawn anew."""
    found = changes([folder])
    while not next(found):
        pass
    shutil.move(folder / "content", folder.parent / "away")
    assert not next(found)
    shutil.move(folder.parent / "away", folder / "content")
    assert {path.name for path in [*next(found), *next(found)]} == {"a.yaml"}


def test_what_was_wrong_with_a_language_goes_with_its_folder(project: Path) -> None:
    """Read at the moment when the folder went, it would be named on every page for ever."""
    messages = project / "translations" / "ms" / "LC_MESSAGES" / "messages.po"
    messages.parent.mkdir(parents=True)
    messages.write_text("msgid", encoding="utf-8")
    catalogs = LastGood(project)
    catalogs.refresh()
    catalogs.refresh_language(Language("ms"))
    assert list(catalogs.broken) == ["ms"]
    shutil.rmtree(project / "translations" / "ms")
    catalogs.refresh()
    assert catalogs.broken == {}


def test_a_fault_that_no_change_takes_away_is_looked_at_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What went and came back between two looks of the watch is a change that nobody tells of."""
    monkeypatch.setattr(preview, "HEARTBEAT_S", 0.01)
    answer = preview.create_preview(project).test_client().get("/preview/events?page=/en/settings/")
    lines = (line for line in islice(answer.iter_encoded(), 50) if line.startswith(b"data"))
    told = (json.loads(line.removeprefix(b"data: "))["faults"] for line in lines)
    assert next(told) == []
    shutil.move(project / "content", project / "away")
    assert next(told) != []
    shutil.move(project / "away", project / "content")
    assert [] in told
