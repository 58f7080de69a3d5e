"""`catalog sign` at a real terminal: what was answered is signed, however the questions end."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pwa.content.model import Content
from pwa.languages.signatures import read_signatures
from pwa.languages.table import Language
from tests.support.catalogs import finished, write_catalog
from tests.support.project import copy_project
from tests.support.server import POLL

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has no pseudo-terminals")
SIGN = [sys.executable, "-m", "pwa", "catalog", "sign", "id", "--who", "A name", "--role", "nurse"]
ASKED = b"q = stop: "


def hang_up(process: subprocess.Popen[bytes], _terminal: int) -> None:
    """Until it ends: the shell sends it too, and one between a question and the wait for its answer wakes nobody."""
    while process.poll() is None:
        process.send_signal(signal.SIGHUP)
        time.sleep(POLL)


def hear_hangups() -> None:
    """Under nohup they are ignored, and `catalog sign` leaves it so: nothing would end the questions."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def type_latin_1(_process: subprocess.Popen[bytes], terminal: int) -> None:
    os.write(terminal, b"\xe9\n")
    read_question(terminal)
    os.write(terminal, b"q\n")


@pytest.mark.parametrize("end", [hang_up, type_latin_1])
def test_what_was_answered_is_signed(
    content: Content, tmp_path: Path, end: Callable[[subprocess.Popen[bytes], int], None]
) -> None:
    write_catalog(content, copy_project(tmp_path, ("pwa", "content")), finished(content))
    terminal, inside = os.openpty()
    strict = os.environ | {"PYTHONIOENCODING": "utf-8:strict"}
    process = subprocess.Popen(
        SIGN, cwd=tmp_path, env=strict, stdin=inside, stdout=inside, stderr=inside, preexec_fn=hear_hangups
    )
    os.close(inside)
    try:
        read_question(terminal)
        os.write(terminal, b"y\n")
        read_question(terminal)
        end(process, terminal)
        read_all(terminal)
        process.wait(30)
    finally:
        process.kill()
        process.wait()
        os.close(terminal)
    assert [one.who for one in read_signatures(tmp_path / "translations", Language("id"))] == ["A name"]


def read_question(terminal: int) -> None:
    said = b""
    while ASKED not in said:
        said += os.read(terminal, 4096)


def read_all(terminal: int) -> None:
    try:
        while os.read(terminal, 4096):
            pass
    except OSError:  # EIO, as Linux ends it
        pass
