"""What pages say to machines, by schema.org."""

import json
from typing import Any

import html5lib
import pytest

from pwa.content.base import Review
from pwa.content.lookup import topics
from pwa.content.model import Content
from pwa.languages.table import Language
from pwa.pages.structured import medical_page
from pwa.release.model import Release
from tests.support.pages import every, page_of, words

REVIEW = Review(checked="2026-11", changed="2026-10", due="2027-11", reviewed_by="")


def test_the_data_for_machines_is_that_of_the_page(release: Release, content: Content) -> None:
    for language in release.languages:
        data = structured(release, language, "restless-legs")
        assert data["@type"] == "MedicalWebPage"
        assert data["inLanguage"] == language.html
        assert data["about"]["@type"] == "MedicalCondition"
        assert "reviewedBy" not in data
    topic = next(topic for topic in topics(content) if topic.id == "restless-legs")
    assert structured(release, Language("en"), "restless-legs")["description"] == str(topic.in_short.text)


@pytest.mark.parametrize("path", ["warning-signs/", "is-it-a-cramp/", "learn/causes/"])
def test_pages_about_health_say_so_to_machines(release: Release, path: str) -> None:
    for language in release.languages:
        page = html5lib.parse(release.entries[f"/{language.tag}/{path}"].body, namespaceHTMLElements=False)
        (block,) = (part for part in every(page, "script") if part.get("type") == "application/ld+json")
        data = json.loads(block.text or "")
        assert data["@type"] == "MedicalWebPage"
        assert data["name"] in words(next(every(page, "h1")))


def test_no_text_can_end_the_element_that_holds_the_data() -> None:
    data = medical_page("a </script><b> & c", "d", "en", REVIEW)
    assert "<" not in data
    assert json.loads(data)["name"] == "a </script><b> & c"


def test_a_reviewer_is_named_to_machines_only_after_signing() -> None:
    signed = REVIEW.model_copy(update={"reviewed_by": "A. Nurse"})
    assert json.loads(medical_page("a", "b", "en", signed))["reviewedBy"]["name"] == "A. Nurse"
    assert "lastReviewed" not in json.loads(medical_page("a", "b", "en", REVIEW))


def structured(release: Release, language: Language, id_: str) -> dict[str, Any]:
    page = page_of(release, language.tag, id_)
    (block,) = (part for part in every(page, "script") if part.get("type") == "application/ld+json")
    found: dict[str, Any] = json.loads(block.text or "")
    return found
