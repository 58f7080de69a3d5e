"""Every claim of the evidence has its place: weighed as there, said or left out, listed with the document it is from.

tests/unit/evidence/claims.csv is the evidence's own list, so that a claim cannot be lost or softened unnoticed.
"""

import csv
import json
import re
from collections.abc import Callable
from functools import cache
from html import unescape
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

from pwa.content.claims import WORST_FIRST, Claim
from pwa.content.load import load
from pwa.content.lookup import claims_of, documents, said_in
from pwa.content.model import Content
from pwa.content.walk import texts
from pwa.files import root
from pwa.pages.certainty import word
from pwa.problems import ContentError
from pwa.release.model import Release
from tests.support.medicines import named

Edit = Callable[[str, str, str], int]
MOST_WORDS = 20
MOST_CHARACTERS = 16_000
# The evidence's words for what the app calls certainty.
CERTAINTY = {
    "supported": "well_supported",
    "plausible_weak_evidence": "may_help",
    "disputed": "disputed",
    "unsupported": "not_supported",
    "unsafe_as_written": "unsafe",
}
# The screens where a claim must be said that the evidence uses so.
SCREENS = {
    "step": {"cramp_now"},
    "red_flag": {"warning_signs"},
    "learn": {"topic", "is_it_a_cramp"},
    "myth": {"topic"},
}


def evidence() -> list[dict[str, str]]:
    file = Path(__file__).parent / "evidence" / "claims.csv"
    return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))


def by_id(content: Content) -> dict[str, Claim]:
    return {claim.id: claim for claim in content.claims.claims}


@cache
def tree(body: bytes) -> Element:
    return html5lib.parse(body, namespaceHTMLElements=False)  # type: ignore[no-any-return]


def shown(body: bytes) -> dict[str, Element]:
    """The claims that a page lists, by id."""
    (page_list,) = (part for part in tree(body).iter("ul") if part.get("class") == "claims")
    return {item.get("id") or "": item for item in page_list}


def links(element: Element) -> list[str]:
    return [link.get("href") or "" for link in element.iter("a")]


def said(element: Element) -> str:
    return " ".join("".join(element.itertext()).replace("\u00a0", " ").split())


def test_no_claim_of_the_evidence_is_missing_or_weighed_otherwise(content: Content) -> None:
    assert len(content.claims.claims) == 119
    for claim, row in zip(content.claims.claims, evidence(), strict=True):
        here = (claim.id, claim.certainty, " ".join(claim.documents))
        assert here == (row["id"], CERTAINTY[row["verdict"]], row["documents"])
        # What the evidence wants left out, the app may warn of: as a myth, and in no other way.
        assert claim.used in (row["used"], "myth" if row["used"] == "omit" else row["used"]), claim.id


def test_a_verdict_names_what_decided_it(content: Content) -> None:
    for row in evidence():
        assert by_id(content)[row["id"]].sources == (row["sources"].split() or ["KNOWLEDGE"]), row["id"]


def test_a_claim_is_said_on_the_screens_that_it_is_for(content: Content) -> None:
    places = said_in(content)
    elsewhere = {
        claim.id
        for claim in content.claims.claims
        if claim.used != "omit" and not {where.screen for where in places[claim.id]} & SCREENS[claim.used]
    }
    assert elsewhere == {"c043", "c105"}
    # A box of the checklist that is well supported carries no disputed claim; a topic tells its true half.
    assert {where.screen for where in places["c043"]} == {"topic"}
    assert {where.screen for where in places["c105"]} == {"topic", "bedtime", "morning_after"}


def test_a_claim_that_a_page_answers_is_not_called_left_out(content: Content) -> None:
    places = said_in(content)
    assert {claim.id for claim in content.claims.claims if claim.used == "omit" and claim.id in places} == set()
    for id_ in ("c087", "c088"):
        assert [where.part for where in places[id_]] == ["tests"]
    for id_ in ("c097", "c098", "c099", "c114", "c115", "c116"):
        assert [where.part for where in places[id_]] == ["what-does-not-help"], id_


def test_a_claim_that_is_weak_wrong_or_left_out_says_why(content: Content) -> None:
    for claim in content.claims.claims:
        assert claim.reason or (claim.certainty == "well_supported" and claim.used != "omit"), claim.id


def test_adverts_are_called_adverts_and_dangers_unsafe(content: Content) -> None:
    claims = by_id(content)
    for id_ in ("c114", "c115", "c116"):
        assert "advertising" in str(claims[id_].reason), id_
        assert (claims[id_].certainty, claims[id_].used) == ("not_supported", "myth")
    for id_ in ("c004", "c008", "c017", "c096", "c097", "c098", "c099"):
        assert claims[id_].certainty == "unsafe", id_


def test_no_page_names_a_medicine_to_take(release: Release) -> None:
    for path, entry in release.entries.items():
        if entry.media_type.startswith(("text/html", "application/json")):
            assert named(entry.body.decode()) == [], path


def test_claims_are_few_words(content: Content) -> None:
    own = {text.english for text in texts(content) if text.file == "content/claims.yaml"}
    assert sum(map(len, own)) < MOST_CHARACTERS
    long = [part for text in own for part in re.split(r"[.?!:;]", text) if len(part.split()) >= MOST_WORDS]
    assert long == []


def test_each_document_lists_all_its_claims_the_worst_first(release: Release, content: Content) -> None:
    claims = by_id(content)
    for language in release.languages:
        for source in documents(content):
            page = release.entries[f"/{language.tag}/sources/{source.key.lower()}/"]
            listed = list(shown(page.body))
            assert set(listed) == {row["id"] for row in evidence() if source.key in row["documents"].split()}
            order = [WORST_FIRST.index(claims[id_].certainty) for id_ in listed]
            assert order == sorted(order), page.path


