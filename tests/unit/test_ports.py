"""Where a server listens: what cannot be is said in one line with the remedy, before anything is built."""

import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest
from click.testing import CliRunner

from pwa.cli import main
from pwa.hosting.address import Address, AddressError, find_address
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
    assert f"try --port {int(port) + 1} (with make: PORT={int(port) + 1})" in done.stderr


def test_a_port_is_wanted_alone_where_the_system_can(used: socket.socket, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows SO_REUSEADDR would give us a used port. Here SO_REUSEPORT stands in for the option that it has."""
    port = used.getsockname()[1]
    with pytest.raises(AddressError, match="in use"):
        find_address("127.0.0.1", port)
    monkeypatch.setattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEPORT, raising=False)
    assert find_address("127.0.0.1", port) == Address("127.0.0.1", port)


def test_a_name_becomes_its_number_because_the_server_takes_nothing_else() -> None:
    assert find_address("localhost", 8663).url == "http://127.0.0.1:8663"
    assert Address("::1", 8663).url == "http://[::1]:8663"


NO_HOSTS = (
    "",
    " ",
    "nobody.invalid",
    "192.0.2.1",
    "2001:db8::1",
    "a..b",
    "x" * 300,
    "127.0.0.1:80",
    "http://localhost",
)


@pytest.mark.parametrize("host", NO_HOSTS)
def test_what_is_no_address_of_the_machine_is_said_in_one_line(host: str) -> None:
    done = CliRunner().invoke(main, ["serve", "--host", host])
    assert done.exit_code == 1
    assert f"--host '{host}' is no name or address of this machine; give 127.0.0.1" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "port", ["²", "٣", "0", "65536", "80a", " 8", "8_0", "+8", "-1", "tcp://10.0.0.1:80", "9" * 5000]
)
def test_what_is_no_port_is_refused(port: str) -> None:
    for given, environ in ((["--port", port], {}), ([], {"PORT": port})):
        done = CliRunner().invoke(main, ["serve", *given], env=environ)
        assert done.exit_code == 2
        assert "Invalid value for '--port'" in done.stderr


def test_the_remedy_is_another_port(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", refuse)
    with pytest.raises(
        AddressError, match=r"port 80 on 127.0.0.1 cannot be used .*ports below 1024 .* try --port 8000"
    ):
        find_address("127.0.0.1", 80)
