"""Lighthouse's scores of each screen in each language.

It needs Node and is not installed by anything here; `npm install -g lighthouse` does that.
"""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench.figures import Figure, MissingError
from pwa.files import root
from pwa.languages.table import find_languages
from tests.support.screens import PATHS
from tests.support.server import Server
from tools.browser import chromium

# Every screen that search engines may see, and one of each kind that there are many of.
SCREENS = [*(path for name, path in PATHS.items() if name != "not_found"), "learn/habits/", "sources/doc0/"]
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = "--headless=new --no-sandbox --disable-background-networking --disable-component-update --disable-sync"


def measure(_runs: int) -> list[Figure]:
    """The lowest score of all languages, by screen."""
    command = program()
    tags = [language.tag for language in find_languages(root() / "translations")]
    server = Server()
    server.start()
    figures = []
    try:
        for path in SCREENS:
            found = [_score(command, f"{server.address}/{tag}/{path}") for tag in tags]
            lowest = {name: min(scores[name] for scores in found) for name in CATEGORIES}
            figures.append(
                Figure(
                    f"Lighthouse, /{path} in {len(tags)} languages",
                    "100 in every category",
                    ", ".join(f"{name} {score:.0f}" for name, score in lowest.items()),
                    all(score == 100 for score in lowest.values()),
                    {name: [scores[name] for scores in found] for name in CATEGORIES},
                )
            )
    finally:
        server.stop()
    return figures


def program() -> list[str]:
    """How Lighthouse is called on this machine.

    Raises:
        MissingError: It is not installed.
    """
    if found := shutil.which("lighthouse"):
        return [found]
    if npx := shutil.which("npx"):
        command = [npx, "--no-install", "lighthouse"]
        if subprocess.run([*command, "--version"], capture_output=True).returncode == 0:
            return command
    raise MissingError("Lighthouse was not measured: it is not installed here (npm install -g lighthouse)")


def _score(command: list[str], address: str) -> dict[str, float]:
    with sync_playwright() as playwright:
        environ = {**os.environ, "CHROME_PATH": chromium(playwright)}
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        options = ["--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={FLAGS}"]
        options.append(f"--only-categories={','.join(CATEGORIES)}")
        for _ in range(3):  # a trace that cannot be recorded comes and goes: GoogleChrome/lighthouse#2394
            done = subprocess.run(
                [*command, address, *options], env=environ, cwd=folder, capture_output=True, text=True, timeout=180
            )
            if done.returncode == 0:
                break
        else:
            raise SystemExit(f"Lighthouse failed at {address}:\n{done.stderr}")
        found = json.loads(report.read_text(encoding="utf-8"))["categories"]
    return {name: round(100 * found[name]["score"]) for name in CATEGORIES}
