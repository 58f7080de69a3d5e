"""What happens to the storage of a phone: caches deleted whole or in part, damaged, and a full disk."""

from itertools import product

import pytest
from playwright.sync_api import Page, expect

from tests.support.faults import portal
from tests.support.phone import READY
from tests.support.proxy import Proxy
from tests.support.reader import CHECK, KEEP, UNTIL, UPDATE, Reader
from tests.support.versions import Versions

DELETE_ALL = "async () => { for (const name of await caches.keys()) await caches.delete(name); }"
DELETE_ONE = """async path => {
  const name = (await caches.keys()).find(name => name.startsWith("cramp:"));
  return (await caches.open(name)).delete(path);
}"""
DAMAGE_ONE = """async path => {
  const cache = await caches.open((await caches.keys()).find(name => name.startsWith("cramp:")));
  const old = await cache.match(path);
  await cache.put(path, new Response((await old.text()).slice(0, 500), { headers: old.headers }));
}"""


# Whether the page says that the disk is full where one sees it: state and words in one look.
FULL_AND_TOLD = """() => document.documentElement.dataset.offline === "full"
  && document.querySelector("[data-when=full]").checkVisibility()"""


def delete_caches_while_closed(reader: Reader) -> None:
    """As a phone does that needs room: no page of the app is open."""
    reader.leave()
    page = reader.context.new_page()
    devtools = reader.context.new_cdp_session(page)
    options = {"origin": reader.proxy.address, "storageTypes": "cache_storage"}
    devtools.send("Storage.clearDataForOrigin", options)
    page.close()


def test_caches_deleted_whole_are_filled_again_with_a_network(installed: Reader, versions: Versions) -> None:
    """While no page is open, and while one is."""
    delete_caches_while_closed(installed)
    page = installed.visit("/id/start/")
    page.wait_for_selector(READY, state="attached")
    installed.opens_offline(versions[1], given_out=True)
    page = installed.visit("/id/start/")
    page.wait_for_selector(READY, state="attached")
    page.evaluate(DELETE_ALL)
    page = installed.visit("/id/")
    page.wait_for_selector(READY, state="attached")
    installed.opens_offline(versions[1])


def test_a_launch_after_the_caches_are_gone_is_still_in_the_language_read_last(
    installed: Reader, versions: Versions
) -> None:
    delete_caches_while_closed(installed)
    page = installed.visit("/en/start/")
    page.wait_for_url("**/id/")
    page.wait_for_selector(READY, state="attached")
    installed.opens_offline(versions[1])


@pytest.mark.parametrize("network", ["dead", "portal"])
def test_caches_deleted_whole_without_a_network_still_give_the_first_instruction(
    installed: Reader, versions: Versions, network: str
) -> None:
    reader, proxy = installed, installed.proxy
    delete_caches_while_closed(reader)
    if network == "dead":
        proxy.stop()
    else:
        proxy.break_with(portal)
    for path in ("/id/start/", "/id/settings/", "/id/nowhere/"):
        page = reader.visit(path)
        expect(page.locator("#first-step")).to_have_text(versions[1].first_words("id"), use_inner_text=True)
        assert page.locator("html").get_attribute("lang") == "id"
        page.close()
    if network == "dead":
        page = reader.visit("/id/start/")
        proxy.start()
        page.wait_for_selector("html[data-screen=cramp-now]")  # by itself, after half a minute
        page.close()
    proxy.mend()
    reader.visit("/id/").wait_for_selector(READY, state="attached")
    reader.opens_offline(versions[1])


def test_one_lost_entry_is_mended_with_a_network(
    installed: Reader, versions: Versions, subtests: pytest.Subtests
) -> None:
    """The cramp screen, another page, a style: each while a page is open, and before the next one is."""
    style = next(path for path in versions[1].digests if path.endswith(".css"))
    page = installed.visit("/id/settings/")
    page.wait_for_selector(READY, state="attached")
    for path, moment in product(("/id/", "/id/about/", style), ("open", "closed")):
        with subtests.test(path=path, moment=moment):
            assert page.evaluate(DELETE_ONE, path)
            if moment == "closed":
                page.close()
                page = installed.visit("/id/settings/")
                page.evaluate(UNTIL.format(f"caches.match('{path}')"))
            else:  # told again until it is looked for: a look that is under way already began before the loss
                page.evaluate(UNTIL.format(f"dispatchEvent(new Event('online')) && caches.match('{path}')"))
    installed.opens_offline(versions[1])


