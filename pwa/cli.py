"""The commands: `python -m pwa serve | build | preview | catalog ...`. An error is one message, never a traceback."""

import argparse
import socket
import sys
from pathlib import Path

from pwa.problems import ContentError
from pwa.settings import SettingError
from pwa.workshop.commands import add_commands
from pwa.workshop.commands import run as run_catalog


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m pwa", description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    serve_ = commands.add_parser("serve", help="serve the release")
    serve_.add_argument("--port", type=_port, default=8000)
    serve_.add_argument("--host", default="127.0.0.1")
    serve_.add_argument("--site", type=Path, help="a folder that 'build' wrote; without it, the site is built first")
    build_ = commands.add_parser("build", help="write the site for any web host")
    build_.add_argument("folder", type=Path)
    preview_ = commands.add_parser("preview", help="serve pages that reload when a file is saved, for translators")
    preview_.add_argument("--port", type=_port, default=8000)
    commands.add_parser("overdue", help="list what is due to be checked against its sources again")
    commands.add_parser("dates", help="record what changed since; refuses where 'changed' has not got this month")
    add_commands(commands)
    arguments = parser.parse_args()
    try:
        sys.exit(COMMANDS[arguments.command](arguments))
    except (ContentError, SettingError) as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    except OSError as error:
        print(f"{error.filename or ''}: {error.strerror or error}", file=sys.stderr)
        sys.exit(1)


def serve(arguments: argparse.Namespace) -> int:
    """Serve the release until interrupted."""
    if (fault := taken(arguments.host, arguments.port)) is not None:
        print(fault, file=sys.stderr)
        return 1
    from pwa.hosting.server import run

    return run(arguments.host, arguments.port, arguments.site)


def build(arguments: argparse.Namespace) -> int:
    """Write the site to a folder."""
    from pwa.hosting.export import write
    from pwa.release.build import build as build_release
    from pwa.settings import read_settings

    settings = read_settings()
    release = build_release(base=settings.base, origin=settings.origin, retire=settings.retire)
    write(release, arguments.folder)
    where = f"{settings.origin}{settings.base}" if settings.origin else settings.base
    print(f"Night Cramp {release.version} for {where}: {len(release.files)} files in {arguments.folder}")
    return 0


def preview(arguments: argparse.Namespace) -> int:
    """Serve the live preview on this machine until interrupted."""
    if (fault := taken("127.0.0.1", arguments.port)) is not None:
        print(fault, file=sys.stderr)
        return 1
    from pwa.workshop.preview.server import run

    return run("127.0.0.1", arguments.port)


def overdue(arguments: argparse.Namespace) -> int:
    """List what is overdue; a date alone is no fault, so this fails nobody's build."""
    from datetime import date

    from pwa.content.dates import overdue as find_overdue
    from pwa.content.load import load

    late = find_overdue(load(), date.today())
    print("\n".join(late) or "nothing is overdue")
    return 0


def dates(arguments: argparse.Namespace) -> int:
    """Record the digests of the parts that have a date."""
    from datetime import date

    from pwa.content.dates import RECORD, record, undated
    from pwa.content.load import load
    from pwa.files import root

    path, content = root() / "content" / RECORD, load()
    late = undated(content, path.read_text(encoding="utf-8") if path.exists() else "", date.today())
    for name in late:
        print(f"{name}: has changed; write 'changed: {date.today():%Y-%m}' in content/{name.split('/')[0]}.yaml")
    if not late:
        path.write_text(record(content), encoding="utf-8")
    return 1 if late else 0


def _port(value: str) -> int:
    if not value.isdigit() or not 0 < int(value) < 65536:
        raise argparse.ArgumentTypeError(f"'{value}' is not a port; give a number from 1 to 65535")
    return int(value)


def taken(host: str, port: int) -> str | None:
    """Why the port cannot be had, or None."""
    # Elsewhere SO_REUSEADDR only skips the wait after a server has stopped; on Windows it gives out a used port.
    alone = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, alone, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return f"port {port} on {host} cannot be used ({error.strerror}); try --port 8001 (with make: PORT=8001)"
    return None


COMMANDS = {
    "serve": serve,
    "build": build,
    "preview": preview,
    "overdue": overdue,
    "dates": dates,
    "catalog": run_catalog,
}
