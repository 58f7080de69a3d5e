"""The search field: what people type, misspelt or in English too, finds the page; offline, in each language.

`search_queries.csv` is the table: the language of the page, what is typed, and the page that must be found, as the
first result or among the first three; after a `|` stands another page that answers as well. A page without an anchor is
also found by one of its parts.
"""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.support.project import TAGS
from tests.support.shared import address_of

QUERIES = list(csv.DictReader((Path(__file__).parent / "search_queries.csv").read_text("utf-8").splitlines()))
# The modules of the page, asked without its field: what each query finds, all queries of a language in one go.
FOUND = """async ([queries, ...modules]) => {
    const [{ find, together }, { pagesBelow, searched }] = await Promise.all(modules.map((module) => import(module)));
    const { home, english } = document.querySelector(".search").dataset;
    const [own, other] = await Promise.all([home, english].map((root) => searched(root, pagesBelow(home))));
    const found = (query) => together(find(own.index, query), find(other.index, query));
    return queries.map((query) => found(query).map(({ place }) => own.places[place].path));
}"""


def found_all(page: Page, queries: list[str]) -> list[list[str]]:
    """The addresses that each query finds, the first one first."""
    modules = [address_of(f"learn/{name}.js") for name in ("search-index", "search-places")]
    found: list[list[str]] = page.evaluate(FOUND, [queries, *modules])
    return found


