"""The tree that a build writes: the same bytes for the same release, whole or not at all."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from pwa.cli import main
from pwa.hosting.export import write
from pwa.problems import program
from pwa.release.model import Release
from tests.support.project import ROOT
from tests.support.releases import build_release as build
from tests.support.server import free_port

SITE_URL = "https://example.org/cramp/"


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_two_builds_are_the_same_bytes(release: Release, tree: Path, tmp_path: Path) -> None:
    write(release, tmp_path / "again")
    assert files_in(tmp_path / "again") == files_in(tree)


@pytest.mark.slow
@pytest.mark.parametrize("system", ["this one", "Windows"])
def test_a_build_takes_the_place_of_the_one_before(
    release: Release, below: Release, tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    if system == "Windows":
        rename = Path.rename

        def as_windows_does(source: Path, target: Path) -> Path:
            if target.exists():
                raise FileExistsError(17, "Cannot create a file when that file already exists", str(target))
            return rename(source, target)

        monkeypatch.setattr(Path, "rename", as_windows_does)
    folder = tmp_path / "dist"
    write(below, folder)
    (folder / "left-over.html").write_text("old", encoding="utf-8")
    write(release, folder)
    assert files_in(folder) == files_in(tree)
    assert list(tmp_path.iterdir()) == [folder]


@pytest.mark.slow
@pytest.mark.parametrize("step", ["a file", "the rename"])
def test_a_full_disk_leaves_the_old_site(
    release: Release, below: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    folder = tmp_path / "dist"
    write(release, folder)
    before = files_in(folder)
    if step == "a file":
        left = iter(range(60))
        real = Path.write_bytes

        def fail(path: Path, body: bytes) -> int:
            if next(left, None) is None:
                raise OSError(28, "No space left on device", str(path))
            return real(path, body)

        monkeypatch.setattr(Path, "write_bytes", fail)
    else:
        rename = Path.rename

        def refuse(source: Path, target: Path) -> Path:
            if target == folder and source.name != "old":
                raise OSError(5, "Input/output error", str(target))
            return rename(source, target)

        monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OSError, match=r"space|error"):
        write(below, folder)
    assert files_in(folder) == before
    assert list(tmp_path.iterdir()) == [folder]


def test_other_peoples_files_are_not_replaced(release: Release, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError):
        write(release, tmp_path)
    assert files_in(tmp_path) == {"letter.txt": b"mine"}


@pytest.mark.slow
def test_the_command_writes_the_site(tmp_path: Path) -> None:
    """As a process of its own, as people call it."""
    command = [sys.executable, "-m", "pwa", "build", str(tmp_path / "dist")]
    environ = {**os.environ, "SITE_URL": SITE_URL}
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    summary = json.loads((tmp_path / "dist" / "release.json").read_bytes())
    assert summary["base"] == "/cramp/"
    assert f"Night Cramp {summary['version']} for {SITE_URL}" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "environ", "says"),
    [
        (("build", "{folder}/taken"), {}, "taken: has other files in it; give another folder, or empty it"),
        (("build", "{folder}/x"), {"SITE_URL": "example.org"}, "SITE_URL is 'example.org'; give the address of a host"),
        (("build", "{folder}/x"), {"RETIRE_WORKER": "yes"}, "RETIRE_WORKER is 'yes'; give 1"),
        (("serve", "--site", "{folder}/none"), {}, f"none: holds no site; build one: {program()} build "),
        (
            ("serve", "--site", "{folder}/broken"),
            {},
            "broken/release.json:1: is not what 'build' writes",
        ),
        (("serve",), {"NIGHT_CRAMP_SITE": "{folder}/none"}, f"none: holds no site; build one: {program()} build "),
        (("build", "{folder}/taken/file"), {}, "taken/file: Not a directory"),
        (("build", "{folder}/taken/file/x"), {}, "taken/file: "),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    release: Release,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    environ: dict[str, str],
    says: str,
) -> None:
    monkeypatch.setattr("pwa.release.build.build", lambda app: release)
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "file").touch()
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "release.json").write_text('{"version": "1"}', encoding="utf-8")
    given = [argument.format(folder=tmp_path) for argument in arguments]
    if given[0] == "serve":
        given += ["--port", str(free_port())]
    done = CliRunner().invoke(main, given, env={name: value.format(folder=tmp_path) for name, value in environ.items()})
    assert done.exit_code == 1
    assert says in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.slow
def test_the_kill_switch_changes_the_worker_and_nothing_else(release: Release) -> None:
    retired = build(retire=True)
    assert retired.version == release.version
    changed = {path for path, entry in retired.entries.items() if entry.body != release.entries[path].body}
    assert set(retired.entries) == set(release.entries)
    assert changed == {"/sw.js"}
    assert retired.entries["/sw.js"].body == (ROOT / "pwa" / "static" / "worker" / "retire.js").read_bytes()
    assert b"retire" not in b"".join(path.encode() for path in release.entries)
