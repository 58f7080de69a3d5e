"""Says what `make pins` changed: each package with its step, so that somebody looks where a major one was taken.

It compares the pins with those of the last commit; what the packages changed is for their change logs to say.
"""

import json
import re
import subprocess
from collections.abc import Callable

from tests.support.project import ROOT

Pins = dict[str, str]
STEPS = ("major", "minor", "patch")


def python_pins(text: str) -> Pins:
    """Versions by name, of a file that pip-compile wrote."""
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==([^\s\\]+)", text, re.MULTILINE))


def node_pins(text: str) -> Pins:
    """Versions by name, of package-lock.json."""
    packages = json.loads(text)["packages"]
    return {path.rpartition("node_modules/")[2]: row["version"] for path, row in packages.items() if "version" in row}


FILES: dict[str, Callable[[str], Pins]] = {
    "requirements.txt": python_pins,
    "requirements-dev.txt": python_pins,
    "requirements-node.txt": python_pins,
    "package-lock.json": node_pins,
}


def step(old: str, new: str) -> str:
    """Which number of a version changed first."""
    pairs = zip(re.split(r"\D+", old), re.split(r"\D+", new), strict=False)
    place = next((place for place, (was, now) in enumerate(pairs) if was != now), 2)
    return STEPS[min(place, 2)]


def changes(old: Pins, new: Pins) -> list[str]:
    """A row of the table for each package that came, went or has another version."""
    rows = []
    for name in sorted(old.keys() | new.keys()):
        was, now = old.get(name, "-"), new.get(name, "-")
        if was != now:
            kind = "new" if was == "-" else "gone" if now == "-" else step(was, now)
            rows.append(f"| {name} | {was} | {now} | {kind} |")
    return rows


def report() -> str:
    """Markdown: a table for each file with a change, or one sentence."""
    told = []
    for name, read in FILES.items():
        told_by_git = ["git", "show", f"HEAD:{name}"]
        committed = subprocess.run(told_by_git, cwd=ROOT, capture_output=True, text=True)
        if committed.returncode:  # a file that is new
            continue
        rows = changes(read(committed.stdout), read((ROOT / name).read_text(encoding="utf-8")))
        if rows:
            told.append("\n".join([f"## {name}", "| package | was | is | step |", "|---|---|---|---|", *rows]))
    return "\n\n".join(told) or "Every pin is the newest."


if __name__ == "__main__":
    print(report())
