"""`catalog add`, `catalog format`, and `was:`: a new language, one form, and ids that are renamed."""

import codecs
import csv
import errno
import os
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from unittest.mock import Mock

import polib
import pytest

from pwa import create_app
from pwa.content.load import load
from pwa.content.model import Content
from pwa.content.walk import texts
from pwa.languages.checking.glossary import read_glossary
from pwa.languages.checking.read_rules import table_name
from pwa.languages.standing import standing
from pwa.languages.table import Language, find_languages
from pwa.problems import ContentError
from pwa.workshop.add import add, language_for
from pwa.workshop.signing import sign
from pwa.workshop.template import former_ids
from pwa.workshop.update import update
from tests.support.catalogs import HEADER, finished, write_catalog
from tests.support.command import catalog
from tests.support.project import copy_project
from tests.support.releases import build_release as build

Edit = Callable[[str, str, str], int]
Po = Callable[[str], Path]

POINTING = "Do not point your toes down when the calf or the sole cramps. It makes the cramp tighter."
BALL = "The towel goes round the ball of the foot, just below the toes. A belt or a sheet works too."
CHANGED = "Do not point your toes away."
INDONESIAN = "Jangan meluruskan jari kaki ke bawah."


# what somebody types: the folder, or what is said
NAMES = {
    "ms": "ms",
    "AR": "ar",
    "pt-br": "pt_BR",
    "zh-hant": "zh_Hant",
    "sr_latn": "sr_Latn",
    "zh-cn": "CLDR calls 'zh-cn' zh_Hans_CN; use that",
    "in": "'in' is Bahasa Indonesia in the same script, which is there already: id",
    "iw": "CLDR calls 'iw' he; use that",
    "min": "min",
    "ban": "ban",
    "en": "English is the language that all others are translated from",
    "id": "Bahasa Indonesia is there already: translations/id/",
    "id_ID": "'id_ID' is Bahasa Indonesia in the same script, which is there already: id",
    "id-latn": "'id-latn' is Bahasa Indonesia in the same script, which is there already: id",
    "en_GB": "'en_GB' is English in the same script, which is there already: en",
    "malay": "CLDR knows no language 'malay'; give its code, for example ms, ar or pt_BR",
    "": "CLDR knows no language ''; give its code, for example ms, ar or pt_BR",
    "sr@latin": "CLDR knows no language 'sr@latin'; give its code, for example ms, ar or pt_BR",
    "../x": "CLDR knows no language '../x'; give its code, for example ms, ar or pt_BR",
}


@pytest.mark.parametrize(("typed", "expected"), NAMES.items())
def test_a_language_is_known_by_its_code(typed: str, expected: str) -> None:
    found = language_for(typed, [Language("en"), Language("id")])
    assert (found if isinstance(found, str) else found.folder) == expected


@pytest.mark.slow
def test_a_new_language_is_a_draft_of_the_release_at_once(content: Content, project: Path) -> None:
    add(content, project / "translations", Language("ms"))
    add(content, project / "translations", Language("ar"))
    assert [language.folder for language in find_languages(project / "translations")] == [
        "en", "ar", "id", "ms", "zh_Hans",
    ]  # fmt: skip
    assert standing(content, project / "translations", Language("ms")).stage == "draft"
    pages = build(project).entries
    assert b'<html lang="ar" dir="rtl"' in pages["/ar/warning-signs/"].body
    for path in ("/ms/", "/ms/about/", "/ar/"):
        assert b'<meta name="robots" content="noindex">' in pages[path].body
        assert b'data-stage="draft"' in pages[path].body
    assert b"noindex" not in pages["/en/"].body
    assert b"data-stage" not in pages["/en/"].body


@pytest.mark.slow
def test_a_language_that_waits_for_signatures_says_so_and_may_be_found(content: Content, project: Path) -> None:
    write_catalog(content, project, finished(content))
    page = build(project).entries["/id/about/"].body
    assert b'data-stage="beta"' in page
    assert b"noindex" not in page


