"""The live preview: `make dev`. Serves the pages as a phone would get them, and reloads them when a file is saved.

For one person on this machine. This process keeps one that serves (app.py); when Python code was saved, a new one takes
its place as soon as it can serve, so broken code takes nothing away. docs/decisions/0007 says why it is built so.
"""

import json
import secrets
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from pwa.workshop.preview.faults import PROJECT, PlainProblem
from pwa.workshop.preview.watch import changes

# An error in the code is said so that the pages can be told. Content and catalogs are hundreds of thousands of objects
# that stay: to look for garbage among them, again and again, took a twentieth of the time to the first page.
START = """
import gc, json, sys
gc.set_threshold(100_000)
sys.path.insert(0, sys.argv.pop(1))
try:
    from pwa.workshop.preview.app import create_preview, serve
    app = create_preview(token=sys.argv.pop(1))
except Exception as error:
    from pwa.workshop.preview.faults import faults_of
    print(json.dumps(faults_of(error)), flush=True)
    sys.exit(1)
serve(app, sys.argv[1], int(sys.argv[2]))
"""
READY = "ready\n"
SERVING = "serving\n"
SOON_S = 5  # a process that ends so soon would do so again
# One for as long as this process lives, so that an open page can save when another process serves it.
TOKEN = secrets.token_urlsafe()
Process = subprocess.Popen[str]


def run(host: str, port: int) -> bool:
    """Serve until interrupted; False where nothing can be served: somebody else has the port, or each process ends."""
    serving: Process | None = None
    begun = 0.0
    try:
        for paths in changes([PROJECT / "pwa"]):
            if serving and serving.poll() is not None:
                if time.monotonic() - begun < SOON_S:
                    return False
                print("the preview's process has ended; another one begins", file=sys.stderr, flush=True)
                _stop(serving)
                serving, paths = None, {PROJECT}
            if not (_has_code(paths) if serving else paths):
                continue
            new, faults = _start(host, port)
            _print(faults)
            if serving and not new:
                _say(serving, json.dumps(faults))
            elif new:
                first = serving is None
                _stop(serving)
                serving, begun = new, time.monotonic()
                _say(new, "serve")
                if _hear(new) != SERVING:
                    return False
                if first:
                    print(f"Preview at http://{host}:{port}/ (stop it with Ctrl+C)", flush=True)
    except KeyboardInterrupt:
        pass
    finally:
        _stop(serving)
    return True


def _print(faults: list[PlainProblem]) -> None:
    for file, line, message in faults:
        print(f"{file}:{line}: {message}", file=sys.stderr, flush=True)


def _has_code(paths: set[Path]) -> bool:
    return any(path.suffix == ".py" or "rules" in path.parts for path in paths)


def _start(host: str, port: int) -> tuple[Process | None, list[PlainProblem]]:
    """A process that is ready to serve, or why there is none."""
    command = [sys.executable, "-c", START, str(PROJECT), TOKEN, host, str(port)]
    process = subprocess.Popen(  # noqa: S603 - this Python, with this package
        command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    said = _hear(process)
    if said == READY:
        return process, []
    _stop(process)
    try:
        return None, [(file, line, message) for file, line, message in json.loads(said)]
    except ValueError:
        return None, [("pwa", 1, "the preview cannot start; the terminal says why")]


def _say(process: Process, line: str) -> None:
    if process.stdin:
        with suppress(BrokenPipeError):  # it has ended: whoever hears from it next notices
            process.stdin.write(f"{line}\n")
            process.stdin.flush()


def _hear(process: Process) -> str:
    return process.stdout.readline() if process.stdout else ""


def _stop(process: Process | None) -> None:
    if process:
        process.kill()
        process.communicate()
