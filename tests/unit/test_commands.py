"""The commands: each is documented, says what it does in a sentence, and ends with a message instead of a traceback."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from flask import Flask

from pwa.cli import main, register
from pwa.problems import ContentError, Problem
from pwa.release.model import Release
from pwa.settings import SettingError
from pwa.workshop.command_line import CommandError, Group, RefusedError, file_errors
from tests.support.command import run
from tests.support.project import ROOT


def walk(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    """Every command below a group, each with what is typed to call it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from walk(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


COMMANDS = dict(walk(main))


def usage(name: str, command: click.Command) -> str:
    """The command with its arguments, as its usage line has them."""
    context = click.Context(command)
    arguments = [one.make_metavar(context) for one in command.params if isinstance(one, click.Argument)]
    return " ".join([name, *arguments])


def options(command: click.Command) -> set[str]:
    return {name for one in command.params if isinstance(one, click.Option) for name in one.opts}


def test_the_table_of_the_documents_has_every_command_and_every_option() -> None:
    rows = re.findall(r"^\| `(.+?)` \|(.*?)\|", (ROOT / "docs" / "commands.md").read_text(encoding="utf-8"), re.M)
    documented = {command: set(re.findall(r"`(--[a-z-]+)`", cell)) for command, cell in rows}
    assert documented == {usage(name, command): options(command) for name, command in COMMANDS.items()}


def test_the_documents_name_no_command_that_is_not_there() -> None:
    documents = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("deploy/**/*.md"), ROOT / "Makefile"]
    typed = {
        name
        for document in documents
        if document.name != "CHANGELOG.md"
        for name in re.findall(
            r"(?:python|PYTHON\)) -m pwa ((?:catalog )?[a-z]+)", document.read_text(encoding="utf-8")
        )
    }
    assert typed >= {"serve", "build", "catalog check"}
    assert typed <= COMMANDS.keys()


@pytest.mark.parametrize("path", [(), ("catalog",), *((*name.split(),) for name in COMMANDS)], ids=" ".join)
def test_help_is_one_sentence_and_not_cut_in_the_list(path: tuple[str, ...]) -> None:
    done = CliRunner().invoke(main, [*path, "--help"], terminal_width=80)
    assert done.exit_code == 0
    sentence = " ".join(done.output.split("\n\n")[1].split())
    assert re.fullmatch(r"[A-Z][^.]*(\.po[^.]*)?\.", sentence)
    assert "..." not in done.output.partition("Commands:")[2]


# Each takes a good part of a second to import, and none is needed to say what there is.
HEAVY = ("babel", "flask", "granian", "jinja2", "playwright", "polib", "pydantic", "yaml")


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; from pwa.cli import main; main(['--help'], standalone_mode=False); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = done.stdout.splitlines()[-1].split()
    assert "click" in loaded
    assert not set(HEAVY) & set(loaded)


def test_without_a_command_the_help_is_shown_and_the_exit_code_says_so() -> None:
    done = CliRunner().invoke(main, [])
    assert done.exit_code == 2
    assert "Commands:" in done.output


def test_an_app_that_gets_the_commands_has_them_all() -> None:
    app = Flask("an app")
    register(app)
    runner = app.test_cli_runner()
    assert set(main.commands) <= set(app.cli.commands)
    refused = runner.invoke(args=["catalog", "check", "xx"])
    assert refused.exit_code == 2
    assert re.fullmatch(r"there is no language 'xx'; there are: en, .*\n", refused.stderr)


FAULTS = {
    "content": (ContentError([Problem("a.yaml", 3, "is wrong")]), 1, "a.yaml:3: is wrong\n"),
    "setting": (SettingError("SITE_URL is 'x'"), 1, "SITE_URL is 'x'\n"),
    "command": (CommandError("the disk is full"), 1, "the disk is full\n"),
    "refusal": (RefusedError("there is no such language"), 2, "there is no such language\n"),
}


@pytest.mark.parametrize(("error", "code", "message"), FAULTS.values(), ids=FAULTS)
def test_a_fault_of_a_person_is_one_message_and_an_exit_code(error: Exception, code: int, message: str) -> None:
    group = Group("group")

    @group.command()
    def fail() -> None:
        raise error

    done = CliRunner().invoke(group, ["fail"])
    assert (done.exit_code, done.stderr, done.stdout) == (code, message, "")


