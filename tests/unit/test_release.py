"""The release: one list of what the app is, the same for two builds, and what the phone gets of it."""

import gzip
import hashlib
import json
import lzma
import os
import posixpath
import re
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from itertools import accumulate, takewhile
from pathlib import Path

import brotli
import pytest

from pwa.files import root
from pwa.headers import HTML
from pwa.languages.negotiate import negotiation_table
from pwa.languages.table import find_languages
from pwa.problems import ContentError
from pwa.release import bundle
from pwa.release.model import File, Release
from tests.support.releases import build_release as build
from tests.support.screens import PATHS
from tests.unit.conftest import copied

KB = 1000
# The worker is kept by the browser; the others are for programs.
NOT_KEPT = ("/sw.js", "/release.json", "/evidence.json")
Edit = Callable[[str, str, str], int]


def weight(*entries: File) -> int:
    """Bytes over the wire."""
    return sum(len(gzip.compress(entry.body, 9)) for entry in entries)


def of_type(release: Release, suffix: str) -> list[File]:
    found = [entry for entry in release.entries.values() if entry.path.endswith(suffix)]
    assert found
    return found


def listed(release: Release) -> dict[str, object]:
    """What the worker has been told of the release."""
    code = release.entries[f"{release.base}sw.js"].body.decode()
    start = code.index("const RELEASE=") + len("const RELEASE=")
    return dict(json.JSONDecoder().raw_decode(code[start:])[0])


def unpacked(bundle: File) -> list[bytes]:
    """The bodies in a bundle, as the worker unpacks them."""
    filters = [{"id": lzma.FILTER_LZMA1, "lc": 3, "lp": 0, "pb": 0, "dict_size": 1 << 26}]
    whole = lzma.decompress(bundle.body[4:], format=lzma.FORMAT_RAW, filters=filters)
    assert struct.unpack(">I", bundle.body[:4]) == (len(whole),)
    head, plain = whole.split(b"\n", 1)
    sizes = json.loads(head)
    ends = list(accumulate(sizes))
    assert ends[-1] == len(plain)
    return [plain[start:end] for start, end in zip([0, *ends], ends, strict=False)]


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
    assert f"/release/{after.version}.bundle" in new
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
def test_adding_a_folder_adds_every_page(project: Path, po: Callable[[str], Path]) -> None:
    po("fr").parent.mkdir(parents=True)
    po("fr").write_bytes(po("id").read_bytes())
    release = build(project)
    assert {f"/fr/{path}" for path in PATHS.values()} <= set(release.entries)
    assert b'hreflang="fr"' in release.entries["/en/"].body
    assert "fr" in [row["tag"] for row in listed(release)["negotiation"]["languages"]]  # type: ignore[index]


def test_a_fault_in_a_catalog_stops_the_build(project: Path, po: Callable[[str], Path]) -> None:
    po("id").write_text(po("id").read_text(encoding="utf-8") + "=======\n", encoding="utf-8")
    with pytest.raises(ContentError, match="a conflict marker"):
        build(project)


def test_the_worker_keeps_exactly_the_offline_entries(release: Release) -> None:
    said = listed(release)
    offline = [entry for entry in release.entries.values() if entry.offline]
    assert said["entries"] == [[e.path, e.digest[:32], said["headers"].index(e.headers)] for e in offline]  # type: ignore[attr-defined]
    assert said["version"] == release.version
    assert said["negotiation"] == negotiation_table(list(release.languages))


def test_every_page_style_and_script_is_kept_on_the_phone(release: Release) -> None:
    for path, entry in release.entries.items():
        worth = path.endswith(("/", ".css", ".js", ".json")) and path not in NOT_KEPT
        assert entry.offline or not worth, path


def test_the_bundle_unpacks_to_the_offline_entries_and_nothing_else(release: Release) -> None:
    (bundle,) = of_type(release, ".bundle")
    assert bundle.path == f"/release/{release.version}.bundle"
    assert unpacked(bundle) == offline_bodies(release)


def test_a_body_that_two_entries_share_travels_once(release: Release) -> None:
    offline = [entry for entry in release.entries.values() if entry.offline]
    assert len(offline_bodies(release)) < len(offline)


def test_the_parts_of_an_update_join_to_the_offline_entries(release: Release) -> None:
    (recipes,) = of_type(release, ".recipes")
    parts = {e.path.split("/")[-1]: inflate(e.body) for e in release.entries.values() if "/parts/" in e.path}
    joined = [b"".join(parts[name] for name in names) for names in json.loads(inflate(recipes.body))]
    assert joined == offline_bodies(release)


def inflate(body: bytes) -> bytes:
    return zlib.decompress(body, -15)


def test_pages_hold_empty_lines_only_where_a_template_cuts(release: Release) -> None:
    """An empty line ends a part: more of them make an update heavier."""
    for entry in release.entries.values():
        if entry.media_type.startswith("text/"):
            assert b"\n\n\n" not in entry.body, entry.path
            assert entry.media_type == HTML or b"\n\n" not in entry.body, entry.path


def test_pages_that_differ_in_nothing_but_their_styles_share_all_other_parts(release: Release) -> None:
    """What names styles and scripts is cut off: a changed style costs that part, not the page."""
    folder = next(path for path in release.entries if path.endswith("common.css")).encode().rpartition(b"/")[0]
    for language in release.languages:
        page = release.page(language, "about").body
        parts = [part for part in bundle.parts_of(page) if folder in part]
        assert len(parts) == 1
        assert len(parts[0]) < 500


