"""A reader, and what has to hold for her after every fault: the app opens offline, whole; the badge is true."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from playwright.sync_api import BrowserContext, Page, TimeoutError

from tests.support.phone import PATIENCE, READY
from tests.support.proxy import Proxy
from tests.support.versions import Version

CHECK = """async () => {
  const { port1, port2 } = new MessageChannel();
  const worker = (await navigator.serviceWorker.ready).active;
  return new Promise(resolve => {
    port1.onmessage = ({ data }) => resolve(data);
    worker.postMessage({ type: "check", deep: true }, [port2]);
  });
}"""
OWN = {"/:country": '"ID"', "own": "a record", "/:language": '"id"'}
# The diary's database with the browser's own calls: a page under a fault may not be able to load the app's code.
DIARY = """const diary = new Promise((resolve, reject) => {
    const request = indexedDB.open("/:records", 1);
    request.onupgradeneeded = () => {
        request.result.createObjectStore("cramps", { keyPath: "id" });
        request.result.createObjectStore("evenings", { keyPath: "date" });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
});
const ended = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
});"""
NOTED = {"id": "c1", "at": "2026-11-25T03:00", "changed": 1}
KEEP = f"""async () => {{
    localStorage.setItem('/:country', '"ID"');
    localStorage.setItem('own', 'a record');
    {DIARY}
    const transaction = (await diary).transaction("cramps", "readwrite");
    transaction.objectStore("cramps").put({json.dumps(NOTED)});
    // Not when the request has succeeded: a page that is closed before the end takes the write back.
    await new Promise((resolve, reject) => {{
        transaction.oncomplete = resolve;
        transaction.onabort = () => reject(transaction.error);
    }});
    (await diary).close();
}}"""
READ_DIARY = f"""async () => {{
    {DIARY}
    const found = await ended((await diary).transaction("cramps").objectStore("cramps").getAll());
    (await diary).close();
    return found;
}}"""
DIGESTS = """async paths => {
  const hex = async body => [...new Uint8Array(await crypto.subtle.digest("SHA-256", body))]
    .map(byte => byte.toString(16).padStart(2, "0")).join("");
  const found = {};
  for (const path of paths) found[path] = await hex(await (await fetch(path)).arrayBuffer());
  return found;
}"""
# Playwright's wait_for_function takes a promise for true.
UNTIL = """async () => {{
  const end = performance.now() + 90000;
  while (!(await ({}))) {{
    if (performance.now() > end) throw new Error("still not so after 90 seconds");
    await new Promise(resolve => setTimeout(resolve, 50));
  }}
}}"""
# Resolves when the update that was asked for is installed or has failed. A look that the page began by itself, before
# there was one, answers for ours as well (Service Workers, "Schedule Job"): so we look more than once.
UPDATE = """async () => {
  const registration = await navigator.serviceWorker.ready;
  const found = () => registration.installing ?? registration.waiting;
  const before = found();
  for (let looks = 0; looks < 3 && found() === before; looks += 1) {
    try { await registration.update(); } catch (error) { return "no script"; }
  }
  const worker = found();
  if (!worker) return "nothing new";
  while (!["installed", "activated", "redundant"].includes(worker.state))
    await new Promise(resolve => worker.addEventListener("statechange", resolve, { once: true }));
  return worker.state;
}"""


# Whether a worker is on its way to take over.
COMES = """async () => {
  const found = await navigator.serviceWorker?.getRegistration();
  return Boolean(found?.installing || found?.waiting);
}"""

# What a phone tells a page when it has a network again; without it, the app asks again after a pause.
ONLINE = UNTIL.format("dispatchEvent(new Event('online')) && document.documentElement.dataset.offline === 'ready'")


class Reader:
    """Somebody with a phone: reads Indonesian, has chosen a country, and keeps records of her own."""

    def __init__(self, context: BrowserContext, proxy: Proxy) -> None:
        self.context, self.proxy = context, proxy
        context.set_default_timeout(PATIENCE)
        self.whole: Version | None = None  # all that the phone has, where nothing was done to it since that was seen

    def visit(self, path: str = "/id/") -> Page:
        self.whole = None
        page = self.context.new_page()
        try:
            page.goto(self.proxy.address + path, wait_until="commit", timeout=20000)
        except TimeoutError:
            # Seen twice in some thousand visits, on a busy machine only: the browser never began to load, as a worker
            # does that starts while the debugger attaches to it. A reader would open it again, and so do we, once.
            page = self.context.new_page()
            page.goto(self.proxy.address + path, wait_until="commit")
        return page

    def install(self) -> None:
        page = self.visit("/id/settings/")
        page.wait_for_selector(READY, state="attached")
        page.evaluate(KEEP)
        page.close()

    def comes_to(self, version: Version) -> None:
        """However an earlier try went, the update arrives when one looks for it again, and the next launch is of it."""
        self.looks_for(version)
        self.opens_offline(version)

    def looks_for(self, version: Version) -> None:
        """Look for the update until it is there; it takes over when all pages are closed."""
        page = self.visit("/id/about/")
        page.wait_for_selector(READY, state="attached")  # the old worker is not at work any more
        for _ in range(5):
            if page.evaluate(UPDATE) == "installed" or page.evaluate(CHECK)["version"] == version.name:
                return
        raise AssertionError("the update does not come")

    def keeps(self, page: Page, version: Version) -> None:
        """The worker has this version whole, and no other waits to take over: seen from an open page, at no launch."""
        page.evaluate(UNTIL.format(f"({COMES})().then(comes => !comes)"))
        looked = page.evaluate(CHECK)
        assert (looked["found"], looked["missing"], looked["version"]) == (0, 0, version.name), looked

    def leave(self) -> None:
        """Close every page, and stay away until a worker that waited for another has taken over.

        It does so when the other is at rest (Service Workers, "Try Activate"): a launch in that moment is the old
        version's, whole.
        """
        pages = self.context.pages
        ours = [page for page in pages if page.url.startswith(self.proxy.address)]
        devtools = self._devtools() if any(page.evaluate(COMES) for page in ours) else nullcontext(dict)
        with devtools as states:
            for page in pages:
                page.close()
            end = time.monotonic() + 90
            while {"installing", "installed", "activating"} & set(states().values()):
                assert time.monotonic() < end, f"no page is open, and the workers are: {states()}"

    @contextmanager
    def _devtools(self) -> Iterator[Callable[[], dict[str, str]]]:
        """The state of each worker by its id, as the browser tells it to a page that is nobody's client."""
        empty = self.context.new_page()
        states: dict[str, str] = {}
        told = False

        def note(event: dict[str, Any]) -> None:
            nonlocal told
            told = True
            states.update({worker["versionId"]: worker["status"] for worker in event["versions"]})

        def now() -> dict[str, str]:
            empty.wait_for_timeout(20)
            return states

        devtools = self.context.new_cdp_session(empty)
        devtools.on("ServiceWorker.workerVersionUpdated", note)
        devtools.send("ServiceWorker.enable")
        while not told:  # what is there already is told at once, and an empty list too
            now()
        yield now
        empty.close()

    def opens_offline(self, *versions: Version, given_out: bool = False) -> Version:
        """Launch the app with a dead server: it shows one of these versions whole.

        Args:
            versions: Those that it may be.
            given_out: Whether to compare what the worker answers with what the server sent, file by file, beside the
                worker's own look at what it has stored.

        Returns:
            The version that it is.
        """
        self.leave()
        self.proxy.stop()
        page = self.visit("/en/start/")
        page.wait_for_selector(READY, state="attached")
        assert page.url == f"{self.proxy.address}/id/"
        badge = page.locator(".offline").inner_text()
        found = [v for v in versions if v.name[:8] in badge]
        assert len(found) == 1, f"the badge names another version: {badge}"
        (version,) = found
        assert page.locator("#first-step").inner_text() == version.first_words("id")
        # Every byte is read and judged by the digests of the release, which test_worker_cases.py holds against the
        # server's answers; with a dead server nothing is mended meanwhile.
        looked = page.evaluate(CHECK)
        assert (looked["found"], looked["missing"], looked["version"]) == (0, 0, version.name), looked
        if given_out:
            assert page.evaluate(DIGESTS, list(version.digests)) == version.digests
        assert page.evaluate("() => ({...localStorage})").items() >= OWN.items()
        assert page.evaluate(READ_DIARY) == [NOTED]
        names = [name for name in page.evaluate("() => caches.keys()") if name.startswith("cramp:")]
        page.close()
        self.proxy.start()
        # An update that was broken off goes on from its cache, and that one mends what is lost without a network.
        self.whole = version if len(names) == 1 else None
        return version