def test_a_fault_of_ours_is_not_hidden() -> None:
    group = Group("group")

    @group.command()
    def fail() -> None:
        raise OSError(5, "Input/output error")

    assert isinstance(CliRunner().invoke(group, ["fail"]).exception, OSError)


FILE_ERRORS = {
    "the file itself": (OSError(13, "Permission denied", "here"), "cannot write here: Permission denied"),
    "a file within": (OSError(13, "Permission denied", "here/a"), "cannot write here: here/a: Permission denied"),
    "a full disk": (OSError(28, "No space left on device"), "cannot write here: No space left on device"),
    "a reason only": (OSError("no more"), "cannot write here: no more"),
}


@pytest.mark.parametrize(("error", "message"), FILE_ERRORS.values(), ids=FILE_ERRORS)
def test_a_file_error_says_what_was_being_done_with_what_file(error: OSError, message: str) -> None:
    with pytest.raises(CommandError) as caught, file_errors("write", Path("here")):
        raise error
    assert caught.value.message == message


def test_a_closed_pipe_is_no_file_error() -> None:
    with pytest.raises(BrokenPipeError), file_errors("write", Path("here")):
        raise BrokenPipeError


# command: (arguments, what is said), with {folder} a folder that cannot be written
UNWRITABLE = {
    "build": (("build", "{folder}/site"), "cannot write the site to {folder}/site: "),
    "review": (("catalog", "review", "en", "--to", "{folder}/sheet.html"), "cannot write {folder}/sheet.html: "),
    "glossary": (("catalog", "glossary", "id", "--to", "{folder}/a.tbx"), "cannot write {folder}/a.tbx: "),
}


@pytest.mark.parametrize(("arguments", "message"), UNWRITABLE.values(), ids=UNWRITABLE)
def test_what_cannot_be_written_is_said_in_one_line(
    release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], message: str
) -> None:
    """A file stands where a folder should be: no user, not even root, can write below it."""
    monkeypatch.setattr("pwa.release.build.build", lambda app: release)
    folder = tmp_path / "file"
    folder.touch()
    done = CliRunner().invoke(main, [part.format(folder=folder) for part in arguments])
    assert done.exit_code == 1
    assert done.stderr.startswith(message.format(folder=folder))
    assert done.stderr.count("\n") == 1


def test_the_port_can_come_from_the_environment() -> None:
    done = CliRunner().invoke(main, ["serve"], env={"PORT": "99999"})
    assert done.exit_code == 2
    assert "99999 is not in the range" in done.stderr


@pytest.mark.slow
def test_a_reader_that_stops_gets_no_traceback() -> None:
    """`catalog check | head`: the pipe is closed before anything is written to it."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as closed:
        line = [sys.executable, "-m", "pwa", "catalog", "check", "en"]
        done = subprocess.run(line, cwd=ROOT, stdout=closed, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_dates_refuses_a_changed_text_until_its_month_is_this_one(project: Path) -> None:
    record, compare = project / "content" / "changed.csv", project / "content" / "compare.yaml"
    text = compare.read_text(encoding="utf-8")
    this_month = f"changed: {date.today():%Y-%m}"
    old = re.sub(r"changed: [\d-]+", "changed: 2020-01", text)
    compare.write_text(old.replace("Twitch", "Twitching", 1), encoding="utf-8")
    before = record.read_bytes()
    refused = run(project, "dates")
    assert refused.exit_code == 1
    assert f"compare: has changed; write '{this_month}' in content/compare.yaml\n" in refused.stdout
    assert record.read_bytes() == before
    compare.write_text(compare.read_text(encoding="utf-8").replace("changed: 2020-01", this_month), encoding="utf-8")
    assert (run(project, "dates").exit_code, run(project, "dates").stdout) == (0, "")
    assert record.read_bytes() != before


def test_overdue_says_what_is_due_and_fails_nobody(project: Path) -> None:
    compare = project / "content" / "compare.yaml"
    text = compare.read_text(encoding="utf-8")
    found = []
    for due in (f"{date.today().year + 1}-01", "2020-02"):
        compare.write_text(re.sub(r"due: [\d-]+", f"due: {due}", text), encoding="utf-8")
        done = run(project, "overdue")
        assert done.exit_code == 0
        found.append([line for line in done.stdout.splitlines() if "compare" in line])
    assert found[0] == []
    assert found[1][0].endswith(": was due 2020-02")