def test_a_new_file_is_already_in_form(content: Content, project: Path, po: Po) -> None:
    add(content, project / "translations", Language("ms"))
    before = po("ms").read_bytes()
    update(content, project / "translations", find_languages(project / "translations"))
    assert po("ms").read_bytes() == before
    assert polib.pofile(str(po("ms"))).metadata["Language"] == "ms"


def test_the_command_adds_and_says_what_is_next(content: Content, tmp_path: Path) -> None:
    write_catalog(content, copy_project(tmp_path, ("content",)), {})
    done = catalog(tmp_path, "add", "ms")
    assert done.exit_code == 0, done.stderr
    assert "is a draft now, at /ms/" in done.stdout
    again = catalog(tmp_path, "add", "ms")
    assert (again.exit_code, again.stderr) == (2, "Bahasa Melayu is there already: translations/ms/\n")


@pytest.mark.parametrize("typed", ["zh", "zh_cn", "zh_hans_cn", "zh-hans-sg"])
def test_a_second_name_of_a_language_that_is_there_is_refused(typed: str) -> None:
    said = f"'{typed}' is 简体中文 in the same script, which is there already: zh_Hans"
    assert language_for(typed, [Language("en"), Language("zh_Hans")]) == said


def test_a_new_language_gets_its_columns_and_a_table_to_fill_in(content: Content, tmp_path: Path) -> None:
    copy_project(tmp_path)
    done = catalog(tmp_path, "add", "jv")
    assert done.exit_code == 0, done.stderr
    assert f"meaning is not checked: {table_name('jv')} has no words yet" in done.stdout
    head, first = (tmp_path / "translations/glossary.csv").read_text(encoding="utf-8").splitlines()[:2]
    assert head.endswith(",jv,jv also,jv avoid")
    assert first.endswith(",,,")
    assert len(read_glossary(tmp_path / "translations", "id").terms) > 100
    table = (tmp_path / table_name("jv")).read_text(encoding="utf-8")
    assert all(line.startswith("#") for line in table.splitlines())
    assert "# negations: tidak|tak" in table
    assert "meaning is not checked" in catalog(tmp_path, "status", "jv").stdout


def test_a_glossary_that_a_spreadsheet_saved_its_own_way_gets_the_columns_too(content: Content, tmp_path: Path) -> None:
    copy_project(tmp_path, ("content", "translations"))
    path = tmp_path / "translations/glossary.csv"
    rows = list(csv.reader(StringIO(path.read_text(encoding="utf-8"))))
    out = StringIO()
    csv.writer(out, delimiter=";", lineterminator="\n").writerows(rows)
    path.write_bytes(codecs.BOM_UTF8 + out.getvalue().encode())
    before = read_glossary(tmp_path / "translations", "id").terms
    assert catalog(tmp_path, "add", "jv").exit_code == 0
    assert read_glossary(tmp_path / "translations", "id").terms == before
    assert path.read_text(encoding="utf-8").splitlines()[0].endswith(",jv,jv also,jv avoid")


@pytest.mark.parametrize("broken", ["", "sep=;\n{}", '{}"leg,,,kaki,,,,,\n'], ids=["empty", "sep=", "a lost quote"])
def test_where_the_glossary_is_broken_nothing_is_added_and_nothing_lost(
    content: Content, tmp_path: Path, broken: str
) -> None:
    copy_project(tmp_path, ("content", "translations"))
    path = tmp_path / "translations/glossary.csv"
    saved = broken.replace("{}", path.read_text(encoding="utf-8"))
    path.write_text(saved, encoding="utf-8")
    refused = catalog(tmp_path, "add", "jv")
    assert refused.exit_code == 1
    assert refused.stderr.startswith("translations/glossary.csv:")
    assert path.read_text(encoding="utf-8") == saved
    assert not (tmp_path / "translations/jv").exists()


