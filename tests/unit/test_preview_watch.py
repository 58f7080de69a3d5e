"""The preview notices what was saved, and goes on looking whatever happens to the files."""

import shutil
from pathlib import Path

import pytest

from pwa.files import stamps
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
