"""Ours at the root of a host, a second copy of it and another app below: none of them touches or speaks for another."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pwa.release.assets import STATIC
from tests.support import shared
from tests.support.hosts import plain_host
from tests.support.phone import READY, Phone, go
from tests.support.reader import UNTIL

OTHER = "<!doctype html><title>Another app</title><p>not ours</p>"
# What the second copy's reader has: answers, a record, a choice.
KEEP = """async () => {
    localStorage.setItem("/copy/:country", '"GB"');
    await (await caches.open("cramp-reader:/copy/")).put("/copy/records/1", new Response("{}"));
    await new Promise((resolve) => { indexedDB.open("/copy/:records", 1).onsuccess = resolve; });
}"""
KEPT = """async () => ({
    caches: (await caches.keys()).filter((name) => name.includes(":/copy/")).sort(),
    country: localStorage.getItem("/copy/:country"),
    databases: (await indexedDB.databases()).map(({ name }) => name).filter((name) => name.startsWith("/copy/")),
    scopes: (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => new URL(scope).pathname)
        .filter((scope) => scope === "/copy/"),
})"""
OF_THE_ROOT = "caches.keys().then((names) => names.some((name) => name.startsWith('cramp:/:')))"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    tree = tmp_path / "host"
    shutil.copytree(shared.built(), tree)
    shutil.copytree(shared.built(base="/copy/", origin="https://example.org"), tree / "copy", dirs_exist_ok=True)
    (tree / "other").mkdir()
    (tree / "other" / "index.html").write_text(OTHER, encoding="utf-8")
    return tree


@pytest.fixture
def host(tree: Path) -> Iterator[str]:
    with plain_host(tree) as address:
        yield address


def ready_at(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(READY, state="attached")


def after_an_update(page: Page, copy: str) -> None:
    """The root's worker is another one now: seen from a page of the copy, because the root's own may load again."""
    other = page.context.new_page()
    other.goto(copy)
    page.evaluate("() => { navigator.serviceWorker.ready.then((found) => found.update()); }")
    other.evaluate(UNTIL.format(f"{OF_THE_ROOT}.then((there) => !there)"))


@pytest.mark.parametrize("worker", ["remove.js", "retire.js"])
def test_a_worker_that_ends_one_copy_leaves_the_other(phone: Phone, host: str, tree: Path, worker: str) -> None:
    """What makes way for the live app, and the kill switch."""
    with phone.open() as context:
        page = context.pages[0]
        ready_at(page, f"{host}/copy/en/settings/")
        page.evaluate(KEEP)
        ready_at(page, f"{host}/en/settings/")
        before = page.evaluate(KEPT)
        assert len(before["caches"]) == 2  # a release, and what the reader chose
        assert (before["country"], before["databases"], before["scopes"]) == ('"GB"', ["/copy/:records"], ["/copy/"])
        shutil.copy(STATIC / "worker" / worker, tree / "sw.js")
        after_an_update(page, f"{host}/copy/en/about/")
        other = context.pages[-1]  # the first one is still being led on by the worker that goes
        assert other.evaluate(KEPT) == before
        ready_at(other, f"{host}/copy/en/settings/")


def test_the_worker_at_the_root_lets_other_apps_below_it_answer(phone: Phone, host: str) -> None:
    with phone.open() as context:
        page = context.pages[0]
        ready_at(page, f"{host}/en/about/")
        assert go(page, f"{host}/other/").status == 200
        expect(page.locator("p")).to_have_text("not ours")
        assert go(page, f"{host}/copy/en/").status == 200
        assert go(page, f"{host}/en/nothing/").status == 404


def test_a_copy_does_not_say_that_it_is_kept_because_the_other_is(phone: Phone, host: str, tree: Path) -> None:
    (tree / "copy" / "sw.js").unlink()
    with phone.open() as context:
        page = context.pages[0]
        ready_at(page, f"{host}/en/about/")
        page.goto(f"{host}/copy/en/about/")
        page.wait_for_selector("html[data-offline=failed]", state="attached")


def test_a_page_of_another_app_hears_nothing_of_our_saving(phone: Phone, host: str) -> None:
    with phone.open() as context:
        other = context.pages[0]
        other.goto(f"{host}/other/")
        other.evaluate(
            "() => { window.heard = [];"
            " navigator.serviceWorker.addEventListener('message', ({ data }) => heard.push(data));"
            " navigator.serviceWorker.startMessages(); }"
        )
        ready_at(context.new_page(), f"{host}/en/about/")
        assert json.dumps(other.evaluate("() => heard")) == "[]"
