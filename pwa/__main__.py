"""`python -m pwa`."""

import atexit
import gc
import sys
from pathlib import Path


def main() -> None:
    """Run a command. Another Python than that of .venv lacks our packages, or has older ones: a sentence says so."""
    try:
        from pwa.cli import main as run

        run()
    except ImportError as error:
        package = (error.name or "pwa").partition(".")[0]
        if package == "pwa":
            raise
        own = Path(".venv") / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        remedy = f"use {own} -m pwa" if own.exists() else "set up .venv first: make dev, or see TRANSLATING.md"
        lacks = "no package" if isinstance(error, ModuleNotFoundError) else "another version of"
        sys.exit(f"this Python ({sys.executable}) has {lacks} '{package}'; {remedy}")
    except KeyboardInterrupt:  # click answers it only once it is there
        sys.exit(1)


# At its end Python looks through all that was read for circles, a tenth of a check; the system takes it back anyway.
atexit.register(gc.freeze)
main()
