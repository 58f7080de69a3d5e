"""The recipes of deploy/, each run as somebody would run it: its own file, on a port and in a folder of the test."""

import json
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import Message
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.support.project import ROOT
from tests.support.server import POLL, free_port, listens

READ_AGAIN = 30  # seconds, at most, until `serve` has a new tree
STORE = Path(__file__).with_name("object_store.py")


class KeepRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_arguments: object) -> None:
        return None


TRUSTING = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
TRUSTING.check_hostname, TRUSTING.verify_mode = False, ssl.CERT_NONE
OPENER = urllib.request.build_opener(KeepRedirects, urllib.request.HTTPSHandler(context=TRUSTING))


def get(address: str, method: str = "GET", **headers: str) -> tuple[int, Message, bytes]:
    """Status, headers and body, whatever the status and the certificate."""
    request = urllib.request.Request(
        address, headers={name.replace("_", "-"): value for name, value in headers.items()}, method=method
    )
    try:
        with OPENER.open(request, timeout=10) as response:
            return response.status, response.headers, response.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


def tool(name: str, package: str = "") -> str:
    """A program that a recipe needs, and its package if it has another name. Its absence fails, and skips no test."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    assert found, f"{name} is missing; install it: apt-get install {package or name} (scripts/programs.sh test does)"
    return found


def replaced(text: str, *pairs: tuple[str, str]) -> str:
    """A recipe with the places of the test in it; each must stand there once."""
    for old, new in pairs:
        assert text.count(old) == 1, f"the recipe says {old!r} {text.count(old)} times"
        text = text.replace(old, new)
    return text


@contextmanager
def running(command: list[str], port: int, folder: Path, cwd: Path = ROOT, **environ: str) -> Iterator[int]:
    """A server process that listens on a port, and is gone afterwards: its id."""
    with (folder / "said.txt").open("w+", encoding="utf-8") as said:
        process = subprocess.Popen(
            command,
            cwd=cwd,
            env={**os.environ, **environ},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
        try:
            while not listens(port):
                assert process.poll() is None, (folder / "said.txt").read_text(encoding="utf-8")
                time.sleep(POLL)
            yield process.pid
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def has_ipv6() -> bool:
    """Whether this machine has it; the recipe says what to do where it has not."""
    with suppress(OSError), socket.socket(socket.AF_INET6) as probe:
        probe.bind(("::1", 0))
        return True
    return False


@contextmanager
def nginx(site: Path, base: str, folder: Path) -> Iterator[str]:
    """deploy/nginx, with TLS, in an nginx of its own."""
    port, plain = free_port(), free_port()
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    make = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    subprocess.run(
        [tool("openssl"), *make, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True
    )
    recipe = (ROOT / "deploy" / "nginx" / "night-cramp.conf").read_text(encoding="utf-8")
    recipe = replaced(
        recipe.replace("server_name example.org", "server_name localhost"),
        ("listen 80;", f"listen 127.0.0.1:{plain};"),
        ("listen [::]:80;", f"listen [::1]:{plain};" if has_ipv6() else ""),
        ("listen 443 ssl http2;", f"listen 127.0.0.1:{port} ssl http2;"),
        ("listen [::]:443 ssl http2;", f"listen [::1]:{port} ssl http2;" if has_ipv6() else ""),
        ("/etc/letsencrypt/live/example.org/fullchain.pem", str(certificate)),
        ("/etc/letsencrypt/live/example.org/privkey.pem", str(key)),
        ("root /srv/night-cramp;", f"root {site};"),
        ("include /srv/night-cramp/_nginx.conf;", f"include {site}{base}_nginx.conf;"),
    )
    places = [f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")]
    configuration = folder / "nginx.conf"
    configuration.write_text(
        f"{'user root;' if os.geteuid() == 0 else ''}\ndaemon off;\npid {folder}/pid;\n"
        f"error_log {folder}/error.log;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{' '.join(places)}\n{recipe}\n}}\n",
        encoding="utf-8",
    )
    with running([tool("nginx"), "-c", str(configuration), "-e", f"{folder}/error.log"], port, folder):
        yield f"https://localhost:{port}"


@contextmanager
def caddy(site: Path, base: str, folder: Path) -> Iterator[str]:
    """deploy/caddy: the file as it is; an address with http:// keeps Caddy from asking for a certificate."""
    port = free_port()
    environ = {
        "SITE_ADDRESS": f"http://127.0.0.1:{port}",
        "SITE_ROOT": str(site),
        "SITE_CONFIGURATION": f"{site}{base}_caddy.conf",
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }
    command = [tool("caddy"), "run", "--config", "deploy/caddy/Caddyfile", "--adapter", "caddyfile"]
    with running(command, port, folder, ROOT, **environ):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def apache(site: Path, base: str, folder: Path) -> Iterator[str]:
    """A shared host: Debian's modules and mod_headers, and the tree's .htaccess is obeyed, as in most of them."""
    port = free_port()
    wanted = ("mpm_event", "authz_core", "dir", "mime", "negotiation", "autoindex", "deflate", "filter", "headers")
    modules = Path("/usr/lib/apache2/modules")
    lines = [f"LoadModule {name}_module {modules}/mod_{name}.so" for name in (*wanted, "alias")]
    configuration = folder / "apache.conf"
    configuration.write_text(
        "\n".join(lines) + f"\nListen 127.0.0.1:{port}\nServerName localhost\nPidFile {folder}/pid\n"
        f"ErrorLog {folder}/error.log\nDefaultRuntimeDir {folder}\nTypesConfig /etc/mime.types\n"
        f"DocumentRoot {site}\n<Directory {site}>\nOptions Indexes FollowSymLinks MultiViews\n"
        "AllowOverride All\nRequire all granted\n</Directory>\n"
        '<FilesMatch "^\\.ht">\nRequire all denied\n</FilesMatch>\n',
        encoding="utf-8",
    )
    with running([tool("apache2"), "-X", "-f", str(configuration)], port, folder):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def plain_files(site: Path, base: str, folder: Path) -> Iterator[str]:
    """A host that knows nothing of us: Python's own file server."""
    port = free_port()
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(site)]
    with running(command, port, folder):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def serve(site: Path, base: str, folder: Path) -> Iterator[str]:
    """Our own server with a site that was built before, as deploy/systemd starts it."""
    port = free_port()
    command = [sys.executable, "-m", "pwa", "serve", "--site", str(site), "--host", "127.0.0.1", "--port", str(port)]
    with running(command, port, folder) as process:
        (folder / "serve.pid").write_text(str(process), encoding="utf-8")
        yield f"http://127.0.0.1:{port}"


