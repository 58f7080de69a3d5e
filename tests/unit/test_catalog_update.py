"""`catalog update`: the .po files follow the English by id; nothing is guessed, lost, or written half."""

import shutil
from collections.abc import Callable
from pathlib import Path

import polib
import pytest

from pwa.content.load import load
from pwa.content.model import Content
from pwa.languages.catalog import po_path
from pwa.languages.table import Language
from pwa.problems import ContentError
from pwa.workshop.add import add
from pwa.workshop.update import update

Edit = Callable[[str, str, str], int]
Po = Callable[[str], Path]

POINTING = "Do not point your toes down when the calf or the sole cramps. It makes the cramp tighter."
CHANGED = "Do not point your toes away. It makes the cramp tighter."
AWAY = "Jangan menjauhkan jari kaki."
INDONESIAN = "Jangan meluruskan jari kaki ke bawah. Kram akan makin kencang."
YAML = f'text: "{POINTING}"'
YAML_CHANGED = f'text: "{CHANGED}"'


def run(project: Path, *folders: str) -> dict[str, dict[str, int]]:
    """`catalog update` of some languages; of Indonesian, where no test has to do with another."""
    languages = [Language(folder) for folder in folders or ("id",)]
    return dict(update(load(project / "content"), project / "translations", languages))


def entries(path: Path) -> dict[tuple[str, str], polib.POEntry]:
    return {(entry.msgctxt or "", entry.msgid): entry for entry in polib.pofile(str(path)) if not entry.obsolete}


def obsolete(path: Path) -> dict[str, str]:
    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(path)).obsolete_entries()}


def translate(path: Path, english: str, translation: str, **more: object) -> None:
    """As a translator does it in an editor."""
    file = polib.pofile(str(path), wrapwidth=0)
    entry = next(entry for entry in file if entry.msgid == english)
    entry.msgstr = translation
    for name, value in more.items():
        setattr(entry, name, value)
    file.save()


def forget_obsolete(path: Path) -> None:
    """As some editors do it when they save."""
    text = path.read_text(encoding="utf-8")
    path.write_text("\n".join(line for line in text.split("\n") if not line.startswith("#~")), encoding="utf-8")


@pytest.fixture(scope="module")
def updated(tmp_path_factory: pytest.TempPathFactory, content: Content) -> Path:
    """translations/ after one update of empty catalogs, with one safety text translated."""
    folder = tmp_path_factory.mktemp("updated")
    languages = [Language("id"), Language("zh_Hans")]
    for language in languages:
        add(content, folder, language)
    update(content, folder, languages)
    translate(po_path(folder, languages[0]), POINTING, INDONESIAN)
    return folder


@pytest.fixture
def translated(project: Path, updated: Path) -> Path:
    """The project with those catalogs."""
    shutil.copytree(updated, project / "translations", dirs_exist_ok=True)
    return project


def test_a_new_catalog_gets_every_text_empty(project: Path, po: Po) -> None:
    counts = run(project)["translations/id/LC_MESSAGES/messages.po"]
    found = entries(po("id"))
    assert counts == {"kept": 0, "changed": 0, "new": len(found), "obsolete": 0}
    assert ("do not", POINTING) in found
    assert {entry.msgstr for entry in found.values()} == {""}


def test_an_entry_tells_the_translator_where_it_stands(project: Path, po: Po) -> None:
    run(project)
    text = po("id").read_text(encoding="utf-8")
    assert (
        "#. Warning signs > Terrible pain, an injury, a cramp that stays\n"
        "#. [warning-signs/leg-colour-and-pain.unbearable-pain]\n"
        "#. Note: All of it together: unbearable, and getting worse, and stretching did not help.\n"
        "#. Numbers: {minutes} = 10\n"
        "#: content/warning_signs.yaml\n"
        "#, python-brace-format\n"
        'msgctxt "warning sign"\n'
        'msgid "The pain is unbearable, still growing, after {minutes} minutes of stretching."\n'
        'msgstr ""\n'
    ) in text
    assert "#. Numbers: {minutes} = 10\n" in text


def test_a_sentence_that_stands_twice_is_translated_once(project: Path, po: Po) -> None:
    run(project)
    text = po("id").read_text(encoding="utf-8")
    assert text.count('msgid "Hold for {seconds} seconds, or until it eases."') == 1
    assert "#. [relief/stretch.lying.hold]" in text
    assert "#. [relief/stretch.towel.hold]" in text


