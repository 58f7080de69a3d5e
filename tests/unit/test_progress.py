"""translations.json and translations.svg: counted from the files at each build, on the host and not on the phone."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from pwa.content.model import Content
from pwa.languages.signatures import Signature, hash_of, written
from pwa.languages.standing import Standing, standing
from pwa.languages.table import Language
from pwa.release.model import Release
from pwa.release.progress import BAR, picture, progress
from tests.support.catalogs import finished, keys, write_catalog
from tests.support.project import ROOT

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def half(content: Content, tmp_path_factory: pytest.TempPathFactory) -> list[Standing]:
    """English, and an Indonesian with half of its texts and one signature."""
    folder = tmp_path_factory.mktemp("half")
    words = finished(content)
    every = keys(content)
    write_catalog(content, folder, {key: words[key] for key in every[: len(every) // 2]})
    signed = next(key for key in every if key in keys(content, safety=True))
    row = Signature(hash_of(signed, words[signed]), "A name", "nurse", "2026-01-31")
    (folder / "translations/id/reviewed.csv").write_text(written([row]), encoding="utf-8")
    return [standing(content, folder / "translations", Language(name)) for name in ("en", "id")]


def test_what_is_counted_is_what_status_counts(content: Content, half: list[Standing]) -> None:
    _, found = progress(half, "1")["languages"]
    assert (found["language"], found["stage"]) == ("id", "draft")
    assert found["safety"]["signed"] == 1
    for name, safety in (("safety", True), ("others", False)):
        assert found[name]["all"] == len(keys(content, safety=safety))
        assert found[name]["translated"] == len(half[1].keys("unsigned", "signed", safety=safety))
        assert found[name]["missing"] == len(half[1].keys("missing", safety=safety))


def test_the_picture_says_the_same_in_words_and_in_length(half: list[Standing]) -> None:
    page = ElementTree.fromstring(picture(half))
    said = " ".join(text.text or "" for text in page.iter(f"{SVG}text"))
    done, every = (sum(len(half[1].keys(*states, safety=safety)) for safety in (True, False))
                   for states in (("unsigned", "signed"), ("missing", "failing", "unsigned", "signed")))  # fmt: skip
    assert f"draft, {done} of {every}, 1 signed" in said
    assert said in f"{(page.findtext(f'{SVG}title') or '').replace(': ', ' ')}"
    assert [int(bar.get("width", "")) for bar in page.iter(f"{SVG}rect")][1:] == [BAR, BAR * done // every]


def test_a_build_writes_both_for_the_host_and_phones_keep_neither(release: Release) -> None:
    data = json.loads(release.entries["/translations.json"].body)
    assert [row["language"] for row in data["languages"]] == [language.html for language in release.languages]
    assert data["version"] == release.version
    assert release.entries["/translations.svg"].media_type.startswith("image/svg+xml")
    for name in ("translations.json", "translations.svg"):
        assert not release.entries[f"/{name}"].offline
        assert f"`{name}`" in (ROOT / "docs/hosting.md").read_text(encoding="utf-8")


def test_a_project_in_english_alone_has_an_empty_picture() -> None:
    assert ElementTree.fromstring(picture([])).findall(f"{SVG}text") == []


def test_each_field_is_documented(half: list[Standing]) -> None:
    document = (Path(ROOT) / "docs/hosting.md").read_text(encoding="utf-8")
    row = progress(half, "1")["languages"][1]
    for field in [*row, *row["safety"]]:
        assert f"`{field}`" in document, field