def results(page: Page, typed: str) -> list[str]:
    page.fill("#search", typed)
    page.wait_for_selector(".search [data-when=some]:visible, .search [data-when=none]:visible")
    found: list[str] = page.locator(".found a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    return found


def searching(page: Page, address: str) -> None:
    page.goto(address)
    results(page, "cramp")


@pytest.mark.parametrize("tag", TAGS)
def test_what_people_type_is_found_first_or_among_the_first_three(page: Page, site: str, tag: str) -> None:
    rows = [row for row in QUERIES if row["language"] == tag]
    assert len(rows) >= 90
    page.goto(f"{site}/{tag}/learn/")
    found = found_all(page, [row["typed"] for row in rows])
    wrong = {}
    for row, paths in zip(rows, found, strict=True):
        first = paths[: int(row["among"])]
        good = {f"/{tag}{path}" for path in row["page"].split("|")}
        if good.isdisjoint([*first, *(path.partition("#")[0] for path in first)]):
            wrong[row["typed"]] = (row["page"], first)
    assert wrong == {}


def test_a_warning_sign_that_answers_is_opened_itself(page: Page, site: str) -> None:
    searching(page, f"{site}/en/learn/")
    assert "/en/warning-signs/#one-leg-swollen" in results(page, "one leg newly swollen")


def test_an_answer_of_the_warning_signs_is_not_a_result(page: Page, site: str) -> None:
    searching(page, f"{site}/en/learn/")
    results(page, "danger to your life")
    assert "danger to your life" not in page.locator(".found").inner_text()


@pytest.mark.parametrize("tag", TAGS)
def test_every_word_that_leads_to_a_page_finds_it_first(page: Page, site: str, tag: str) -> None:
    """And every other word for what the pages say finds something: none has outlived its page."""
    page.goto(f"{site}/{tag}/learn/")
    words = page.evaluate("async () => (await fetch('../search.json')).json()")
    led = [(path, typed) for path, phrases in words["leads"] for typed in phrases]
    wanted: dict[str, set[str]] = {}
    for path, typed in led:
        wanted.setdefault(typed, set()).add(path)
    found = found_all(page, [*wanted, *words["means"]])
    first = {typed: set(paths[: len(wanted[typed])]) for typed, paths in zip(wanted, found, strict=False)}
    assert {typed: first[typed] for typed in wanted if first[typed] != wanted[typed]} == {}
    means = dict(zip(words["means"], found[len(wanted) :], strict=True))
    assert [typed for typed, paths in means.items() if not paths] == []


@pytest.mark.quick
def test_a_result_is_the_page_and_the_sentence_that_matched(page: Page, site: str) -> None:
    searching(page, f"{site}/en/learn/")
    results(page, "coffee")
    expect(page.locator(".found .name").first).to_have_text("Habits that may help", use_inner_text=True)
    sentence = page.locator(".found .sentence").first
    expect(sentence).to_have_text("Less coffee and alcohol may help.", use_inner_text=True)
    assert sentence.locator("mark").all_text_contents() == ["coffee"]
    expect(page.locator(".found .why").first).to_be_hidden()
    expect(page.locator(".search [role=status]")).to_have_text(
        f"Results: {page.locator('.found a').count()}", use_inner_text=True
    )
    expect(page.locator(".topics a:visible")).to_have_count(0)
    page.fill("#search", "")
    expect(page.locator(".topics a").first).to_be_visible()
    results(page, "coffee")
    page.locator(".found a").first.click()
    page.wait_for_url("**/en/learn/habits/")


def test_a_result_says_which_word_led_there_where_the_page_does_not(page: Page, site: str) -> None:
    searching(page, f"{site}/id/learn/")
    assert results(page, "igd terdekat")[0] == "/id/emergency/"
    why = page.locator(".found .why").first
    expect(why).to_have_text("Tentang: igd", use_inner_text=True)
    assert why.locator("mark").all_text_contents() == ["igd"]


def test_the_first_letters_on_a_fresh_page_say_that_it_searches(page: Page, site: str) -> None:
    waiting: list[Route] = []
    page.route("**/search.json", lambda route: waiting.append(route))
    page.goto(f"{site}/en/learn/")
    page.fill("#search", "stroke")
    status = page.locator(".search [role=status]")
    expect(status).to_have_text("Searching…", use_inner_text=True)
    for route in waiting:
        route.continue_()
    expect(status).to_have_text(re.compile("^Results: "), use_inner_text=True)
    expect(page.locator(".found a").first).to_have_attribute("href", "/en/warning-signs/")


def test_a_page_that_cannot_be_read_is_told_and_the_next_letter_tries_again(page: Page, site: str) -> None:
    page.route("**/search.json", lambda route: route.abort())
    page.goto(f"{site}/en/learn/")
    page.fill("#search", "strok")
    status = page.locator(".search [role=status]")
    expect(status).to_have_text(
        "Cannot search now. Try again once the app is saved on this phone.", use_inner_text=True
    )
    page.unroute("**/search.json")
    page.fill("#search", "stroke")
    expect(status).to_have_text(re.compile("^Results: "), use_inner_text=True)


def test_an_english_word_shows_the_sentence_in_the_language_of_the_page(page: Page, site: str) -> None:
    searching(page, f"{site}/id/learn/")
    assert "/id/is-it-a-cramp/#clot" in results(page, "blood clot")[:3]
    assert "Gumpalan darah di kaki" in page.locator(".found").inner_text()


def test_every_address_of_a_result_is_there(page: Page, site: str) -> None:
    searching(page, f"{site}/zh-hans/learn/")
    for path in results(page, "血栓"):
        page.goto(site + path)
        anchor = path.partition("#")[2]
        assert not anchor or page.locator(f"#{anchor}").count() == 1


def test_nonsense_finds_nothing_and_says_so(page: Page, site: str) -> None:
    searching(page, f"{site}/en/learn/")
    assert results(page, "zxqvw") == []
    expect(page.locator(".search [role=status]")).to_have_text("Nothing found. Try another word.", use_inner_text=True)


def test_the_search_works_with_the_server_stopped(offline: tuple[Page, str]) -> None:
    page, address = offline
    page.goto(f"{address}/id/learn/")
    assert "/id/" in results(page, "kram betis")[:3]


def test_without_scripts_there_is_no_field(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site}/en/learn/")
    expect(page.locator("#search")).to_be_hidden()
    expect(page.locator(".topics a").first).to_be_visible()


@pytest.mark.parametrize(
    "script",
    [
        "window.fetch = () => new Promise(() => {});",
        "window.fetch = () => Promise.reject(new TypeError('no'));",
        "XMLHttpRequest.prototype.send = () => {};",
        "DOMParser.prototype.parseFromString = () => { throw new TypeError('no'); };",
    ],
    ids=["words hang", "words reject", "pages hang", "pages cannot be read"],
)
def test_what_does_not_come_is_told_and_leaves_no_error(page: Page, site: str, script: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.clock.install()
    page.add_init_script(script)
    page.goto(f"{site}/en/learn/")
    page.fill("#search", "cramp")
    page.clock.run_for(9000)
    expect(page.locator(".search [data-when=failed]")).to_be_visible()
    assert errors == []
