"""The cases that a worker must get right, each by its number; those that a test elsewhere covers are named at the end.

The numbers are those of the list in docs/offline.md.
"""

import re
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.support.faults import silent
from tests.support.phone import READY, go
from tests.support.project import ROOT
from tests.support.proxy import Answer, Proxy
from tests.support.reader import CHECK, UPDATE, Reader
from tests.support.versions import Versions

FETCH = "async ([path, options]) => { const r = await fetch(path, options); return [r.status, await r.text()]; }"

HEAR = "navigator.serviceWorker.addEventListener('message', ({data}) => (window.heard ??= []).push(data))"


@pytest.fixture
def settled(installed: Reader, versions: Versions) -> Iterator[Page]:
    """A page of the installed app, for tests that change nothing on the phone."""
    page = installed.visit("/id/settings/")
    page.wait_for_selector(READY, state="attached")
    yield page
    if not installed.proxy.server:
        installed.proxy.start()
    installed.whole = versions[1]


def test_case_02_and_03_the_release_is_fetched_past_the_http_cache_with_the_hosts_own_cookies(
    reader: Reader, proxy: Proxy
) -> None:
    reader.context.add_cookies([{"name": "a", "value": "b", "url": proxy.address}])  # a host behind a login
    reader.install()
    bundles = [answer for answer in proxy.log if "/release/" in answer.path]
    assert len(bundles) == 8
    assert {(answer.asked["Cache-Control"], answer.asked["Cookie"]) for answer in bundles} == {("no-cache", "a=b")}


def test_case_04_at_most_four_are_fetched_at_a_time(reader: Reader, proxy: Proxy, versions: Versions) -> None:
    flying, most = set(), 0

    def count(answer: Answer) -> None:
        nonlocal most
        flying.add(id(answer))
        most = max(most, len(flying))
        answer.closing.wait(0.02)
        flying.discard(id(answer))
        answer.send()

    def refuse(answer: Answer) -> None:
        answer.break_off() if "/release/" in answer.path else count(answer)

    pages = {path for path in versions[1].digests if path.endswith("/")}
    proxy.break_with(refuse, lambda a: a.asked_by == "worker" and ("/release/" in a.path or a.path in pages))
    reader.install()
    assert 1 < most <= 4
    proxy.mend()
    reader.opens_offline(versions[1])


def test_case_07_no_entry_of_the_release_is_a_redirect(versions: Versions) -> None:
    class Refuse(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: Any) -> None:
            raise AssertionError("redirected")

    opener = urllib.request.build_opener(Refuse)
    for path in versions[1].digests:
        assert opener.open(versions[1].server.address + path).status == 200


def test_case_09_an_interrupted_install_goes_on_where_it_was(reader: Reader, proxy: Proxy, versions: Versions) -> None:
    """Without bundles, which would bring all of it again, entries come by themselves."""
    pages = [path for path in versions[1].digests if path.endswith("/")]

    def refused(answer: Answer) -> bool:
        return answer.asked_by == "worker" and ("/release/" in answer.path or answer.path == pages[-1])

    def asked_for() -> set[str]:
        return {answer.path for answer in proxy.log if answer.asked_by == "worker" and answer.path in pages}

    proxy.break_with(lambda answer: answer.break_off(), refused)
    page = reader.visit("/id/settings/")
    page.wait_for_selector("html[data-offline=partly]", state="attached")
    page.evaluate(CHECK)
    stored = asked_for() - {pages[-1]}
    assert len(stored) > len(pages) / 2
    proxy.log.clear()
    proxy.break_with(lambda answer: answer.break_off(), lambda answer: "/release/" in answer.path)
    page.wait_for_selector(READY, state="attached")
    assert pages[-1] in asked_for()
    assert asked_for() & stored == set()


def test_case_10_and_11_and_24_every_path_is_listed_once_with_the_digest_of_what_is_served(versions: Versions) -> None:
    listed = versions[1].entries
    shared, languages = versions[1].listed["shared"]["entries"], versions[1].listed["languages"]
    assert len(listed) == len(shared) + len(languages) * len(versions[1].listed["pages"])
    assert all(re.fullmatch("[0-9a-f]{32}", digest) for digest in listed.values())
    served = {path: digest[:32] for path, digest in versions[1].digests.items()}
    assert {path: digest for path, digest in listed.items() if not path.endswith("/start/")} == served


def test_case_17_a_vary_header_hides_nothing(settled: Page, installed: Reader) -> None:
    installed.proxy.stop()
    assert settled.evaluate(FETCH, ["/id/", {"headers": {"Accept-Language": "xx", "Accept": "x/y"}}])[0] == 200


def test_case_18_and_needed_ranges_posts_and_cache_only_requests_are_left_to_the_network(
    settled: Page, installed: Reader
) -> None:
    installed.proxy.stop()
    # No page has asked for this one: it is in the worker's cache, and not in the browser's own.
    assert settled.evaluate(FETCH, ["/zh-hans/about/", {}])[0] == 200
    for options in (
        {"headers": {"Range": "bytes=0-9"}},
        {"method": "POST"},
        {"cache": "only-if-cached", "mode": "same-origin"},
    ):
        fails = "([path, options]) => fetch(path, options).then(() => false, () => true)"
        assert settled.evaluate(fails, ["/zh-hans/about/", options]), options


def test_case_18_nothing_in_the_release_is_a_sound_or_a_film(versions: Versions) -> None:
    types = {headers["Content-Type"].split("/")[0] for headers in versions[1].listed["headers"]}
    assert types <= {"text", "image", "application"}


