"""Builds the preview's pages, in a process of its own that is replaced when the code changes.

Keeps the last good reading of each file, so that one broken file takes nothing else away. Run as
`python -m pwa.workshop.preview.build`: a line on standard input asks for a build (Builder.build's `first`), the answer
is a pickled Built.
What can be broken by an edit is imported inside `main`, where its fault becomes a message with file and line.
"""

import hashlib
import json
import os
import pickle
import re
import struct
import sys
import traceback
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parent.parent.parent.parent
OWN = Path(__file__).parent / "assets"
LENGTH = struct.Struct(">Q")
# file, line, message: plain, because the class for it is among what may be broken.
Fault = tuple[str, int, str]


@dataclass
class Built:
    """One build. `release` is None while there has been no good one; texts (JSON) and versions are by language tag."""

    release: Any = None
    texts: dict[str, bytes] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


@dataclass
class Told:
    """A language as it was last read: its texts, marked, and what the overlay says of them, as JSON."""

    stamp: Any
    content: Any
    texts: bytes
    faults: list[Fault] = field(default_factory=list)


class Builder:
    """Reads what has changed and renders the site."""

    def __init__(self) -> None:
        self.content: Any = None
        self.content_stamp: Any = None
        self.files: dict[Path, tuple[Any, Any]] = {}
        self.languages: dict[Any, Told] = {}
        self.drawn: dict[Any, Any] = {}
        self.last = Built()

    def build(self, first: str = "") -> Built:
        """The site as it is now, or the last good one with what is wrong.

        `first` is the tag of the language that somebody looks at: the others may stay as they were.
        """
        faults: list[Fault] = []
        try:
            self._read_content(faults)
            if self.content is not None:
                self._read_languages(faults, first)
                self.last = self._render(first)
        except Exception as error:
            faults += faults_of(error)
        return replace(self.last, faults=sorted(set(faults)))

    def _read_content(self, faults: list[Fault]) -> None:
        from pwa.content.load import Reading, load, read_file
        from pwa.files import root
        from pwa.problems import ContentError
        from pwa.workshop.preview.watch import stamps

        stamp = stamps([root() / "content"])
        if self.content_stamp == stamp:
            return
        before, self.files = self.files, {}

        def read(path: Path) -> Reading:
            """Reading YAML takes most of the time, and one file is saved at a time."""
            kept = before.get(path)
            if kept is None or kept[0] != stamp.get(path):
                kept = (stamp.get(path), read_file(path))
            self.files[path] = kept
            reading: Reading = kept[1]
            return reading

        try:
            self.content = load(root() / "content", read)
            self.content_stamp = stamp
        except ContentError as error:
            faults += faults_of(error)

    def _read_languages(self, faults: list[Fault], first: str) -> None:
        from pwa.files import root
        from pwa.languages.standing import standing, unread
        from pwa.languages.table import find_languages
        from pwa.problems import ContentError
        from pwa.workshop.preview.watch import stamps
        from pwa.workshop.pseudo import PSEUDO, pseudo_content

        translations = root() / "translations"
        saved = stamps([translations])
        read = {}
        for language in [*find_languages(translations), PSEUDO]:
            # What lies beside the folders of the languages is every language's: the glossary.
            own = {
                path: stamp
                for path, stamp in saved.items()
                if path.parent == translations or path.is_relative_to(translations / language.folder)
            }
            stamp = (self.content_stamp, own)
            told = self.languages.get(language)
            if told is None or (told.stamp != stamp and first in ("", language.tag)):
                try:
                    if language == PSEUDO:
                        told = tell(pseudo_content(self.content), None, stamp)
                    else:
                        told = tell(self.content, standing(self.content, translations, language), stamp)
                except ContentError as error:
                    told = replace(told or tell(self.content, unread(language), None), faults=faults_of(error))
            faults += told.faults
            read[language] = told
        self.languages = read

    def _render(self, first: str) -> Built:
        from pwa.headers import HTML
        from pwa.release.build import pages_and_files
        from pwa.release.model import Release

        localized = {language: told.content for language, told in self.languages.items()}
        site, entries = pages_and_files(self.content, localized, draw=self._drawing(first))
        texts = {language.tag: told.texts for language, told in self.languages.items()}
        own = _digest([path.read_bytes() for path in sorted(OWN.iterdir())])
        overlay = (OWN / "overlay.html").read_text(encoding="utf-8")
        shown = {entry.path: entry for entry in entries}
        versions = {}
        for tag, told in texts.items():
            pages = [entry for entry in entries if entry.media_type == HTML and entry.path.startswith(f"/{tag}/")]
            versions[tag] = _digest([*(page.body for page in pages), told, own.encode()])
            for page in pages:
                body = with_overlay(page.body.decode(), overlay, versions[tag]).encode()
                shown[page.path] = replace(page, body=body)
        whole = _digest([version.encode() for version in versions.values()])
        return Built(Release(site.base, whole, tuple(localized), shown), texts, versions)

    def _drawing(self, first: str) -> Any:
        """How a page is drawn: it is taken from the last build where nothing that it is made of has changed."""
        from pwa.pages.views import render
        from pwa.workshop.preview.marks import finish
        from pwa.workshop.preview.watch import stamps

        before, self.drawn = self.drawn, {}
        templates = stamps([PROJECT / "pwa" / "templates"])

        def draw(page: Any) -> str:
            key = (page.language, page.screen, page.part)
            drawn = before.get(key)
            stale = drawn is not None and (drawn[:2] != (page.site, templates) or drawn[2] is not page.content)
            if drawn is None or (stale and first in ("", page.language.tag)):
                drawn = (page.site, templates, page.content, finish(render(page)))
            self.drawn[key] = drawn
            html: str = drawn[3]
            return html

        return draw


