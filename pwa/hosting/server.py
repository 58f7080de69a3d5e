"""Serves a built site with Granian; its worker processes read the tree (pwa/hosting/frozen.py)."""

import os
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from pwa.hosting.static_site import read_summary
from pwa.settings import SITE_FOLDER


def run(host: str, port: int, site: Path) -> int:
    """Serve a built site until interrupted; return the exit code. Raises OSError, ContentError."""
    release = read_summary(site)
    # The worker processes make their app by themselves.
    os.environ[SITE_FOLDER] = str(site)
    print(f"Night Cramp {release.version} at http://{host}:{port}{release.base} (stop it with Ctrl+C)", flush=True)
    Granian(
        "pwa.cli:serving_app",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        factory=True,
        websockets=False,
        # Every answer is ready in memory: threads would only wait for each other (half as fast, bench/serving.py).
        blocking_threads=1,
        backpressure=64,
        log_level=LogLevels.warning,
    ).serve()
    return 0
