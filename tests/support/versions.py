"""Versions of the app to update between: copies of the project with something changed, each behind a server of its own.

The copies wait shorter than the real worker does, so that a test of a hanging network does not hang as long.
"""

import hashlib
import html
import json
import re
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import polib

from pwa.release.model import Release
from tests.support.project import ROOT, copy_project, replace
from tests.support.server import Server
from tests.support.shared import once, release

SHORTER = (
    ("pwa/static/worker/network.js", "const STALL_TIMEOUT_MS = 20000", "const STALL_TIMEOUT_MS = 1500"),
    ("pwa/static/worker/network.js", "const MISS_TIMEOUT_MS = 3000", "const MISS_TIMEOUT_MS = 800"),
    ("pwa/static/common/worker.js", "const HELLO_MS = 20 * 1000", "const HELLO_MS = 6 * 1000"),
    ("pwa/static/common/offline.js", "const FIRST_RETRY_MS = 15000", "const FIRST_RETRY_MS = 500"),
)
# What a translator writes before a translation, so that the sentence is another one in each language.
BEFORE = {"id": "Nah, ", "zh_Hans": "好，"}


@dataclass(frozen=True)
class Change:
    """What makes a version from the one of number `base`."""

    base: int
    file: str
    old: str
    new: str
    translated: bool = True


CHANGES = {
    2: Change(1, "content/relief.yaml", "Pull your toes toward your knee", "Pull the toes toward your knee"),
    3: Change(
        2,
        "content/interface.yaml",
        "Made from published pages. No doctor or nurse has checked it yet.",
        "Made from published pages. Nobody medical has checked it yet.",
    ),
    # The English of a safety text changes, and its translators have not come to it: the pages that say it are drafts.
    4: Change(1, "content/relief.yaml", "Keep the knee straight. Slowly.", "Keep the knee straight. Go slowly.", False),
    5: Change(1, "pwa/static/common/tokens.css", "--radius-125: 1.25rem;", "--radius-125: 1.3rem;"),
}


class Versions:
    """Versions by their number, each made when a test first asks for it."""

    def __init__(self, place: Path, server: Callable[[Path], Server]) -> None:
        self.place, self.server = place, server
        self.made: dict[int, Version] = {}

    def __getitem__(self, number: int) -> "Version":
        if number not in self.made:
            folder = self.place / f"version-{number}"
            with once(folder) as new:
                if new:
                    self._make(number, new)
            self.made[number] = Version(folder, self.server(folder))
        return self.made[number]

    def _make(self, number: int, folder: Path) -> None:
        change = CHANGES.get(number)
        older = self[change.base].folder if change else ROOT
        copy_project(folder, of=older)
        if change:
            replace(folder / change.file, change.old, change.new)
            if change.translated:
                translate(folder / "translations", change.old, change.new)
        else:
            for file, old, new in SHORTER:
                replace(folder / file, old, new)

    def stop(self) -> None:
        for version in self.made.values():
            version.server.stop()


class Version:
    """One version: its folder, its server, and what the server says is in it."""

    def __init__(self, folder: Path, server: Server) -> None:
        self.folder, self.server = folder, server
        server.start()

    def get(self, path: str) -> bytes:
        with urllib.request.urlopen(self.server.address + path) as response:
            body: bytes = response.read()
            return body

    @cached_property
    def listed(self) -> dict[str, Any]:
        """What the worker has been told."""
        code = self.get("/sw.js").decode()
        start = code.index("const RELEASE=") + len("const RELEASE=")
        return dict(json.JSONDecoder().raw_decode(code[start:])[0])

    @cached_property
    def entries(self) -> dict[str, str]:
        """The listed digest of each entry by its path."""
        return entries(self.listed)

    @property
    def release(self) -> Release:
        """What was built of it."""
        return release(project=self.folder)

    @property
    def name(self) -> str:
        return str(self.listed["version"])

    @cached_property
    def digests(self) -> dict[str, str]:
        """Digest by path, of what the server really serves; `start/` is made by the worker's own rule."""
        paths = [path for path in self.entries if not path.endswith("/start/")]
        return {path: hashlib.sha256(self.get(path)).hexdigest() for path in paths}

    def first_words(self, tag: str) -> str:
        found = re.search(r'id="first-step"[^>]*>(.*?)</h1>', self.get(f"/{tag}/").decode(), re.S)
        assert found
        return html.unescape(re.sub("<.*?>", "", found[1])).strip()


def entries(listed: dict[str, Any]) -> dict[str, str]:
    """What a worker of a site at the root has been told to keep: digests by path, in the order of need."""
    length = listed["digest"]
    found = {path: digest for path, digest, _ in listed["shared"]["entries"]}
    for tag, language in listed["languages"].items():
        for place, (path, _) in enumerate(listed["pages"]):
            found[f"/{tag}/{path}"] = language["digests"][place * length : (place + 1) * length]
    return found


def translate(translations: Path, old: str, new: str) -> None:
    """As its translators would: the sentence does not fall back, and is another one in each language."""
    for path in translations.glob("*/LC_MESSAGES/messages.po"):
        catalog = polib.pofile(str(path), wrapwidth=0)
        for entry in catalog:
            if entry.msgid == old and not entry.obsolete:
                entry.msgid = new
                entry.msgstr = BEFORE[path.parent.parent.name] + entry.msgstr
        catalog.save()
