"""The commands: `python -m pwa COMMAND`, and `flask --app pwa COMMAND` where `register` has given them to an app.

What a command needs is imported when it runs, so that `--help` is quick and a server knows nothing of the workshop.
docs/commands.md lists them all.
"""

import gc
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pwa.hosting.address import Address, AddressError, Port, find_address
from pwa.workshop.command_line import CommandError, Group, ending_cleanly, file_errors

if TYPE_CHECKING:
    from flask import Flask

PORT = click.option(
    "--port", type=Port(), default=8000, envvar="PORT", show_default=True, show_envvar=True, help="Number of the port."
)


class CatalogGroup(Group):
    """Loads its commands when one is asked for, because reading content and catalogs takes many imports."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command without looking for garbage: what is read stays to the end, and the search took an eighth."""
        gc.disable()
        try:
            return super().invoke(ctx)
        finally:
            gc.enable()

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
    address = _free(host, port)
    from pwa.hosting.server import run
    from pwa.settings import read_settings

    app = f"{__name__}:{serving_app.__name__}"
    with ending_cleanly(), file_errors("serve the site", site):
        if site := site or read_settings().site:
            ctx.exit(run(address, site, app))
        with tempfile.TemporaryDirectory(prefix="night-cramp-") as folder:
            _build(Path(folder) / "site")
            ctx.exit(run(address, Path(folder) / "site", app))


def serving_app() -> "Flask":
    """What a process of the server calls. A site that cannot be read ends it with a sentence."""
    from pwa import create_app
    from pwa.hosting.server import end_with_parent
    from pwa.settings import SettingError

    end_with_parent()
    try:
        return create_app()
    except SettingError as error:
        sys.exit(str(error))


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
def build(folder: Path) -> None:
    """Write the site for any web host into FOLDER."""
    with ending_cleanly():
        click.echo(f"Night Cramp {_build(folder)} files in {folder}")


def _build(folder: Path) -> str:
    """Write the site; its version, for which address, in which languages, and how many files."""
    from pwa import create_app
    from pwa.hosting.export import write
    from pwa.release.build import build as build_release

    app = create_app({"NIGHT_CRAMP_SITE": ""})
    release = build_release(app)
    with file_errors("write the site to", folder):
        files = write(release, folder)
    place = (
        f"{release.origin}{release.base}" if release.origin else "the root of any host (SITE_URL names another place)"
    )
    languages = ", ".join(language.html for language in release.languages)
    return f"{release.version} for {place}, in {languages}: {files}"


@main.command()
@PORT
def preview(port: int) -> None:
    """Serve pages that reload when a file is saved, for translators."""
    _free("127.0.0.1", port)
    from pwa.workshop.preview.server import run

    if not run("127.0.0.1", port):
        _free("127.0.0.1", port)
        raise CommandError("the preview's process ended by itself; start it again")


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


def _free(host: str, port: int) -> Address:
    """Where to listen, before anything is built. Raises CommandError."""
    try:
        return find_address(host, port)
    except AddressError as error:
        raise CommandError(str(error)) from error
