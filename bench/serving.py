"""Serving against nginx: the same tree, the same page, gzip, plain HTTP, one process each, wrk in turns."""

import gzip
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

from bench.figures import Figure, MissingError, ratios, said
from pwa.hosting.export import write
from tests.support.hosts import get, replaced, running
from tests.support.project import ROOT
from tests.support.releases import build_release as build
from tests.support.server import free_port

PAGE = "/en/"
ROOT_PAGE = "/"  # ours leads to the reader's language, nginx has one page for all
SHARE = 0.5
SECONDS = 2
CONNECTIONS = 32
IDLE, SLOW, READERS = 1000, 200, 50


def measure(runs: int) -> list[Figure]:
    """Requests a second of both servers, turn by turn.

    Raises:
        MissingError: wrk or nginx is not here.
    """
    if not shutil.which("wrk"):
        raise MissingError("wrk is missing; install it: apt-get install wrk")
    if not shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin"):
        raise MissingError("nginx is missing; install it: apt-get install nginx")
    found: dict[str, dict[str, list[float]]] = {path: {"ours": [], "nginx": []} for path in (PAGE, ROOT_PAGE)}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        write(build(), folder / "site")
        with ours(folder) as here, nginx(folder) as there:
            _same(here, there)
            for _ in range(runs):
                for path, turns in found.items():
                    for who, address in (("ours", here), ("nginx", there)):
                        turns[who].append(requests_a_second(address + path))
            waits = waits_in_a_crowd(here + PAGE)
    return [
        *(_row(path, turns) for path, turns in found.items()),
        Figure(
            f"a new reader of {PAGE} beside {IDLE:,} idle and {SLOW} slow connections", "under 100 ms",
            f"{statistics.median(waits):.1f} ms in the middle, {max(waits):.1f} ms at worst of {len(waits)}",
            max(waits) < 100, {"milliseconds": waits},
        ),
    ]  # fmt: skip


def waits_in_a_crowd(address: str) -> list[float]:
    """Milliseconds until a new reader has a page, again and again, while others only hold connections."""
    place = urlsplit(address)
    waits = []
    with ExitStack() as crowd:
        clients = [
            crowd.enter_context(socket.create_connection((place.hostname, place.port))) for _ in range(IDLE + SLOW)
        ]
        for _ in range(READERS):
            for client in clients[:SLOW]:
                with suppress(OSError):  # those that took too long are shut out
                    client.sendall(b"G")
            start = time.perf_counter()
            get(address)
            waits.append((time.perf_counter() - start) * 1000)
    return waits


def _row(path: str, turns: dict[str, list[float]]) -> Figure:
    share = ratios(turns["ours"], turns["nginx"])
    text = f"{said(share)}: {said(turns['ours'], '/s', 0)} against {said(turns['nginx'], '/s', 0)}"
    reached = statistics.median(share) >= SHARE
    return Figure(f"serving {path} against nginx", f"at least {SHARE}", text, reached, turns)


@contextmanager
def ours(folder: Path) -> Iterator[str]:
    """`python -m pwa serve` of the built tree."""
    port = free_port()
    (folder / "ours").mkdir()
    command = [sys.executable, "-m", "pwa", "serve", "--port", str(port), "--site", str(folder / "site")]
    with running(command, port, folder / "ours"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def nginx(folder: Path) -> Iterator[str]:
    """deploy/nginx without TLS, which our server leaves to others as well."""
    port, own = free_port(), folder / "nginx"
    own.mkdir()
    recipe = (ROOT / "deploy" / "nginx" / "night-cramp.conf").read_text(encoding="utf-8")
    recipe = recipe[recipe.rindex("\nserver {") :]
    recipe = re.sub(r"\n\tssl_[^;]+;", "", recipe)
    recipe = replaced(
        recipe,
        ("listen 443 ssl http2;", f"listen 127.0.0.1:{port};"),
        ("listen [::]:443 ssl http2;", ""),
        ("root /srv/night-cramp;", f"root {folder}/site;"),
        ("include /srv/night-cramp/_nginx.conf;", f"include {folder}/site/_nginx.conf;"),
    )
    places = [f"{kind}_temp_path {own}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")]
    (own / "nginx.conf").write_text(
        f"daemon off;\npid {own}/pid;\nworker_processes 1;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{' '.join(places)}\n{recipe}\n}}\n",
        encoding="utf-8",
    )
    program = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
    with running([str(program), "-c", f"{own}/nginx.conf", "-e", f"{own}/error.log"], port, own):
        yield f"http://127.0.0.1:{port}"


def _same(*addresses: str) -> None:
    """Both answer with the same page, compressed, or the comparison means nothing."""
    bodies = set()
    for address in addresses:
        status, headers, body = get(address + PAGE, Accept_Encoding="gzip")
        if (status, headers["Content-Encoding"]) != (200, "gzip"):
            raise SystemExit(f"{address}{PAGE} answers {status}, {headers['Content-Encoding']}")
        bodies.add(gzip.decompress(body))
    if len(bodies) != 1:
        raise SystemExit("the two servers answer with different pages")


def requests_a_second(address: str) -> float:
    """What wrk counts in SECONDS of keeping CONNECTIONS busy."""
    command = [
        "wrk",
        "-t1",
        f"-c{CONNECTIONS}",
        f"-d{SECONDS}s",
        "-H",
        "Accept-Encoding: gzip",
        "-H",
        "Accept-Language: id",
        address,
    ]
    said_ = subprocess.run(command, check=True, capture_output=True, text=True, timeout=SECONDS + 30).stdout
    if "Non-2xx" in said_ or "Socket errors" in said_:
        raise SystemExit(f"wrk met errors at {address}:\n{said_}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", said_)
    assert found, said_
    return float(found[1])