def test_a_second_run_changes_no_byte(translated: Path, po: Po) -> None:
    run(translated, "id", "zh_Hans")
    files = [po("id"), po("zh_Hans"), translated / "translations" / "messages.pot"]
    before = [path.read_bytes() for path in files]
    run(translated, "id", "zh_Hans")
    assert [path.read_bytes() for path in files] == before


def test_a_second_run_after_a_change_changes_no_byte(translated: Path, edit: Edit, po: Po) -> None:
    edit("relief", YAML, YAML_CHANGED)
    run(translated)
    before = po("id").read_bytes()
    run(translated)
    assert po("id").read_bytes() == before
    assert b"#, fuzzy" in before


def test_a_translation_is_kept(translated: Path, po: Po) -> None:
    run(translated)
    entry = entries(po("id"))["do not", POINTING]
    assert (entry.msgstr, entry.fuzzy) == (INDONESIAN, False)


def test_a_changed_english_becomes_fuzzy_and_shows_what_it_was(translated: Path, edit: Edit, po: Po) -> None:
    edit("relief", YAML, YAML_CHANGED)
    counts = run(translated)["translations/id/LC_MESSAGES/messages.po"]
    assert counts["changed"] == 1
    text = po("id").read_text(encoding="utf-8")
    assert f'#, fuzzy\n#| msgid "{POINTING}"\nmsgctxt "do not"\nmsgid "{CHANGED}"\nmsgstr "{INDONESIAN}"\n' in text
    assert ("do not", POINTING) not in entries(po("id"))


def test_a_changed_english_without_a_translation_is_only_new(translated: Path, edit: Edit, po: Po) -> None:
    edit("relief", YAML, YAML_CHANGED)
    run(translated, "zh_Hans")
    entry = entries(po("zh_Hans"))["do not", CHANGED]
    assert (entry.msgstr, entry.fuzzy, entry.previous_msgid) == ("", False, None)


def test_what_was_translated_is_remembered_through_two_changes(translated: Path, edit: Edit, po: Po) -> None:
    edit("relief", YAML, YAML_CHANGED)
    run(translated)
    edit("relief", YAML_CHANGED, 'text: "Toes never down."')
    run(translated)
    entry = entries(po("id"))["do not", "Toes never down."]
    assert (entry.msgstr, entry.fuzzy, entry.previous_msgid) == (INDONESIAN, True, POINTING)


def test_a_reverted_english_gets_its_translation_back(translated: Path, edit: Edit, po: Po) -> None:
    run(translated)
    before = po("id").read_bytes()
    edit("relief", YAML, YAML_CHANGED)
    run(translated)
    edit("relief", YAML_CHANGED, YAML)
    run(translated)
    entry = entries(po("id"))["do not", POINTING]
    assert (entry.msgstr, entry.fuzzy, entry.previous_msgid) == (INDONESIAN, False, None)
    assert po("id").read_bytes() == before


def test_a_text_that_was_fuzzy_before_stays_fuzzy_when_the_english_is_reverted(
    translated: Path, edit: Edit, po: Po
) -> None:
    translate(po("id"), POINTING, INDONESIAN, flags=["fuzzy"])
    edit("relief", YAML, YAML_CHANGED)
    run(translated)
    edit("relief", YAML_CHANGED, YAML)
    run(translated)
    assert entries(po("id"))["do not", POINTING].fuzzy


def test_a_translation_of_the_new_english_is_not_taken_for_one_of_the_old(translated: Path, edit: Edit, po: Po) -> None:
    edit("relief", YAML, YAML_CHANGED)
    run(translated)
    # The translator deletes the word fuzzy and leaves the line with the old English.
    translate(po("id"), CHANGED, AWAY, flags=[])
    forget_obsolete(po("id"))
    edit("relief", YAML_CHANGED, YAML)
    run(translated)
    entry = entries(po("id"))["do not", POINTING]
    assert (entry.msgstr, entry.fuzzy, entry.previous_msgid) == (AWAY, True, CHANGED)


