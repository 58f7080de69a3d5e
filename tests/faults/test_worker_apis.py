"""What the browser's own APIs may do to the worker instead of their work: reject, or never answer.

The worker is broken while it runs, or at its head where it must be broken before it is installed.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.faults.test_storage import DELETE_ONE
from tests.support.phone import READY
from tests.support.proxy import Answer, Proxy
from tests.support.reader import CHECK, UNTIL, Reader
from tests.support.versions import Versions

NEVER = "() => new Promise(() => {})"
REJECTS = "() => Promise.reject(new DOMException('no', 'UnknownError'))"
FULL = "() => Promise.reject(new DOMException('full', 'QuotaExceededError'))"
# What is waited for longest passes in seconds; pages and the network wait as long as they do.
QUICKLY = "const later = setTimeout; self.setTimeout = (work, ms) => later(work, ms > 20000 ? ms / 50 : ms);"


def break_worker(reader: Reader, script: str) -> None:
    """Run a script in the worker that is at work."""
    (worker,) = reader.context.service_workers
    worker.evaluate(f"() => {{ {script} }}")


def broken_at_its_head(script: str) -> Callable[[Answer], None]:
    def fault(answer: Answer) -> None:
        answer.unpack()
        answer.body = f"{{ {script} }}\n".encode() + answer.body
        answer.send()

    return fault


@pytest.fixture
def installed(reader: Reader) -> Reader:
    """Who has the first version in this test alone: a phone handed on may still have a worker that was replaced."""
    reader.install()
    return reader


@pytest.fixture
def whole(installed: Reader) -> Page:
    """A page of the installed app, whose worker is at work."""
    page = installed.visit("/id/settings/")
    page.wait_for_selector(READY, state="attached")
    return page


def lose_about(reader: Reader, page: Page) -> None:
    """Without the network: a look that is under way would fetch it again."""
    reader.proxy.stop()
    assert page.evaluate(DELETE_ONE, "/id/about/")
    page.close()


@pytest.mark.parametrize("path", ["/id/", "/id/start/", "/id/about/"])
def test_caches_that_never_answer_hold_back_no_page(
    installed: Reader, whole: Page, versions: Versions, path: str
) -> None:
    """From the network where there is one, else the first instruction from the worker's own code."""
    names = ("match", "keys", "open", "has")
    break_worker(installed, "".join(f"CacheStorage.prototype.{name} = {NEVER};" for name in names))
    whole.close()
    page = installed.visit(path)
    wanted = "about" if "about" in path else "cramp-now"
    page.wait_for_selector(f"html[data-screen={wanted}]", state="attached")
    page.close()
    installed.proxy.stop()
    page = installed.visit(path)
    expect(page.locator("#first-step")).to_be_visible()
    installed.proxy.start()


def test_a_lost_page_comes_from_the_network_where_it_can_never_be_stored(installed: Reader, whole: Page) -> None:
    break_worker(installed, f"Cache.prototype.put = {NEVER};")
    lose_about(installed, whole)
    installed.proxy.start()
    page = installed.visit("/id/about/")
    page.wait_for_selector("html[data-screen=about]", state="attached")


@pytest.mark.parametrize("digest", [NEVER, REJECTS], ids=["hangs", "rejects"])
def test_where_no_digest_can_be_made_a_lost_page_is_the_cramp_screen(
    installed: Reader, whole: Page, digest: str
) -> None:
    """What came cannot be judged, and the whole screen says more than the worker's own code."""
    break_worker(installed, f"SubtleCrypto.prototype.digest = {digest};")
    lose_about(installed, whole)
    installed.proxy.start()
    installed.visit("/id/about/").wait_for_selector("html[data-flow]", state="attached")


