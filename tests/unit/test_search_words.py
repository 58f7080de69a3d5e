"""What readers type, by language: which files hold it, what is wrong in one, and what scripts and pages get of it."""

import json
from pathlib import Path

import pytest

from pwa.content.model import Content
from pwa.files import root
from pwa.languages.search_words import read_search_words
from pwa.languages.table import Language, find_languages
from pwa.problems import ContentError
from pwa.release.model import Release
from tests.support.command import catalog
from tests.support.project import TAGS, copy_project
from tests.support.screens import PATHS

ID = Language("id")
FAULTS = {
    "an unknown list": ("synonyms: {a: b}", 1, "unknown key 'synonyms'"),
    "a screen that is none": ("leads:\n  cramp: [kram]", 2, "leads.cramp"),
    "a topic that is none": ("leads:\n  emergency: [igd]\n  learn/cats: [kucing]", 3, "there is no topic 'learn/cats'"),
    "a country that is none": ("countries:\n  XX: [nowhere]", 2, "there is no country 'XX'"),
    "a country in small letters": ("countries:\n  gb: [inggris]", 2, "countries.gb"),
    "a capital": ("leads:\n  emergency:\n    - IGD", 3, "found 'IGD'"),
    "a number without quotes": ("leads:\n  emergency: [119]", 2, "found '119'"),
    "a word that YAML takes for no": ("ignore: [no]", 1, "found 'False'"),
    "a word with two meanings": ("means:\n  a: b\n  a: c", 3, "'a' is already given on line 2"),
    "no YAML": ("means: [kram", 2, "cannot be read as YAML"),
}


@pytest.mark.parametrize(("text", "line", "message"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_said_with_its_line(tmp_path: Path, content: Content, text: str, line: int, message: str) -> None:
    (tmp_path / "id").mkdir()
    (tmp_path / "id" / "search.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_search_words(content, tmp_path, ID)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == ("translations/id/search.yaml", line)
    assert message in problem.message


def test_the_check_says_what_no_build_goes_with(tmp_path: Path) -> None:
    copy_project(tmp_path, ("content", "translations"))
    path = tmp_path / "translations/id/search.yaml"
    path.write_text("leads:\n  emergency: [119]\n", encoding="utf-8")
    found = catalog(tmp_path, "check", "id")
    assert found.exit_code == 1
    assert found.stderr.startswith("translations/id/search.yaml:2: ")
    assert found.stdout.startswith("1 error, ")
    path.unlink()
    path.mkdir()
    assert "translations/id/search.yaml:1: cannot be read" in catalog(tmp_path, "check", "id").stderr


def test_a_language_without_the_file_has_no_words(tmp_path: Path, content: Content) -> None:
    words = read_search_words(content, tmp_path, ID)
    assert (words.leads, words.means, words.ignore, words.countries) == ({}, {}, [], {})


def test_each_language_of_ours_has_words_of_its_own(content: Content) -> None:
    for language in find_languages(root() / "translations"):
        words = read_search_words(content, root() / "translations", language)
        typed = {word for phrases in words.leads.values() for word in phrases} | set(words.means)
        assert len(typed) >= 60, language.folder
        assert {"emergency", "warning_signs", "cramp_now"} <= set(words.leads), language.folder
        assert list(words.leads)[:2] == ["emergency", "warning_signs"], "what is worse stands first"
        assert words.countries, language.folder


@pytest.mark.parametrize("tag", TAGS)
def test_leads_travel_as_addresses(release: Release, tag: str) -> None:
    words = json.loads(release.entries[f"/{tag}/search.json"].body)
    assert set(words) == {"leads", "means", "ignore"}
    assert words["leads"][0][0] == f"/{tag}/{PATHS['emergency']}"
    assert {path for path, _ in words["leads"]} <= set(release.entries)


def test_a_page_says_other_names_of_countries_but_never_its_own_again(release: Release) -> None:
    page = release.page(Language("id"), "emergency").body.decode()
    assert 'id="country-gb" data-also="inggris, britania' in page
    # The English name is known on every page; where the page says the same, nothing is added.
    assert 'id="country-es" data-also="Spain, espana"' in page
    assert 'id="country-my" data-also="sabah, sarawak"' in page
