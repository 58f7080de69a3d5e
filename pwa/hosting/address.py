"""Where a server listens: a name or a number of this machine, tried before anything is built.

Granian takes numbers alone and answers anything else with a traceback.
"""

import errno
import re
import socket
from dataclasses import dataclass
from typing import Any

import click

HIGHEST = 65535


class AddressError(Exception):
    """The server cannot listen there; the message says why, and what would do."""


@dataclass(frozen=True)
class Address:
    """Where a server listens; `host` is a number (IPv4 or IPv6)."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """As a browser takes it, without a path."""
        return f"http://[{self.host}]:{self.port}" if ":" in self.host else f"http://{self.host}:{self.port}"


class Port(click.IntRange):
    """The number of a port in plain digits; Python would also take those of other scripts, and blanks."""

    name = "port"

    def __init__(self) -> None:
        super().__init__(1, HIGHEST)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number, or click's error."""
        if isinstance(value, str) and not re.fullmatch(r"[0-9]{1,9}", value):
            self.fail(f"'{value}' is no number of a port.", param, ctx)
        return super().convert(value, param, ctx)


def find_address(host: str, port: int) -> Address:
    """What `--host` and `--port` mean here; of several addresses of a name the first of IPv4. Raises AddressError."""
    nobody = f"'{host}' is no name or address of this machine; give 127.0.0.1, 0.0.0.0 for every network, ::1 or ::"
    try:
        # An empty name would mean all addresses.
        found = socket.getaddrinfo(host.strip("[]") or "?", port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as error:
        raise AddressError(f"--host {nobody}") from error
    family, place = min(
        (family, place) for family, _, _, _, place in found if family in (socket.AF_INET, socket.AF_INET6)
    )
    number = str(place[0]).partition("%")[0]
    if fault := _fault(family, place):
        if fault.errno in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
            raise AddressError(f"--host {nobody}")
        raise AddressError(f"port {port} on {number} cannot be used ({fault.strerror}); {_remedy(fault, port)}")
    return Address(number, port)


def _fault(family: socket.AddressFamily, place: Any) -> OSError | None:
    # Elsewhere SO_REUSEADDR only skips the wait after a server has stopped; on Windows it gives out a used port.
    alone = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, alone, 1)
            probe.bind(place)
    except OSError as error:
        return error
    return None


def _remedy(fault: OSError, port: int) -> str:
    if fault.errno == errno.EACCES:
        return "ports below 1024 are for root; try --port 8000 (with make: PORT=8000)"
    other = port + 1 if port < HIGHEST else 8000
    used = "an earlier Night Cramp may still run there; " if fault.errno == errno.EADDRINUSE else ""
    return f"{used}try --port {other} (with make: PORT={other})"