def test_a_damaged_cramp_screen_is_mended_after_the_next_open(installed: Reader, versions: Versions) -> None:
    """Nobody asks for a check: what a launch needs is read whole each time."""
    page = installed.visit("/id/settings/")
    page.wait_for_selector(READY, state="attached")
    page.evaluate(DAMAGE_ONE, "/id/")
    page.close()
    page = installed.visit("/id/about/")
    whole = "caches.match('/id/').then(r => r.text()).then(text => text.endsWith('</html>'))"
    page.evaluate(UNTIL.format(whole))
    installed.opens_offline(versions[1])


def test_one_lost_page_without_a_network_shows_the_cramp_screen_and_claims_nothing(
    installed: Reader, versions: Versions
) -> None:
    reader, proxy = installed, installed.proxy
    page = reader.visit("/id/settings/")
    page.wait_for_selector(READY, state="attached")
    proxy.stop()  # first: a look at what is kept that is under way would fetch the page again
    assert page.evaluate(DELETE_ONE, "/id/about/")
    reader.leave()
    page = reader.visit("/id/about/")
    expect(page.locator("#first-step")).to_have_text(versions[1].first_words("id"), use_inner_text=True)
    page.wait_for_selector("html[data-offline=failed]", state="attached")
    proxy.start()
    page.wait_for_selector(READY, state="attached")
    reader.opens_offline(versions[1])


def test_check_now_finds_a_damaged_entry_and_mends_it(installed: Reader, versions: Versions) -> None:
    page = installed.visit("/id/settings/")
    page.wait_for_selector(READY, state="attached")
    page.click("#offline button")
    page.wait_for_selector("[data-found=whole]:not([hidden])")
    page.evaluate(DAMAGE_ONE, "/id/")
    page.click("#offline button")
    page.wait_for_selector("[data-found=mended]:not([hidden])")
    expect(page.locator("[data-found=mended] [data-live=found]")).to_have_text("1", use_inner_text=True)
    installed.opens_offline(versions[1])


# A look that reads no bytes, as a page takes one when the network is there again.
LOOK = """async () => {
    const { name } = performance.getEntriesByType("resource").find(({ name }) => name.endsWith("/common/offline.js"));
    await (await import(name)).check();
}"""


def test_check_now_without_a_network_says_what_is_damaged(installed: Reader, versions: Versions) -> None:
    reader, proxy = installed, installed.proxy
    page = reader.visit("/id/settings/")
    page.wait_for_selector(READY, state="attached")
    proxy.stop()
    page.evaluate(DAMAGE_ONE, "/id/about/")
    page.click("#offline button")
    page.wait_for_selector("[data-found=missing]:not([hidden])")
    page.wait_for_selector("html[data-offline=failed]", state="attached")
    page.evaluate(LOOK)
    assert page.get_attribute("html", "data-offline") == "failed"
    proxy.start()
    page.click("#offline button")
    page.wait_for_selector("[data-found=mended]:not([hidden])")
    reader.opens_offline(versions[1])


def quota(reader: Reader, page: Page, size: int | None) -> None:
    options = {"origin": reader.proxy.address} | ({"quotaSize": size} if size is not None else {})
    reader.context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", options)


def test_a_full_disk_at_the_first_install_is_told_and_tried_again(
    reader: Reader, proxy: Proxy, versions: Versions
) -> None:
    page = reader.context.new_page()
    quota(reader, page, 100_000)
    page.goto(f"{proxy.address}/id/settings/")
    # A state that passes: the app tries again by itself, and then it says "saving" until the disk is full again.
    page.wait_for_function(FULL_AND_TOLD)
    quota(reader, page, None)
    page.evaluate(KEEP)
    page.reload()
    page.wait_for_selector(READY, state="attached")
    reader.opens_offline(versions[1])


def test_a_full_disk_at_an_update_is_told_and_leaves_the_old_version(
    reader: Reader, proxy: Proxy, versions: Versions
) -> None:
    reader.install()
    page = reader.visit("/id/about/")
    page.wait_for_selector(READY, state="attached")
    used = page.evaluate("async () => (await navigator.storage.estimate()).usage")
    quota(reader, page, int(used) + 50_000)
    proxy.upstream = versions[2].server.port
    assert page.evaluate(UPDATE) == "redundant"
    page.wait_for_selector(".update-full:not([hidden])")
    assert page.evaluate(CHECK)["missing"] == 0
    proxy.upstream = versions[1].server.port  # the browser looks for an update by itself as well
    quota(reader, page, None)
    reader.opens_offline(versions[1])
    proxy.upstream = versions[2].server.port
    reader.comes_to(versions[2])
