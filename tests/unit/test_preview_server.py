"""The process that keeps the preview: what it says where no page can be served, and where its process ends."""

import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from pwa import cli
from pwa.workshop.preview import server
from pwa.workshop.preview.faults import PROJECT
from tests.support.command import run
from tests.support.server import free_port


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[server.Process]:
    """The processes that were begun."""
    found: list[server.Process] = []
    start = server._start

    def counted(host: str, port: int) -> tuple[server.Process | None, list[tuple[str, int, str]]]:
        process, faults = start(host, port)
        found.extend([process] if process else [])
        return process, faults

    monkeypatch.setattr(server, "_start", counted)
    return found


def test_a_port_that_another_took_meanwhile_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where two previews begin at once: both have looked, and one has it first."""
    look = cli._free
    looked: list[int] = []

    def free_at_first(host: str, port: int) -> None:
        if looked:
            look(host, port)
        looked.append(port)

    monkeypatch.setattr(cli, "_free", free_at_first)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run(PROJECT, "preview", "--port", str(port))
    assert done.exit_code == 1
    assert f"port {port} on 127.0.0.1 cannot be used" in done.stderr
    assert f"try --port {port + 1 if port < 65535 else 8000}" in done.stderr
    assert "Preview at" not in done.stdout


def looks(begun: list[server.Process], port: int) -> Iterator[set[Path]]:
    """As the watch has it: all at first; then the process is killed, and nothing changes."""
    yield {PROJECT}
    begun[0].kill()
    begun[0].wait()
    yield set()
    with urlopen(f"http://127.0.0.1:{port}/en/about/", timeout=60) as answer:
        assert answer.status == 200
    raise KeyboardInterrupt


def test_another_process_takes_the_place_of_one_that_ended(
    monkeypatch: pytest.MonkeyPatch, begun: list[server.Process]
) -> None:
    port = free_port()
    monkeypatch.setattr(server, "SOON_S", 0)
    monkeypatch.setattr(server, "changes", lambda _: looks(begun, port))
    assert server.run("127.0.0.1", port)
    assert len(begun) == 2


def test_a_process_that_ends_at_once_is_not_begun_for_ever(
    monkeypatch: pytest.MonkeyPatch, begun: list[server.Process]
) -> None:
    port = free_port()
    monkeypatch.setattr(server, "changes", lambda _: looks(begun, port))
    assert not server.run("127.0.0.1", port)
    assert len(begun) == 1
