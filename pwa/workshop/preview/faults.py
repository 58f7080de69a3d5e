"""Where an error stands in the project, and what it says: for the bar above a page and for the terminal."""

import traceback
from pathlib import Path

PROJECT = Path(__file__).parent.parent.parent.parent
# A Problem as it travels in JSON, also from a process whose problems.py is broken: file, line, message.
PlainProblem = tuple[str, int, str]


def faults_of(error: BaseException) -> list[PlainProblem]:
    """Each problem of a ContentError; of any other error the innermost place in the project.

    A text that is missing is a fault of the content, or of the template that asks for it: both places are said.
    """
    if hasattr(error, "problems"):
        faults = [(problem.file, problem.line, problem.message) for problem in error.problems]
        asking = [frame for frame in _in_project(error) if frame.filename.endswith(".html")]
        return faults + [(_relative(frame.filename), frame.lineno or 1, "asks for it") for frame in asking[-1:]]
    # SyntaxError says where in one way, Jinja's TemplateSyntaxError in another, all others in their traceback.
    file, line = getattr(error, "filename", None), getattr(error, "lineno", None)
    if not (file and line):
        inside = _in_project(error)
        file, line = (inside[-1].filename, inside[-1].lineno) if inside else ("pwa", 1)
    message = getattr(error, "msg", None) or getattr(error, "message", None) or str(error)
    return [(_relative(file), line or 1, f"{type(error).__name__}: {message}")]


def _in_project(error: BaseException) -> list[traceback.FrameSummary]:
    return [frame for frame in traceback.extract_tb(error.__traceback__) if str(PROJECT) in frame.filename]


def _relative(file: str) -> str:
    path = Path(file)
    return path.relative_to(PROJECT).as_posix() if path.is_relative_to(PROJECT) else path.name
