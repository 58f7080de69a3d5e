"""The .po files in other people's tools: gettext, i18nspector, and translate-toolkit, on which Weblate stands.

The tools are no part of the app; `make test` installs them. Where one is missing, these tests fail and name it.
"""

import json
import shutil
import subprocess
from pathlib import Path

import polib
import pytest
from translate.storage.pypo import pofile

from pwa.content.load import load
from pwa.content.model import Content
from pwa.files import root
from pwa.languages.po import read_po
from pwa.languages.table import Language, find_languages
from pwa.workshop.add import add
from pwa.workshop.po_writer import canonical, plural_forms, write_po
from pwa.workshop.update import update

# Both want the address of a person or a page; the project has none yet, and none is made up.
WITHOUT_AN_ADDRESS = {"no-report-msgid-bugs-to-header-field", "invalid-last-translator"}
FOLDERS = ("id", "zh_Hans", "ms", "ar", "fr", "ru")


def tool(*command: str | Path) -> str:
    """What a tool says on both its channels. It has to be there."""
    assert shutil.which(str(command[0])), f"{command[0]} is missing: apt-get install gettext i18nspector"
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, env={"LC_ALL": "C.UTF-8"})
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def translations(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real files brought up to the English, with changed, obsolete and waived texts, and four new languages."""
    folder = tmp_path_factory.mktemp("tools") / "translations"
    shutil.copytree(root() / "translations", folder)
    content = load()
    for name in FOLDERS[2:]:
        add(content, folder, Language(name))
    for name in FOLDERS:
        path = folder / name / "LC_MESSAGES" / "messages.po"
        file = polib.pofile(str(path), wrapwidth=0)
        file[0].tcomment = "check-ok: unchanged (a name)"
        file[2].msgstr, file[2].flags, file[2].previous_msgid = "long " * 40, ["fuzzy"], "before " * 30
        file.append(polib.POEntry(msgctxt="step", msgid="Gone.", msgstr="x", obsolete=True, flags=["fuzzy"]))
        file.save()
    update(content, folder, find_languages(folder))
    return folder


def po(translations: Path, name: str) -> Path:
    return translations / name / "LC_MESSAGES" / "messages.po"


@pytest.mark.slow
@pytest.mark.parametrize("name", FOLDERS)
def test_gettext_has_nothing_to_say(translations: Path, name: str) -> None:
    assert tool("msgfmt", "-c", "-o", "/dev/null", po(translations, name)) == ""


@pytest.mark.parametrize("name", FOLDERS)
def test_i18nspector_misses_only_an_address(translations: Path, name: str) -> None:
    found = {line.split(": ")[2].split()[0] for line in tool("i18nspector", po(translations, name)).splitlines()}
    assert found <= WITHOUT_AN_ADDRESS


ROUND_TRIPS = {
    "msgcat": ["msgcat"],
    "msgcat without wrapping": ["msgcat", "--no-wrap"],
    "msgmerge": ["msgmerge", "-q", "-N", "--previous"],
}


@pytest.mark.parametrize("name", FOLDERS)
@pytest.mark.parametrize("command", ROUND_TRIPS.values(), ids=ROUND_TRIPS)
def test_a_round_trip_through_gettext_changes_nothing(
    translations: Path, tmp_path: Path, name: str, command: list[str]
) -> None:
    more = [translations / "messages.pot"] if command[0] == "msgmerge" else []
    tool(*command, po(translations, name), *more, "-o", tmp_path / "back.po")
    write_po(tmp_path / "form.po", canonical(read_po(tmp_path / "back.po", "back.po"), Language(name)))
    assert (tmp_path / "form.po").read_bytes() == po(translations, name).read_bytes()


def test_a_change_in_weblate_is_a_change_of_one_line(translations: Path) -> None:
    """Saved as Weblate does it, with the wrapping of deploy/weblate/component.json."""
    (component,) = json.loads((root() / "deploy/weblate/component.json").read_text(encoding="utf-8"))
    before = po(translations, "id").read_bytes()
    store = pofile.parsestring(before)
    store.wrapper.width = component["file_format_params"]["po_line_wrap"]
    unit = next(unit for unit in store.units if unit.source.startswith("Made from published pages"))
    unit.target = "Sangat panjang, " * 12
    after = bytes(store).decode().splitlines()
    assert len(set(after) ^ set(before.decode().splitlines())) == 2


@pytest.mark.parametrize("width", [77, -1])
def test_other_wrappings_of_translate_toolkit_are_undone(translations: Path, tmp_path: Path, width: int) -> None:
    store = pofile.parsestring(po(translations, "zh_Hans").read_bytes())
    store.wrapper.width = width
    for unit in store.units:
        unit.target = unit.target
    store.updateheader(add=True, X_Generator="Weblate 5.13")
    (tmp_path / "back.po").write_bytes(bytes(store))
    write_po(tmp_path / "form.po", canonical(read_po(tmp_path / "back.po", "back.po"), Language("zh_Hans")))
    assert (tmp_path / "form.po").read_bytes() == po(translations, "zh_Hans").read_bytes()


def test_weblate_finds_the_files_where_its_component_says(content: Content) -> None:
    (component,) = json.loads((root() / "deploy/weblate/component.json").read_text(encoding="utf-8"))
    found = {path.parts[-3] for path in root().glob(component["filemask"])}
    assert {"id", "zh_Hans"} <= found
    assert (root() / component["new_base"]).is_file()


PLURALS = {"id": 1, "ms": 1, "zh_Hans": 1, "ja": 1, "fr": 2, "es": 2, "ru": 3, "pl": 3, "cs": 3, "sl": 4, "ar": 6}


@pytest.mark.parametrize(("name", "number"), PLURALS.items())
def test_the_plural_rule_is_cldrs_for_whole_numbers(name: str, number: int) -> None:
    assert plural_forms(Language(name).locale).startswith(f"nplurals={number}; plural=")
