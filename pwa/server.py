"""Serves the release with Granian.

The release is built once, before the server starts, so that a fault in the content is a message and not a dead worker;
the worker process gets it through a file.
"""

import os
import pickle
import tempfile
from pathlib import Path

from flask import Flask
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from pwa.app import create_app
from pwa.release import build

RELEASE_FILE = "NIGHT_CRAMP_RELEASE"


def run(host: str, port: int) -> int:
    """Build, serve until interrupted, and return the exit code. Raises ContentError."""
    release = build()
    with tempfile.TemporaryDirectory(prefix="night-cramp-") as folder:
        file = Path(folder) / "release"
        file.write_bytes(pickle.dumps(release))
        os.environ[RELEASE_FILE] = str(file)
        print(f"Night Cramp {release.version} at http://{host}:{port}/ (stop it with Ctrl+C)", flush=True)
        Granian(
            "pwa.server:app",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            factory=True,
            websockets=False,
            backpressure=64,
            log_level=LogLevels.warning,
        ).serve()
    return 0


def app() -> Flask:
    """What the worker process calls."""
    return create_app(pickle.loads(Path(os.environ[RELEASE_FILE]).read_bytes()))
