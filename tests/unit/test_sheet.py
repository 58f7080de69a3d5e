"""What comes back from a sheet: merged three-way, signed only as it was read, and nothing of its own kept."""

import json
import re
import shutil
from pathlib import Path

import html5lib
import pytest

from pwa import create_app
from pwa.content.load import load
from pwa.content.model import Content
from pwa.content.walk import texts
from pwa.languages.catalog import Key, po_path
from pwa.languages.po import read_po
from pwa.languages.standing import standing
from pwa.languages.table import Language
from pwa.workshop.order import urgent_first
from pwa.workshop.preview.screen_pictures import pictures
from tests.support.catalogs import finished, keys, quoted, write_catalog
from tests.support.command import catalog
from tests.support.project import ROOT, copy_project

INDONESIAN = Language("id")
HEAD = (
    'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: id\\nX-Generator: Night Cramp sheet\\n{}"\n'
)
TRANSLATED = "Last-Translator: Siti Aminah\\n"
READ = "X-Reader: Budi Santoso\\nX-Reader-Role: nurse\\n"


@pytest.fixture(scope="module")
def translated(content: Content, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copy_project(tmp_path_factory.mktemp("translated"), ("content", "translations"))
    write_catalog(content, folder, finished(content))
    assert catalog(folder, "update").exit_code == 0
    return folder


@pytest.fixture
def workshop(translated: Path, tmp_path: Path) -> Path:
    shutil.copytree(translated / "translations", tmp_path / "translations")
    (tmp_path / "content").symlink_to(translated / "content")
    return tmp_path


def entry(key: Key, words: str, *comments: str) -> str:
    said = "".join(f"# {comment}\n" for comment in comments)
    return f'\n{said}msgctxt "{key[0]}"\nmsgid {quoted(key[1])}\nmsgstr {quoted(words)}\n'


def back(folder: Path, header: str, *entries: str) -> str:
    path = folder / "back.po"
    path.write_text(HEAD.format(header) + "".join(entries), encoding="utf-8")
    return str(path)


def here(folder: Path, key: Key) -> str:
    file = read_po(po_path(folder / "translations", INDONESIAN), "po")
    return next(message.translation for message in file.entries if message.key == key)


def signed(folder: Path) -> list[Key]:
    return standing(load(folder / "content"), folder / "translations", INDONESIAN).keys("signed", safety=True)


def test_what_was_mended_here_meanwhile_stays_and_is_not_signed_as_it_was_read(
    content: Content, workshop: Path
) -> None:
    key, other = keys(content, safety=True)[:2]
    words = finished(content)
    read = back(workshop, READ, entry(key, "Kata lama", "read yes"), entry(other, words[other], "read yes"))
    result = catalog(workshop, "take", "id", read)
    assert result.exit_code == 1
    assert here(workshop, key) == words[key]
    assert f"kept: {key[1]}" in result.stdout
    assert "says something else here than what was read" in result.stdout
    assert signed(workshop) == [other]


def test_a_finished_safety_text_that_the_sheet_words_otherwise_is_listed_and_not_taken(
    content: Content, workshop: Path
) -> None:
    key = keys(content, safety=True)[0]
    words = finished(content)[key]
    changed = back(workshop, TRANSLATED, entry(key, f"{words}!", f"was {quoted(words)}"))
    result = catalog(workshop, "take", "id", changed)
    assert "a safety text, finished here" in result.stdout
    assert here(workshop, key) == words
    # As it is printed.
    command = re.search(r"catalog (take id \S+ --replace-safety [0-9a-f]{8})$", result.stdout, re.MULTILINE)
    assert command
    assert catalog(workshop, *command[1].split()).exit_code == 0
    assert here(workshop, key) == f"{words}!"


def test_a_text_that_two_people_translated_meanwhile_is_listed(content: Content, workshop: Path) -> None:
    key = keys(content, safety=True)[0]
    result = catalog(workshop, "take", "id", back(workshop, TRANSLATED, entry(key, "Kata saya", 'was ""')))
    assert "a safety text, changed here too" in result.stdout
    assert here(workshop, key) == finished(content)[key]


def test_many_finished_texts_that_somebody_corrected_are_not_taken_for_another_language(
    content: Content, workshop: Path
) -> None:
    some = [key for key in keys(content, safety=False) if "{" not in key[1]][:30]
    words = finished(content)
    entries = [entry(key, f"{words[key]} x", f"was {quoted(words[key])}") for key in some]
    result = catalog(workshop, "take", "id", back(workshop, TRANSLATED, *entries), "--replace")
    assert "0 new, 30 replaced" in result.stdout


def test_a_fuzzy_text_that_is_right_as_it_is_is_finished(content: Content, workshop: Path) -> None:
    key = keys(content, safety=True)[0]
    write_catalog(content, workshop, finished(content), fuzzy={key})
    words = finished(content)[key]
    result = catalog(workshop, "take", "id", back(workshop, TRANSLATED, entry(key, words, "still right")))
    assert result.exit_code == 0, result.stdout
    assert standing(content, workshop / "translations", INDONESIAN).states[key] == "unsigned"


def test_nothing_that_the_sheet_says_besides_gets_into_our_file(content: Content, workshop: Path) -> None:
    key = keys(content, safety=True)[0]
    words = finished(content)[key]
    took = entry(key, words, f"was {quoted(words)}", "read yes", 'remark "Why the knee?"', "xyzzy")
    result = catalog(workshop, "take", "id", back(workshop, READ, took))
    assert f"remark: {key[1]}\n    Why the knee?" in result.stdout
    text = po_path(workshop / "translations", INDONESIAN).read_text(encoding="utf-8")
    assert not any(word in text for word in ("read yes", "Why the knee", "xyzzy", "X-Reader", "# was"))


def test_a_sheet_that_holds_a_question_alone_is_not_called_empty(content: Content, workshop: Path) -> None:
    key = keys(content, safety=True)[0]
    asks = 'remark "What is meant?"'
    result = catalog(workshop, "take", "id", back(workshop, TRANSLATED, entry(key, "", 'was ""', asks)))
    assert f"remark: {key[1]}\n    What is meant?" in result.stdout
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (f"{TRANSLATED}X-Reader: Dr. Siti Aminah\\nX-Reader-Role: nurse\\n", "Dr. Siti Aminah has translated"),
        (f"{TRANSLATED}X-Reader: \\n", "is no name"),
        (f"{TRANSLATED}X-Reader: Budi Santoso\\n", "does not say what the reader is"),
    ],
)
def test_who_translated_or_does_not_say_who_they_are_signs_nothing_but_the_work_is_taken(
    content: Content, workshop: Path, header: str, said: str
) -> None:
    key = keys(content, safety=True)[0]
    words = finished(content) | {key: ""}
    write_catalog(content, workshop, words)
    took = entry(key, finished(content)[key], 'was ""', "read yes")
    result = catalog(workshop, "take", "id", back(workshop, header, took))
    assert result.exit_code == 1
    assert "nothing was signed" in result.stdout
    assert said in result.stdout
    assert here(workshop, key) == finished(content)[key]
    assert signed(workshop) == []


