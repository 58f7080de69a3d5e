"""The promise "it opens": a fresh browser process, the server process stopped."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from pwa.release.model import Release
from tests.support.faults import hanging
from tests.support.pages import first_words
from tests.support.phone import READY, Phone, go
from tests.support.project import TAGS
from tests.support.proxy import Proxy
from tests.support.reader import UNTIL
from tests.support.scripts import ran
from tests.support.server import Server

pytestmark = pytest.mark.worker


@pytest.fixture(scope="module")
def pages(release: Release) -> list[str]:
    """The paths of the pages that a phone keeps."""
    return [
        path for path, entry in release.entries.items() if entry.offline and entry.media_type.startswith("text/html")
    ]


def test_the_first_instruction_is_there_in_each_language(phone: Phone, server: Server, release: Release) -> None:
    """Installed in one of them; each in a fresh process."""
    phone.make_ready(f"{server.address}/zh-hans/")
    server.stop()
    for tag in TAGS:
        with phone.open() as context:
            page = context.pages[0]
            page.goto(f"{server.address}/{tag}/")
            expect(page.locator("#first-step")).to_be_visible()
            assert words_of(page.locator("#first-step")) == first_words(release.entries[f"/{tag}/"].body)
            assert (page.locator("html").get_attribute("lang") or "").lower() == tag
            page.wait_for_selector(READY, state="attached")


def words_of(place: Locator) -> str:
    return " ".join((place.text_content() or "").split())


def test_every_page_of_the_release_opens_offline_as_it_was_made(
    offline: tuple[Page, str], release: Release, pages: list[str]
) -> None:
    page, address = offline
    for path in pages:
        if path.endswith("/start/"):
            continue
        response = go(page, address + path, wait_until="commit")  # what it needs besides, other tests look at
        assert response.body() == release.entries[path].body, path
        assert response.header_value("content-security-policy") is not None, path


def test_addresses_that_are_nearly_right_open_offline(offline: tuple[Page, str], release: Release) -> None:
    page, address = offline
    for asked, got in {
        "/en/warning-signs": "/en/warning-signs/",
        "/en/warning-signs/?utm_source=x&fbclid=y": "/en/warning-signs/",
        "/en/warning-signs?x=1#outcome": "/en/warning-signs/",
        "/en/index.html": "/en/",
        "/id": "/id/",
    }.items():
        assert go(page, address + asked).body() == release.entries[got].body, asked


def test_a_page_that_does_not_exist_is_explained_offline_in_the_right_language(
    offline: tuple[Page, str], release: Release
) -> None:
    page, address = offline
    for asked, tag in {
        "/id/nowhere/": "id",
        "/zh-hans/x": "zh-hans",
        "/zh-hans/x.php": "zh-hans",
        "/id/%E0%A4%A": "id",
    }.items():
        response = go(page, address + asked)
        assert response.status == 404, asked
        assert response.body() == release.entries[f"/{tag}/not-found/"].body, asked


def test_links_lead_from_screen_to_screen_offline(offline: tuple[Page, str]) -> None:
    page, address = offline
    page.goto(f"{address}/zh-hans/")
    for link in page.locator(".foot nav a").evaluate_all("links => links.map(link => link.href)"):
        assert go(page, link).status == 200, link
        expect(page.locator("h1")).to_be_visible()


def test_a_shared_address_opens_in_the_language_it_names(offline: tuple[Page, str]) -> None:
    page, address = offline
    page.goto(f"{address}/id/")
    page.goto(f"{address}/zh-hans/warning-signs/")
    assert page.locator("html").get_attribute("lang") == "zh-Hans"


def test_a_language_chosen_offline_is_the_language_of_the_next_launch(phone: Phone, server: Server) -> None:
    phone.make_ready(f"{server.address}/en/")
    server.stop()
    with phone.open() as context:
        page = context.pages[0]
        page.goto(f"{server.address}/en/start/")
        page.click(".languages summary")
        page.click(".languages a[hreflang=id]")
        page.wait_for_url("**/id/")
        page.wait_for_selector(READY, state="attached")
        page.evaluate(UNTIL.format(f"{READ_LAST}.then((kept) => kept?.text()).then((tag) => tag === 'id')"))
    for address in ("/", "/en/start/", "/en/start", "/id/start/"):
        with phone.open() as context:
            page = context.pages[0]
            page.goto(server.address + address)
            page.wait_for_url("**/id/")
            assert page.locator("html").get_attribute("lang") == "id"


READ_LAST = "caches.match('/language', { cacheName: 'cramp-reader:/' })"
# By the rules of pwa/languages/table.py, also for a tag that is none.
ROOTS = {
    "zh-TW": "zh-hans",
    "zh-CN": "zh-hans",
    "ms": "id",
    "fr jv": "id",
    "in-ID": "id",
    "yue en": "en",
    "fr": "en",
    "x_y id": "id",
    "": "en",
}


def test_the_root_opens_offline_in_the_language_of_the_phone(new_page: Callable[..., Page], proxy: Proxy) -> None:
    page = new_page()
    page.goto(f"{proxy.address}/en/about/")
    page.wait_for_selector(READY, state="attached")
    (worker,) = page.context.service_workers
    proxy.stop()
    for languages, tag in ROOTS.items():
        page.evaluate("() => caches.delete('cramp-reader:/')")
        worker.evaluate(
            "tags => Object.defineProperty(navigator, 'languages', {value: tags, configurable: true})",
            languages.split(),
        )
        page.goto(f"{proxy.address}/")
        assert page.url == f"{proxy.address}/{tag}/", languages
        page.evaluate(UNTIL.format(READ_LAST))  # written once, so it does not come back
        page.goto(f"{proxy.address}/nowhere/")
        page.evaluate("() => caches.delete('cramp-reader:/')")


def test_what_the_reader_chose_may_be_damaged(new_page: Callable[..., Page], proxy: Proxy) -> None:
    page = new_page()
    page.goto(f"{proxy.address}/id/about/")
    page.wait_for_selector(READY, state="attached")
    proxy.stop()
    page.evaluate("async () => (await caches.open('cramp-reader:/')).put('/language', new Response('xx'))")
    page.goto(f"{proxy.address}/zh-hans/start/")
    expect(page.locator("#first-step")).to_be_visible()


def test_a_file_of_the_host_that_no_phone_keeps_is_not_called_missing(page: Page, site: str) -> None:
    page.goto(f"{site}/en/about/")
    page.wait_for_selector(READY, state="attached")
    assert go(page, f"{site}/release.json").status == 200
    assert go(page, f"{site}/nothing.json").status == 404


def test_the_first_instruction_is_painted_before_any_script_has_come(
    new_page: Callable[..., Page], proxy: Proxy
) -> None:
    proxy.break_with(hanging, lambda answer: answer.path.endswith(".js"))
    page = new_page(service_workers="block")
    page.goto(f"{proxy.address}/en/", wait_until="commit")
    page.evaluate(UNTIL.format("performance.getEntriesByName('first-contentful-paint').length"))
    expect(page.locator("#first-step")).to_be_visible()
    assert page.evaluate("() => document.documentElement.dataset.flow === undefined")


PERSIST = """
window.asked = 0;
navigator.storage.persist = async () => { window.asked++; return true; };
navigator.storage.persisted = async () => window.asked > 0;
"""


def test_the_phone_is_asked_to_keep_the_app_after_the_first_use_and_the_answer_is_shown(page: Page, site: str) -> None:
    page.add_init_script(PERSIST)
    page.goto(f"{site}/en/settings/")
    page.wait_for_selector(READY, state="attached")
    ran(page, "common/persist.js")
    expect(page.locator("[data-kept=false]")).to_be_visible()
    assert page.evaluate("() => window.asked") == 0
    page.click("main h1")
    page.locator("[data-kept=true]").wait_for()
    page.click("main h1")
    assert page.evaluate("() => window.asked") == 1


def test_the_phone_is_not_asked_during_a_cramp_but_after_it(page: Page, site: str) -> None:
    page.add_init_script(PERSIST)
    page.goto(f"{site}/en/")
    page.wait_for_selector(READY, state="attached")
    ran(page, "common/persist.js")
    page.click("#stretch .main-button")
    assert page.evaluate("() => window.asked") == 0
    page.evaluate("() => location.hash = 'afterwards'")
    page.click("#afterwards h2")
    page.wait_for_function("() => window.asked === 1")


def test_readiness_is_not_claimed_before_it_is_true(new_page: Callable[..., Page], site: str, release: Release) -> None:
    page = new_page()
    page.add_init_script(
        "new MutationObserver(() => { const state = document.documentElement.dataset.offline;"
        " if (state) (window.states ??= []).push(state); })"
        ".observe(document, {attributes: true, subtree: true, attributeFilter: ['data-offline']})"
    )
    page.goto(f"{site}/en/")
    page.wait_for_selector(READY, state="attached")
    states = page.evaluate("() => window.states")
    assert states[0] == "saving"
    assert states[-1] == "ready"
    stored = page.evaluate(
        "async () => { const name = (await caches.keys()).find(n => n.startsWith('cramp:'));"
        " return (await (await caches.open(name)).keys()).length }"
    )
    assert stored == sum(entry.offline for entry in release.entries.values())


def test_the_badge_says_how_many_pages_and_languages(page: Page, site: str, release: Release, pages: list[str]) -> None:
    page.goto(f"{site}/en/")
    page.wait_for_selector(READY, state="attached")
    text = page.locator(".offline").inner_text()
    count = sum(path.endswith("/") and not path.endswith("/start/") for path in pages)
    assert f"Pages: {count}," in text
    assert f"languages: {len(TAGS)}," in text
    assert release.version[:8] in text


def test_other_caches_of_the_origin_are_left_alone(new_page: Callable[..., Page], site: str, release: Release) -> None:
    page = new_page()
    page.goto(f"{site}/healthz")
    page.evaluate(
        "async () => { for (const name of ['another-app', 'cramp:/elsewhere/:1', 'cramp:/:old'])"
        " await (await caches.open(name)).put('/x', new Response('x')) }"
    )
    page.goto(f"{site}/en/")
    page.wait_for_selector(READY, state="attached")
    names = page.evaluate("() => caches.keys()")
    assert "another-app" in names
    assert "cramp:/elsewhere/:1" in names
    assert f"cramp:/:{release.version}" in names
    assert "cramp:/:old" not in names