def test_claims_that_no_document_makes_stand_with_the_sources(release: Release) -> None:
    for language in release.languages:
        listed = shown(release.page(language, "sources").body)
        assert set(listed) == {row["id"] for row in evidence() if not row["documents"]}


def test_the_pages_together_list_every_claim(release: Release) -> None:
    for language in release.languages:
        pages = [e for path, e in release.entries.items() if re.fullmatch(rf"/{language.tag}/sources/(doc./)?", path)]
        assert {id_ for page in pages for id_ in shown(page.body)} == {row["id"] for row in evidence()}


def test_a_listed_claim_says_its_verdict_in_words_and_why(release: Release, content: Content) -> None:
    words = content.interface.label
    for source in documents(content):
        listed = shown(release.entries[f"/en/sources/{source.key.lower()}/"].body)
        for claim in claims_of(content, source.key):
            (verdict,) = listed[claim.id].iter("b")
            assert (verdict.get("data-sure"), verdict.text) == (claim.certainty, str(words[word(claim)].text))
            for text in (claim.claim, claim.reason, claim.disagree):
                assert text is None or str(text).replace("\u00a0", " ") in said(listed[claim.id]), claim.id


def test_a_listed_claim_links_to_its_sources_and_to_where_the_app_says_it(release: Release, content: Content) -> None:
    places = said_in(content)
    left_out = str(content.interface.label["left_out"].text)
    for source in documents(content):
        listed = shown(release.entries[f"/en/sources/{source.key.lower()}/"].body)
        for claim in claims_of(content, source.key):
            here = links(listed[claim.id])
            assert [f"/en/sources/#{key.lower()}" for key in claim.sources] == here[-len(claim.sources) :], claim.id
            assert len(here) - len(claim.sources) == len(places.get(claim.id, [])), claim.id
            assert (left_out in said(listed[claim.id])) == (claim.used == "omit"), claim.id


def test_a_title_on_the_sources_page_has_its_own_language(release: Release, content: Content) -> None:
    for language in release.languages:
        page = release.page(language, "sources").body.decode()
        said = dict(cites(page))
        assert {said[source.title] for source in content.sources.sources if source.lang == "zh"} == {"zh"}
        assert said["Kina"] == "id"
        assert said["Plaster Casts"] == "en"


def cites(page: str) -> list[tuple[str, str]]:
    """Titles, and the language that each is said to be in."""
    return [(unescape(title), lang) for lang, title in re.findall(r'<cite lang="(\w+)"><(?:a|b)[^>]*>([^<]+)', page)]


def test_the_sources_page_has_every_source_with_its_address(release: Release, content: Content) -> None:
    for language in release.languages:
        page = tree(release.page(language, "sources").body)
        items = {item.get("id"): item for item in page.iter("li")}
        for source in content.sources.sources:
            item = items[source.key.lower()]
            if source.kind == "document":
                assert links(item) == [f"/{language.tag}/sources/{source.key.lower()}/"]
            else:
                assert links(item) == ([source.url] if source.url else []), source.key
            assert source.title in "".join(item.itertext())
            assert source.publisher == "unknown" or source.publisher in "".join(item.itertext())
            assert source.year == "undated" or source.year in "".join(item.itertext())


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "relief",
            "claims: [c005]",
            "claims: []",
            "content/claims.yaml:[0-9]+: c005: no statement carries it",
        ),
        ("relief", "claims: [c002]", "claims: [c002, c999]", "content/relief.yaml:{line}: claim 'c999' is not in"),
        ("claims", '    reason: "This is advertising, dressed up as science."\n', "", "c115: say why; add 'reason"),
        ("claims", "documents: [DOC2, DOC3, DOC4]", "documents: [DOC2, NHS_API]", "c004: 'NHS_API' is not a document"),
        ("claims", "  - id: c118\n", "  - id: c117\n", "ids are unique"),
    ],
)
def test_a_claim_without_its_place_stops_the_build(
    project: Path, edit: Edit, file: str, old: str, new: str, message: str
) -> None:
    line = edit(file, old, new)
    with pytest.raises(ContentError) as caught:
        load(project / "content")
    assert re.search(message.replace("{line}", str(line)), str(caught.value)), caught.value


def test_evidence_json_says_what_the_pages_say(release: Release, content: Content) -> None:
    data = json.loads(release.entries["/evidence.json"].body)
    assert data["version"] == release.version
    for said_there, claim in zip(data["claims"], content.claims.claims, strict=True):
        assert (said_there["id"], said_there["certainty"]) == (claim.id, claim.certainty)
        assert said_there["certainty"] in data["certainties"]
        assert set(said_there["sources"]) <= {source["key"] for source in data["sources"]}
        assert bool(said_there["pages"]) or claim.used == "omit", claim.id
    assert [source["key"] for source in data["sources"]] == [source.key for source in content.sources.sources]


def test_evidence_json_leads_to_pages_that_exist(release: Release) -> None:
    data = json.loads(release.entries["/evidence.json"].body)
    for href in {page for claim in data["claims"] for page in claim["pages"]}:
        path, _, fragment = href.partition("#")
        ids = {part.get("id") for part in tree(release.entries[path].body).iter()}
        assert not fragment or fragment in ids, href


def test_evidence_json_is_not_carried_by_phones(release: Release) -> None:
    assert not release.entries["/evidence.json"].offline


def test_each_field_of_evidence_json_is_documented(release: Release) -> None:
    data = json.loads(release.entries["/evidence.json"].body)
    page = (root() / "docs" / "content.md").read_text(encoding="utf-8")
    for field in {*data, *data["claims"][0], *data["sources"][0], *data["certainties"]}:
        assert f"`{field}`" in page, field
