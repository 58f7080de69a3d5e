"""The release: one list of what the app is, the same for two builds, and what the phone gets of it."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import takewhile
from pathlib import Path

import pytest

from pwa.files import root
from pwa.languages.negotiate import negotiation_table
from pwa.languages.table import find_languages
from pwa.problems import ContentError
from pwa.release import assets
from pwa.release.assets import addressed
from pwa.release.model import Release
from tests.support.project import TAGS, copy_project, replace
from tests.support.releases import build_release as build
from tests.support.releases import listed
from tests.support.screens import PATHS
from tests.support.versions import entries
from tests.unit.conftest import copied

# The worker is kept by the browser; the others are for programs.
NOT_KEPT = ("/sw.js", "/release.json", "/evidence.json", "/translations.", "/release/")


Edit = Callable[[str, str, str], int]


def bundles(release: Release) -> dict[str, list[bytes]]:
    """The bodies in each bundle, as the worker unpacks them, by the bundle's name."""
    found = [entry for path, entry in release.entries.items() if path.startswith("/release/")]
    return {entry.path.split("/")[-1]: [text.encode() for text in json.loads(entry.body)] for entry in found}


def offline_bodies(release: Release) -> list[bytes]:
    """What the phone keeps, each body once."""
    return list(dict.fromkeys(entry.body for entry in release.entries.values() if entry.offline))


def test_every_screen_exists_for_every_language(release: Release) -> None:
    languages = find_languages(root() / "translations")
    assert list(release.languages) == languages
    for language in languages:
        for path in [*PATHS.values(), "start/", "manifest.webmanifest"]:
            assert f"/{language.tag}/{path}" in release.entries


def test_a_launch_from_the_home_screen_is_the_cramp_screen(release: Release) -> None:
    for language in release.languages:
        assert release.entries[f"/{language.tag}/start/"].body == release.page(language, "cramp_now").body


def test_an_entry_is_listed_under_its_own_path(release: Release) -> None:
    for path, entry in release.entries.items():
        assert entry.path == path
        assert entry.digest == hashlib.sha256(entry.body).hexdigest()
        assert entry.body, path


def test_paths_need_no_escape(release: Release) -> None:
    assert [path for path in release.entries if not re.fullmatch(r"/[a-z0-9/._-]*", path)] == []


def test_cramp_screens_come_first(release: Release) -> None:
    first = list(release.entries)[: len(release.languages)]
    assert first == [f"/{language.tag}/" for language in release.languages]


def test_the_version_is_the_digest_of_the_list_and_of_the_workers_code(release: Release) -> None:
    entries = takewhile(lambda entry: not entry.path.startswith("/release/"), release.entries.values())
    lines = "".join(f"{entry.path} {entry.digest} {entry.headers}\n" for entry in entries)
    code = release.entries["/sw.js"].body.decode()
    start = code.index("const RELEASE=") + len("const RELEASE=")
    end = json.JSONDecoder().raw_decode(code, start)[1]
    assert release.version == hashlib.sha256(f"{lines}{code[:start]}null{code[end:]}".encode()).hexdigest()[:16]


