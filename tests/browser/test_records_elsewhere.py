"""The diary in Firefox and WebKitGTK: noted, changed, deleted, undone, brought back, and there after a cold start."""

import json
from pathlib import Path

import pytest

from tests.browser.test_other_browsers import ENGINES, Engine, start, wait_for
from tests.support.server import Server

READY = "document.documentElement.dataset.own"
# An older version's list; then the form, as a reader fills it in. Expressions, which both browsers take.
KEEP = "localStorage.setItem('/:cramps', '[{\"started\":1795550400000,\"ended\":1795550640000}]') ?? null"
WRITE = """(() => {
    const form = document.querySelector(".record-form");
    form.elements.day.value = "2026-11-20";
    form.elements.time.value = "03:12";
    form.elements.note.value = "by hand";
    form.querySelector(".choices button").click();
    return true;
})()"""
NOTES = "[...document.querySelectorAll('.record')].length"
SAYS = "document.querySelector('.record-list')?.textContent.includes({words!r}) ?? false"
# The record that was written by hand, whose button is tapped.
TAP = """[...document.querySelectorAll(".record")].filter((record) => record.textContent.includes("by hand"))
    .map((record) => record.querySelector({button!r}).click()).length"""
CHANGE = """(() => {
    const form = document.querySelector(".record-form");
    form.elements.note.value = "changed by hand";
    form.elements.leg.value = "left";
    form.querySelector(".choices button").click();
    return true;
})()"""
CLICK = "document.querySelector({button!r}).click() ?? true"
TEXT = "document.querySelector('.all-as-text textarea').value"
BRING = """(() => {{
    const chosen = new DataTransfer();
    chosen.items.add(new File([{text}], "saved.json", {{ type: "application/json" }}));
    const field = document.querySelector("input[type=file]");
    field.files = chosen.files;
    field.dispatchEvent(new Event("change"));
    return true;
}})()"""


def open_diary(browser: Engine, address: str) -> None:
    browser.open(f"{address}/en/diary/")
    wait_for(browser, READY, "ready")


@pytest.mark.parametrize("engine", ENGINES)
def test_what_was_noted_changed_and_brought_back_is_there_after_a_cold_start(
    engine: str, server: Server, tmp_path: Path
) -> None:
    missing = ENGINES[engine]()
    assert missing is None, missing
    profile = tmp_path / engine
    with start(engine, profile) as browser:
        open_diary(browser, server.address)
        browser.ask(KEEP)
        browser.ask(WRITE)
        wait_for(browser, SAYS.format(words="by hand"), True)
        wait_for(browser, "document.documentElement.dataset.offline", "ready")
    server.stop()
    with start(engine, profile) as browser:
        open_diary(browser, server.address)
        wait_for(browser, NOTES, 2)
        assert browser.ask(TAP.format(button=".change")) == 1
        browser.ask(CHANGE)
        wait_for(browser, SAYS.format(words="changed by hand"), True)
        browser.ask(TAP.format(button=".delete"))
        wait_for(browser, NOTES, 1)
        browser.ask(CLICK.format(button=".undo"))
        wait_for(browser, NOTES, 2)
        browser.ask(CLICK.format(button=".show-text"))
        text = browser.ask(TEXT)
        browser.ask(CLICK.format(button=".erase-yes"))
        wait_for(browser, NOTES, 0)
        for news in ("brought", "nothing"):  # a second time it changes nothing
            browser.ask(BRING.format(text=json.dumps(text)))
            wait_for(browser, f"document.querySelector('[data-news={news}]').hidden", False)
        assert browser.ask(NOTES) == 2
    with start(engine, profile) as browser:
        open_diary(browser, server.address)
        wait_for(browser, NOTES, 2)
        browser.ask(CLICK.format(button=".show-text"))
        assert json.loads(browser.ask(TEXT))["cramps"] == json.loads(text)["cramps"]
        assert browser.ask(SAYS.format(words="changed by hand"))
