"""Words for people: colour where the terminal has it, none where NO_COLOR or a pipe asks for none.

See https://no-color.org; click knows the pipe only.
"""

import os
import sys

from colorama import Fore, Style

LEVELS = {"error": Fore.RED, "warning": Fore.YELLOW, "good": Fore.GREEN, "strong": Style.BRIGHT, "faint": Style.DIM}


def coloured() -> bool:
    """Whether standard output is a terminal that shows colours and whose owner wants them."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def paint(level: str, text: str) -> str:
    """The text in the colour of a level (a key of LEVELS), or as it is."""
    return f"{LEVELS[level]}{text}{Style.RESET_ALL}" if coloured() else text


def count(number: int, noun: str) -> str:
    """1 text, 2 texts."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
