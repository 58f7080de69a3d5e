"""A host that gives little memory (`ulimit -v`): the site is built, or one line says why it is not."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.project import ROOT


@pytest.mark.slow
@pytest.mark.parametrize("kilobytes", [200_000, 280_000, 350_000, 450_000])
def test_a_build_with_little_memory_ends_without_a_traceback(tmp_path: Path, kilobytes: int) -> None:
    command = f"ulimit -v {kilobytes}; exec {sys.executable} -m pwa build {tmp_path}/dist"
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, text=True)
    assert "Traceback" not in done.stderr
    if done.returncode:  # with many processors, whose threads take address space
        assert "there is not enough memory" in done.stderr
        assert list(tmp_path.iterdir()) == []
    else:
        assert (tmp_path / "dist" / "sw.js").is_file()
