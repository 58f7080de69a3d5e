"""What can be wrong with a file that somebody wrote: its name, the line, and the remedy.

Every room raises these, and the commands print them; nobody who wrote a file should see a traceback.
"""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in a file, said so that whoever wrote the file can mend it."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class ContentError(Exception):
    """Everything that is wrong at once; `problems` is a sorted list of Problem."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))