def test_files_that_are_kept_for_ever_are_named_after_what_is_in_them(release: Release) -> None:
    immutable = {path for path, entry in release.entries.items() if entry.immutable}
    assert immutable == {path for path in release.entries if path.startswith(("/assets/", "/release/"))}
    # Pictures have a folder of their own: a changed style does not rename them.
    folders = {path.split("/")[2]: path.rpartition(".")[2] == "svg" for path in immutable if "/assets/" in path}
    assert len(folders) == 2


def manifests(release: Release) -> dict[str, dict[str, object]]:
    return {
        language.html: json.loads(release.entries[f"{release.base}{language.tag}/manifest.webmanifest"].body)
        for language in release.languages
    }


def test_all_languages_are_one_app(release: Release) -> None:
    said = manifests(release).values()
    assert {(manifest["id"], manifest["scope"]) for manifest in said} == {("/", "/")}
    assert {manifest["display"] for manifest in said} == {"standalone"}


def test_a_manifest_is_in_its_language(release: Release) -> None:
    for html, manifest in manifests(release).items():
        assert manifest["lang"] == html
        assert manifest["dir"] == "ltr"
        assert manifest["name"]
        assert "<" not in f"{manifest['name']}{manifest['short_name']}{manifest['description']}"


def test_a_manifest_starts_in_its_language(release: Release) -> None:
    for language in release.languages:
        manifest = manifests(release)[language.html]
        assert manifest["start_url"] == f"/{language.tag}/start/"
        assert manifest["start_url"] in release.entries
        for shortcut in manifest["shortcuts"]:  # type: ignore[attr-defined]
            assert shortcut["url"] in release.entries
            assert {icon["src"] for icon in shortcut["icons"]} <= set(release.entries)


def test_icons_have_the_size_that_the_manifest_says(release: Release) -> None:
    for manifest in manifests(release).values():
        for icon in manifest["icons"]:  # type: ignore[attr-defined]
            assert size_of(release.entries[icon["src"]]) == icon["sizes"]
            assert icon["type"] == release.entries[icon["src"]].media_type
        purposes = {(icon["purpose"], icon["sizes"]) for icon in manifest["icons"]}  # type: ignore[attr-defined]
        assert {("any", "192x192"), ("any", "512x512"), ("maskable", "512x512")} <= purposes


def test_the_icon_for_iphones_has_its_size(release: Release) -> None:
    assert size_of(release.entries["/icons/apple-touch-icon.png"]) == "180x180"


def test_a_manifest_shows_screens_of_its_own_language_that_no_phone_keeps(release: Release) -> None:
    listed = release.entries["/sw.js"].body.decode()
    for html, manifest in manifests(release).items():
        shown = manifest["screenshots"]
        assert 2 <= len(shown) <= 8  # type: ignore[arg-type]
        for picture in shown:  # type: ignore[attr-defined]
            assert picture["src"].startswith(f"/screenshots/{html.lower()}-")
            assert picture["src"] not in listed
            entry = release.entries[picture["src"]]
            assert (picture["type"], picture["sizes"]) == (entry.media_type, size_of(entry))
            assert picture["form_factor"] == "narrow"
            assert picture["label"]
        # What Chromium shows before an install: https://web.dev/patterns/web-apps/richer-install-ui
        sizes = {tuple(int(side) for side in picture["sizes"].split("x")) for picture in shown}  # type: ignore[attr-defined]
        assert len(sizes) == 1
        width, height = sizes.pop()
        assert 320 <= width < height <= min(3840, 2.3 * width)


def size_of(entry: File) -> str:
    """Pixels from the header of a PNG."""
    assert entry.body.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", entry.body[16:24])
    return f"{width}x{height}"


def test_every_country_has_time_zones_and_a_row_of_numbers_for_the_scripts(release: Release) -> None:
    countries = json.loads(release.entries["/countries.json"].body)
    assert len(countries) > 50
    for language in release.languages:
        page = release.page(language, "emergency").body.decode()
        for country in countries:
            assert country["zones"], country["code"]
            row = page.partition(f'id="country-{country["code"].lower()}"')[2].partition("</details>")[0]
            assert re.search(r'<dd class="ambulance">\s*<span class="phone"[^>]*><a class="tel"', row), country["code"]


def test_the_first_page_is_light(release: Release) -> None:
    heavy = {e.path: weight(e) for lang in release.languages if weight(e := release.page(lang, "cramp_now")) > 9 * KB}
    assert heavy == {}


def loaded_by_the_first_screen(release: Release, suffix: str) -> list[File]:
    """The files of a kind that the cramp screen asks for, with the modules that those import."""
    page = release.entries["/en/"].body.decode()
    found = {path: release.entries[path] for path in re.findall(rf'"(/assets/[^"]+{re.escape(suffix)})"', page)}
    left = list(found.values())
    while left:
        entry = left.pop()
        for name in re.findall(r'from\s*"(\.[\w./-]+)"', entry.body.decode()):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(entry.path), name))
            if path not in found:
                found[path] = release.entries[path]
                left.append(found[path])
    assert found
    return list(found.values())


def test_all_scripts_of_the_first_screen_are_light(release: Release) -> None:
    scripts = loaded_by_the_first_screen(release, ".js")
    assert len(scripts) >= 8
    # As hosts send them today, each by itself.
    assert sum(len(brotli.compress(script.body)) for script in scripts) <= 15 * KB


def test_all_styles_of_the_first_screen_are_light(release: Release) -> None:
    assert weight(*loaded_by_the_first_screen(release, ".css")) <= 8 * KB


def test_the_first_install_is_light(release: Release) -> None:
    (bundle,) = of_type(release, ".bundle")
    assert len(bundle.body) <= 180 * KB
