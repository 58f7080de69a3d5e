"""Sources and the documents' claims: readable with no network and no scripts, a sign and a word beside each colour."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

DOCUMENTS = ("doc0", "doc1", "doc2", "doc3", "doc4")
SIGN = "verdict => getComputedStyle(verdict, '::before').content"


def test_each_verdict_has_a_sign_and_a_word_of_its_own(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site}/en/sources/")
    verdicts = page.locator(".certainty [data-sure]")
    signs = [verdict.evaluate(SIGN) for verdict in verdicts.all()]
    assert len(set(signs)) == len(set(verdicts.all_inner_texts())) == 6
    assert all(sign.startswith('"') for sign in signs), signs


@pytest.mark.quick
def test_from_a_claim_to_its_source_and_to_where_the_app_says_it(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site}/en/sources/")
    page.click("#doc4 a")
    expect(page).to_have_url(f"{site}/en/sources/doc4/")
    page.click("#c004 >> text=BMC Pregnancy and Childbirth")
    expect(page).to_have_url(f"{site}/en/sources/#massbmc")
    page.go_back()
    page.click("#c004 >> text=Cramp now")
    expect(page).to_have_url(f"{site}/en/#rub")


def test_claims_are_there_with_the_server_stopped(offline: tuple[Page, str]) -> None:
    page, address = offline
    for document in DOCUMENTS:
        page.goto(f"{address}/zh-hans/sources/{document}/")
        assert page.locator(".claims li").count() > 10, document