def serve_again(site: Path, folder: Path, address: str) -> None:
    """A signal tells it to read a new tree; back when the worker with the old one, which answers beside it, is gone."""
    server = int((folder / "serve.pid").read_text(encoding="utf-8"))
    before = workers(server)
    os.kill(server, signal.SIGHUP)
    end = time.monotonic() + READ_AGAIN
    while not (now := workers(server)) or now & before:
        assert time.monotonic() < end, (folder / "said.txt").read_text(encoding="utf-8")
        time.sleep(POLL)


def workers(server: int) -> set[str]:
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(server)], capture_output=True, text=True)
    return set(listed.stdout.split())


@contextmanager
def container(site: Path, base: str, folder: Path) -> Iterator[str]:
    """What the container file says, without a container: its copies and commands, with this machine's Python."""
    port = free_port()
    stages = (ROOT / "deploy" / "container" / "Containerfile").read_text(encoding="utf-8").split("\nFROM ")[1:]
    places = {
        "/venv/bin/python": sys.executable,
        "/site": str(folder / "site"),
        "0.0.0.0": "127.0.0.1",
        "8000": str(port),
    }
    assert len(stages) == 2
    for number, stage in enumerate(stages):
        app = folder / f"stage-{number}"
        for source, target in re.findall(r"^COPY ([a-z.]+) ([a-z./]+)$", stage, re.MULTILINE):
            if (ROOT / source).is_dir():
                shutil.copytree(ROOT / source, app / target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                assert (ROOT / source).is_file(), source
    build = re.findall(r"^RUN (/venv/bin/python .+)$", stages[0], re.MULTILINE)
    assert len(build) == 1
    command = [places.get(word, word) for word in build[0].split()]
    environ = {**os.environ, "SITE_URL": f"https://example.org{base}"}
    subprocess.run(command, cwd=folder / "stage-0", env=environ, check=True, capture_output=True)
    (command,) = (json.loads(words) for words in re.findall(r"^CMD (.+)$", stages[1], re.MULTILINE))
    with running([places.get(word, word) for word in command], port, folder, cwd=folder / "stage-1"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def object_storage(site: Path, base: str, folder: Path) -> Iterator[str]:
    """deploy/object-storage: the script as it is, with a store of the test behind the `aws` that it calls."""
    port = free_port()
    upload(Path(f"{site}{base}"), folder).check_returncode()
    with running([sys.executable, str(STORE), str(folder / "store"), "serve", str(port)], port, folder):
        yield f"http://127.0.0.1:{port}"


def upload_again(site: Path, folder: Path, address: str) -> None:
    """The script once more."""
    upload(site, folder).check_returncode()


def upload(tree: Path, folder: Path, **environ: str) -> "subprocess.CompletedProcess[str]":
    """The script as it is; what it puts is in `store` of the folder."""
    store, program = folder / "store", folder / "aws"
    store.mkdir(exist_ok=True)
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -I -S {STORE} {store} "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return run_upload(tree, PATH=f"{folder}:{os.environ['PATH']}", **environ)


def run_upload(tree: Path, **environ: str) -> "subprocess.CompletedProcess[str]":
    """The script with the `aws` that it finds."""
    around = {**os.environ, "BUCKET": "night-cramp", **environ}
    script = [str(ROOT / "deploy" / "object-storage" / "upload.sh"), str(tree)]
    return subprocess.run(script, env=around, capture_output=True, text=True)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def plain_host(tree: Path) -> Iterator[str]:
    """A host of plain files, as many are."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tree)))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
