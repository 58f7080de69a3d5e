"""Every fault of a network, at each moment: during the first install, during an update, and afterwards."""

import time

import pytest
from playwright.sync_api import expect

from tests.support.faults import FAULTS, empty, meddled, silent, swapped
from tests.support.phone import READY
from tests.support.proxy import Answer, Proxy
from tests.support.reader import CHECK, KEEP, ONLINE, UPDATE, Reader
from tests.support.versions import Version, Versions

# The worker copes with these at once: what comes is judged by its digest, whatever is said about it.
HARMLESS = {"203, and nothing changed", "cache headers abused, clocks ten years off", "wrong content type"}


def by_worker(answer: Answer) -> bool:
    """What is to be stored; its own script is fetched by the browser, and again by a page that a bad one troubles."""
    return answer.asked_by == "worker" and answer.path != "/sw.js"


def by_browser(answer: Answer) -> bool:
    """The worker's script, which the browser fetches by itself."""
    return answer.asked_by == "script"


def test_a_first_install_under_a_fault_claims_nothing_and_ends_well(
    reader: Reader, proxy: Proxy, versions: Versions, subtests: pytest.Subtests
) -> None:
    """One phone meets them all: nothing of a failed install is of use to the next one."""
    for name in (name for name in FAULTS if name not in HARMLESS):
        with subtests.test(name):
            proxy.break_with(FAULTS[name], by_worker)
            proxy.log.clear()
            page = reader.visit("/id/settings/")
            page.evaluate(KEEP)
            # After many failures in a row the badge no longer promises another try.
            page.wait_for_selector("html:is([data-offline=failed], [data-offline=failing])", state="attached")
            assert any(by_worker(answer) for answer in proxy.log), "the fault was not met"
            page.close()
            proxy.mend()
    reader.visit("/id/settings/").wait_for_selector(READY, state="attached")
    reader.opens_offline(versions[1], given_out=True)


@pytest.mark.parametrize("name", sorted(HARMLESS))
def test_a_first_install_under_a_fault_that_changes_no_body_is_a_good_one(
    reader: Reader, proxy: Proxy, versions: Versions, name: str
) -> None:
    proxy.break_with(FAULTS[name], by_worker)
    reader.install()
    proxy.mend()
    reader.opens_offline(versions[1])


def test_an_update_under_a_fault_leaves_the_old_version_whole(
    installed: Reader, versions: Versions, subtests: pytest.Subtests
) -> None:
    """One phone survives them all; each is met, because nothing of an update stays on it until it is whole."""
    proxy = installed.proxy
    page = installed.visit("/id/about/")
    page.wait_for_selector(READY, state="attached")
    for name in (name for name in FAULTS if name not in HARMLESS):
        with subtests.test(name):
            proxy.break_with(FAULTS[name], by_worker)  # first of all, because the browser looks for updates as well
            proxy.upstream = versions[2].server.port
            proxy.log.clear()
            page.evaluate(UPDATE)
            assert any(by_worker(answer) for answer in proxy.log), "the fault was not met"
            page.wait_for_selector(READY, state="attached")
            installed.keeps(page, versions[1])
            proxy.upstream = versions[1].server.port
            proxy.mend()
    installed.opens_offline(versions[1])
    proxy.upstream = versions[2].server.port
    installed.comes_to(versions[2])


def test_an_update_under_a_fault_that_changes_no_body_is_a_good_one(installed: Reader, versions: Versions) -> None:
    """There, back and there again, each under another: an update like any other."""
    for name, version in zip(sorted(HARMLESS), (versions[2], versions[1], versions[2]), strict=True):
        installed.proxy.break_with(FAULTS[name], by_worker)
        installed.proxy.upstream = version.server.port
        page = installed.visit("/id/about/")
        page.wait_for_selector(READY, state="attached")
        page.evaluate(UPDATE)
        installed.opens_offline(version)
        installed.proxy.mend()


