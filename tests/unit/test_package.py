"""The wheel: content and translations travel in it, and it serves the app in an environment with nothing else."""

import json
import subprocess
import sys
import sysconfig
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

import pytest

from tests.support.project import ROOT
from tests.support.server import free_port


@pytest.mark.slow
def test_an_installed_wheel_serves_the_app(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    wheel = next(tmp_path.glob("*.whl"))
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        "pwa/data/content/relief.yaml",
        "pwa/data/translations/id/LC_MESSAGES/messages.po",
        "pwa/static/worker/policy.js",
    ):
        assert needed in names
    # A new environment that sees the packages of this one (no network in tests), but not this checkout.
    environment = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True)
    python = environment / "bin" / "python"
    packages = next(environment.glob("lib/python*/site-packages"))
    (packages / "parent.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--python", str(python)]
    subprocess.run([*pip, "install", "--quiet", "--no-deps", "--no-index", str(wheel)], check=True, capture_output=True)
    port = free_port()
    command = [str(python), "-P", "-m", "pwa", "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            assert f":{port}/" in server.stdout.readline()
            answer = _open(f"http://127.0.0.1:{port}/healthz", server)
            assert json.loads(answer)["version"]
            assert b"zh-Hans" in _open(f"http://127.0.0.1:{port}/zh-hans/", server)
        finally:
            server.terminate()


def _open(address: str, server: subprocess.Popen[str]) -> bytes:
    """The body at an address, as soon as the server listens."""
    while server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5) as response:
                body: bytes = response.read()
                return body
        except ConnectionRefusedError:
            continue
        except urllib.error.URLError as error:
            if not isinstance(error.reason, ConnectionRefusedError):
                raise
    raise AssertionError("the server ended")