def test_what_fails_the_check_is_taken_and_not_signed(content: Content, workshop: Path) -> None:
    key = next(key for key in keys(content, safety=True) if "{seconds}" in key[1])
    write_catalog(content, workshop, finished(content) | {key: ""})
    result = catalog(workshop, "take", "id", back(workshop, READ, entry(key, "Tahan.", 'was ""', "read yes")))
    assert result.exit_code == 1
    assert "is failing here; the check says why" in result.stdout
    assert signed(workshop) == []


def test_everybody_who_ever_sent_a_sheet_is_remembered_as_a_translator(content: Content, workshop: Path) -> None:
    one, two = keys(content, safety=True)[:2]
    words = finished(content)
    write_catalog(content, workshop, words | {one: "", two: ""})
    for key, who in ((one, "Siti Aminah"), (two, "Wayan Sari")):
        sheet = f"# {who} <>, 2026.\n"
        path = Path(back(workshop, f"Last-Translator: {who}\\n", entry(key, words[key], 'was ""')))
        path.write_text(sheet + path.read_text(encoding="utf-8"), encoding="utf-8")
        assert catalog(workshop, "take", "id", str(path)).exit_code == 0
    read = "X-Reader: Siti Aminah\\nX-Reader-Role: nurse\\n"
    result = catalog(workshop, "take", "id", back(workshop, read, entry(two, words[two], "read yes")))
    assert "Siti Aminah has translated" in result.stdout


def test_the_sheet_has_every_text_safety_first_and_of_these_the_cramp_first(workshop: Path, content: Content) -> None:
    path = workshop / "sheet.html"
    assert catalog(workshop, "sheet", "id", "--to", str(path)).exit_code == 0
    page = html5lib.parse(path.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    shown = [article.find(".//*[@class='english']").text for article in page.iter("article")]
    assert sorted(shown) == sorted(english for _, english in urgent_first(content))
    (told,) = (json.loads(found.text) for found in page.iter("script") if found.get("id") == "texts")
    assert [text["english"] for text in told] == shown
    safety = [text["safety"] for text in told]
    assert safety == sorted(safety, reverse=True)
    assert shown[0] in {text.english for text in texts(content.relief.steps[0])}


def test_a_text_of_a_card_has_the_picture_of_that_card_and_others_that_of_their_page(content: Content) -> None:
    found = pictures(ROOT)
    assert found[content.relief.gate.title.id].name == "en-cramp-now-check-night.png"
    assert found[content.warning_signs.groups[0].signs[0].text.id].name == "en-warning-signs-night.png"


def test_without_pictures_the_sheet_has_none(workshop: Path) -> None:
    assert pictures(workshop) == {}


def test_whoever_wants_to_be_named_is_named_on_the_page_about_and_nobody_else(content: Content, workshop: Path) -> None:
    one, two = keys(content, safety=False)[:2]
    words = finished(content)
    write_catalog(content, workshop, words | {one: "", two: ""})
    wish = "Last-Translator: Siti & Aminah <siti@mail.test>\\nX-Credit: yes\\n"
    for key, header in ((one, wish), (two, "Last-Translator: Wayan Sari\\n")):
        result = catalog(workshop, "take", "id", back(workshop, header, entry(key, words[key], 'was ""')))
        assert result.exit_code == 0, result.stdout
        assert ("wants to be named" in result.stdout) == (header == wish)
    assert catalog(workshop, "update").exit_code == 0
    page = create_app({"NIGHT_CRAMP_FOLDER": workshop}).test_client().get("/id/about/").text
    assert "<li><bdi>Siti &amp; Aminah</bdi></li>" in page
    assert "Wayan" not in page
    assert "siti@mail.test" not in page
    assert "<bdi>" not in create_app({"NIGHT_CRAMP_FOLDER": workshop}).test_client().get("/zh-hans/about/").text