def test_an_installed_app_does_not_notice_any_fault(installed: Reader, versions: Versions) -> None:
    proxy = installed.proxy
    for name, fault in FAULTS.items():
        # An empty file is a good script, which does nothing: see below.
        applies = [lambda answer: not by_browser(answer)] if fault is empty else []
        proxy.break_with(fault, *applies)
        page = installed.visit("/")
        page.wait_for_selector(READY, state="attached")
        expect(page.locator("#first-step"), name).to_have_text(versions[1].first_words("id"), use_inner_text=True)
        page.close()
        proxy.mend()
    installed.opens_offline(versions[1], given_out=True)


DELETE_MANY = """async () => {
  const cache = await caches.open((await caches.keys()).find(name => name.startsWith("cramp:")));
  for (const { url } of await cache.keys()) if (/\\/id\\/(learn|about)\\//.test(url)) await cache.delete(url);
}"""


def test_a_repair_under_a_fault_claims_nothing_and_ends_well(
    installed: Reader, versions: Versions, subtests: pytest.Subtests
) -> None:
    """So much is lost that a bundle comes first, and then each file by itself."""
    proxy = installed.proxy
    page = installed.visit("/id/settings/")
    page.wait_for_selector(READY, state="attached")
    for name in (name for name in FAULTS if name not in HARMLESS):
        with subtests.test(name):
            proxy.break_with(FAULTS[name], by_worker)
            proxy.log.clear()
            page.evaluate(DELETE_MANY)
            end = time.monotonic() + 90
            while not met_both(proxy, versions[1]):  # a look that is under way already began before the loss
                assert time.monotonic() < end, "the fault was not met"
                page.evaluate("() => { dispatchEvent(new Event('online')); }")
                page.wait_for_timeout(50)
            page.wait_for_selector("html[data-offline=failed]", state="attached")
            proxy.mend()
            page.evaluate(ONLINE)
    installed.opens_offline(versions[1], given_out=True)


def met_both(proxy: Proxy, version: Version) -> bool:
    """Whether the worker has asked for a bundle and for a file."""
    asked = {answer.path for answer in proxy.log if by_worker(answer)}
    return any("/release/" in path for path in asked) and not asked.isdisjoint(version.digests)


MUCH = 16_000_000  # bytes: the largest body of a release, and what lies in the pipes to the browser


def test_a_body_that_never_ends_is_given_up(reader: Reader, proxy: Proxy, versions: Versions) -> None:
    """What a page asks for itself (/countries.json) has eight seconds."""
    bodies = {*versions[1].digests} - {"/countries.json"}
    proxy.break_with(
        FAULTS["endless body"],
        lambda answer: by_worker(answer) and (answer.path in bodies or "/release/" in answer.path),
    )
    page = reader.visit("/id/settings/")
    page.evaluate(KEEP)
    page.wait_for_selector("html[data-offline=failed]", state="attached")
    met = [answer for answer in proxy.log if answer.sent]
    assert any("/release/" in answer.path for answer in met)
    assert any(answer.path.endswith(".js") for answer in met)
    assert max(answer.sent for answer in met) < MUCH
    proxy.mend()
    page.evaluate(ONLINE)
    reader.opens_offline(versions[1])


def test_a_dead_server_during_the_first_install(reader: Reader, proxy: Proxy, versions: Versions) -> None:
    proxy.break_with(lambda answer: answer.break_off(), by_worker)
    page = reader.visit("/id/settings/")
    page.evaluate(KEEP)
    page.wait_for_load_state("load")
    proxy.stop()
    page.wait_for_selector("html[data-offline=failed]", state="attached")
    proxy.mend()
    proxy.start()
    page.wait_for_selector(READY, state="attached")  # tried again by itself
    reader.opens_offline(versions[1])


def test_a_server_that_dies_during_an_update(installed: Reader, versions: Versions) -> None:
    proxy = installed.proxy
    page = installed.visit("/id/about/")
    page.wait_for_selector(READY, state="attached")
    proxy.upstream = versions[2].server.port

    def die(answer: Answer) -> None:
        answer.break_off()
        assert proxy.server
        proxy.server.socket.close()

    proxy.break_with(die, by_worker)
    assert page.evaluate(UPDATE) == "redundant"
    proxy.fault = None
    installed.opens_offline(versions[1])


