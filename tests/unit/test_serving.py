"""`serve` as a process: crowds that say nothing, addresses of every kind, and each way in which it can end."""

import json
import os
import pty
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from tests.support.project import ROOT
from tests.support.server import POLL, free_port

pytestmark = pytest.mark.slow
IDLE, SLOW = 1000, 200


@contextmanager
def serving(tree: Path, *options: str, port: int, **how: Any) -> Iterator[subprocess.Popen[str]]:
    """A server with everything that it started; nothing of it is left afterwards."""
    command = [sys.executable, "-m", "pwa", "serve", "--site", str(tree), "--port", str(port), *options]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True, **how
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def answer(process: subprocess.Popen[str], address: str) -> bytes:
    """What stands at an address, as soon as the server listens."""
    while True:
        try:
            with urllib.request.urlopen(address, timeout=10) as response:
                body: bytes = response.read()
                return body
        except urllib.error.URLError as error:
            if not isinstance(error.reason, ConnectionError):
                raise
            assert process.poll() is None, process.stdout and process.stdout.read()
            time.sleep(POLL)


def children(process: subprocess.Popen[str]) -> list[int]:
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process.pid)], capture_output=True, text=True)
    return [int(pid) for pid in listed.stdout.split()]


def nobody_listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def until(condition: Callable[[], bool], what: str) -> None:
    """Wait, at most half a minute, which no machine needs."""
    for _ in range(3000):
        if condition():
            return
        time.sleep(POLL)
    raise AssertionError(what)


