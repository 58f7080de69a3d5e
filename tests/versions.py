"""Versions of the app to update between: copies of the project with changed sentences, each behind a server of its own.

The copies wait shorter than the real worker does, so that a test of a hanging network does not hang as long.
"""

import hashlib
import html
import json
import re
import shutil
import urllib.request
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
Change = tuple[str, str, str]
SHORTER: tuple[Change, ...] = (
    ("pwa/static/worker/travel.js", "const PATIENCE = 20000", "const PATIENCE = 1500"),
    ("pwa/static/sw.js", "const HURRY = 3000", "const HURRY = 800"),
    ("pwa/static/offline.js", "const FIRST_RETRY = 15000", "const FIRST_RETRY = 500"),
)
# What the second and the third version change: a sentence on the cramp screen, then one at the foot of every page.
SENTENCES: tuple[Change, ...] = (
    ("content/relief.yaml", '"Pull your toes toward your knee"', '"Now pull your toes toward your knee"'),
    (
        "content/interface.yaml",
        '"Made from published pages. No doctor or nurse has checked it yet."',
        '"Made from published pages. Nobody medical has checked it yet."',
    ),
)


def make(folder: Callable[[], Path], server: Callable[[Path], Any]) -> dict[int, "Version"]:
    """Versions 1, 2 and 3, each with a sentence more changed than the one before."""
    made = {1: Version(folder(), server, None, *SHORTER)}
    for number, sentence in enumerate(SENTENCES, 2):
        made[number] = Version(folder(), server, made[number - 1].folder, sentence)
    return made


class Version:
    """One version: its folder, its server, and what the server says is in it."""

    def __init__(self, folder: Path, server: Callable[[Path], Any], older: Path | None, *changes: Change) -> None:
        for name in ("content", "translations", "pwa"):
            shutil.copytree((older or ROOT) / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        for file, old, new in changes:
            change(folder / file, old, new)
            # As its translators would: the sentence does not fall back, and the language is as complete as before.
            for catalog in (folder / "translations").glob("*/LC_MESSAGES/messages.po"):
                text = catalog.read_text(encoding="utf-8")
                catalog.write_text(text.replace(f"msgid {old}\n", f"msgid {new}\n"), encoding="utf-8")
        self.folder = folder
        self.server = server(folder)
        self.server.start()

    def get(self, path: str) -> bytes:
        with urllib.request.urlopen(self.server.address + path) as response:
            return response.read()

    @cached_property
    def listed(self) -> dict[str, Any]:
        """What the worker has been told."""
        code = self.get("/sw.js").decode()
        start = code.index("const RELEASE = ") + len("const RELEASE = ")
        return dict(json.JSONDecoder().raw_decode(code[start:])[0])

    @property
    def name(self) -> str:
        return str(self.listed["version"])

    @cached_property
    def digests(self) -> dict[str, str]:
        """Digest by path, of what the server really serves; `start/` is made by the worker's own rule."""
        paths = [path for path, *_ in self.listed["entries"] if not path.endswith("/start/")]
        return {path: hashlib.sha256(self.get(path)).hexdigest() for path in paths}

    def first_words(self, tag: str) -> str:
        found = re.search(r'id="first-step"[^>]*>(.*?)</h1>', self.get(f"/{tag}/").decode(), re.S)
        assert found
        return html.unescape(re.sub("<.*?>", "", found[1])).strip()


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file.name}"
    file.write_text(text.replace(old, new), encoding="utf-8")
