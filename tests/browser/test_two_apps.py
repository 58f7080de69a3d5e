"""Another app on the same host, with a worker over all of it: neither believes nor touches what is the other's."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.support import shared
from tests.support.cramp import ready
from tests.support.hosts import plain_host
from tests.support.phone import READY, Phone

# What it keeps has the names that an app like ours might give, ours of old among them.
OTHERS = {
    "look": '{"theme":"day","font":"serif"}',
    "country": "US",
    "language": "zh-hans",
    "aids": '{"walker":true}',
    "cramp-session": '{"started":1}',
    "ticked-signs": '["all"]',
    "cramps": '[{"pain":7}]',
}
PAGE = """<!doctype html><title>Another app</title><script>
for (const [key, value] of Object.entries(OTHERS)) localStorage.setItem(key, value);
const kept = caches.open("pages").then((cache) => cache.put("/cramp/en/", new Response("<title>not ours</title>")));
Promise.all([kept, navigator.serviceWorker.register("/worker.js")]).then(() => navigator.serviceWorker.ready)
  .then(() => { document.documentElement.dataset.there = ""; });
</script>""".replace("OTHERS", str(OTHERS))
WORKER = """
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) =>
  event.respondWith(caches.match(event.request).then((hit) => hit ?? fetch(event.request))));
self.addEventListener("message", async () => {
  const all = await self.clients.matchAll({ includeUncontrolled: true });
  const said = [null, "hello", { type: "progress" }, { type: "install-failed", reason: "full" }, "over"];
  for (const client of all) for (const each of said) client.postMessage(each);
});
"""


@pytest.fixture
def host(tmp_path: Path) -> Iterator[str]:
    """A host of plain files, as many are: the other app at its root, ours below it."""
    tree = tmp_path / "host"
    shutil.copytree(shared.built(base="/cramp/", origin="https://example.org"), tree / "cramp")
    (tree / "index.html").write_text(PAGE, encoding="utf-8")
    (tree / "worker.js").write_text(WORKER, encoding="utf-8")
    with plain_host(tree) as address:
        yield address


def test_neither_believes_nor_touches_what_is_the_others(phone: Phone, host: str) -> None:
    with phone.open(timezone_id="Asia/Jakarta", color_scheme="dark") as context:
        page = context.pages[0]
        page.goto(f"{host}/")
        page.wait_for_selector("html[data-there]", state="attached")
        page.goto(f"{host}/cramp/en/emergency/")
        page.reload()  # the first answer was the other worker's to give
        expect(page.locator("html")).to_have_attribute("data-screen", "emergency")
        expect(page.locator(".mine .shown h3")).to_have_text("Indonesia")
        page.wait_for_selector(READY, state="attached")
        assert page.locator("html").get_attribute("data-theme") is None
        page.goto(f"{host}/cramp/en/")
        ready(page)
        expect(page.locator("#first-step")).to_be_visible()
        assert page.evaluate("() => navigator.serviceWorker.controller.scriptURL") == f"{host}/cramp/sw.js"
        page.evaluate("() => dispatchEvent(new Event('online'))")  # a check, which clears away what is old
        page.wait_for_selector(READY, state="attached")
        kept = page.evaluate("() => ({...localStorage})")
        assert kept.items() >= OTHERS.items()
        assert all(key.startswith("/cramp/:") for key in kept.keys() - OTHERS.keys())
        names = page.evaluate("() => caches.keys()")
        assert "pages" in names
        assert all(name.startswith(("cramp:/cramp/:", "cramp-reader:/cramp/")) for name in set(names) - {"pages"})
        assert page.evaluate("() => caches.match('/cramp/en/', { cacheName: 'pages' }).then((r) => r.text())") == (
            "<title>not ours</title>"
        )
        page.goto(f"{host}/")
        assert page.evaluate("() => navigator.serviceWorker.controller.scriptURL") == f"{host}/worker.js"


@pytest.mark.parametrize("screen", ["", "settings/"])
def test_what_the_other_worker_says_is_not_for_us(phone: Phone, host: str, screen: str) -> None:
    errors: list[str] = []
    with phone.open() as context:
        page = context.pages[0]
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{host}/cramp/en/{screen}")
        page.wait_for_selector(READY, state="attached")
        page.evaluate(
            """() => navigator.serviceWorker.addEventListener('message', ({ data }) => {
                if (data === 'over') document.documentElement.dataset.over = '';
            })"""
        )
        other = context.new_page()
        other.goto(f"{host}/")
        other.wait_for_selector("html[data-there]", state="attached")
        other.evaluate("() => navigator.serviceWorker.ready.then(({ active }) => active.postMessage('shout'))")
        page.wait_for_selector("html[data-over]", state="attached")
        expect(page.locator("html")).to_have_attribute("data-offline", "ready")
        expect(page.locator(".update-full")).to_be_hidden()
    assert errors == []
