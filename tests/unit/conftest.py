"""What the unit tests share: copies of the project in tmp_path, and edits that know their line."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pwa.content.load import load
from pwa.content.model import Content
from pwa.files import root
from pwa.hosting.export import write
from pwa.languages.table import Language
from pwa.release.model import Release
from pwa.workshop.update import update
from tests.support import shared
from tests.support.catalogs import write_catalog
from tests.support.returned import DONE

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


@pytest.fixture(scope="session")
def content() -> Content:
    """The real content, in English."""
    return load()


@pytest.fixture(scope="session")
def deployed() -> Release:
    """The release as a host has it that was told its address."""
    return shared.release(origin=shared.ORIGIN)


@pytest.fixture(scope="session")
def below() -> Release:
    """The same in a folder of a known host."""
    return shared.release("/cramp/", shared.ORIGIN)


@pytest.fixture(scope="session")
def tree(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `build` writes of the release. A test that changes a file makes a tree of its own."""
    folder = tmp_path_factory.mktemp("built") / "dist"
    write(release, folder)
    return folder


@pytest.fixture(scope="session")
def indonesian() -> Language:
    return Language("id")


@pytest.fixture(scope="session")
def chinese() -> Language:
    return Language("zh_Hans")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with a copy of the real content, and empty catalogs for Indonesian and Chinese."""
    return copied(tmp_path)


def copied(folder: Path) -> Path:
    """What a `project` is, in a folder that is there."""
    shutil.copytree(root() / "content", folder / "content")
    for language in ("id", "zh_Hans"):
        (folder / "translations" / language / "LC_MESSAGES").mkdir(parents=True)
        po_file(folder, language).write_text(HEADER, encoding="utf-8")
    return folder


@pytest.fixture
def edit(project: Path) -> Callable[[str, str, str], int]:
    """Edits a content file: `edit(name, old, new)` gives the line where the one place that held `old` begins."""

    def change(name: str, old: str, new: str) -> int:
        path = project / "content" / f"{name}.yaml"
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    return change


@pytest.fixture(scope="session")
def one_done(content: Content, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder translations/ with an Indonesian catalog in canonical form, in which one text is translated."""
    folder = tmp_path_factory.mktemp("one_done")
    write_catalog(content, folder, {DONE: "Selesai"})
    update(content, folder / "translations", [Language("id")])
    return folder / "translations"


@pytest.fixture
def ours(one_done: Path, tmp_path: Path) -> Path:
    """A copy of that catalog, in translations/ of the test's own folder."""
    shutil.copytree(one_done, tmp_path / "translations")
    return po_file(tmp_path, "id")


@pytest.fixture
def po(project: Path) -> Callable[[str], Path]:
    """Finds the catalog of a language in the copied project: `po("id")`."""
    return lambda folder: po_file(project, folder)


def po_file(project: Path, folder: str) -> Path:
    return project / "translations" / folder / "LC_MESSAGES" / "messages.po"
