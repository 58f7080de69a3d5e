"""What a language's file was before, from git: whoever has no git, or no history, has none of it."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from pwa.languages.po import PoFile, parse_po
from pwa.problems import ContentError

# How far back a file that was sent out is looked for. Reading one takes a tenth of a second.
MOST = 40
# Who changed a translation: a line of the diff that begins so. What `update` moves or empties names nobody else.
CHANGED = '^msgstr "..'
# As gettext's editors list translators in the comments above the header: `Name <address>, 2026.`
CREDIT = re.compile(r"^([^<>,]{2,}?)\s*<[^<>]*>")


def versions(path: Path) -> Iterator[PoFile]:
    """The file as it was committed, the newest first; what cannot be read is passed by."""
    for commit in _git(path, "log", f"-{MOST}", "--format=%H", "--", path.name).decode().split():
        try:
            yield parse_po(_git(path, "show", f"{commit}:./{path.name}"), path.name)
        except ContentError:
            continue


def translators(path: Path, now: PoFile) -> set[str]:
    """Everybody who is known to have translated, as names with or without an address."""
    found = {now.header.get("Last-Translator", "")}
    found |= {match[1] for line in now.comments if (match := CREDIT.match(line))}
    log = _git(path, "log", "--format=%an <%ae>", f"-G{CHANGED}", "--", path.name).decode("utf-8", "replace")
    found |= set(log.splitlines())
    changes = _git(path, "log", "-p", "--format=", '-G^"Last-Translator', "--", path.name)
    for line in changes.decode("utf-8", "replace").splitlines():
        if match := re.match(r'^[-+]"Last-Translator:\s*(.*?)\\n"$', line):
            found.add(match[1])
    return {name for name in found if name.strip() and "FULL NAME" not in name}


def _git(path: Path, *arguments: str) -> bytes:
    """What git prints; nothing where there is no git, no repository or no such file in it."""
    try:
        done = subprocess.run(  # noqa: S603 - our own words and a file's name, no shell
            ["git", *arguments],  # noqa: S607 - whichever git the person uses
            cwd=path.parent,
            capture_output=True,
            check=False,
        )
    except OSError:
        return b""
    return done.stdout if done.returncode == 0 else b""
