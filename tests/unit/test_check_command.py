"""`catalog check` as a command: its exit code, where it says a fault is, and broken files."""

import re
import shutil
from pathlib import Path

import pytest

from pwa.content.model import Content
from pwa.files import root
from pwa.languages.catalog import po_path
from pwa.languages.table import Language
from tests.support.checking import DONE, HOLD, write
from tests.support.command import catalog


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the content, for a catalog of its own."""
    shutil.copytree(root() / "content", tmp_path / "content")
    return tmp_path


def test_the_command_fails_on_a_safety_fault_and_says_where(content: Content, checkout: Path) -> None:
    path = write(content, checkout / "translations", {HOLD: "Tahan."})
    done = catalog(checkout, "check", "id")
    line = path.read_text(encoding="utf-8").splitlines().index('msgstr "Tahan."') + 1
    assert done.exit_code == 1
    assert f"translations/id/LC_MESSAGES/messages.po:{line}: error: {{seconds}} is missing" in done.stdout


def test_the_command_passes_a_catalog_without_errors(content: Content, checkout: Path) -> None:
    write(content, checkout / "translations", {DONE: ""})
    done = catalog(checkout, "check")
    assert done.exit_code == 0, done.stdout + done.stderr
    assert "warning: not translated yet [missing]" in done.stdout
    assert re.search(r"\n0 errors, \d+ warnings in English, Bahasa Indonesia\n$", done.stdout)


def test_the_command_gives_hints_on_the_english(content: Content, checkout: Path) -> None:
    write(content, checkout / "translations", {DONE: ""})
    relief = checkout / "content" / "relief.yaml"
    text = relief.read_text(encoding="utf-8")
    assert text.count(f'"{DONE}"') == 1
    relief.write_text(text.replace(f'"{DONE}"', '"Terminate it"'), encoding="utf-8")
    line = text[: text.index(f'"{DONE}"')].count("\n") + 1
    done = catalog(checkout, "check", "en")
    assert done.exit_code == 0, done.stdout + done.stderr
    said = f"content/relief.yaml:{line}: warning: “Terminate” is hard; write: end, stop [rare-word]\n"
    assert f"{said}    English: Terminate it\n" in done.stdout
    assert "Here:" not in done.stdout


def test_the_command_fails_on_a_broken_file_without_a_traceback(content: Content, checkout: Path) -> None:
    path = write(content, checkout / "translations", {})
    path.write_text(path.read_text(encoding="utf-8") + ">>>>>>> x\n", encoding="utf-8")
    done = catalog(checkout, "check")
    assert done.exit_code == 1
    assert done.stderr.startswith("translations/id/LC_MESSAGES/messages.po:")
    assert "Traceback" not in done.stderr


def test_a_broken_file_hides_nothing_of_another_language(content: Content, checkout: Path) -> None:
    path = write(content, checkout / "translations", {HOLD: "Tahan."})
    broken = po_path(checkout / "translations", Language("zh_Hans"))
    broken.parent.mkdir(parents=True)
    broken.write_text(path.read_text(encoding="utf-8") + "=======\n", encoding="utf-8")
    # English comes first, Chinese last: broken too, so that neither order hides anything.
    shutil.copytree(broken.parent, checkout / "translations" / "fr" / "LC_MESSAGES")
    done = catalog(checkout, "check")
    assert done.exit_code == 1
    assert "{seconds} is missing" in done.stdout
    assert re.search(r"\n5 errors, \d+ warnings in English, Français, Bahasa Indonesia, 简体中文\n$", done.stdout)
    assert [line.split(":")[0].split("/")[1] for line in done.stderr.splitlines()] == ["fr", "zh_Hans"]


def test_the_command_names_the_languages_there_are(content: Content, checkout: Path) -> None:
    write(content, checkout / "translations", {})
    done = catalog(checkout, "check", "xx")
    assert done.exit_code == 2
    assert done.stderr == "there is no language 'xx'; there are: en, id\n"
