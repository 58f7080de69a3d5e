"""Words for people: colour where the terminal has it, none where NO_COLOR or a pipe asks for none.

See https://no-color.org. colorama makes old Windows consoles understand the codes.
"""

import os
import sys
from io import TextIOWrapper

from colorama import Fore, Style, just_fix_windows_console

LEVELS = {"error": Fore.RED, "warning": Fore.YELLOW, "good": Fore.GREEN, "strong": Style.BRIGHT, "faint": Style.DIM}


def prepare() -> None:
    """A letter that the console cannot show becomes a question mark, never a traceback (Windows, cp1252)."""
    just_fix_windows_console()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def coloured() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def paint(level: str, text: str) -> str:
    return f"{LEVELS[level]}{text}{Style.RESET_ALL}" if coloured() else text


def count(number: int, noun: str) -> str:
    """1 text, 2 texts."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
