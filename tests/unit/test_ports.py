"""A port that somebody else has: said in one line with the remedy, before anything is built."""

import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from pwa.cli import port_fault
from tests.support.project import ROOT


@pytest.fixture
def used() -> Iterator[socket.socket]:
    with socket.socket() as used:
        # Without it nobody else can have the port; with it, whoever sets it too.
        used.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        used.bind(("127.0.0.1", 0))
        used.listen()
        yield used


@pytest.mark.parametrize("command", ["serve", "preview"])
def test_a_used_port_is_said_in_one_line_with_the_remedy(used: socket.socket, command: str) -> None:
    port = str(used.getsockname()[1])
    line = [sys.executable, "-m", "pwa", command, "--port", port]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert f"port {port} on 127.0.0.1 cannot be used" in done.stderr
    assert "--port 8001" in done.stderr


def test_a_port_is_wanted_alone_where_the_system_can(used: socket.socket, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows SO_REUSEADDR would give us a used port. Here SO_REUSEPORT stands in for the option that it has."""
    port = used.getsockname()[1]
    assert port_fault("127.0.0.1", port) is not None
    monkeypatch.setattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEPORT, raising=False)
    assert port_fault("127.0.0.1", port) is None
