"""Where git knows who translated and does not say, nobody signs, and `catalog take` says what it cannot tell."""

from pathlib import Path

import pytest

from pwa.content.model import Content
from pwa.languages.po import read_po
from pwa.problems import ContentError
from pwa.workshop.history import translators
from pwa.workshop.signing import code_of
from tests.support.catalogs import finished, git, keys, write_catalog
from tests.support.command import catalog
from tests.support.project import copy_project
from tests.support.returned import DONE, message, returned

WHO = ("--who", "Siti Aminah", "--role", "nurse")


@pytest.fixture
def committed(content: Content, tmp_path: Path) -> Path:
    """A checkout whose translator is known to git alone."""
    write_catalog(content, copy_project(tmp_path, ("content",)), finished(content))
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "translations")
    git(tmp_path, "commit", "-q", "-m", "Translate", who="Siti Aminah")
    return tmp_path


@pytest.fixture
def of_another_user(committed: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same as git sees a folder of another user; the variable is that of git's own tests (t0033)."""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(committed / "none"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    return committed


def test_nobody_signs_where_git_refuses_to_say_who_translated(content: Content, of_another_user: Path) -> None:
    key = keys(content, safety=True)[0]
    done = catalog(of_another_user, "sign", "id", code_of(key, finished(content)[key]), *WHO)
    assert done.exit_code == 1
    assert "nobody can sign" in done.stderr
    assert "git config --global --add safe.directory" in done.stderr
    assert not (of_another_user / "translations/id/reviewed.csv").exists()


def test_a_sheet_signs_nothing_there_and_brings_its_translations(content: Content, of_another_user: Path) -> None:
    key = keys(content, safety=True)[0]
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"X-Generator: Night Cramp sheet\\n"\n'
    head += '"X-Reader: Siti Aminah\\n"\n"X-Reader-Role: nurse\\n"\n'
    was = f'# was "{finished(content)[DONE]}"\n'
    body = message(*DONE, "Beres", was) + message(*key, finished(content)[key], "# read yes\n")
    returned(of_another_user, body, head)
    done = catalog(of_another_user, "take", "id", "back.po")
    assert done.exit_code == 1
    assert "1 replaced" in done.stdout
    assert "nobody can sign" in done.stderr
    assert not (of_another_user / "translations/id/reviewed.csv").exists()


def test_take_says_why_it_does_not_know_what_was_sent_out(of_another_user: Path) -> None:
    returned(of_another_user, message(*DONE, "Beres"))
    done = catalog(of_another_user, "take", "id", "back.po")
    assert "nobody knows who changed what" in done.stdout
    assert "safe.directory" in done.stdout


def test_a_clone_without_history_knows_nobody_who_translated(committed: Path, tmp_path: Path) -> None:
    git(committed, "commit", "-q", "--allow-empty", "-m", "More")
    git(committed, "clone", "-q", "--depth", "1", committed.as_uri(), "shallow")
    path = tmp_path / "shallow/translations/id/LC_MESSAGES/messages.po"
    with pytest.raises(ContentError, match="run: git fetch --unshallow"):
        translators(path, read_po(path, "id.po"))


def test_before_the_first_commit_the_header_alone_is_known(content: Content, tmp_path: Path) -> None:
    write_catalog(content, tmp_path, {})
    git(tmp_path, "init", "-q")
    path = tmp_path / "translations/id/LC_MESSAGES/messages.po"
    assert translators(path, read_po(path, "id.po")) == set()


def test_without_git_it_is_said_that_the_header_alone_is_known(content: Content, tmp_path: Path) -> None:
    write_catalog(content, copy_project(tmp_path, ("content",)), finished(content))
    key = keys(content, safety=True)[0]
    done = catalog(tmp_path, "sign", "id", code_of(key, finished(content)[key]), *WHO)
    assert done.exit_code == 0
    assert "git does not have it, so its header alone says who translated" in done.stdout
