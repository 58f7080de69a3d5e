"""What only developers run; not in the wheel."""

import sys
from importlib.util import find_spec
from pathlib import Path

if absent := [package for package in ("playwright", "PIL") if find_spec(package) is None]:
    sys.exit(
        f"{' and '.join(absent)} cannot be imported; install what developers need: "
        "make check, or .venv/bin/python -m pip install -r requirements-dev.txt"
    )


def folders(*names: str) -> list[Path]:
    """The folders that a command was given, called as it calls them; a sentence in the place of a traceback."""
    command = f"python -m tools.{Path(sys.argv[0]).stem}"
    if len(sys.argv) != len(names) + 1:
        sys.exit(f"usage: {' '.join([command, *names])}")
    return [Path(argument) for argument in sys.argv[1:]]