def test_a_crowd_that_says_nothing_shuts_nobody_out(tree: Path) -> None:
    """Phones that connect before they ask, kept connections of a balancer, and clients that send a letter a second."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    port = free_port()
    with serving(tree, port=port) as process, ExitStack() as crowd:
        answer(process, f"http://127.0.0.1:{port}/healthz")
        for number in range(IDLE + SLOW):
            client = crowd.enter_context(socket.create_connection(("127.0.0.1", port)))
            if number < SLOW:
                client.sendall(b"GET /en/ HTTP/1.1\r\nHos")
            elif number % 2:
                client.sendall(b"HEAD /en/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
        for path in ("healthz", "en/", "sw.js"):
            assert answer(process, f"http://127.0.0.1:{port}/{path}")


def test_a_slow_request_is_given_up(tree: Path) -> None:
    port = free_port()
    with serving(tree, port=port) as process:
        answer(process, f"http://127.0.0.1:{port}/healthz")
        with socket.create_connection(("127.0.0.1", port), timeout=20) as client:
            client.sendall(b"GET /en/ HTTP/1.1\r\nHos")
            assert client.recv(1000) in (b"", b"HTTP/1.1 408 Request Timeout\r\n")


@pytest.mark.parametrize(
    ("host", "asked"),
    [("::1", "[::1]"), ("[::1]", "[::1]"), ("::", "[::1]"), ("localhost", "127.0.0.1"), ("0.0.0.0", "127.0.0.1")],
)
def test_every_address_and_name_of_the_machine_is_served(tree: Path, host: str, asked: str) -> None:
    port = free_port()
    with serving(tree, "--host", host, port=port) as process:
        assert process.stdout
        said = process.stdout.readline()
        if "is no name or address of this machine" in said:
            assert ":" in host  # a machine without IPv6
            assert process.wait(20) == 1
            return
        printed = said.split(" at ")[1].split(" ")[0]
        assert printed.startswith("http://[" if ":" in host else "http://")
        assert json.loads(answer(process, f"http://{asked}:{port}/healthz"))["version"]
        assert b"<html" in answer(process, f"{printed}en/")


def test_only_the_head_is_sent_to_who_asks_for_it(tree: Path) -> None:
    port = free_port()
    with serving(tree, port=port) as process:
        answer(process, f"http://127.0.0.1:{port}/healthz")
        for path, status in (("/", 302), ("/en/", 200), ("/en/learn", 308), ("/healthz", 200), ("/nothing", 404)):
            client = HTTPConnection("127.0.0.1", port, timeout=20)
            client.request("HEAD", path)
            assert client.getresponse().status == status, path
            client.close()


def test_a_killed_worker_comes_back(tree: Path) -> None:
    port = free_port()
    with serving(tree, port=port) as process:
        answer(process, f"http://127.0.0.1:{port}/healthz")
        (worker,) = children(process)
        os.kill(worker, signal.SIGKILL)
        until(lambda: children(process) not in ([], [worker]), "no worker came back")
        assert answer(process, f"http://127.0.0.1:{port}/en/")


def test_half_a_request_does_not_hold_up_the_end(tree: Path) -> None:
    port = free_port()
    with serving(tree, port=port) as process, ExitStack() as crowd:
        answer(process, f"http://127.0.0.1:{port}/healthz")
        for _ in range(20):
            client = crowd.enter_context(socket.create_connection(("127.0.0.1", port)))
            client.sendall(b"GET /en/ HTTP/1.1\r\nHos")
        process.terminate()
        assert process.wait(20) == 0  # it was half a minute, and podman kills after ten seconds
        assert nobody_listens(port)


def test_a_server_that_was_killed_does_not_hold_the_port(tree: Path) -> None:
    port = free_port()
    with serving(tree, port=port) as process:
        answer(process, f"http://127.0.0.1:{port}/healthz")
        process.kill()
        until(lambda: nobody_listens(port), "a worker without a server still listens")


def test_a_closed_terminal_is_the_end(tree: Path) -> None:
    port = free_port()
    ours, theirs = pty.openpty()
    with serving(tree, port=port, stdin=theirs) as process:
        os.close(theirs)
        answer(process, f"http://127.0.0.1:{port}/healthz")
        os.killpg(process.pid, signal.SIGHUP)  # as the system does for what runs in the foreground
        assert process.wait(20) == 0
        assert nobody_listens(port)
    os.close(ours)


def test_without_a_terminal_the_same_signal_reads_the_tree_again(tree: Path) -> None:
    port = free_port()
    with serving(tree, port=port, stdin=subprocess.DEVNULL) as process:
        answer(process, f"http://127.0.0.1:{port}/healthz")
        before = children(process)
        process.send_signal(signal.SIGHUP)
        until(lambda: len(children(process)) == 1 and children(process) != before, "no new worker")
        assert answer(process, f"http://127.0.0.1:{port}/en/")


def lose(tree: Path) -> None:
    tree.rename(tree.with_name("gone"))


def half(tree: Path) -> None:
    (tree / "release.json").write_bytes((tree / "release.json").read_bytes()[:9])


def without_a_page(tree: Path) -> None:
    (tree / "id" / "not-found" / "index.html").unlink()


@pytest.mark.parametrize("spoil", [lose, half, without_a_page])
def test_a_tree_that_cannot_be_served_leaves_the_one_before(
    tree: Path, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    """Read again in the middle of a copy, or where nothing was built, the service does not end."""
    site = tmp_path / "site"
    shutil.copytree(tree, site)
    port = free_port()
    with serving(site, port=port, stdin=subprocess.DEVNULL) as process:
        before = answer(process, f"http://127.0.0.1:{port}/en/")
        workers = children(process)
        spoil(site)
        process.send_signal(signal.SIGHUP)
        assert process.stdout is not None
        said = next(line for line in process.stdout if "goes on" in line)
        assert str(site) in said
        assert children(process) == workers
        assert answer(process, f"http://127.0.0.1:{port}/en/") == before


@pytest.mark.parametrize(("setting", "message"), [("foo", "SITE_URL is 'foo'; "), ("", "lacks id/not-found/; copy")])
def test_what_cannot_be_served_is_said_once(tree: Path, tmp_path: Path, setting: str, message: str) -> None:
    site = tmp_path / "site"
    shutil.copytree(tree, site)
    if not setting:
        without_a_page(site)
    with serving(site, port=free_port(), env={**os.environ, "SITE_URL": setting}) as process:
        assert process.stdout is not None
        said = process.stdout.read()
        assert (message in said, said.count("\n"), process.wait()) == (True, 1, 1), said


def test_another_protocol_is_no_way_round_the_bounds(tree: Path) -> None:
    """HTTP/2 without TLS, which no proxy needs: its head would have all the time in the world."""
    port = free_port()
    with serving(tree, port=port) as process:
        answer(process, f"http://127.0.0.1:{port}/healthz")
        with socket.create_connection(("127.0.0.1", port), timeout=20) as client:
            client.sendall(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes([0, 0, 0, 4, 0, 0, 0, 0, 0]))
            assert client.recv(1000).startswith(b"HTTP/1.1 4") or not client.recv(1000)