def tell(content: Any, standing: Any, stamp: Any) -> Told:
    """A language from its standing; the pseudo-language has none, its content is given as it is."""
    from pwa.languages.localize import localize
    from pwa.workshop.preview.marks import explain, marked

    localized = localize(content, standing) if standing else content
    texts = json.dumps(explain(localized, standing), ensure_ascii=False).encode()
    return Told(stamp, marked(localized), texts)


def with_overlay(page: str, overlay: str, version: str) -> str:
    """The page with the preview's own markup in it."""
    head, body = overlay.replace('data-version=""', f'data-version="{version}"').split("<body>")
    # First in the head, so that live.js runs before the page's own scripts.
    page = re.sub(r"(<head>)", lambda tag: tag[1] + head, page, count=1)
    return re.sub(r"(<body[^>]*>)", lambda tag: tag[1] + body, page, count=1)


def faults_of(error: BaseException) -> list[Fault]:
    """Where an error stands in the project, and what it says."""
    if hasattr(error, "problems"):
        return [(problem.file, problem.line, problem.message) for problem in error.problems]
    # SyntaxError says where in one way, Jinja's TemplateSyntaxError in another, all others in their traceback.
    file, line = getattr(error, "filename", None), getattr(error, "lineno", None)
    if not (file and line):
        inside = [frame for frame in traceback.extract_tb(error.__traceback__) if str(PROJECT) in frame.filename]
        file, line = (inside[-1].filename, inside[-1].lineno) if inside else ("pwa", 1)
    message = getattr(error, "msg", None) or getattr(error, "message", None) or str(error)
    return [(_relative(file), line or 1, f"{type(error).__name__}: {message}")]


def _relative(file: str) -> str:
    path = Path(file)
    return path.relative_to(PROJECT).as_posix() if path.is_relative_to(PROJECT) else path.name


def _digest(parts: list[bytes]) -> str:
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()[:16]


def main() -> None:
    """Answer each line on standard input with a build, until it closes."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a stray print must not get among the answers
    builder = Builder()
    for line in sys.stdin:
        packed = pickle.dumps(builder.build(line.strip()))
        try:
            answers.write(LENGTH.pack(len(packed)) + packed)
            answers.flush()
        except BrokenPipeError:
            os._exit(0)  # the preview has ended, and closing the pipe again would say so once more


if __name__ == "__main__":
    # Pickle names a class by its module, and the server knows no __main__.Built.
    from pwa.workshop.preview import build as itself

    itself.main()
