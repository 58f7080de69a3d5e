"""How every command behaves: a fault that a person can cause ends it with one message, and any console can show it.

The groups make their commands behave so, under `python -m pwa` and under `flask` alike.
"""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any

import click
from colorama import just_fix_windows_console

from pwa.problems import ContentError
from pwa.settings import SettingError


class CommandError(click.ClickException):
    """Ends a command with one message on standard error: something is wrong in a file or on the machine."""

    exit_code = 1

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the message as it is: editors know `file:line:` at the beginning of a line, and no "Error: " before."""
        click.echo(self.message, file=file or sys.stderr)


class RefusedError(CommandError):
    """The command cannot be done as it was typed; the message says why and what would do."""

    exit_code = 2


class Command(click.Command):
    """A command that says what is wrong in the content or the settings without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """As click does it. Raises CommandError."""
        prepare_console()
        try:
            return super().invoke(ctx)
        except (ContentError, SettingError) as error:
            raise CommandError(str(error)) from error
        except (MemoryError, RuntimeError) as error:
            if isinstance(error, RuntimeError) and "start new thread" not in str(error):
                raise
            raise CommandError("there is not enough memory or room for threads; a build takes about 250 MB") from error


class Group(click.Group):
    """A group of such commands and of groups like itself."""

    command_class = Command
    group_class = type


@contextmanager
def file_errors(action: str, path: Path | None = None) -> Iterator[None]:
    """Make one message of an OSError: what could not be done, with which file, and why.

    Args:
        action: completes "cannot ...", and the path completes it: "write".
        path: what the person named or would look for, if there is such a thing.

    Raises:
        CommandError: instead of the OSError.
    """
    try:
        yield
    except BrokenPipeError:  # whoever read what we print has stopped, `| head`; click ends quietly
        raise
    except OSError as error:
        what = f"cannot {action} {path}" if path else f"cannot {action}"
        inside = "" if error.filename in (None, str(path)) else f"{error.filename}: "
        raise CommandError(f"{what}: {inside}{error.strerror or error}") from error


@contextmanager
def ending_cleanly() -> Iterator[None]:
    """SIGTERM and a closed terminal are an exit, so that what was begun is taken away; Ctrl+C is one anyway."""

    def end(number: int, _frame: object) -> None:
        if number != signal.SIGTERM:  # the system and the shell each send SIGHUP
            signal.signal(number, signal.SIG_IGN)
        raise SystemExit(128 + number)

    here = threading.current_thread() is threading.main_thread()  # others may not set handlers
    names = [name for name in ("SIGTERM", "SIGHUP") if here and hasattr(signal, name)]
    # What is ignored stays so: nohup.
    numbers = [
        number for number in (getattr(signal, name) for name in names) if signal.getsignal(number) == signal.SIG_DFL
    ]
    for number in numbers:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number in numbers:
            signal.signal(number, signal.SIG_DFL)


def prepare_console() -> None:
    """A letter that the console cannot show, or types in its own charset, is a question mark and no traceback."""
    just_fix_windows_console()
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
