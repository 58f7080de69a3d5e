"""The offline promise in Firefox and WebKitGTK: installed once, then a cold start with the server process stopped."""

import time
from html import unescape
from pathlib import Path

import pytest

from tests.support import firefox, webkit
from tests.support.project import TAGS
from tests.support.server import Server, free_port

ENGINES = {
    "firefox": lambda: None if firefox.find() else "Firefox is missing: apt-get install firefox-esr",
    "webkit": webkit.missing,
}
Engine = firefox.Firefox | webkit.WebKit
PATIENCE = 60


def start(engine: str, profile: Path) -> Engine:
    return firefox.Firefox(profile, free_port()) if engine == "firefox" else webkit.WebKit(profile)


def wait_for(browser: Engine, expression: str, wanted: object) -> None:
    end = time.monotonic() + PATIENCE
    while (found := browser.ask(expression)) != wanted:
        assert time.monotonic() < end, f"{expression} is {found!r} and not {wanted!r}"
        time.sleep(0.1)


@pytest.mark.parametrize("engine", ENGINES)
def test_each_language_opens_cold_with_the_server_stopped(engine: str, server: Server, tmp_path: Path) -> None:
    missing = ENGINES[engine]()
    assert missing is None, missing
    profile = tmp_path / engine
    words = {}
    with start(engine, profile) as browser:
        browser.open(f"{server.address}/en/")
        wait_for(browser, "document.documentElement.dataset.offline", "ready")
        for tag in TAGS:
            browser.open(f"{server.address}/{tag}/warning-signs/")
            browser.open(f"{server.address}/{tag}/")
            words[tag] = browser.ask("document.querySelector('#first-step').textContent")
    server.stop()
    for tag in TAGS:
        with start(engine, profile) as browser:
            browser.open(f"{server.address}/{tag}/")
            assert unescape(browser.ask("document.querySelector('#first-step').textContent")) == words[tag]
            assert browser.ask("document.documentElement.lang.toLowerCase()") == tag
            wait_for(browser, "document.documentElement.dataset.offline", "ready")
            style = "getComputedStyle(document.documentElement).backgroundColor"
            assert browser.ask(style) == "rgb(11, 7, 5)"
