"""Lighthouse's scores: of four screens, or with `python -m bench.lighthouse` of each screen in each language.

It needs Node and is not installed by anything here; `npm install -g lighthouse` does that.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench.figures import Figure, Missing, table
from pwa.languages import find_languages
from pwa.load import root
from pwa.views import PATHS
from pwa.workshop.browser import chromium
from tests.conftest import Server

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
SCREENS = ("", "warning-signs/", "learn/", "settings/")
FLAGS = "--headless=new --no-sandbox --disable-background-networking --disable-component-update --disable-sync"


def measure(runs: int) -> list[Figure]:
    return scores([f"en/{path}" for path in SCREENS])


def scores(paths: list[str]) -> list[Figure]:
    command = program()
    server = Server()
    server.start()
    try:
        found = {path: _score(command, f"{server.address}/{path}") for path in paths}
    finally:
        server.stop()
    return [
        Figure(
            f"Lighthouse, /{path}",
            "100 in every category",
            ", ".join(f"{name} {score:.0f}" for name, score in result.items()),
            all(score == 100 for score in result.values()),
            {name: [score] for name, score in result.items()},
        )
        for path, result in found.items()
    ]


def program() -> list[str]:
    """How Lighthouse is called on this machine. Raises Missing."""
    if found := shutil.which("lighthouse"):
        return [found]
    if npx := shutil.which("npx"):
        command = [npx, "--no-install", "lighthouse"]
        if subprocess.run([*command, "--version"], capture_output=True).returncode == 0:
            return command
    raise Missing("Lighthouse was not measured: it is not installed here (npm install -g lighthouse)")


def _score(command: list[str], address: str) -> dict[str, float]:
    with sync_playwright() as playwright:
        environ = {**os.environ, "CHROME_PATH": chromium(playwright)}
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        options = ["--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={FLAGS}"]
        options.append(f"--only-categories={','.join(CATEGORIES)}")
        done = subprocess.run(
            [*command, address, *options], env=environ, cwd=folder, capture_output=True, text=True, timeout=180
        )
        if done.returncode:
            raise SystemExit(f"Lighthouse failed at {address}:\n{done.stderr}")
        found = json.loads(report.read_text(encoding="utf-8"))["categories"]
    return {name: round(100 * found[name]["score"]) for name in CATEGORIES}


if __name__ == "__main__":
    tags = [language.tag for language in find_languages(root() / "translations")]
    try:
        print(table(scores([f"{tag}/{path}" for tag in tags for path in PATHS.values() if path != PATHS["not_found"]])))
    except Missing as missing:
        sys.exit(str(missing))