def test_case_19_a_file_that_does_not_exist_fails_as_itself(settled: Page, installed: Reader) -> None:
    assert settled.evaluate(FETCH, ["/assets/nothing.js", {}])[0] == 404
    installed.proxy.stop()
    assert settled.evaluate("() => fetch('/assets/nothing.js').then(() => false, () => true)")


def test_needed_an_address_without_a_language_is_explained_where_the_host_never_answers(
    settled: Page, installed: Reader, versions: Versions
) -> None:
    """Another app may lie there, and be slow; it is not waited for until the browser gives up."""
    installed.proxy.break_with(silent)
    began = time.monotonic()
    response = go(settled, f"{installed.proxy.address}/about/")
    assert time.monotonic() - began < 30
    installed.proxy.mend()
    assert response.status == 404
    assert response.body() == versions[1].release.entries["/id/not-found/"].body


def test_case_21_an_update_that_waited_before_the_page_opened_is_offered(
    reader: Reader, proxy: Proxy, versions: Versions
) -> None:
    reader.install()
    first = reader.visit("/id/about/")
    first.wait_for_selector(READY, state="attached")
    proxy.upstream = versions[2].server.port
    assert first.evaluate(UPDATE) == "installed"
    second = reader.visit("/id/settings/")
    second.locator(".update").wait_for(state="visible")


def test_case_22_the_page_hears_how_far_the_install_is(reader: Reader) -> None:
    page = reader.context.new_page()
    page.add_init_script(HEAR)
    page.goto(f"{reader.proxy.address}/id/settings/")
    page.wait_for_selector(READY, state="attached")
    heard = [m for m in page.evaluate("() => window.heard") if m["type"] == "progress"]
    assert heard[-1]["done"] == heard[-1]["total"]
    assert [m["done"] for m in heard] == sorted(m["done"] for m in heard)


def test_the_page_hears_at_once_that_all_of_its_language_is_kept(
    reader: Reader, proxy: Proxy, versions: Versions
) -> None:
    """Other languages come after it, and with fifty of them the next step is several languages away."""
    proxy.break_with(lambda answer: answer.break_off(), lambda answer: "/release/" in answer.path)
    page = reader.context.new_page()
    page.add_init_script(HEAR)
    page.goto(f"{proxy.address}/id/settings/")
    page.wait_for_selector(READY, state="attached")
    heard = [m for m in page.evaluate("() => window.heard") if m["type"] == "progress"]
    first = next(message for message in heard if "id" in message["tags"])
    shared, pages = versions[1].listed["shared"]["entries"], versions[1].listed["pages"]
    assert (first["tags"], first["done"]) == (["id"], len(shared) + len(pages))


def test_needed_the_policy_of_a_stored_page_is_the_one_of_its_release(
    settled: Page, installed: Reader, versions: Versions
) -> None:
    installed.proxy.stop()
    response = go(settled, f"{installed.proxy.address}/id/about/")
    said = versions[1].listed["headers"][0]["Content-Security-Policy"]
    assert response.header_value("content-security-policy") == said
    assert response.from_service_worker


def test_needed_a_check_while_an_update_is_on_its_way_takes_nothing_from_it(
    reader: Reader, proxy: Proxy, versions: Versions
) -> None:
    reader.install()
    page = reader.visit("/id/about/")
    page.wait_for_selector(READY, state="attached")
    proxy.upstream = versions[2].server.port
    page.evaluate(f"() => Promise.all([({UPDATE})(), ({CHECK})(), ({CHECK})(), dispatchEvent(new Event('online'))])")
    reader.opens_offline(versions[2])


# Covered elsewhere; the test below fails when one of them is renamed.
ELSEWHERE = {
    "01": "test_without_bundles_only_changed_entries_are_fetched",
    "05": "test_a_first_install_under_a_fault_claims_nothing_and_ends_well",
    "06": "test_a_first_install_under_a_fault_claims_nothing_and_ends_well",
    "08": "test_nothing_leaves_the_origin_and_the_console_is_silent",
    "12": "test_an_update_under_a_fault_leaves_the_old_version_whole",
    "13": "test_one_lost_entry_is_mended_with_a_network",
    "14": "test_each_update_waits_for_the_next_launch_and_then_the_old_version_goes",
    "15": "test_other_caches_of_the_origin_are_left_alone",
    "16": "test_addresses_that_are_nearly_right_open_offline",
    "20": "test_each_update_waits_for_the_next_launch_and_then_the_old_version_goes",
    "23": "test_a_full_disk_at_an_update_is_told_and_leaves_the_old_version",
    "previous version kept": "test_a_page_of_the_old_version_keeps_its_files_when_another_tab_updates",
    "whole-cache check": "test_caches_deleted_whole_are_filled_again_with_a_network",
    "lie-fi": "test_an_update_under_a_fault_leaves_the_old_version_whole",
    "language-aware start": "test_a_language_chosen_offline_is_the_language_of_the_next_launch",
    "kill switch": "test_the_kill_switch_takes_the_worker_and_its_caches_and_nothing_of_the_readers",
}


def test_every_case_of_the_list_has_a_test() -> None:
    """An index and no protection: it only keeps the list and the names together."""
    here = Path(__file__)
    others = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "tests").rglob("test_*.py") if file != here)
    assert [name for name in ELSEWHERE.values() if f"def {name}(" not in others] == []
    own = re.findall(r"\d\d", " ".join(re.findall(r"def test_case_([\d_and]+)_", here.read_text(encoding="utf-8"))))
    rows = re.findall(r"^\| ([\d, ]+) \|", (ROOT / "docs" / "offline.md").read_text(encoding="utf-8"), re.M)
    listed = [int(number) for row in rows for number in row.split(",")]
    assert sorted({int(number) for number in (*own, *filter(str.isdigit, ELSEWHERE))}) == sorted(listed)
