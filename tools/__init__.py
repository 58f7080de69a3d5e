"""What only developers run; not in the wheel."""

import sys
from importlib.util import find_spec

if absent := [package for package in ("playwright", "PIL") if find_spec(package) is None]:
    sys.exit(
        f"{' and '.join(absent)} cannot be imported; install what developers need: "
        "make check, or .venv/bin/python -m pip install -r requirements-dev.txt"
    )
