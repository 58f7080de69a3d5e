"""What can be wrong with a file that somebody wrote: its name, the line, and the remedy.

Every room raises these, and the commands print them; nobody who wrote a file should see a traceback.
"""

import re
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path


# One way for all that a process prints, though the folder that it stands in may go.
@cache
def program() -> str:
    """How this program was started, so that a command that a message names runs when it is copied."""
    name = Path(sys.argv[0]).stem
    if name in ("night-cramp", "flask"):
        return name if name == "night-cramp" else "flask --app pwa"
    python = Path(sys.executable or "python")
    try:
        here = Path.cwd()
    except OSError:  # the folder is gone: `build .` renames it away below the shell
        return f"{python} -m pwa"
    return f"{python.relative_to(here) if python.is_relative_to(here) else python} -m pwa"


# What a terminal obeys, or shows nothing of: ESC, what turns the order of letters round, separators of lines.
HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e0fff]")
MOST_SHOWN = 2_000


def visible(text: str) -> str:
    """A text of a file as whoever has to judge it sees it in print: hidden letters by their codes, a flood cut."""
    shown = HIDDEN.sub(lambda letter: f"<U+{ord(letter[0]):04X}>", text)
    left = len(shown) - MOST_SHOWN
    return shown if left <= 0 else f"{shown[:MOST_SHOWN]} ... (and {left:,} letters more)"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in a file, said so that whoever wrote it can mend it and no terminal obeys what it quotes."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {visible(self.message)}"


class ContentError(Exception):
    """Everything that is wrong at once; `problems` is a sorted list of Problem."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))
