"""Offline cold opens, side by side: `python -m bench.cold_open [OPENS] [--beside FOLDER ...]` (60 for what counts).

Each open is a fresh browser process with a profile on disk, the server stopped, the CPU slowed 4x; time from the start
of the navigation to the paint of the first instruction. Variants take turns, open by open, so that whatever else the
machine does hits all alike. A `local file` is the same page as one file without scripts: what nobody can beat. `launch`
is the address of the icon on the home screen. FOLDERs are built sites to compare with: an older release, an attempt.
"""

import argparse
import random
import re
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from playwright.sync_api import BrowserContext, Playwright, sync_playwright

from bench.figures import ratios, said
from tests.support.phone import READY, Launch
from tests.support.project import ROOT
from tests.support.proxy import Answer, Proxy
from tests.support.server import Server, free_port
from tests.support.shared import built
from tools.browser import ARGUMENTS, chromium

PLAIN = """
const PATHS = %s;
self.addEventListener("install", (event) => event.waitUntil(caches.open("plain").then((c) => c.addAll(PATHS))));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  event.respondWith(caches.match(event.request).then((hit) => hit ?? fetch(event.request)));
});
"""
PAINTED = """() => new Promise(resolve => {
  const read = () => {
    const [paint] = performance.getEntriesByName("first-contentful-paint");
    if (paint && document.querySelector("h1")) resolve(paint.startTime); else setTimeout(read, 10);
  };
  read();
})"""
STORED = "async () => (await caches.match('/en/')) !== undefined && !!(await navigator.serviceWorker.ready)"
PAGES = {"app": "/en/", "launch": "/en/start/", "warning signs": "/en/warning-signs/", "emergency": "/en/emergency/"}
FILE = "local file"
PLAIN_WORKER = "plain cache.addAll"
Change = Callable[[bytes], bytes]
Variants = dict[str, tuple[Path, str]]  # the profile and the address, by name


def local_file(address: str, path: str, context: BrowserContext, folder: Path) -> str:
    """A page as one file: its style inside, no scripts."""
    html = context.request.get(address + path).text()
    html = re.sub(
        r"<noscript>.*?</noscript>|<script\b(?![^>]*\btype=.application).*?</script>", "", html, flags=re.DOTALL
    )
    for link in re.findall(r'<link rel="stylesheet" href="([^"]+)">', html):
        style = context.request.get(address + link).text()
        html = html.replace(f'<link rel="stylesheet" href="{link}">', f"<style>{style}</style>")
    html = re.sub(r"<meta http-equiv[^>]*>|<link rel=\"(?:manifest|icon|apple|stylesheet)[^>]*>", "", html)
    file = folder / f"{path.strip('/').replace('/', '-')}.html"
    file.write_text(html, encoding="utf-8")
    return file.as_uri()


def prepare(playwright: Playwright, launch: Launch, folder: Path, address: str, *, whole: bool) -> None:
    """Fill a profile: visit, and wait until the worker has stored the page, or all of it."""
    with playwright.chromium.launch_persistent_context(str(folder), **launch) as context:
        page = context.pages[0]
        page.goto(f"{address}/en/")
        if whole:
            page.wait_for_selector(READY, state="attached", timeout=120_000)
        while not page.evaluate(STORED):
            page.wait_for_timeout(100)
        page.wait_for_timeout(1000)


def open_cold(playwright: Playwright, launch: Launch, profile: Path, address: str) -> float:
    """Milliseconds from the navigation to the first instruction, in a new browser process."""
    with playwright.chromium.launch_persistent_context(str(profile), **launch) as context:
        page = context.pages[0]
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
        page.goto(address, wait_until="commit")
        return float(page.evaluate(PAINTED))


def install(playwright: Playwright, launch: Launch, profile: Path, site: Path, change: Change | None = None) -> str:
    """A profile that has a site for offline use, with another worker where one is given; the site's address."""
    server = Server(site=site)
    server.start()
    proxy = Proxy(free_port())
    proxy.upstream = server.port
    proxy.start()

    def rewrite(answer: Answer) -> None:
        answer.unpack()
        answer.body = change(answer.body) if change else answer.body
        answer.send()

    if change:
        proxy.break_with(rewrite, lambda answer: answer.asked_by == "script")
    prepare(playwright, launch, profile, proxy.address, whole=change is None)
    proxy.stop()
    server.stop()
    return proxy.address


def prepared(
    playwright: Playwright, launch: Launch, folder: Path, pages: Sequence[str], beside: Sequence[Path], *, plain: bool
) -> Variants:
    """Each variant's profile and address."""
    site = built(ROOT)
    found: Variants = {}
    server = Server(site=site)
    server.start()
    with playwright.chromium.launch_persistent_context(str(folder / "file"), **launch) as context:
        for page in pages:
            file = local_file(server.address, PAGES[page], context, folder)
            if page != "launch":
                found[f"{FILE}, {page}"] = (folder / "file", file)
        html = context.request.get(f"{server.address}/en/").text()
    server.stop()
    address = install(playwright, launch, folder / "ours", site)
    found |= {page: (folder / "ours", address + PAGES[page]) for page in pages}
    paths = ["/en/", *sorted(set(re.findall(r'(/assets/[^" ]+)', html)))]
    if plain:
        address = install(playwright, launch, folder / "plain", site, lambda _code: (PLAIN % paths).encode())
        found[PLAIN_WORKER] = (folder / "plain", f"{address}/en/")
    for number, other in enumerate(beside):
        address = install(playwright, launch, folder / f"beside-{number}", other)
        found[f"beside: {other.name}"] = (folder / f"beside-{number}", f"{address}/en/")
    return found


def measure(
    opens: int, pages: Sequence[str] = tuple(PAGES), beside: Sequence[Path] = (), *, plain: bool = False
) -> dict[str, list[float]]:
    """Milliseconds to the first instruction, by variant, in the order of the opens."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        launch: Launch = {
            "executable_path": chromium(playwright),
            "args": ARGUMENTS,
            "viewport": {"width": 360, "height": 740},
        }
        variants = prepared(playwright, launch, Path(name), pages, beside, plain=plain)
        times: dict[str, list[float]] = {variant: [] for variant in variants}
        for _ in range(opens):
            for variant in random.sample(list(variants), len(variants)):
                times[variant].append(open_cold(playwright, launch, *variants[variant]))
    return times


def file_of(variant: str, times: dict[str, list[float]]) -> list[float]:
    """The opens of the local file that a variant is held against."""
    return times.get(f"{FILE}, {variant}", times[f"{FILE}, app"])


def report(times: dict[str, list[float]]) -> None:
    """Print each variant beside the local file of its page."""
    opens = len(next(iter(times.values())))
    print(f"{opens} opens each, CPU slowed 4x; milliseconds to the first instruction (median, 95 % interval)")
    for variant, values in times.items():
        share = ratios(values, file_of(variant, times))
        least = min(values) / min(file_of(variant, times))
        print(f"{variant:24} {said(values, ' ms', 0):22}  {said(share):18} x local file; fastest {least:.2f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.cold_open", description=__doc__.split("\n")[0])
    parser.add_argument("opens", type=int, nargs="?", default=60)
    parser.add_argument("--pages", nargs="+", choices=PAGES, default=["app", "launch"])
    parser.add_argument("--beside", nargs="+", type=Path, default=[], metavar="FOLDER")
    chosen = parser.parse_args()
    report(measure(chosen.opens, chosen.pages, chosen.beside))
