"""The commands, run in this process on a project in another folder; a process of its own takes a second for each."""

from contextlib import chdir
from pathlib import Path
from unittest import mock

from click.testing import CliRunner, Result

from pwa.cli import main


def catalog(project: Path, *arguments: str) -> Result:
    """Run `catalog ARGUMENTS` on the content and the translations of a folder, from that folder.

    Returns:
        `exit_code`, `stdout` and `stderr` as a shell has them. What would be a traceback there is raised here.
    """
    with mock.patch("pwa.workshop.commands.root", return_value=project), chdir(project):
        return CliRunner().invoke(main, ["catalog", *arguments], catch_exceptions=False)