@pytest.mark.slow
def test_each_english_has_its_own_translation_however_often_they_change_places(
    translated: Path, edit: Edit, po: Po
) -> None:
    run(translated)
    files: dict[str, bytes] = {}
    edit("relief", YAML, YAML_CHANGED)
    run(translated)
    assert obsolete(po("id")) == {POINTING: INDONESIAN}
    translate(po("id"), CHANGED, AWAY, flags=[], tcomment="check-ok: negation (a reason)")
    for _ in range(2):
        for old, new, english, translation in (
            (YAML_CHANGED, YAML, POINTING, INDONESIAN),
            (YAML, YAML_CHANGED, CHANGED, AWAY),
        ):
            edit("relief", old, new)
            run(translated)
            entry = entries(po("id"))["do not", english]
            assert (entry.msgstr, entry.fuzzy, entry.previous_msgid) == (translation, False, None)
            assert entry.tcomment == ("check-ok: negation (a reason)" if english == CHANGED else "")
            again = po("id").read_bytes()
            assert files.setdefault(english, again) == again
            run(translated)
            assert po("id").read_bytes() == again


def test_a_new_translation_of_a_reverted_english_is_the_one_that_is_kept(translated: Path, edit: Edit, po: Po) -> None:
    edit("relief", YAML, YAML_CHANGED)
    run(translated)
    edit("relief", YAML_CHANGED, YAML)
    run(translated)
    translate(po("id"), POINTING, "Jari kaki jangan diluruskan.")
    edit("relief", YAML, YAML_CHANGED)
    run(translated)
    assert obsolete(po("id")) == {POINTING: "Jari kaki jangan diluruskan."}
    tool = polib.pofile(str(po("id")))
    assert len(tool) == len({(entry.msgctxt, entry.msgid) for entry in tool})


def test_a_finished_translation_forgets_the_english_before(translated: Path, edit: Edit, po: Po) -> None:
    edit("relief", YAML, YAML_CHANGED)
    run(translated)
    translate(po("id"), CHANGED, "Jangan menjauhkan jari kaki.", flags=[])
    run(translated)
    assert entries(po("id"))["do not", CHANGED].previous_msgid is None


def test_a_translation_goes_where_its_english_goes(translated: Path, edit: Edit, po: Po) -> None:
    translate(po("id"), "Clear all ticks", "Hapus centang")
    edit("interface", '  clear: {text: "Clear all ticks"', '  clear: {text: "Clear all the ticks"')
    edit("interface", '  find_number: "Find the emergency number"', '  find_number: "Clear all ticks"')
    run(translated)
    assert entries(po("id"))["button", "Clear all ticks"].msgstr == "Hapus centang"
    assert entries(po("id"))["button", "Clear all the ticks"].fuzzy


def test_a_similar_sentence_is_never_guessed(translated: Path, edit: Edit, po: Po) -> None:
    edit("relief", "- id: pointing", "- id: toes")
    edit("relief", YAML, YAML_CHANGED)
    run(translated)
    entry = entries(po("id"))["do not", CHANGED]
    assert (entry.msgstr, entry.fuzzy) == ("", False)


def test_a_removed_text_is_kept_and_comes_back(translated: Path, edit: Edit, po: Po) -> None:
    whole = f"      - id: pointing\n        {YAML}\n        sources: [PREG]\n        certainty: well_supported\n"
    edit("relief", whole, "")
    counts = run(translated)["translations/id/LC_MESSAGES/messages.po"]
    assert counts["obsolete"] == 1
    assert obsolete(po("id")) == {POINTING: INDONESIAN}
    run(translated)
    assert obsolete(po("id")) == {POINTING: INDONESIAN}
    edit("relief", "    avoid:\n      - id: jerking", f"    avoid:\n{whole}      - id: jerking")
    run(translated)
    assert obsolete(po("id")) == {}
    entry = entries(po("id"))["do not", POINTING]
    assert (entry.msgstr, entry.fuzzy) == (INDONESIAN, False)


def test_a_removed_fuzzy_text_comes_back_fuzzy(translated: Path, edit: Edit, po: Po) -> None:
    translate(po("id"), POINTING, INDONESIAN, flags=["fuzzy"])
    whole = f"      - id: pointing\n        {YAML}\n        sources: [PREG]\n        certainty: well_supported\n"
    edit("relief", whole, "")
    run(translated)
    edit("relief", "    avoid:\n      - id: jerking", f"    avoid:\n{whole}      - id: jerking")
    run(translated)
    assert entries(po("id"))["do not", POINTING].fuzzy


