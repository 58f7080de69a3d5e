"""The commands: `python -m pwa COMMAND`, and `flask --app pwa COMMAND` where `register` has given them to an app.

What a command needs is imported when it runs, so that `--help` is quick and a server knows nothing of the workshop.
docs/commands.md lists them all.
"""

import socket
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pwa.workshop.command_line import CommandError, Group, file_errors

if TYPE_CHECKING:
    from flask import Flask

PORT = click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, envvar="PORT", show_default=True, show_envvar=True,
    help="Number of the port.",
)  # fmt: skip


class CatalogGroup(Group):
    """Loads its commands when one is asked for, because reading content and catalogs takes many imports."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        return _catalog_commands().get_command(ctx, cmd_name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all of them."""
        return _catalog_commands().list_commands(ctx)


def _catalog_commands() -> click.Group:
    from pwa.workshop.commands import commands

    return commands


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Build, serve and preview Night Cramp, and look after its content and translations."""


def register(app: "Flask") -> None:
    """Give the commands to an app, for `flask --app pwa COMMAND`."""
    for command in main.commands.values():
        app.cli.add_command(command)


@main.command()
@PORT
@click.option("--host", default="127.0.0.1", show_default=True, help="Address of this machine to listen at.")
@click.option("--site", type=click.Path(path_type=Path), help="A folder that build wrote; left out, the site is built.")
@click.pass_context
def serve(ctx: click.Context, port: int, host: str, site: Path | None) -> None:
    """Serve the release until interrupted."""
    _need_port(host, port)
    from pwa.hosting.server import run
    from pwa.settings import read_settings

    with file_errors("serve the site", site):
        if site := site or read_settings().site:
            ctx.exit(run(host, port, site))
        with tempfile.TemporaryDirectory(prefix="night-cramp-") as folder:
            _build(Path(folder) / "site")
            ctx.exit(run(host, port, Path(folder) / "site"))


def serving_app() -> "Flask":
    """What a process of the server calls. A site that cannot be read ends it with a sentence."""
    from pwa import create_app
    from pwa.settings import SettingError

    try:
        return create_app()
    except SettingError as error:
        sys.exit(str(error))


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
def build(folder: Path) -> None:
    """Write the site for any web host into FOLDER."""
    click.echo(f"Night Cramp {_build(folder)} files in {folder}")


def _build(folder: Path) -> str:
    """Write the site; its version, for which address, and how many files."""
    from pwa import create_app
    from pwa.hosting.export import write
    from pwa.release.build import build as build_release

    app = create_app({"NIGHT_CRAMP_SITE": ""})
    release = build_release(app)
    with file_errors("write the site to", folder):
        files = write(release, folder)
    return f"{release.version} for {release.origin}{release.base}: {files}"


@main.command()
@PORT
@click.pass_context
def preview(ctx: click.Context, port: int) -> None:
    """Serve pages that reload when a file is saved, for translators."""
    _need_port("127.0.0.1", port)
    from pwa.workshop.preview.server import run

    ctx.exit(run("127.0.0.1", port))


@main.command()
def overdue() -> None:
    """List what is due to be checked against its sources again."""
    from datetime import date

    from pwa.content.dates import overdue as find_overdue
    from pwa.content.load import load
    from pwa.files import root

    click.echo("\n".join(find_overdue(load(root() / "content"), date.today())) or "nothing is overdue")


@main.command()
@click.pass_context
def dates(ctx: click.Context) -> None:
    """Record which texts changed, once each has this month's date."""
    from datetime import date

    from pwa.content.dates import RECORD, read_record, record, undated
    from pwa.content.load import load
    from pwa.files import root, write_text

    folder, today = root() / "content", date.today()
    path, content = folder / RECORD, load(folder)
    with file_errors("read or write", path):
        late = undated(content, read_record(path), today)
        for name in late:
            click.echo(f"{name}: has changed; write 'changed: {today:%Y-%m}' in content/{name.split('/')[0]}.yaml")
        if late:
            ctx.exit(1)
        write_text(path, record(content))


@main.group(cls=CatalogGroup)
def catalog() -> None:
    """Look after the translations; a LANGUAGE is id or zh-hans."""


def _need_port(host: str, port: int) -> None:
    """Say that a port is used before anything is built. Raises CommandError."""
    if fault := port_fault(host, port):
        raise CommandError(fault)


def port_fault(host: str, port: int) -> str | None:
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
