"""What a language's file was before, from git. Outside a repository nothing is known; in one, git may not refuse."""

import re
import subprocess
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from pwa.languages.message import PoFile
from pwa.languages.po import parse_po
from pwa.problems import ContentError, Problem, visible

# How far back a file that was sent out is looked for. Reading one takes a tenth of a second.
MOST = 40
# Who changed a translation: a line of the diff that begins so. What `update` moves or empties names nobody else.
CHANGED = '^msgstr "..'
# What stands in a header before somebody fills it in, by gettext.
NOBODY = "FULL NAME"
DAY = re.compile(r"\d{4}-\d\d-\d\d")
# As gettext's editors list translators in the comments above the header: `Name <address>, 2026.`
CREDIT = re.compile(r"^([^<>,]{2,}?)\s*<[^<>]*>")


def versions(path: Path) -> Iterator[PoFile]:
    """The file as it was committed, the newest first; what cannot be read is passed by."""
    for commit in _git(path, "log", f"-{MOST}", "--format=%H", "--", path.name).decode().split():
        try:
            yield parse_po(_git(path, "show", f"{commit}:./{path.name}"), path.name)
        except ContentError:
            continue


def in_repository(path: Path) -> bool:
    """Whether git should know the file."""
    return any((folder / ".git").exists() for folder in path.resolve().parents)


def fault(path: Path) -> str:
    """Why git does not say all that was before, with its own remedy; "" where it does, and outside a repository.

    It refuses a folder of another user, as containers and shared checkouts are (safe.directory, CVE-2022-24765).
    """
    if not in_repository(path):
        return ""
    done = _run(path, "rev-parse", "--is-shallow-repository")
    if done.returncode:
        return _words(done)
    return "this clone has no history; run: git fetch --unshallow" if done.stdout.strip() == b"true" else ""


def translators(path: Path, now: PoFile) -> set[str]:
    """Everybody who is known to have translated, as names with or without an address.

    Raises:
        ContentError: git knows, and does not say; who translated could sign then.
    """
    if why := fault(path):
        raise _unknown(path, why)
    found = {now.header.get("Last-Translator", "")}
    found |= {match[1] for line in now.comments if (match := CREDIT.match(line))}
    found |= set(_log(path, "--format=%an <%ae>", f"-G{CHANGED}"))
    for line in _log(path, "-p", "--format=", '-G^"Last-Translator'):
        if match := re.match(r'^[-+]"Last-Translator:\s*(.*?)\\n"$', line):
            found.add(match[1])
    return {name for name in found if name.strip() and NOBODY not in name}


def credit_line(name: str, year: int) -> str:
    """The comment above the header that remembers who translated, as CREDIT reads it."""
    return f"{name} <>, {year}."


def last_change(path: Path, line: int, header: Mapping[str, str]) -> str:
    """Who changed a line of the file last, and on which day: "A name, 2026-05-31"; "" where nobody knows.

    A .po has no name beside a text, so that comes from git. What git does not know, or not yet, is said to be so, with
    what the header says of the file as a whole.
    """
    said = _git(path, "blame", "-M", "--porcelain", "-L", f"{line},{line}", "--", path.name).decode("utf-8", "replace")
    found = dict(row.split(" ", 1) for row in said.splitlines() if row.startswith(("author ", "author-time ")))
    if len(found) == 2 and found["author"] != "Not Committed Yet":
        return f"{found['author']}, {datetime.fromtimestamp(int(found['author-time']), UTC):%Y-%m-%d}"
    name, day = header.get("Last-Translator", "").split("<")[0].strip(), DAY.match(header.get("PO-Revision-Date", ""))
    of_file = f"last in this file: {name}{f', {day[0]}' if day else ''}" if name and name != NOBODY else ""
    return "; ".join(filter(None, ["not committed yet" if found else "", of_file]))


def _log(path: Path, *arguments: str) -> list[str]:
    """The lines of the file's log. Raises ContentError where there is one and it cannot be read."""
    done = _run(path, "log", *arguments, "--", path.name)
    # Before the first commit it fails too.
    if done.returncode and _git(path, "rev-parse", "--quiet", "--verify", "HEAD"):
        raise _unknown(path, _words(done))
    return done.stdout.decode("utf-8", "replace").splitlines()


def _unknown(path: Path, why: str) -> ContentError:
    return ContentError([Problem(str(path), 1, f"who translated it is not known, so nobody can sign: {why}")])


def _git(path: Path, *arguments: str) -> bytes:
    """What git prints; nothing where there is no git, no repository or no such file in it."""
    done = _run(path, *arguments)
    return done.stdout if done.returncode == 0 else b""


def _words(done: subprocess.CompletedProcess[bytes]) -> str:
    return visible(" ".join(done.stderr.decode("utf-8", "replace").split()))


def _run(path: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = ["git", *arguments]
    try:
        return subprocess.run(  # noqa: S603 - our own words and a file's name, no shell
            command,
            cwd=path.parent,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        return subprocess.CompletedProcess(command, 1, b"", f"git cannot be run: {error.strerror}".encode())
