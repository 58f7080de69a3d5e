"""The promise "it opens": a fresh browser process, the server process stopped."""

import pytest

from pwa.release import build
from tests.browser.conftest import READY
from tests.conftest import TAGS

RELEASE = build()
PAGES = [path for path, entry in RELEASE.entries.items() if entry.media_type.startswith("text/html")]
FIRST_WORDS = {tag: RELEASE.entries[f"/{tag}/"].body.decode() for tag in TAGS}


@pytest.mark.parametrize("tag", TAGS)
def test_the_first_instruction_is_there_in_each_language(phone, server, tag):
    phone.make_ready(f"{server.address}/{tag}/")
    server.stop()
    with phone.open() as context:
        page = context.pages[0]
        page.goto(f"{server.address}/{tag}/")
        instruction = page.locator("#first-step")
        assert instruction.is_visible()
        assert instruction.inner_text() in FIRST_WORDS[tag].replace("\n", " ")
        assert page.locator("html").get_attribute("lang").lower() == tag
        page.wait_for_selector(READY, state="attached")


def test_every_page_of_the_release_opens_offline_as_it_was_made(phone, server):
    phone.make_ready(f"{server.address}/en/")
    server.stop()
    with phone.open() as context:
        page = context.pages[0]
        for path in PAGES:
            if path.endswith("/start/"):
                continue
            response = page.goto(server.address + path)
            assert response.body() == RELEASE.entries[path].body, path
            assert response.header_value("content-security-policy") is not None, path


def test_a_language_chosen_offline_is_the_language_of_the_next_launch(phone, server):
    phone.make_ready(f"{server.address}/en/")
    server.stop()
    with phone.open() as context:
        page = context.pages[0]
        page.goto(f"{server.address}/en/start/")
        page.click(".languages summary")
        page.click(".languages a[hreflang=id]")
        page.wait_for_url("**/id/")
        page.wait_for_selector(READY, state="attached")
    for address in ("/", "/en/start/", "/id/start/"):
        with phone.open() as context:
            page = context.pages[0]
            page.goto(server.address + address)
            page.wait_for_url("**/id/")
            assert page.locator("html").get_attribute("lang") == "id"


def test_a_shared_address_opens_in_the_language_it_names(phone, server):
    phone.make_ready(f"{server.address}/id/")
    server.stop()
    with phone.open() as context:
        page = context.pages[0]
        page.goto(f"{server.address}/zh-hans/warning-signs/")
        assert page.locator("html").get_attribute("lang") == "zh-Hans"


@pytest.mark.parametrize(
    ("asked", "got"),
    [
        ("/en/warning-signs", "/en/warning-signs/"),
        ("/en/warning-signs/?utm_source=x&fbclid=y", "/en/warning-signs/"),
        ("/en/warning-signs?x=1#outcome", "/en/warning-signs/"),
        ("/en/index.html", "/en/"),
        ("/id", "/id/"),
    ],
)
def test_addresses_that_are_nearly_right_open_offline(phone, server, asked, got):
    phone.make_ready(f"{server.address}/en/")
    server.stop()
    with phone.open() as context:
        response = context.pages[0].goto(server.address + asked)
        assert response.body() == RELEASE.entries[got].body


@pytest.mark.parametrize(("asked", "tag"), [("/id/nowhere/", "id"), ("/zh-hans/x", "zh-hans"), ("/nowhere", "en")])
def test_a_page_that_does_not_exist_is_explained_offline_in_the_right_language(phone, server, asked, tag):
    phone.make_ready(f"{server.address}/en/")
    server.stop()
    with phone.open() as context:
        response = context.pages[0].goto(server.address + asked)
        assert response.status == 404
        assert response.body() == RELEASE.entries[f"/{tag}/not-found/"].body


def test_links_lead_from_screen_to_screen_offline(phone, server):
    phone.make_ready(f"{server.address}/zh-hans/")
    server.stop()
    with phone.open() as context:
        page = context.pages[0]
        page.goto(f"{server.address}/zh-hans/")
        for link in page.locator(".foot nav a").evaluate_all("links => links.map(link => link.href)"):
            page.goto(link)
            assert page.locator("h1").is_visible()


def test_readiness_is_not_claimed_before_it_is_true(new_page, site):
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
    assert stored == sum(entry.offline for entry in RELEASE.entries.values())


def test_the_badge_says_how_many_pages_and_languages(page, site):
    page.goto(f"{site}/en/")
    page.wait_for_selector(READY, state="attached")
    text = page.locator(".offline").inner_text()
    pages = sum(path.endswith("/") and not path.endswith("/start/") for path in PAGES)
    assert f"{pages} pages" in text
    assert f"{len(TAGS)} languages" in text
    assert RELEASE.version[:8] in text


def test_other_caches_of_the_origin_are_left_alone(new_page, site):
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
    assert f"cramp:/:{RELEASE.version}" in names
    assert "cramp:/:old" not in names