def test_a_removed_text_without_a_translation_leaves_nothing(project: Path, edit: Edit, po: Po) -> None:
    run(project)
    edit("relief", YAML, YAML_CHANGED)
    run(project)
    assert obsolete(po("id")) == {}


def test_a_translators_comment_is_kept(translated: Path, po: Po) -> None:
    translate(po("id"), POINTING, INDONESIAN, tcomment="check-ok: numbers (none)")
    run(translated)
    assert entries(po("id"))["do not", POINTING].tcomment == "check-ok: numbers (none)"


def test_a_waiver_lapses_with_the_english_that_it_was_given_for(translated: Path, edit: Edit, po: Po) -> None:
    translate(po("id"), POINTING, INDONESIAN, tcomment="by hand\ncheck-ok: numbers (none)")
    edit("relief", YAML, YAML_CHANGED)
    run(translated)
    (entry,) = [entry for entry in entries(po("id")).values() if entry.msgstr == INDONESIAN]
    assert entry.tcomment == "by hand\nlapsed check-ok: numbers (none)"
    edit("relief", YAML_CHANGED, YAML)
    run(translated)
    assert entries(po("id"))["do not", POINTING].tcomment == "by hand\ncheck-ok: numbers (none)"


@pytest.mark.parametrize(("folder", "said"), [("id", "id"), ("zh_Hans", "zh_CN")])
def test_the_header_is_the_canonical_one(project: Path, po: Po, folder: str, said: str) -> None:
    run(project, folder)
    metadata = polib.pofile(str(po(folder))).metadata
    assert metadata["Language"] == said
    assert metadata["Plural-Forms"] == "nplurals=1; plural=0;"
    assert metadata["Content-Type"] == "text/plain; charset=UTF-8"
    assert metadata["POT-Creation-Date"] == "2026-01-01 00:00+0000"


def test_who_translated_is_kept_and_what_a_tool_added_is_not(project: Path, po: Po) -> None:
    run(project)
    file = polib.pofile(str(po("id")), wrapwidth=0)
    file.metadata |= {"Last-Translator": "Sari", "PO-Revision-Date": "2026-05-05 10:00+0700", "X-Generator": "Poedit 3"}
    file.save()
    run(project)
    metadata = polib.pofile(str(po("id"))).metadata
    assert (metadata["Last-Translator"], metadata["PO-Revision-Date"]) == ("Sari", "2026-05-05 10:00+0700")
    assert "X-Generator" not in metadata


def test_wrapping_by_an_editor_is_undone(translated: Path, po: Po) -> None:
    run(translated)
    before = po("id").read_bytes()
    wrapped = polib.pofile(str(po("id")), wrapwidth=40)
    wrapped.save()
    assert po("id").read_bytes() != before
    run(translated)
    assert po("id").read_bytes() == before


def test_a_copy_of_the_template_becomes_a_language(translated: Path, po: Po) -> None:
    po("fr").parent.mkdir(parents=True)
    shutil.copy(translated / "translations" / "messages.pot", po("fr"))
    run(translated, "fr", "id")
    assert len(entries(po("fr"))) == len(entries(po("id")))
    assert polib.pofile(str(po("fr"))).metadata["Plural-Forms"].startswith("nplurals=2;")


def test_a_broken_catalog_stops_all_before_anything_is_written(translated: Path, po: Po, edit: Edit) -> None:
    po("zh_Hans").write_text(po("zh_Hans").read_text(encoding="utf-8") + "<<<<<<< HEAD\n", encoding="utf-8")
    edit("relief", YAML, YAML_CHANGED)
    files = [po("id"), po("zh_Hans"), translated / "translations" / "messages.pot"]
    before = [path.read_bytes() for path in files]
    with pytest.raises(ContentError, match=r"translations/zh_Hans/LC_MESSAGES/messages\.po:\d+: a conflict marker"):
        run(translated, "id", "zh_Hans")
    assert [path.read_bytes() for path in files] == before


def test_nothing_is_left_beside_the_files(translated: Path, po: Po) -> None:
    run(translated)
    assert [path.name for path in po("id").parent.iterdir()] == ["messages.po"]