@pytest.mark.parametrize(
    "script",
    [
        f"Clients.prototype.matchAll = {NEVER};",
        f"Clients.prototype.matchAll = {REJECTS};",
        f"Clients.prototype.claim = {NEVER};",
        f"Clients.prototype.claim = {REJECTS};",
        "const put = Cache.prototype.put; Cache.prototype.put = function (path, answer) {"
        " return `${path}`.endsWith('older-pages') ? new Promise(() => {}) : put.call(this, path, answer); };",
    ],
    ids=["matchAll hangs", "matchAll rejects", "claim hangs", "claim rejects", "put hangs"],
)
def test_a_worker_is_installed_and_activated_whatever_it_is_not_told(
    reader: Reader, proxy: Proxy, versions: Versions, script: str
) -> None:
    """Every page waits for an activation that does not end."""
    proxy.break_with(broken_at_its_head(script), lambda answer: answer.path == "/sw.js")
    page = reader.visit("/id/settings/")
    page.wait_for_selector(READY, state="attached")
    page.goto(f"{proxy.address}/id/about/")
    page.wait_for_selector(READY, state="attached")
    page.evaluate(
        UNTIL.format("navigator.serviceWorker.getRegistration().then(({ active }) => active.state === 'activated')")
    )
    page.close()
    proxy.stop()
    page = reader.visit("/id/about/")
    page.wait_for_selector("html[data-screen=about]", state="attached")


def lose(reader: Reader, page: Page, path: str) -> None:
    """Take a page from the phone, while nothing can bring it back."""
    reader.proxy.stop()
    assert page.evaluate(DELETE_ONE, path)
    reader.proxy.start()


OLDER = "async () => (await caches.open('cramp:/:older')).put('/id/about/', new Response('older'))"


@pytest.mark.parametrize("what", ["CacheStorage.prototype.delete", "CacheStorage.prototype.keys"])
def test_what_cannot_be_cleared_away_makes_nothing_missing(installed: Reader, whole: Page, what: str) -> None:
    whole.evaluate(OLDER)
    break_worker(installed, f"{what} = {REJECTS};")
    looked = whole.evaluate(CHECK)
    assert (looked["ready"], looked["missing"]) == (True, 0)


def test_a_full_phone_is_told_where_nothing_can_be_given_back(installed: Reader, whole: Page) -> None:
    """Another language does not fit, and what was stored of it stays."""
    break_worker(installed, f"Cache.prototype.put = {FULL}; Cache.prototype.delete = {REJECTS};")
    lose(installed, whole, "/en/about/")
    looked = whole.evaluate(CHECK)
    assert (looked["full"], looked["missing"]) == (True, 1)


@pytest.mark.parametrize("rights", ["rejects", "hangs"])
def test_a_look_needs_no_list_of_pages(installed: Reader, whole: Page, rights: str) -> None:
    break_worker(installed, f"Clients.prototype.matchAll = {REJECTS if rights == 'rejects' else NEVER};")
    lose(installed, whole, "/id/about/")
    looked = whole.evaluate(CHECK)
    assert (looked["ready"], looked["missing"]) == (True, 0)


def test_a_look_that_never_ends_holds_up_no_later_one(installed: Reader, whole: Page) -> None:
    lose(installed, whole, "/id/about/")
    break_worker(
        installed,
        f"self.was = [Cache.prototype.put, setTimeout]; Cache.prototype.put = {NEVER}; {QUICKLY}",
    )
    assert whole.evaluate(CHECK) is None
    break_worker(installed, "[Cache.prototype.put, self.setTimeout] = self.was;")
    looked = whole.evaluate(CHECK)
    assert (looked["ready"], looked["missing"]) == (True, 0)


def test_bytes_that_were_not_all_read_are_not_called_whole(installed: Reader, whole: Page) -> None:
    """The first look never ends; one that reads less would find nothing missing."""
    break_worker(
        installed,
        f"""const {"{ digest }"} = SubtleCrypto.prototype;
        let asked = 0;
        SubtleCrypto.prototype.digest = function (...of) {{
            asked += 1;
            return asked === 1 ? new Promise(() => {{}}) : digest.apply(this, of);
        }};
        {QUICKLY}""",
    )
    assert whole.evaluate(CHECK) is None


def test_a_fetch_that_goes_on_unheard_takes_no_place_for_ever(installed: Reader, whole: Page) -> None:
    """Five of them, one more than there are places."""
    installed.proxy.stop()
    lost = [f"/{tag}/{screen}/" for tag in ("id", "en") for screen in ("about", "settings", "diary")][:5]
    for path in lost:
        assert whole.evaluate(DELETE_ONE, path)
    installed.proxy.start()
    break_worker(installed, f"self.was = fetch; self.fetch = {NEVER};")
    assert whole.evaluate(CHECK)["missing"] == len(lost)
    break_worker(installed, "self.fetch = self.was;")
    looked = whole.evaluate(CHECK)
    assert (looked["ready"], looked["missing"]) == (True, 0)