def test_on_a_full_disk_no_half_of_a_language_is_left_and_it_can_be_added_later(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_project(tmp_path, ("content", "translations"))
    with monkeypatch.context() as full:
        full.setattr(Path, "replace", Mock(side_effect=OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))))
        for glossary in (True, False):  # its columns are written first, then the .po
            if not glossary:
                (tmp_path / "translations/glossary.csv").unlink()
            refused = catalog(tmp_path, "add", "jv")
            assert refused.exit_code == 1
            assert refused.stderr.startswith("cannot write ")
            assert not (tmp_path / "translations/jv").exists()
    assert catalog(tmp_path, "status").exit_code == 0
    assert catalog(tmp_path, "add", "jv").exit_code == 0


@pytest.mark.parametrize(("folder", "name"), [("min", "Baso Minangkabau"), ("ban", "Basa Bali")])
def test_a_language_of_which_cldr_has_no_data_is_shown_like_any_other(
    content: Content, tmp_path: Path, folder: str, name: str
) -> None:
    copy_project(tmp_path, ("content", "translations"))
    assert f"{name} is a draft now, at /{folder}/" in catalog(tmp_path, "add", folder).stdout
    client = create_app({"NIGHT_CRAMP_FOLDER": tmp_path}).test_client()
    page = client.get(f"/{folder}/").text
    assert f'<html lang="{folder}"' in page
    assert name in page
    assert "Jerman" in client.get(f"/{folder}/emergency/").text
    assert client.get("/", headers={"Accept-Language": f"{folder},en"}).location == f"/{folder}/"
    back = tmp_path / "back.po"
    back.write_text(
        f'{HEADER}"Language: {folder}\\n"\n\nmsgctxt "button"\nmsgid "Done"\nmsgstr "Lah"\n', encoding="utf-8"
    )
    assert "1 new" in catalog(tmp_path, "take", folder, str(back)).stdout


def test_without_a_table_a_language_is_a_draft_until_its_safety_texts_are_signed(
    content: Content, tmp_path: Path
) -> None:
    own = finished(content)
    write_catalog(content, tmp_path, own, folder="jv")
    now = standing(content, tmp_path / "translations", Language("jv"))
    assert not now.keys("missing", "fuzzy", "failing", safety=True)
    assert now.stage == "draft"
    sign(tmp_path / "translations", now, now.keys("unsigned", safety=True), "A name", "nurse")
    assert standing(content, tmp_path / "translations", Language("jv")).stage == "released"


def test_format_undoes_what_an_editor_did_and_twice_changes_nothing(content: Content, tmp_path: Path) -> None:
    path = write_catalog(content, copy_project(tmp_path, ("content",)), {("button", "Done"): "Selesai"})
    assert catalog(tmp_path, "update").exit_code == 0
    before = path.read_bytes()
    file = polib.pofile(str(path), wrapwidth=0)
    file.metadata |= {"X-Generator": "Poedit 3.5", "POT-Creation-Date": "2027-02-02 10:00+0700"}
    for entry in file:
        entry.occurrences = [(name, "12") for name, _ in entry.occurrences]
    file.save()
    wrapped = path.read_bytes().replace(b'msgstr "Selesai"', b'msgstr ""\n"Sele"\n"sai"')
    path.write_bytes(wrapped.replace(b"\n", b"\r\n"))
    for _ in range(2):
        assert catalog(tmp_path, "format", "id").exit_code == 0
        assert path.read_bytes() == before


def test_format_never_writes_a_file_that_it_could_not_read_whole(content: Content, tmp_path: Path) -> None:
    path = write_catalog(content, copy_project(tmp_path, ("content",)), {})
    path.write_text(path.read_text(encoding="utf-8") + '#~ msgid “a”\n#~ msgstr "b"\n', encoding="utf-8")
    before = path.read_bytes()
    done = catalog(tmp_path, "format", "id")
    assert done.exit_code == 1
    assert "plain double quotes" in done.stderr
    assert path.read_bytes() == before