SCRIPT_FAULTS = [
    "404",
    "500",
    "portal says 200",
    "portal redirects",
    "a portal redirects to another host",
    "304 that nobody asked for",
    "206 with half the body",
    "gzip is announced, plain text comes",
    "JSON {}",
    "JSON of 50 MB",
    "body truncated",
]


def test_a_worker_script_that_cannot_be_had_at_first(reader: Reader, proxy: Proxy, versions: Versions) -> None:
    """Nothing is kept of such a visit, so one phone meets them all; the browser's cache gets no good script either."""
    for name in SCRIPT_FAULTS:
        proxy.break_with(FAULTS[name], lambda answer: answer.path in ("/sw.js", "/login"))
        proxy.log.clear()
        page = reader.visit("/id/settings/")
        page.evaluate(KEEP)
        page.wait_for_selector("html[data-offline=failed]", state="attached")
        assert any(by_browser(answer) for answer in proxy.log), name
        if name != SCRIPT_FAULTS[-1]:
            page.close()
    proxy.mend()
    page.evaluate(ONLINE)
    reader.opens_offline(versions[1])


def test_a_worker_script_that_cannot_be_had_later(installed: Reader, versions: Versions) -> None:
    proxy = installed.proxy
    for name in SCRIPT_FAULTS:
        proxy.break_with(FAULTS[name], by_browser)
        page = installed.visit("/id/settings/")
        assert page.evaluate(UPDATE) == "no script", name
        page.wait_for_selector(READY, state="attached")
        page.close()
    proxy.mend()
    installed.opens_offline(versions[1])


@pytest.mark.parametrize("moment", ["first", "later"])
def test_a_worker_script_that_hangs_for_ever(reader: Reader, proxy: Proxy, versions: Versions, moment: str) -> None:
    if moment == "later":
        reader.install()
    proxy.break_with(FAULTS["body hangs for ever"], by_browser)
    page = reader.visit("/id/settings/")
    if moment == "first":
        page.evaluate(KEEP)
        page.wait_for_selector("html[data-offline=saving]", state="attached")
        proxy.mend()
    else:
        page.evaluate("() => { navigator.serviceWorker.ready.then(r => r.update()).catch(() => {}) }")
    page.wait_for_selector(READY, state="attached")
    reader.opens_offline(versions[1])


def empty_script(answer: Answer) -> None:
    """Also where the browser has asked only whether it changed."""
    answer.headers["Content-Type"] = "text/javascript"
    empty(answer)


def test_an_empty_worker_script_at_first_claims_nothing_and_gives_way(
    reader: Reader, proxy: Proxy, versions: Versions
) -> None:
    """The browser takes it for a worker that does nothing; it stays in the browser's cache too, under a good ETag."""
    proxy.break_with(empty_script, lambda answer: answer.path == "/sw.js")
    page = reader.visit("/id/settings/")
    page.evaluate(KEEP)
    page.wait_for_selector("html[data-offline=failed]", state="attached")
    assert page.evaluate("async () => Boolean((await navigator.serviceWorker.getRegistration()).active)")
    proxy.mend()
    page.wait_for_selector(READY, state="attached")  # tried again by itself, and nobody had to take it
    reader.opens_offline(versions[1])


def test_an_empty_worker_script_at_an_update_is_not_offered_and_gives_way(
    installed: Reader, versions: Versions
) -> None:
    """The old version goes on while a page is open; then the browser has the empty one, until it sees the network."""
    proxy = installed.proxy
    page = installed.visit("/id/about/")
    page.wait_for_selector(READY, state="attached")
    proxy.break_with(empty_script, lambda answer: answer.path == "/sw.js")
    proxy.log.clear()
    assert page.evaluate(UPDATE) == "installed"
    with page.expect_request("**/sw.js"):  # the page has heard nothing of it, and looks for another
        pass
    expect(page.locator(".update")).to_be_hidden()
    looked = page.evaluate(CHECK)
    assert (looked["ready"], looked["version"]) == (True, versions[1].name)
    proxy.mend()
    installed.leave()
    page = installed.visit("/id/about/")
    page.wait_for_selector(READY, state="attached")
    installed.opens_offline(versions[1])


