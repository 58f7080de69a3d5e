"""The commands, run in this process on a project in another folder; a process of its own takes a second for each."""

from contextlib import chdir
from pathlib import Path
from unittest import mock

from click.testing import CliRunner, Result

from pwa.cli import main


def run(project: Path, *arguments: str) -> Result:
    """Run a command on the content and the translations of a folder, from that folder.

    Returns:
        `exit_code`, `stdout` and `stderr` as a shell has them. What would be a traceback there is raised here.
    """
    roots = [mock.patch(f"{module}.root", return_value=project) for module in ("pwa.files", "pwa.workshop.commands")]
    with roots[0], roots[1], chdir(project):
        return CliRunner().invoke(main, arguments, catch_exceptions=False)


def catalog(project: Path, *arguments: str) -> Result:
    """Run `catalog ARGUMENTS` on a folder, as `run` does."""
    return run(project, "catalog", *arguments)
