"""The app in a folder of a host (SITE_URL=https://example.org/cramp/): installed, opened offline, taken off again."""

import re
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.support import shared
from tests.support.hosts import get, running
from tests.support.phone import READY, Phone, go
from tests.support.reader import UNTIL
from tests.support.server import free_port

BASE, ORIGIN = "/cramp/", "https://example.org"


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def built() -> Path:
    return shared.built(base=BASE, origin=ORIGIN)


def serving(port: int, log: Path, *arguments: str, retire: str = "") -> Any:
    command = [sys.executable, "-m", "pwa", "serve", "--port", str(port), *arguments]
    return running(command, port, log, SITE_URL=ORIGIN + BASE, RETIRE_WORKER=retire)


def test_it_opens_offline_in_its_folder(phone: Phone, port: int, built: Path, tmp_path: Path) -> None:
    site = f"http://127.0.0.1:{port}"
    with serving(port, tmp_path, "--site", str(built)):
        phone.make_ready(f"{site}/cramp/")
    with phone.open() as context:
        page = context.pages[0]
        outside = []
        page.on("request", lambda request: outside.append(request.url))
        page.goto(f"{site}/cramp/en/start/")
        page.wait_for_url("**/cramp/en/")
        expect(page.locator("#first-step")).to_be_visible()
        page.wait_for_selector(READY, state="attached")
        page.click(".languages summary")
        page.click(".languages a[hreflang=id]")
        page.wait_for_url("**/cramp/id/")
        page.goto(f"{site}/cramp/id/emergency/")
        assert page.locator("html").get_attribute("lang") == "id"
        page.locator(".mine .pick").wait_for()  # its script has read countries.json
        assert go(page, f"{site}/cramp/zh-hans/nothing").status == 404
        assert page.locator("html").get_attribute("lang") == "zh-Hans"
        assert [url for url in outside if not url.startswith(f"{site}/cramp/")] == []
        names = page.evaluate("() => caches.keys()")
        assert all(re.match("cramp(-reader)?:/cramp/", name) for name in names)
        assert "cramp-reader:/cramp/" in names
    with phone.open() as context:
        page = context.pages[0]
        page.goto(f"{site}/cramp/")
        page.wait_for_url("**/cramp/id/")


def test_the_rest_of_the_host_is_not_its_own(phone: Phone, port: int, built: Path, tmp_path: Path) -> None:
    site = f"http://127.0.0.1:{port}"
    with serving(port, tmp_path, "--site", str(built)):
        phone.make_ready(f"{site}/cramp/en/")
        assert get(f"{site}/en/")[0] == 404
        with phone.open() as context:
            page = context.pages[0]
            page.goto(f"{site}/healthz")
            assert page.evaluate("() => navigator.serviceWorker.controller") is None
            scopes = page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).map((r) => r.scope)")
            assert scopes == [f"{site}/cramp/"]


def test_the_kill_switch_takes_the_app_off_and_leaves_the_readers_own(
    phone: Phone, port: int, built: Path, tmp_path: Path
) -> None:
    site = f"http://127.0.0.1:{port}"
    with serving(port, tmp_path, "--site", str(built)):
        phone.make_ready(f"{site}/cramp/id/")
    with phone.open() as context:
        page = context.pages[0]
        page.goto(f"{site}/cramp/id/settings/")
        page.evaluate(
            "async () => { localStorage.setItem('country', 'ID');"
            " await (await caches.open('another-app')).put('/x', new Response('x'));"
            " await (await caches.open('cramp:/elsewhere/:1')).put('/x', new Response('x')) }"
        )
    with serving(port, tmp_path, retire="1"), phone.open() as context:
        page = context.pages[0]
        page.goto(f"{site}/cramp/id/")
        # Gone: what the worker kept. A page may register it again and again; each time it takes itself off.
        page.evaluate(UNTIL.format("caches.keys().then(names => !names.some(n => n.startsWith('cramp:/cramp/:')))"))
        names = page.evaluate("() => caches.keys()")
        assert set(names) == {"another-app", "cramp:/elsewhere/:1", "cramp-reader:/cramp/"}
        assert page.evaluate("() => localStorage.getItem('country')") == "ID"
        expect(page.locator("#first-step")).to_be_visible()  # from the network
        page.goto(f"{site}/cramp/id/settings/")
        page.wait_for_selector("html[data-offline=retired]", state="attached")
        assert page.locator(".offline").inner_text()
        loads: list[str] = []
        page.on("framenavigated", lambda frame: loads.append(frame.url))
        page.goto(f"{site}/cramp/id/about/")
        # Each try brings the worker that takes itself off, and none of them loads the page anew.
        again = "() => { document.documentElement.dataset.offline = ''; dispatchEvent(new Event('online')); }"
        for _ in range(2):
            page.wait_for_selector("html[data-offline=retired]", state="attached")
            page.evaluate(UNTIL.format("navigator.serviceWorker.getRegistration().then((found) => !found)"))
            page.evaluate(again)
        page.wait_for_selector("html[data-offline=retired]", state="attached")
        assert loads == [f"{site}/cramp/id/about/"]  # no page that reloads itself for ever
