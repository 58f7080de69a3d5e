"""Serving against nginx: the same tree, the same page, gzip, plain HTTP, one process each, wrk in turns."""

import gzip
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.figures import Figure, MissingError, ratios, said
from pwa.hosting.export import write
from tests.support.hosts import get, replaced, running
from tests.support.project import ROOT
from tests.support.releases import build_release as build
from tests.support.server import free_port

PAGE = "/en/"
SECONDS = 2
CONNECTIONS = 32


def measure(runs: int) -> list[Figure]:
    """Requests a second of both servers, turn by turn.

    Raises:
        MissingError: wrk or nginx is not here.
    """
    if not shutil.which("wrk"):
        raise MissingError("wrk is missing; install it: apt-get install wrk")
    if not shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin"):
        raise MissingError("nginx is missing; install it: apt-get install nginx")
    found: dict[str, list[float]] = {"ours": [], "nginx": []}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        write(build(), folder / "site")
        with ours(folder) as here, nginx(folder) as there:
            _same(here, there)
            for _ in range(runs):
                for who, address in (("ours", here), ("nginx", there)):
                    found[who].append(requests_a_second(address + PAGE))
    share = ratios(found["ours"], found["nginx"])
    text = f"{said(share)}: {said(found['ours'], '/s', 0)} against {said(found['nginx'], '/s', 0)}"
    return [
        Figure(f"serving {PAGE} against nginx", "at least 0.33", text, statistics.median(share) >= 1 / 3, found),
    ]


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
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-H", "Accept-Encoding: gzip", address]
    said_ = subprocess.run(command, check=True, capture_output=True, text=True, timeout=SECONDS + 30).stdout
    if "Non-2xx" in said_ or "Socket errors" in said_:
        raise SystemExit(f"wrk met errors at {address}:\n{said_}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", said_)
    assert found, said_
    return float(found[1])
