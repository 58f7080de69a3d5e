"""Where a build puts its tree: links, mounts, the files of others, signals, builds at once; what earlier pages need."""

import os
import signal
import stat
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from pwa.hosting.earlier import KEPT_DAYS, LIST, keep_earlier
from pwa.hosting.export import write
from pwa.hosting.place import BESIDE
from pwa.release.model import File, Release
from tests.support import shared
from tests.support.project import ROOT
from tests.support.server import POLL


def small(release: Release, digest: str) -> Release:
    """A release of few files with one style, whose name changes as its bytes do."""
    names = ("en/", "release.json")
    entries = {path: release.entries[path] for path in (release.base + name for name in names)}
    style = File(
        f"{release.base}assets/{digest}/app.css", "text/css; charset=utf-8", digest.encode() * 99, immutable=True
    )
    return replace(release, entries=entries | {style.path: style})


def names_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_page_that_is_open_still_finds_its_style(release: Release, tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    for digest in ("aaa", "bbb", "ccc"):
        write(small(release, digest), dist)
    assert {f"assets/{digest}/app.css{form}" for digest in ("aaa", "bbb", "ccc") for form in ("", ".gz")} <= names_in(
        dist
    )
    assert (dist / "assets/aaa/app.css").read_bytes() == b"aaa" * 99
    listed = [line.split("\t")[0] for line in (dist / LIST).read_text(encoding="utf-8").splitlines()]
    assert {name.split("/")[1] for name in listed} == {"aaa", "bbb"}
    write(small(release, "aaa"), dist)
    listed = [line.split("\t")[0] for line in (dist / LIST).read_text(encoding="utf-8").splitlines()]
    assert {name.split("/")[1] for name in listed} == {"bbb", "ccc"}


def test_after_a_while_it_goes(release: Release, tmp_path: Path) -> None:
    dist, today = tmp_path / "dist", date.today()
    for digest in ("aaa", "bbb"):
        write(small(release, digest), dist)
    for days, there in ((KEPT_DAYS, True), (KEPT_DAYS + 1, False)):
        new = tmp_path / f"new-{days}"
        write(small(release, "bbb"), new)
        keep_earlier(dist, new, today + timedelta(days=days))
        assert (new / "assets/aaa/app.css").exists() is there
        assert (new / LIST).exists() is there


def test_nothing_is_taken_from_a_site_at_another_address(release: Release, below: Release, tmp_path: Path) -> None:
    write(small(below, "aaa"), tmp_path / "dist")
    write(small(release, "bbb"), tmp_path / "dist")
    assert not (tmp_path / "dist/assets/aaa").exists()


@pytest.mark.parametrize(
    "kept", ["damaged\n\x00\t\t\n", "assets/aaa/app.css\tyesterday\n", "../../letter\t2026-01-01\n"]
)
def test_a_damaged_list_of_what_is_kept_stops_nothing(release: Release, tmp_path: Path, kept: str) -> None:
    dist = tmp_path / "dist"
    write(small(release, "aaa"), dist)
    (dist / LIST).write_text(kept, encoding="utf-8")
    write(small(release, "bbb"), dist)
    assert (dist / "assets/aaa/app.css").exists()
    assert {path.name for path in tmp_path.iterdir()} == {"dist"}


def test_what_begins_with_a_dot_stays(release: Release, tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    write(small(release, "aaa"), dist)
    (dist / ".git").mkdir()
    (dist / ".git" / "HEAD").write_text("ref: refs/heads/pages\n", encoding="utf-8")
    (dist / ".well-known").symlink_to("../elsewhere")
    write(small(release, "bbb"), dist)
    assert (dist / ".git" / "HEAD").read_text(encoding="utf-8") == "ref: refs/heads/pages\n"
    assert (dist / ".well-known").is_symlink()


def test_a_branch_to_publish_may_be_empty_at_first(release: Release, tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    dist.mkdir()
    (dist / ".git").write_text("gitdir: elsewhere\n", encoding="utf-8")
    write(small(release, "aaa"), dist)
    assert {".git", "assets/aaa/app.css"} <= names_in(dist)


@pytest.mark.parametrize("there", [True, False])
def test_a_link_stays_a_link(release: Release, tmp_path: Path, there: bool) -> None:
    root, dist = tmp_path / "srv" / "site", tmp_path / "dist"
    if there:
        write(small(release, "aaa"), root)
    dist.symlink_to(root)
    write(small(release, "bbb"), dist)
    assert dist.is_symlink()
    assert (root / "assets/bbb/app.css").is_file()
    assert {path.name for path in tmp_path.iterdir()} == {"srv", "dist"}


@pytest.mark.parametrize("summary", ["{}", "[]", "no json", '{"version": "1.2.0", "base": "/"}', "[" * 100_000, "\0"])
def test_a_release_json_of_somebody_else_is_no_site_of_ours(release: Release, tmp_path: Path, summary: str) -> None:
    (tmp_path / "release.json").write_text(summary, encoding="utf-8")
    with pytest.raises(FileExistsError):
        write(small(release, "aaa"), tmp_path)
    assert names_in(tmp_path) == {"release.json"}


def test_whoever_serves_it_may_read_it(release: Release, tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        write(small(release, "aaa"), tmp_path / "dist")
        assert os.umask(0o077) == 0o077
    finally:
        os.umask(before)
    for path in (tmp_path / "dist", *(tmp_path / "dist").rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o755 if path.is_dir() else 0o644), path


def test_a_mount_point_is_said_to_be_one(release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only root can mount something here, so the system's answer stands in for one."""
    dist, rename = tmp_path / "dist", Path.rename
    dist.mkdir()

    def refuse(source: Path, target: Path) -> Path:
        if source == dist:
            raise OSError(16, "Device or resource busy", str(source))
        return rename(source, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OSError, match=f"is a mount point.*give a folder inside it: {dist}/site"):
        write(small(release, "aaa"), dist)
    assert list(tmp_path.iterdir()) == [dist]


def test_a_folder_beside_which_nothing_may_be_written(
    release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As root, who tests here perhaps, may write everywhere."""
    dist = tmp_path / "html"
    dist.mkdir()

    def refuse(prefix: str, dir: Path) -> str:
        raise PermissionError(13, "Permission denied", str(dir))

    monkeypatch.setattr(tempfile, "mkdtemp", refuse)
    with pytest.raises(PermissionError, match=f"made beside its place; give a folder inside it: {dist}/site"):
        write(small(release, "aaa"), dist)


def test_what_a_killed_build_left_goes_and_what_is_named_alike_stays(release: Release, tmp_path: Path) -> None:
    alike = {".night-cramp-backup", ".night-cramp-12345678", ".night-cramp-build-notes", ".night-cramp-build-12345678x"}
    left = Path(tempfile.mkdtemp(prefix=BESIDE, dir=tmp_path))
    for folder in (left, *map(tmp_path.joinpath, alike)):
        folder.mkdir(exist_ok=True)
        (folder / "diary.txt").touch()
    file, link = tmp_path / f"{BESIDE}a_file_1", tmp_path / f"{BESIDE}a_link_1"
    file.touch()
    link.symlink_to(tmp_path / ".night-cramp-backup")
    write(small(release, "aaa"), tmp_path / "dist")
    assert {path.name for path in tmp_path.iterdir()} == {"dist", file.name, link.name, *alike}
    assert all((tmp_path / name / "diary.txt").exists() for name in alike)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_what_another_user_left_stays(release: Release, tmp_path: Path) -> None:
    left = Path(tempfile.mkdtemp(prefix=BESIDE, dir=tmp_path))
    os.chown(left, 65534, 65534)
    write(small(release, "aaa"), tmp_path / "dist")
    assert left.exists()


# The command, but for the release, which another process has made.
BUILD = """import pickle, sys
from pathlib import Path
from unittest import mock
from pwa.cli import main
release = pickle.loads(Path(sys.argv.pop(1)).read_bytes())
with mock.patch("pwa.release.build.build", return_value=release):
    main()"""
# The same, which never comes to its end: a quick machine would be there before it is stopped. It hears what is ignored
# where the tests run under nohup or in the background.
ENDLESS = BUILD.replace(
    "    main()",
    """    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    with mock.patch("pwa.hosting.place._replace", lambda *_: time.sleep(600)):
        main()""",
).replace("import pickle, sys", "import pickle, signal, sys, time")


def build(dist: Path, code: str = BUILD) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code, str(shared.release_file()), "build", str(dist)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def begun(process: subprocess.Popen[str], folder: Path) -> None:
    """Wait until a build writes its tree."""
    while not list(folder.glob(".night-cramp-*/*")):
        assert process.poll() is None, "it was too quick to be stopped"
        time.sleep(POLL)


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_a_build_that_is_stopped_leaves_the_old_site_and_nothing_else(
    release: Release, tmp_path: Path, number: signal.Signals
) -> None:
    dist = tmp_path / "dist"
    write(small(release, "aaa"), dist)
    before = names_in(dist)
    process = build(dist, ENDLESS)
    begun(process, tmp_path)
    process.send_signal(number)
    said = process.communicate()[0]
    assert process.returncode != 0
    assert "Traceback" not in said
    assert names_in(dist) == before
    if number == signal.SIGKILL:
        write(small(release, "aaa"), dist)  # the next one sweeps
    assert list(tmp_path.iterdir()) == [dist]


@pytest.mark.slow
def test_two_builds_at_once_leave_one_whole_site(release: Release, tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    builds = [build(dist), build(dist)]
    said = [process.communicate()[0] for process in builds]
    assert [process.returncode for process in builds] == [0, 0], said
    assert (dist / "release.json").read_bytes() == release.entries["/release.json"].body
    assert list(tmp_path.iterdir()) == [dist]


def test_compressed_files_are_the_same_on_every_python(release: Release, tmp_path: Path) -> None:
    """Byte 9 names the system; Python 3.11 and 3.13 differ in it."""
    write(small(release, "aaa"), tmp_path / "dist")
    packed = list((tmp_path / "dist").rglob("*.gz"))
    assert packed
    assert {path.read_bytes()[:10] for path in packed} == {b"\x1f\x8b\x08" + bytes(5) + b"\x02\xff"}
