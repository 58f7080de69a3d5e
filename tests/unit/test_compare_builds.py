"""What shows that a change is one which no reader sees: the tool that compares two built sites."""

import subprocess
import sys
from pathlib import Path

from tests.support.project import ROOT


def site(folder: Path, page: str, address: str) -> Path:
    """A built site of one page with a style sheet."""
    folder.mkdir()
    (folder / "release.json").write_text(address, encoding="utf-8")
    (folder / "index.html").write_text(f'<link href="/assets/{address}/common.css">{page}', encoding="utf-8")
    (folder / "index.html.gz").write_bytes(page.encode())
    return folder


def compare(old: Path, new: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tools.compare_builds", str(old), str(new)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


def test_two_sites_that_differ_in_digests_alone_are_equal(tmp_path: Path) -> None:
    done = compare(site(tmp_path / "old", "Hold", "0a1b"), site(tmp_path / "new", "Hold", "2c3d"))
    assert (done.returncode, done.stdout, done.stderr) == (0, "no entry differs\n", "")


def test_each_entry_that_differs_or_that_one_alone_has_is_named(tmp_path: Path) -> None:
    old, new = site(tmp_path / "old", "Hold", "0a1b"), site(tmp_path / "new", "Rest", "0a1b")
    (new / "more.html").touch()
    done = compare(old, new)
    assert (done.returncode, done.stdout) == (1, "only in the new one: more.html\ndiffers: index.html\n")


def test_a_folder_without_a_site_is_no_site_that_equals_another(tmp_path: Path) -> None:
    old = site(tmp_path / "old", "Hold", "0a1b")
    for folder in (tmp_path, tmp_path / "none"):
        done = compare(old, folder)
        assert (done.returncode, done.stderr) == (1, f"{folder} holds no built site; write one: make build\n")
