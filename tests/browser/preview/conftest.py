"""The live preview, run on a copy of the project: saving reloads, faults are told, each text tells about itself.

One preview serves all of it. After each test its files are put back, and the next one begins when it shows that.
"""

import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from pwa.languages.checking.read_rules import table_name
from tests.support.project import TAGS, copy_project
from tests.support.server import free_port, previewing

PAGES = [f"/{tag}/{path}" for tag in (*TAGS, "en-xa") for path in ("settings/", "about/")]
ADDED = ("ms", "ar")  # languages that tests add
PATIENCE = 60  # seconds: on a busy machine a build waits, and new code waits for Python to start


@dataclass
class Project:
    """A copy of this checkout with a preview that serves it."""

    folder: Path
    address: str
    before: dict[Path, tuple[str, int] | None] = field(default_factory=dict)  # the text, and when it was saved
    at_first: dict[str, Any] = field(default_factory=dict)

    def edit(self, name: str, old: str, new: str) -> int:
        """Replace the first place that holds `old`; the line where it stands."""
        text = self.keep(name).read_text(encoding="utf-8")
        assert old in text
        (self.folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    def keep(self, name: str) -> Path:
        """The path of a file that the test may change, make or break."""
        path = self.folder / name
        self.before.setdefault(
            path, (path.read_text(encoding="utf-8"), path.stat().st_mtime_ns) if path.is_file() else None
        )
        return path

    def built(self) -> dict[str, Any]:
        """What the preview tells a page of each language now."""
        return {path: self.told(path) for path in PAGES}

    def told(self, path: str) -> Any:
        """The version of a page, and what is wrong; None while new code takes over."""
        try:
            with urlopen(f"{self.address}/preview/events?page={path}", timeout=30) as events:
                return json.loads(events.readline().removeprefix(b"data: "))
        except (URLError, ConnectionError, ValueError):
            return None

    def put_back(self) -> None:
        for path, before in self.before.items():
            if before is None:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
            else:
                text, saved = before
                path.write_text(text, encoding="utf-8")
                os.utime(path, ns=(saved, saved))  # a page's version is made of the times of its files
        self.before.clear()
        until = time.monotonic() + PATIENCE
        for page, told in self.at_first.items():
            while self.told(page) != told:
                assert time.monotonic() < until, f"the preview does not show what was put back: {page}"
                time.sleep(0.05)


# It looks at its files all the time, so it does not outlast its tests.
@pytest.fixture(scope="package")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    folder = tmp_path_factory.mktemp("preview") / "copy"
    copy_project(folder)
    # With the tables that adding them would begin: a new table starts the preview's process anew, amid a test.
    for table in (folder / table_name(language) for language in ADDED):
        if not table.exists():
            table.write_text("# nothing yet\n", encoding="utf-8")
    with previewing(folder, free_port()) as address:
        project = Project(folder, address)
        project.at_first = project.built()
        assert [told["faults"] for told in project.at_first.values()] == [[]] * len(PAGES)
        yield project


@pytest.fixture
def project(preview: Project) -> Iterator[Project]:
    yield preview
    preview.put_back()


# A page is closed before the files are put back: closing it while it loads again can hang Chromium.
@pytest.fixture
def page(project: Project, page: Page) -> Page:
    return page


@pytest.fixture
def new_page(project: Project, new_page: Callable[..., Page]) -> Callable[..., Page]:
    return new_page


@pytest.fixture
def overlay(page: Page, project: Project) -> Callable[[str], Page]:
    """Opens a page with its texts outlined: `overlay("id/settings/")`."""

    def open_(path: str) -> Page:
        page.goto(f"{project.address}/{path}")
        page.keyboard.press("?")
        expect(page.locator("x-text[data-text-state]").first).to_be_attached()
        return page

    return open_
