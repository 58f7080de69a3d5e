"""`catalog suggest`: what is known is put in as fuzzy, and nothing that somebody has written is touched."""

from pathlib import Path

import pytest

from pwa.content.load import load
from pwa.content.model import Content
from pwa.languages.catalog import Key, po_path
from pwa.languages.message import Message
from pwa.languages.po import read_po
from pwa.languages.standing import standing
from pwa.languages.table import Language
from pwa.workshop.preview.app import ASSETS
from pwa.workshop.preview.marks import explain
from tests.support.catalogs import finished, keys, write_catalog
from tests.support.command import catalog
from tests.support.project import copy_project

MALAY = Language("ms")


@pytest.fixture
def workshop(content: Content, tmp_path: Path) -> Path:
    copy_project(tmp_path, ("content", "translations"))
    write_catalog(content, tmp_path, {}, folder="ms")
    return tmp_path


def texts(folder: Path) -> dict[Key, Message]:
    return {entry.key: entry for entry in read_po(po_path(folder / "translations", MALAY), "ms").entries}


def test_a_near_language_fills_what_is_empty_as_fuzzy_and_readers_see_none_of_it(
    content: Content, workshop: Path
) -> None:
    one, *others = keys(content)
    write_catalog(content, workshop, {one: "Kata sendiri"}, folder="ms")
    result = catalog(workshop, "suggest", "ms", "--from", "id")
    assert result.exit_code == 0, result.stderr
    found = texts(workshop)
    assert found[one].translation == "Kata sendiri"
    assert not found[one].fuzzy
    indonesian = finished(content)
    assert all(found[key].translation == indonesian[key] and found[key].fuzzy for key in others)
    now = standing(load(workshop / "content"), workshop / "translations", MALAY)
    assert [key for key in keys(content) if now.shown(*key)] in ([one], [])


def test_what_is_fuzzy_itself_is_nobodys_memory(content: Content, workshop: Path) -> None:
    key = keys(content)[0]
    write_catalog(content, workshop, finished(content), fuzzy={key})
    catalog(workshop, "suggest", "ms", "--from", "id")
    assert texts(workshop)[key].translation == ""


def test_the_same_english_of_another_kind_comes_from_the_languages_own_words(content: Content, workshop: Path) -> None:
    every = keys(content)
    one, two = next((a, b) for a in every for b in every if a != b and a[1] == b[1])
    write_catalog(content, workshop, {one: "Kata sendiri"}, folder="ms")
    assert "1 filled from the same English elsewhere" in catalog(workshop, "suggest", "ms").stdout
    assert texts(workshop)[two].translation == "Kata sendiri"
    assert texts(workshop)[two].fuzzy


@pytest.mark.parametrize(
    ("near", "said"), [("ms", "from itself"), ("zh-hans", "another script"), ("xx", "no language")]
)
def test_what_helps_nobody_is_refused(workshop: Path, near: str, said: str) -> None:
    before = po_path(workshop / "translations", MALAY).read_bytes()
    result = catalog(workshop, "suggest", "ms", "--from", near)
    assert result.exit_code == 2
    assert said in result.stderr
    assert po_path(workshop / "translations", MALAY).read_bytes() == before


def test_how_much_room_there_is_stands_in_the_file_and_what_is_longer_is_found(
    content: Content, workshop: Path
) -> None:
    title = content.interface.title["app_short"].text
    key = (title.kind, title.english)
    assert title.max == 12
    catalog(workshop, "update")
    assert texts(workshop)[key].max_length == 12
    path = po_path(workshop / "translations", MALAY)
    empty = path.read_text(encoding="utf-8")
    for words, fits in (
        ("Kejang Malam", True),
        ("Kejang Malam Hari", False),
        ("夜间抽筋夜间", True),
        ("夜间抽筋夜间了", False),
    ):
        path.write_text(empty.replace('msgid "Night Cramp"\nmsgstr ""', f'msgid "Night Cramp"\nmsgstr "{words}"'))
        said = catalog(workshop, "check", "ms").stdout
        assert ("[too-long]" not in said) is fits, words
    catalog(workshop, "format", "ms")
    assert texts(workshop)[key].max_length == 12


def test_whoever_translates_is_told_how_much_room_there_is(content: Content, workshop: Path, tmp_path: Path) -> None:
    room = "t most 12 letters; wide letters count as two"
    catalog(workshop, "update")
    lines = catalog(workshop, "next", "ms", "--number", "9999").stdout.splitlines()
    assert [line for line in lines if "letters" in line and "Room:" in line] == [f"    Room:    a{room}"]
    before = lines[: lines.index(f"    Room:    a{room}")]
    assert [line for line in before if "English:" in line][-1] == "    English: Night Cramp"
    catalog(workshop, "sheet", "ms", "--to", str(tmp_path / "sheet.html"))
    assert (tmp_path / "sheet.html").read_text(encoding="utf-8").count(f"A{room}") == 1
    told = explain(content, standing(content, workshop / "translations", MALAY), {}, None)
    rooms = {about["english"]: about["room"] for about in told.values() if "room" in about}
    assert rooms == {"Night Cramp": 12}
    overlay = (ASSETS / "overlay.html").read_text(encoding="utf-8")
    assert room in overlay.replace('<span data-field="room"></span>', "12")


def test_a_number_of_the_run_time_before_what_it_counts_is_an_error(workshop: Path) -> None:
    path = workshop / "content" / "interface.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('"Missing or damaged files: {found}.', '"{found} files were damaged.'), encoding="utf-8"
    )
    result = catalog(workshop, "status", "ms")
    assert result.exit_code == 1
    assert "needs a plural in other languages; put the number last: 'Pages: {found}'" in result.stderr
