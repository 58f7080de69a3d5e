"""bench/results.json: what was found, group by group, each with its day, machine and number of runs."""

import json
import os
import platform
import subprocess
from dataclasses import asdict
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from bench.figures import Figure
from tools.browser import NoBrowserError, chromium

RESULTS = Path(__file__).with_name("results.json")


def read() -> dict[str, Any]:
    """The groups by name, their figures as Figure; nothing before the first run."""
    if not RESULTS.is_file():
        return {}
    groups = json.loads(RESULTS.read_text(encoding="utf-8"))
    for group in groups.values():
        group["figures"] = [Figure(**figure) for figure in group["figures"]]
    return dict(groups)


def write(results: dict[str, Any]) -> None:
    """Write the groups; an interruption leaves the file as it was."""
    groups = {
        name: {**group, "figures": [asdict(figure) for figure in group["figures"]]} for name, group in results.items()
    }
    new = RESULTS.with_suffix(".new")
    new.write_text(json.dumps(groups, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    new.replace(RESULTS)


def figures_of(results: dict[str, Any]) -> list[Figure]:
    """The figures of all groups, in their order."""
    return [figure for group in results.values() for figure in group["figures"]]


def machine() -> str:
    """What the figures depend on, and nothing that tells whose machine it is."""
    try:
        with sync_playwright() as playwright:
            command = [chromium(playwright), "--version"]
        browser = subprocess.run(command, capture_output=True, text=True, timeout=30).stdout.split(" built")[0].strip()
    except (NoBrowserError, subprocess.SubprocessError):
        browser = "no Chromium"
    parts = [f"{os.cpu_count()} cores", f"{platform.system()} {platform.machine()}"]
    return ", ".join([*parts, f"Python {platform.python_version()}", browser])
