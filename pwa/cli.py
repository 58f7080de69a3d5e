"""The commands: `python -m pwa serve | catalog ... | icons | screens`. Errors are one plain message, never a traceback."""

import argparse
import socket
import sys
from pathlib import Path

from pwa.yaml_file import ContentError


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m pwa", description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    serve_ = commands.add_parser("serve", help="serve the release")
    serve_.add_argument("--port", type=_port, default=8000)
    serve_.add_argument("--host", default="127.0.0.1")
    commands.add_parser("icons", help="draw the icons again from pwa/icon.svg")
    screens_ = commands.add_parser("screens", help="take a picture of every screen")
    screens_.add_argument("folder", type=Path)
    catalog = commands.add_parser("catalog", help="what translators run").add_subparsers(dest="action", required=True)
    catalog.add_parser("update", help="bring the .po files up to the English")
    check_ = catalog.add_parser("check", help="look for faults")
    check_.add_argument("language", nargs="?", help="for example id; all languages when left out")
    arguments = parser.parse_args()
    try:
        sys.exit(COMMANDS[arguments.command](arguments))
    except ContentError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    except OSError as error:
        print(f"{error.filename or ''}: {error.strerror or error}", file=sys.stderr)
        sys.exit(1)


def serve(arguments: argparse.Namespace) -> int:
    """Serve the release until interrupted."""
    if (taken := _taken(arguments.host, arguments.port)) is not None:
        print(taken, file=sys.stderr)
        return 1
    from pwa.server import run

    return run(arguments.host, arguments.port)


def icons(arguments: argparse.Namespace) -> int:
    from pwa.workshop.icons import draw

    return draw()


def screens(arguments: argparse.Namespace) -> int:
    from pwa.workshop.screens import take_all

    return take_all(arguments.folder)


def catalog_command(arguments: argparse.Namespace) -> int:
    from pwa.languages import ENGLISH, find_languages
    from pwa.load import load, root
    from pwa.workshop.check import check
    from pwa.workshop.update import update

    translations = root() / "translations"
    languages = find_languages(translations)
    content = load(root() / "content")
    if arguments.action == "update":
        for file, counts in update(content, translations, languages):
            print(f"{file}: " + ", ".join(f"{count} {word}" for word, count in counts.items()))
        return 0
    wanted = [language for language in languages if language.folder != ENGLISH]
    if arguments.language:
        asked = arguments.language.replace("_", "-").lower()
        wanted = [language for language in wanted if language.tag == asked]
        if not wanted:
            have = ", ".join(language.folder for language in languages[1:])
            print(f"there is no language '{arguments.language}'; there are: {have}", file=sys.stderr)
            return 2
    findings = [finding for language in wanted for finding in check(content, translations, language)]
    for finding in findings:
        print(finding)
    errors = sum(finding.error for finding in findings)
    print(f"{errors} errors, {len(findings) - errors} warnings in {', '.join(language.name for language in wanted)}")
    return 1 if errors else 0


def _port(value: str) -> int:
    if not value.isdigit() or not 0 < int(value) < 65536:
        raise argparse.ArgumentTypeError(f"'{value}' is not a port; give a number from 1 to 65535")
    return int(value)


def _taken(host: str, port: int) -> str | None:
    """Why the port cannot be had, or None."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return f"port {port} on {host} cannot be used ({error.strerror}); choose another one: PORT=8001 make run"
    return None


COMMANDS = {"serve": serve, "icons": icons, "screens": screens, "catalog": catalog_command}
