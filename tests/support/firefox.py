"""Drives Debian's Firefox ESR over Marionette, its own protocol: Playwright drives only a Firefox of its own."""

import json
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

PREFERENCES = """
user_pref("marionette.port", %d);
user_pref("app.update.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("browser.safebrowsing.downloads.remote.enabled", false);
user_pref("extensions.systemAddon.update.enabled", false);
"""


def find() -> str | None:
    return shutil.which("firefox-esr") or shutil.which("firefox")


class Firefox:
    """One browser process on a profile; a context manager."""

    def __init__(self, profile: Path, port: int) -> None:
        profile.mkdir(exist_ok=True)
        (profile / "user.js").write_text(PREFERENCES % port)
        self.port = port
        self.serial = 0
        command = [find() or "", "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def __enter__(self) -> "Firefox":
        while True:
            assert self.process.poll() is None, "Firefox ended"
            try:
                self.line = socket.create_connection(("127.0.0.1", self.port))
                break
            except ConnectionRefusedError:
                time.sleep(0.1)
        self._read()
        self.command("WebDriver:NewSession", {"capabilities": {}})
        return self

    def __exit__(self, *_: Any) -> None:
        self.command("Marionette:Quit", {"flags": ["eForceQuit"]})
        self.line.close()
        self.process.wait(30)

    def open(self, address: str) -> None:
        self.command("WebDriver:Navigate", {"url": address})

    def ask(self, expression: str) -> Any:
        return self.command("WebDriver:ExecuteScript", {"script": f"return {expression}", "args": []})["value"]

    def command(self, name: str, parameters: dict[str, Any]) -> Any:
        self.serial += 1
        message = json.dumps([0, self.serial, name, parameters])
        self.line.sendall(f"{len(message.encode())}:{message}".encode())
        _, _, error, result = self._read()
        assert error is None, error
        return result

    def _read(self) -> Any:
        size = b""
        while (byte := self.line.recv(1)) != b":":
            assert byte, "Firefox closed the connection"
            size += byte
        body = b""
        while len(body) < int(size):
            body += self.line.recv(int(size) - len(body))
        return json.loads(body)