def test_an_obsolete_fuzzy_text_keeps_its_previous_english_through_two_runs(
    content: Content, project: Path, po: Po
) -> None:
    gone = '\n#, fuzzy\n#~| msgid "Older."\n#~ msgctxt "step"\n#~ msgid "Old."\n#~ msgstr "Lama."\n'
    po("id").write_text(po("id").read_text(encoding="utf-8") + gone, encoding="utf-8")
    for _ in range(2):
        update(content, project / "translations", find_languages(project / "translations"))
        assert po("id").read_text(encoding="utf-8").endswith(gone)


# where `was` stands: (context, English, old, new) in content/relief.yaml; the ids of steps are pages' own
RENAMED = {
    "its own id": ("do not", POINTING, "- id: pointing\n", "- id: toes\n        was: pointing\n"),
    "the way's id": ("step", BALL, "- id: towel\n", "- id: strap\n        was: towel\n"),
}


@pytest.mark.parametrize(("context", "english", "old", "new"), RENAMED.values(), ids=RENAMED)
def test_a_renamed_id_is_followed(
    content: Content, project: Path, edit: Edit, po: Po, context: str, english: str, old: str, new: str
) -> None:
    write_catalog(content, project, {(context, english): INDONESIAN})
    update(content, project / "translations", find_languages(project / "translations"))
    edit("relief", old, new)
    edit("relief", f'text: "{english}"', f'text: "{CHANGED}"')
    update(load(project / "content"), project / "translations", find_languages(project / "translations"))
    written = po("id").read_text(encoding="utf-8")
    kept = f'#, fuzzy\n#| msgid "{english}"\nmsgctxt "{context}"\nmsgid "{CHANGED}"\nmsgstr "{INDONESIAN}"\n'
    assert kept in written


def test_a_text_that_moved_gives_its_whole_old_path(content: Content, project: Path, edit: Edit, po: Po) -> None:
    english = "Find the emergency number"
    write_catalog(content, project, {("button", english): "Cari nomor"})
    update(content, project / "translations", find_languages(project / "translations"))
    edit(
        "interface", f'  find_number: "{english}"', '  look_up: {text: "Look it up", was: interface/button.find-number}'
    )
    assert load_renamed(project)["interface/button.look-up"] == ["interface/button.find-number"]
    update(load(project / "content"), project / "translations", find_languages(project / "translations"))
    entry = next(entry for entry in polib.pofile(str(po("id"))) if entry.msgid == "Look it up")
    assert (entry.msgstr, entry.previous_msgid) == ("Cari nomor", english)


def load_renamed(project: Path) -> dict[str, list[str]]:
    return former_ids(load(project / "content"))


def test_a_way_and_a_point_in_it_can_be_renamed_at_once(project: Path, edit: Edit) -> None:
    edit("relief", "- id: towel\n", "- id: strap\n        was: towel\n")
    edit("relief", "- id: ball\n", "- id: toes\n            was: ball\n")
    former = load_renamed(project)
    toes = next(id_ for id_ in former if id_.endswith(".toes"))
    assert toes.replace("strap", "towel").replace("toes", "ball") in former[toes]


def test_only_what_was_renamed_had_another_id(content: Content, project: Path, edit: Edit) -> None:
    assert former_ids(content) == {}
    edit("relief", "- id: pointing\n", "- id: toes\n        was: pointing\n")
    ids = {text.id for text in texts(load(project / "content"))}
    former = load_renamed(project)
    assert len(former) == 1
    assert set(former) <= ids
    assert {old for some in former.values() for old in some} <= {text.id for text in texts(content)}


def test_a_former_id_that_is_still_there_is_named_with_its_line(project: Path, edit: Edit) -> None:
    edit("relief", "- id: pointing\n", "- id: pointing\n        was: jerking\n")
    with pytest.raises(ContentError, match=r"^content/relief\.yaml:\d+: was: '.*\.jerking' is still the id of another"):
        update(load(project / "content"), project / "translations", find_languages(project / "translations"))
