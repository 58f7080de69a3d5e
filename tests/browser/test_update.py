"""An update: what it costs, when it takes over, and that two versions never mix."""

import os

import pytest
from playwright.sync_api import Page, expect

from tests.support.phone import READY
from tests.support.proxy import Answer, Proxy
from tests.support.reader import DIGESTS, NOTED, READ_DIARY, UNTIL, UPDATE, Reader
from tests.support.versions import Version, Versions

KB = 1000
FEW = "KILLS" not in os.environ  # `make faults` takes more


def update(reader: Reader, version: Version) -> Page:
    """Put the version behind the proxy and let an open page find it."""
    page = reader.visit("/id/about/")
    page.wait_for_selector(READY, state="attached")
    reader.proxy.upstream = version.server.port
    reader.proxy.log.clear()
    assert page.evaluate(UPDATE) == "installed"
    return page


def test_a_first_install_comes_in_bundles_in_the_order_of_need(
    reader: Reader, proxy: Proxy, versions: Versions
) -> None:
    """The core, of what all languages share and of the reader's; their rests; the other cores, then their rests."""
    reader.install()
    shared, languages = versions[1].listed["shared"], versions[1].listed["languages"]
    own, others = languages["id"], [languages["en"], languages["zh-hans"]]
    asked = [path.removeprefix("/release/").removesuffix(".json") for path in proxy.asked() if "/release/" in path]
    assert asked[:4] == [shared["core"], own["core"], shared["rest"], own["rest"]]
    assert set(asked[4:6]) == {other["core"] for other in others}
    assert set(asked[6:]) == {other["rest"] for other in others}
    pages = {path for path in versions[1].digests if path.endswith("/")}
    assert [answer.path for answer in proxy.log if answer.asked_by == "worker" and answer.path in pages] == []


@pytest.mark.parametrize(("number", "most"), [(2, 95 * KB), (4, 115 * KB)])
def test_one_changed_sentence_costs_the_pages_that_say_it(
    reader: Reader, proxy: Proxy, versions: Versions, number: int, most: int
) -> None:
    """Translated, or its group fallen back to English; all else is copied from the old cache."""
    proxy.upstream = versions[1].server.port
    reader.install()
    update(reader, versions[number])
    old, new = versions[1].digests, versions[number].digests
    changed = {path for path in new if old.get(path) != new[path]}
    asked = {answer.path for answer in proxy.log if answer.asked_by == "worker"}
    assert asked == changed
    assert proxy.weight() <= most, f"{proxy.weight()} bytes: {proxy.asked()}"
    reader.opens_offline(versions[number])


def test_what_changes_every_page_comes_in_the_bundles_of_those(
    reader: Reader, proxy: Proxy, versions: Versions
) -> None:
    """A sentence at the foot."""
    proxy.upstream = versions[2].server.port
    reader.install()
    update(reader, versions[3])
    asked = {answer.path for answer in proxy.log if answer.asked_by == "worker"}
    assert {path.split("/")[1] for path in asked} == {"release"}
    shared = versions[3].listed["shared"]
    assert asked.isdisjoint(f"/release/{shared[kind]}.json" for kind in ("core", "rest"))
    reader.opens_offline(versions[3])


def test_without_bundles_only_changed_entries_are_fetched(installed: Reader, versions: Versions) -> None:
    reader, proxy = installed, installed.proxy
    proxy.break_with(lambda answer: answer.break_off(), lambda answer: "/release/" in answer.path)
    update(reader, versions[5])
    old, new = set(versions[1].digests.values()), versions[5].digests
    changed = {path for path, digest in new.items() if digest not in old}
    asked = {path for path in proxy.asked() if path in new}
    assert asked == changed
    proxy.mend()
    reader.opens_offline(versions[5])