YEARS = """const years = {}, Real = Date;
Date = class extends Real {{
  constructor(...given) {{ given.length ? super(...given) : super(Real.now() + years * 31557600000); }}
  static now() {{ return Real.now() + years * 31557600000; }}
}};"""


@pytest.mark.parametrize("years", [-10, 10])
def test_a_phone_whose_clock_is_ten_years_off(reader: Reader, proxy: Proxy, versions: Versions, years: int) -> None:
    """What counts days or minutes (a cramp, ticked signs) begins anew; all else stands."""
    reader.install()
    page = reader.visit("/id/")
    page.wait_for_selector("html[data-flow]", state="attached")
    page.click("#stretch .main-button")
    page.wait_for_selector("html[data-view=hold]", state="attached")
    reader.context.add_init_script(YEARS.format(years))
    page = reader.visit("/id/")
    page.wait_for_selector("html[data-flow][data-view=stretch]", state="attached")
    expect(page.locator(".top .clock")).to_be_hidden()
    reader.opens_offline(versions[1])
    proxy.upstream = versions[2].server.port
    reader.comes_to(versions[2])


def test_an_entry_that_comes_alone_and_changed_is_not_taken(reader: Reader, proxy: Proxy, versions: Versions) -> None:
    missing, page_of = FAULTS["404"], versions[1].digests
    rewritten = FAULTS["rewritten on the way"]
    proxy.break_with(
        lambda answer: missing(answer) if "/release/" in answer.path else rewritten(answer),
        lambda answer: by_worker(answer) and ("/release/" in answer.path or answer.path in page_of),
    )
    page = reader.visit("/id/settings/")
    page.evaluate(KEEP)
    page.wait_for_selector("html[data-offline=failed]", state="attached")
    proxy.mend()
    page.evaluate(ONLINE)
    reader.opens_offline(versions[1])


@pytest.mark.parametrize("kind", ["page", "bundle"])
def test_one_entry_from_another_version_is_not_taken(
    reader: Reader, proxy: Proxy, versions: Versions, kind: str
) -> None:
    path, other = (
        f"/release/{version.listed['languages']['id']['core']}.json" if kind == "bundle" else "/id/"
        for version in (versions[1], versions[2])
    )
    # Without bundles, entries come by themselves.
    missing = FAULTS["404"]
    wrong = swapped(versions[2].get, other)
    proxy.break_with(
        lambda answer: wrong(answer) if answer.path == path else missing(answer),
        lambda answer: by_worker(answer) and ("/release/" in answer.path or answer.path == path),
    )
    page = reader.visit("/id/settings/")
    page.evaluate(KEEP)
    # A wrong bundle is only a detour.
    page.wait_for_selector("html[data-offline=failed]" if kind == "page" else READY, state="attached")
    proxy.mend()
    page.evaluate(ONLINE)
    reader.opens_offline(versions[1])


def test_a_proxy_that_keeps_an_old_copy_cannot_mix_versions(reader: Reader, proxy: Proxy, versions: Versions) -> None:
    reader.install()
    proxy.upstream = versions[2].server.port
    page = reader.visit("/id/about/")
    old = {path: versions[1].get(path) for path in versions[1].digests if path.endswith("/")}

    def stale(answer: Answer) -> None:
        answer.unpack()
        answer.body = old.get(answer.path, answer.body)
        meddled(answer)

    proxy.break_with(stale, lambda answer: answer.path in old)
    page.evaluate(UPDATE)
    reader.opens_offline(versions[1], versions[2])


def test_what_no_cache_has_is_given_up_on_a_network_that_hangs(installed: Reader) -> None:
    """A style of another version holds the paint meanwhile, a file of the host the navigation."""
    installed.proxy.break_with(silent, lambda answer: answer.path in ("/assets/0/x.css", "/release.json"))
    page = installed.visit("/id/about/")
    began = time.monotonic()
    assert page.evaluate("() => fetch('/assets/0/x.css').then(() => '', (error) => error.name)") == "TypeError"
    page.goto(page.url.replace("/id/about/", "/release.json"))
    expect(page.locator("html")).to_have_attribute("data-screen", "not-found")
    assert time.monotonic() - began < 40
    installed.proxy.mend()