@pytest.mark.slow
def test_another_process_builds_the_same(release: Release) -> None:
    """To the byte, whatever chance, place and time it has."""
    code = "from tests.support.releases import build_release as b; print(*(f.digest for f in b().entries.values()))"
    environ = {**os.environ, "PYTHONHASHSEED": "7", "LC_ALL": "C", "TZ": "Asia/Jakarta"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root(), env=environ, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [entry.digest for entry in release.entries.values()]


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The release of a `project` as it is before a test changes it."""
    return build(copied(tmp_path_factory.mktemp("before")))


@pytest.mark.slow
def test_one_changed_sentence_is_another_version(before: Release, project: Path, edit: Edit) -> None:
    edit("interface", '  about: "About"', '  about: "About this app"')
    after = build(project)
    assert after.version != before.version
    new = set(after.entries) - set(before.entries)
    assert len(new) == 2 * len(after.languages)  # the title of a page is in the foot of all of them
    assert all(path.startswith("/release/") for path in new)


@pytest.mark.slow
def test_one_changed_translation_changes_that_language_only(
    before: Release, project: Path, po: Callable[[str], Path]
) -> None:
    with po("id").open("a", encoding="utf-8") as file:
        file.write('\nmsgctxt "title"\nmsgid "Settings"\nmsgstr "Pengaturan"\n')
    after = build(project)
    changed = {path for path, entry in after.entries.items() if entry.offline and entry != before.entries.get(path)}
    assert changed == {path for path in after.entries if path.startswith("/id/") and path.endswith("/")}


@pytest.mark.slow
def test_a_translation_that_falls_back_makes_drafts_of_the_pages_that_say_it_and_changes_no_others(
    deployed: Release, tmp_path: Path
) -> None:
    """The English of one warning sign has changed, and its translators have not come to it."""
    project = copy_project(tmp_path / "project")
    replace(project / "content" / "warning_signs.yaml", "I fainted or collapsed.", "I fainted, or I collapsed.")
    after = build(project, origin=deployed.origin)
    changed = {path for path, entry in after.entries.items() if entry.offline and entry != deployed.entries.get(path)}
    texts = {path: entry.body.decode() for path, entry in after.entries.items() if path.endswith("/")}
    stages = {path: re.findall(r'data-stage="(\w+)"', text) for path, text in texts.items()}
    own = {path for path in changed if path.startswith("/id/") and path.endswith("/")}
    assert "/id/warning-signs/" in own
    assert {path: stages[path] for path in own if stages[path] != ["draft"]} == {}
    assert len(own) <= 6
    english = {path.replace("/en/", "/id/") for path in changed if path.startswith("/en/") and path.endswith("/")}
    assert english <= own
    assert stages["/id/about/"] == ["beta"]
    assert "noindex" in texts["/id/warning-signs/"]
    assert "noindex" not in texts["/id/about/"]


@pytest.mark.slow
def test_adding_a_folder_adds_every_page(project: Path, po: Callable[[str], Path]) -> None:
    po("fr").parent.mkdir(parents=True)
    po("fr").write_bytes(po("id").read_bytes())
    release = build(project)
    assert {f"/fr/{path}" for path in PATHS.values()} <= set(release.entries)
    assert b'hreflang="fr"' in release.entries["/en/"].body
    assert "fr" in [row["tag"] for row in listed(release)["negotiation"]["languages"]]


def test_a_fault_in_a_catalog_stops_the_build(project: Path, po: Callable[[str], Path]) -> None:
    po("id").write_text(po("id").read_text(encoding="utf-8") + "=======\n", encoding="utf-8")
    with pytest.raises(ContentError, match="a conflict marker"):
        build(project)


def test_the_worker_keeps_exactly_the_offline_entries(release: Release) -> None:
    said = listed(release)
    offline = {entry.path: entry for entry in release.entries.values() if entry.offline}
    assert entries(said) == {path: entry.digest[:32] for path, entry in offline.items()}
    headers = {path: said["headers"][row] for path, _, row in said["shared"]["entries"]}
    headers |= {f"/{tag}/{path}": said["headers"][row] for tag in said["languages"] for path, row in said["pages"]}
    assert headers == {path: entry.headers for path, entry in offline.items()}
    assert said["version"] == release.version
    assert said["negotiation"] == negotiation_table(list(release.languages))


def test_every_page_style_and_script_is_kept_on_the_phone(release: Release) -> None:
    for path, entry in release.entries.items():
        worth = path.endswith(("/", ".css", ".js", ".json")) and not path.startswith(NOT_KEPT)
        assert entry.offline or not worth, path


def test_the_bundles_hold_the_offline_entries_and_nothing_else(release: Release) -> None:
    found = bundles(release)
    assert len(found) == 2 + 2 * len(release.languages)
    assert sorted(body for bodies in found.values() for body in bodies) == sorted(offline_bodies(release))


def test_a_bundle_is_named_by_its_digest(release: Release) -> None:
    for path, entry in release.entries.items():
        if path.startswith("/release/"):
            assert path == f"/release/{entry.digest[:32]}.json"


def test_the_core_of_a_language_is_what_a_night_needs(release: Release) -> None:
    found, said = bundles(release), listed(release)
    for language in release.languages:
        core = {release.page(language, name).body for name in ("cramp_now", "warning_signs", "emergency", "settings")}
        assert set(found[f"{said['languages'][language.tag]['core']}.json"]) == core


def test_what_languages_share_stands_in_two_parts_the_first_of_which_is_enough_for_a_night(release: Release) -> None:
    found, said = bundles(release), listed(release)
    shared = [path for path, *_ in said["shared"]["entries"]]
    assert set(shared) == {path for path, entry in release.entries.items() if entry.offline and not in_a_language(path)}
    parts = {"core": shared[: said["shared"]["first"]], "rest": shared[said["shared"]["first"] :]}
    for kind, paths in parts.items():
        assert set(found[f"{said['shared'][kind]}.json"]) == {release.entries[path].body for path in paths}
    pages = {f"/{tag}/{path}" for tag in TAGS for path, _ in said["pages"][: said["first"]]}
    named = "".join(release.entries[path].body.decode() for path in [*pages, *parts["core"]])
    assert [path for path in parts["core"] if path.removeprefix("/assets/").strip("/") not in named] == []
    assert [path for path in parts["rest"] if path.removeprefix("/assets/") in named] == []
    assert {"bedtime/plan.js", "diary/picture.js", "learn/search.js"} <= {
        path.split("/", 3)[-1] for path in parts["rest"]
    }


def in_a_language(path: str) -> bool:
    return path.split("/")[1] in TAGS


def test_a_body_that_two_entries_share_travels_once(release: Release) -> None:
    offline = [entry for entry in release.entries.values() if entry.offline]
    assert len(offline_bodies(release)) < len(offline)


def test_files_that_are_kept_for_ever_are_named_after_what_is_in_them(release: Release) -> None:
    immutable = {path for path, entry in release.entries.items() if entry.immutable}
    assert immutable == {path for path in release.entries if path.startswith(("/assets/", "/release/"))}
    for path in immutable:
        digest = path.removeprefix("/release/").removeprefix("/assets/").partition("/")[0].removesuffix(".json")
        assert release.entries[path].digest.startswith(digest), path


def test_a_changed_script_renames_itself_and_those_that_import_it_and_nothing_else() -> None:
    before = {"a.js": b'import"./sub/b.js"', "sub/b.js": b'import("../c.js")', "c.js": b"1", "d.css": b"d{}"}
    first, second = addressed(before), addressed({**before, "c.js": b"2"})
    stays = [name for name in first if name in second]
    assert [name.partition("/")[2] for name in stays] == ["d.css"]
    names = {name.partition("/")[2]: name for name in second}
    assert second[names["a.js"]].decode() == f'import"../{names["sub/b.js"]}"'
    assert second[names["sub/b.js"]].decode() == f'import("../../{names["c.js"]}")'


@pytest.mark.parametrize("body", [b'import"./a.js"', b'import"./nothing.js"'])
def test_a_script_that_cannot_be_named_stops_the_build(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"cannot be imported by a\.js"):
        addressed({"a.js": body})


def test_what_an_editor_or_a_system_leaves_beside_our_files_is_no_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = assets.scripts(), assets.icons()
    static = tmp_path / "static"
    shutil.copytree(assets.STATIC, static)
    (static / ".#app.js").symlink_to("somebody@machine.123")
    (static / "._app.js").write_bytes(b"\xb0")
    (static / "icons" / ".DS_Store").touch()
    monkeypatch.setattr(assets, "STATIC", static)
    assert (assets.scripts(), assets.icons()) == before


def test_every_country_has_time_zones_and_a_row_of_numbers_for_the_scripts(release: Release) -> None:
    countries = json.loads(release.entries["/countries.json"].body)
    assert len(countries) > 50
    for language in release.languages:
        page = release.page(language, "emergency").body.decode()
        for code, zones in countries.items():
            assert zones, code
            row = page.partition(f'id="country-{code.lower()}"')[2].partition("</details>")[0]
            assert re.search(r'<dd class="ambulance">\s*<span class="phone"[^>]*><a class="tel"', row), code
