"""Serves a built site with Granian; its worker processes read the tree (pwa/hosting/frozen.py).

One worker, because every answer lies ready in memory; the bounds below keep idle and slow clients from shutting it for
the rest. docs/hosting.md says what a proxy in front still has to do.
"""

import os
import signal
import sys
import threading
from multiprocessing import connection, parent_process
from pathlib import Path
from types import FrameType
from typing import Any

from flask import Flask
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from pwa.hosting.address import Address
from pwa.hosting.frozen import serve_site
from pwa.hosting.static_site import read_summary
from pwa.settings import SITE_FOLDER, SettingError, read_settings

# Open at once, idle ones among them, which cost some 10 kB each.
CONNECTIONS = 4096
# What a process has open beside them: its own files, those of the system.
OTHER_FILES = 96
HEADERS_WITHIN_MS = 5_000
# Containers are killed 10 s after they are asked to stop.
STOP_WITHIN_S = 5


def run(address: Address, site: Path, app: str) -> int:
    """Serve a built site until interrupted; return the exit code. Raises OSError, ContentError, SettingError.

    `app` names, as module:function, what each worker process makes its app with.
    """
    release = read_summary(site)
    # The worker processes make their app by themselves.
    os.environ[SITE_FOLDER] = str(site)
    # What each of them would say, and be started again, is said once, and before an address.
    read_settings()
    serve_site(Flask(__name__), site)
    print(f"Night Cramp {release.version} at {address.url}{release.base} (stop it with Ctrl+C)", flush=True)
    server = Granian(
        app,
        address=address.host,
        port=address.port,
        interface=Interfaces.WSGI,
        factory=True,
        websockets=False,
        # Proxies speak it, and the bound on slow heads below knows no other.
        http=HTTPModes.http1,
        # Every answer is ready in memory: threads would only wait for each other (half as fast, bench/serving.py).
        blocking_threads=1,
        backpressure=connections(),
        http1_settings=HTTP1Settings(header_read_timeout=HEADERS_WITHIN_MS),
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_WITHIN_S,
        log_level=LogLevels.warning,
    )
    server.on_startup(lambda: _hear_hangup(site))
    server.serve()
    return 0


def connections() -> int:
    """How many may be open at once. Each is a file: beyond what the system allows, accepting one would fail."""
    try:
        import resource
    except ImportError:  # Windows, which has no such bound
        return CONNECTIONS
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = CONNECTIONS + OTHER_FILES
    if 0 <= now < wanted:  # a negative one is none
        now = min(wanted, most) if most >= 0 else wanted
        resource.setrlimit(resource.RLIMIT_NOFILE, (now, most))
    return CONNECTIONS if now < 0 else max(1, min(CONNECTIONS, now - OTHER_FILES))


def end_with_parent() -> None:
    """In a worker: end when the server was killed, instead of holding the port for ever."""
    parent = parent_process()
    if parent is None:
        return

    def wait() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _hear_hangup(site: Path) -> None:
    """A closed terminal is the end. Without one the signal asks for the tree to be read again, as Granian has it.

    A tree that cannot be served would end the new worker, and with it the service: then the old one goes on.
    """
    if not hasattr(signal, "SIGHUP"):
        return
    if sys.stdin is not None and sys.stdin.isatty():
        signal.signal(signal.SIGHUP, signal.getsignal(signal.SIGTERM))
        return
    read_again: Any = signal.getsignal(signal.SIGHUP)

    def look_first(number: int, frame: FrameType | None) -> None:
        try:
            serve_site(Flask(__name__), site)
        except SettingError as error:
            print(f"{error}; what was served before goes on", file=sys.stderr, flush=True)
        else:
            read_again(number, frame)

    signal.signal(signal.SIGHUP, look_first)