def test_each_update_waits_for_the_next_launch_and_then_the_old_version_goes(
    installed: Reader, versions: Versions
) -> None:
    """To the next version; back, which is an update like any other; two versions at once; and one that is overtaken."""
    page = update(installed, versions[2])
    page.goto(f"{installed.proxy.address}/id/")
    expect(page.locator("#first-step")).to_have_text(versions[1].first_words("id"), use_inner_text=True)
    installed.opens_offline(versions[2])
    update(installed, versions[1])
    installed.opens_offline(versions[1])
    update(installed, versions[3])
    installed.opens_offline(versions[3])
    update(installed, versions[1])
    update(installed, versions[2])
    installed.opens_offline(versions[2])
    page = installed.visit("/id/about/")
    page.wait_for_selector(READY, state="attached")
    names = [name for name in page.evaluate("() => caches.keys()") if name.startswith("cramp:")]
    assert names == [f"cramp:/:{versions[2].name}"]


def test_an_update_is_offered_in_words_but_on_the_cramp_screen_and_taken_by_a_tap(
    installed: Reader, versions: Versions
) -> None:
    page = update(installed, versions[2])
    offer = page.locator(".update")
    offer.wait_for(state="visible")
    cramp = installed.visit("/id/")
    cramp.wait_for_selector(READY, state="attached")
    expect(cramp.locator(".update")).to_be_hidden()
    expect(cramp.locator("#first-step")).to_have_text(versions[1].first_words("id"), use_inner_text=True)
    cramp.close()
    loads: list[str] = []
    page.on("framenavigated", lambda frame: loads.append(frame.url))
    with page.expect_navigation():
        offer.locator("button").click()
    page.wait_for_selector(READY, state="attached")
    expect(page.locator(".offline")).to_contain_text(versions[2].name[:8])
    expect(offer).to_be_hidden()
    assert len(loads) == 1, loads
    installed.opens_offline(versions[2])


def test_an_update_that_cannot_claim_the_page_is_taken_by_a_tap_too(installed: Reader, versions: Versions) -> None:
    def cannot_claim(answer: Answer) -> None:
        answer.unpack()
        answer.body = b"Clients.prototype.claim = () => new Promise(() => {});\n" + answer.body
        answer.send()

    installed.proxy.break_with(cannot_claim, lambda answer: answer.path == "/sw.js")
    page = update(installed, versions[2])
    offer = page.locator(".update")
    offer.wait_for(state="visible")
    with page.expect_navigation():
        offer.locator("button").click()
    page.wait_for_selector(READY, state="attached")
    expect(page.locator(".offline")).to_contain_text(versions[2].name[:8])


def test_an_update_is_not_offered_on_other_screens_while_a_cramp_runs(installed: Reader, versions: Versions) -> None:
    reader = installed
    cramp = reader.visit("/id/")
    cramp.wait_for_selector("html[data-flow]", state="attached")
    cramp.click("#stretch .main-button")
    page = update(reader, versions[2])
    page.reload()
    page.wait_for_selector(READY, state="attached")
    expect(page.locator(".update")).to_be_hidden()
    cramp.close()  # first: its clock notes the cramp again while it is open
    page.evaluate("() => localStorage.removeItem('/:cramp-session')")
    page.reload()
    page.locator(".update").wait_for(state="visible")
    cramp = reader.visit("/id/")
    cramp.wait_for_selector("html[data-flow]", state="attached")
    cramp.click("#stretch .main-button")
    expect(page.locator(".update")).to_be_hidden()
    cramp.close()
    page.evaluate("() => localStorage.removeItem('/:cramp-session')")


