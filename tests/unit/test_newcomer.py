"""The first day of a translator: what is wrong stands first, what comes next is said, and what is printed runs."""

import os
import re
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from pwa.content.model import Content
from pwa.content.text import is_safety
from pwa.languages.po import read_po
from pwa.problems import program
from pwa.workshop.order import urgent_first
from tests.support.catalogs import finished, keys, write_catalog
from tests.support.command import catalog
from tests.support.project import ROOT, copy_project

FAULTS = {("button", "Done"): "Selesai {x}"}


@pytest.fixture
def begun(content: Content, tmp_path: Path) -> Path:
    """Indonesian as it is after an hour: two faults, and nothing else."""
    copy_project(tmp_path, ("content", "translations"))
    failing = next(key for key in keys(content, safety=True) if "{seconds}" in key[1])
    write_catalog(content, tmp_path, FAULTS | {failing: "Tahan."})
    return tmp_path


def test_faults_are_named_first_and_what_is_missing_is_a_count(begun: Path, content: Content) -> None:
    result = catalog(begun, "check", "id")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    named = [line for line in lines if re.search(r"\[[a-z-]+\]$", line)]
    assert len(named) < 10
    assert not any(line.endswith("[missing]") for line in named)
    assert named[0].endswith("[placeholder]")
    safety = len(keys(content, safety=True)) - 1
    assert any(f"not translated yet: {safety} safety texts" in line for line in lines)
    assert len(lines) < 30


def test_each_missing_text_is_named_when_asked_for_and_while_they_are_few(
    begun: Path, content: Content, tmp_path: Path
) -> None:
    every = len(keys(content)) - 2
    assert catalog(begun, "check", "id", "--missing").stdout.count("[missing]") == every
    write_catalog(content, begun, finished(content) | {keys(content)[0]: ""})
    assert catalog(begun, "check", "id").stdout.count("[missing]") == 1


def test_safety_texts_stand_first_in_the_file_and_the_cramp_first_of_these(begun: Path, content: Content) -> None:
    assert catalog(begun, "update").exit_code == 0
    for name in ("messages.pot", "id/LC_MESSAGES/messages.po"):
        found = [entry.key for entry in read_po(begun / "translations" / name, name).entries]
        assert found == list(urgent_first(content)), name
        safety = [is_safety(*key) for key in found]
        assert safety == sorted(safety, reverse=True)


def test_next_shows_the_most_urgent_texts_that_wait_and_how_many_their_screen_needs(
    begun: Path, content: Content
) -> None:
    catalog(begun, "update")
    lines = catalog(begun, "next", "id", "--number", "2").stdout.splitlines()
    assert re.fullmatch(r"Cramp now: \d+ safety texts and \d+ other texts left", lines[0])
    shown = [line.removeprefix("    English: ") for line in lines if "English: " in line]
    assert shown == [english for _, english in list(urgent_first(content))[:2]]
    assert re.match(r"translations/id/LC_MESSAGES/messages\.po:\d+: missing: ", lines[1])
    write_catalog(content, begun, finished(content))
    assert "nothing is left" in catalog(begun, "next", "id").stdout


@pytest.mark.slow
def test_the_commands_that_are_printed_run_as_they_are_printed(tmp_path: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "pwa", "catalog", "status", "id"], cwd=ROOT, capture_output=True, text=True
    ).stdout
    printed = re.findall(r"(\S+ -m pwa catalog \w+)", said)
    assert printed
    for command in printed:
        done = subprocess.run([*command.split(), "--help"], cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0, command
    assert program().endswith("-m pwa")


def test_a_working_folder_that_is_gone_ends_in_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    code = "import os; os.rmdir(os.getcwd()); from pwa.problems import program; print(program())"
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=tmp_path / "gone", env=environ, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == (f"{sys.executable} -m pwa\n", "")


@pytest.mark.slow
def test_a_python_without_our_packages_says_which_one_to_use(tmp_path: Path) -> None:
    venv.create(tmp_path / "bare", with_pip=False)
    bare = tmp_path / "bare" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    project = tmp_path / "project"
    copy_project(project)
    done = subprocess.run([bare, "-m", "pwa", "catalog", "status"], cwd=project, capture_output=True, text=True)
    assert done.returncode == 1
    assert "has no package 'click'; set up .venv first" in done.stderr
    (project / ".venv").symlink_to(tmp_path / "bare")
    done = subprocess.run([bare, "-m", "pwa", "catalog", "status"], cwd=project, capture_output=True, text=True)
    assert "use .venv/bin/python -m pwa" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_python_with_older_packages_says_so_too(tmp_path: Path) -> None:
    """As Debian 12 has pydantic 1."""
    (tmp_path / "pydantic.py").touch()
    environ = {**os.environ, "PYTHONPATH": str(tmp_path)}
    command = [sys.executable, "-m", "pwa", "catalog", "status"]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True)
    assert done.returncode == 1
    assert "has another version of 'pydantic'; " in done.stderr
    assert "Traceback" not in done.stderr


def test_a_glossary_without_words_of_a_language_says_which_columns_to_fill(begun: Path) -> None:
    assert catalog(begun, "add", "ms").exit_code == 0
    result = catalog(begun, "glossary", "ms", "--to", str(begun / "x.tbx"))
    assert result.exit_code == 2
    assert "fill its columns 'ms', 'ms also', 'ms avoid'" in result.stderr
    assert not (begun / "x.tbx").exists()


def test_git_keeps_nothing_that_editors_and_our_own_commands_leave(tmp_path: Path) -> None:
    left = ["translations/id/LC_MESSAGES/messages.mo", "messages.po~", "review-id.html", "sheet-id.html",
            "glossary-id.tbx", "night-cramp-id-Siti.po"]  # fmt: skip
    done = subprocess.run(["git", "check-ignore", *left], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.split() == left
    kept = ["translations/id/LC_MESSAGES/messages.po", "pwa/workshop/templates/review.html"]
    assert subprocess.run(["git", "check-ignore", *kept], cwd=ROOT, capture_output=True).stdout == b""


def test_gettext_itself_sees_a_lost_placeholder(begun: Path, content: Content) -> None:
    catalog(begun, "update")
    file = read_po(begun / "translations/id/LC_MESSAGES/messages.po", "po")
    assert all(("python-brace-format" in entry.flags) == ("{" in entry.english) for entry in file.entries)
    assert not any(entry.fuzzy for entry in file.entries)
