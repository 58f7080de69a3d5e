"""Every fault of a network, at each moment: during the first install, during an update, and afterwards."""

import pytest
from playwright.sync_api import expect

from tests.support.faults import FAULTS, meddled, swapped
from tests.support.phone import READY
from tests.support.proxy import Answer, Proxy
from tests.support.reader import KEEP, ONLINE, UPDATE, Reader
from tests.support.versions import Versions

# The worker copes with these at once: the bundle and the parts are judged by the bodies in them.
HARMLESS = {"cache headers abused, clocks ten years off", "wrong content type"}


def by_worker(answer: Answer) -> bool:
    return answer.asked_by == "worker"


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
            page.wait_for_selector("html[data-offline=failed]", state="attached")
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
    """There, and back under the other: an update like any other."""
    for name, version in zip(sorted(HARMLESS), (versions[2], versions[1]), strict=True):
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
        proxy.break_with(fault)
        page = installed.visit("/")
        page.wait_for_selector(READY, state="attached")
        expect(page.locator("#first-step"), name).to_have_text(versions[1].first_words("id"), use_inner_text=True)
        page.close()
        proxy.mend()
    installed.opens_offline(versions[1], given_out=True)


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

    proxy.break_with(die, lambda answer: "/release/" in answer.path)
    assert page.evaluate(UPDATE) == "redundant"
    proxy.fault = None
    installed.opens_offline(versions[1])


SCRIPT_FAULTS = ["404", "500", "portal says 200", "portal redirects", "body truncated"]


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


@pytest.mark.parametrize("fault", ["wrong content type", "rewritten on the way"])
def test_an_entry_that_comes_alone_and_changed_is_not_taken(
    reader: Reader, proxy: Proxy, versions: Versions, fault: str
) -> None:
    missing, page_of = FAULTS["404"], versions[1].digests
    proxy.break_with(
        lambda answer: missing(answer) if "/release/" in answer.path else FAULTS[fault](answer),
        lambda answer: by_worker(answer) and ("/release/" in answer.path or answer.path in page_of),
    )
    page = reader.visit("/id/settings/")
    page.evaluate(KEEP)
    page.wait_for_selector("html[data-offline=failed]", state="attached")
    proxy.mend()
    page.evaluate(ONLINE)
    reader.opens_offline(versions[1])


@pytest.mark.parametrize("path", ["/id/", "/release/{}.bundle"])
def test_one_entry_from_another_version_is_not_taken(
    reader: Reader, proxy: Proxy, versions: Versions, path: str
) -> None:
    other = path.format(versions[2].name)
    path = path.format(versions[1].name)
    # Without the bundle, entries come one by one.
    missing = FAULTS["404"]
    wrong = swapped(versions[2].get, other)
    proxy.break_with(
        lambda answer: wrong(answer) if answer.path == path else missing(answer),
        lambda answer: by_worker(answer) and ("/release/" in answer.path or answer.path == path),
    )
    page = reader.visit("/id/settings/")
    page.evaluate(KEEP)
    # A wrong bundle is only a detour: the entries come one by one.
    page.wait_for_selector("html[data-offline=failed]" if path == "/id/" else READY, state="attached")
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