def test_a_page_of_the_old_version_keeps_its_files_when_another_tab_updates(
    installed: Reader, versions: Versions
) -> None:
    reader, proxy = installed, installed.proxy
    cramp = reader.visit("/id/")
    cramp.wait_for_selector(READY, state="attached")
    cramp.evaluate("() => { window.untouched = true; }")
    page = update(reader, versions[2])
    page.evaluate("async () => (await navigator.serviceWorker.ready).waiting.postMessage({type: 'take-over'})")
    page.evaluate(UNTIL.format("navigator.serviceWorker.ready.then(found => !found.waiting)"))
    page.reload()
    page.wait_for_function(f"() => document.querySelector('.offline').innerText.includes('{versions[2].name[:8]}')")
    proxy.stop()
    assert cramp.evaluate("() => window.untouched")  # a running cramp is not reloaded
    old = [path for path in versions[1].digests if path.startswith("/assets/")]
    assert cramp.evaluate(DIGESTS, old) == {path: versions[1].digests[path] for path in old}
    reader.opens_offline(versions[2])


SHARES = [0.02, 0.3, 0.6, 0.98] if FEW else [number / 40 for number in range(40)]


@pytest.mark.parametrize("shares", [SHARES[at : at + 10] for at in range(0, len(SHARES), 10)])
def test_an_update_interrupted_at_any_byte_goes_on_later(
    installed: Reader, versions: Versions, shares: list[float], subtests: pytest.Subtests
) -> None:
    """There and back again: each end is the next one's beginning."""
    reader, proxy = installed, installed.proxy
    old, new = versions[1], versions[2]
    for share in shares:
        with subtests.test(share=share):
            page = reader.visit("/id/about/")
            page.wait_for_selector(READY, state="attached")
            proxy.upstream = new.server.port
            left = int(share * 10 * KB)

            def interrupt(answer: Answer) -> None:
                nonlocal left
                sent = answer.body[: max(left, 0)]
                left -= len(answer.body)
                answer.line.sendall(answer.head() + sent)
                if len(sent) < len(answer.body):
                    answer.break_off()

            proxy.break_with(interrupt, lambda answer: answer.asked_by == "worker")
            page.evaluate(UPDATE)
            assert left < 10 * KB, "nothing was asked for"
            proxy.mend()
            if reader.opens_offline(old, new) is old:
                reader.looks_for(new)
                reader.leave()
            old, new = new, old
    reader.opens_offline(old)


def test_the_kill_switch_takes_the_worker_and_its_caches_and_nothing_of_the_readers(
    reader: Reader, proxy: Proxy, versions: Versions
) -> None:
    reader.install()
    page = reader.visit("/id/about/")
    page.wait_for_selector(READY, state="attached")
    page.evaluate("async () => (await caches.open('another-app')).put('/x', new Response('x'))")
    retire = (versions[1].folder / "pwa/static/worker/retire.js").read_bytes()

    def retired(answer: Answer) -> None:
        answer.status, answer.headers, answer.body = 200, {"Content-Type": "text/javascript"}, retire
        answer.send()

    proxy.break_with(retired, lambda answer: answer.asked_by == "script")
    page.evaluate("async () => (await navigator.serviceWorker.ready).update()")
    page.evaluate(UNTIL.format("navigator.serviceWorker.getRegistration().then(found => !found)"))
    assert set(page.evaluate("() => caches.keys()")) == {"another-app", "cramp-reader:/"}
    assert page.evaluate("() => localStorage.getItem('own')") == "a record"
    assert page.evaluate(READ_DIARY) == [NOTED]
    page.reload()
    page.wait_for_selector("html[data-offline=retired]", state="attached")
    expect(page.locator("h1")).to_be_visible()
    proxy.mend()
    reader.leave()
    reader.install()  # a worker that is not retired any more comes back
    reader.opens_offline(versions[1])


def test_a_page_that_wakes_after_an_hour_looks_for_an_update(installed: Reader) -> None:
    """By the wall's clock: the steady one stands still while a phone sleeps."""
    page = installed.visit("/id/about/")
    page.wait_for_selector(READY, state="attached")
    page.evaluate(
        """() => {
          window.looks = 0;
          ServiceWorkerRegistration.prototype.update = async () => { window.looks += 1; };
          const was = Date.now;
          Date.now = () => was() + 3_660_000;
          document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    page.wait_for_function("() => window.looks === 1")
