"""Offline cold opens, side by side: `python -m bench.cold_open [OPENS]` (60 for the figures that count).

Each open is a fresh browser process with a profile on disk, the server stopped, the CPU slowed 4x; time from the start
of the navigation to the paint of the first instruction. Variants take turns, open by open, so that whatever else the
machine does hits all alike. `local file` is the same page as one file without scripts: what nobody can beat. `launch`
is the address of the icon on the home screen, answered in the language read last.
"""

import random
import re
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Playwright, sync_playwright

from tests.support.phone import Launch
from tests.support.proxy import Answer, Proxy
from tests.support.server import Server, free_port
from tools.browser import ARGUMENTS, chromium

ROUTES = """
self.addEventListener("install", (event) => {
  if (!event.addRoutes) return;
  const or = [...ENTRIES.keys()].map((pathname) => ({ urlPattern: { pathname, search: "" } }));
  event.waitUntil(event.addRoutes({ condition: { or }, source: { cacheName: CACHE } }).catch(() => {}));
});
"""
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
    if (paint && document.querySelector("#first-step")) resolve(paint.startTime); else setTimeout(read, 10);
  };
  read();
})"""
STORED = "async () => (await caches.match('/en/')) !== undefined && !!(await navigator.serviceWorker.ready)"
Change = Callable[[bytes], bytes]


def local_file(address: str, context: BrowserContext, folder: Path) -> str:
    """The cramp screen as one file: its style inside, no scripts."""
    html = context.request.get(f"{address}/en/").text()
    for link in re.findall(r'<link rel="stylesheet" href="([^"]+)">', html):
        style = context.request.get(address + link).text()
        html = html.replace(f'<link rel="stylesheet" href="{link}">', f"<style>{style}</style>")
    html = re.sub(r"<script[^>]*></script>|<meta http-equiv[^>]*>|<link rel=\"(?:manifest|icon|apple)[^>]*>", "", html)
    (folder / "cramp.html").write_text(html, encoding="utf-8")
    return (folder / "cramp.html").as_uri()


def prepare(playwright: Playwright, launch: Launch, folder: Path, address: str) -> None:
    """Fill a profile: visit, and wait until the worker has stored the page."""
    with playwright.chromium.launch_persistent_context(str(folder), **launch) as context:
        page = context.pages[0]
        page.goto(f"{address}/en/")
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


def interval(values: list[float]) -> tuple[float, float]:
    """95 % of the median, by resampling."""
    medians = sorted(statistics.median(random.choices(values, k=len(values))) for _ in range(2000))
    return medians[50], medians[1949]


def measure(opens: int) -> dict[str, list[float]]:
    """Milliseconds to the first instruction, by variant, in the order of the opens."""
    server = Server()
    server.start()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        launch: Launch = {
            "executable_path": chromium(playwright),
            "args": ARGUMENTS,
            "viewport": {"width": 360, "height": 740},
        }
        variants: dict[str, tuple[Path, str]] = {}
        with playwright.chromium.launch_persistent_context(str(folder / "file"), **launch) as context:
            variants["local file"] = (folder / "file", local_file(server.address, context, folder))
            html = context.request.get(f"{server.address}/en/").text()
        paths = ["/en/", *sorted(set(re.findall(r'(?:href|src)="(/assets/[^"]+)"', html)))]
        workers: dict[str, Change] = {
            "handler": lambda code: code,
            "static routes": lambda code: code.rstrip()[:-1] + ROUTES.encode() + b"}",
            "plain cache.addAll": lambda _code: (PLAIN % paths).encode(),
        }
        for variant, change in workers.items():
            proxy = Proxy(free_port())
            proxy.upstream = server.port
            proxy.start()

            def rewrite(answer: Answer, change: Change = change) -> None:
                answer.unpack()
                answer.body = change(answer.body)
                answer.send()

            proxy.break_with(rewrite, lambda answer: answer.asked_by == "script")
            prepare(playwright, launch, folder / variant, proxy.address)
            proxy.stop()
            variants[variant] = (folder / variant, f"{proxy.address}/en/")
            if variant == "handler":
                variants["launch"] = (folder / variant, f"{proxy.address}/en/start/")
        server.stop()
        times: dict[str, list[float]] = {variant: [] for variant in variants}
        for _ in range(opens):
            for variant in random.sample(list(variants), len(variants)):
                times[variant].append(open_cold(playwright, launch, *variants[variant]))
    return times


def report(times: dict[str, list[float]]) -> None:
    """Print each variant, and what static routes would gain."""
    base = times["local file"]
    print(f"{len(base)} opens each, CPU slowed 4x; milliseconds to the first instruction (median, 95 % interval)")
    for variant, values in times.items():
        low, high = interval(values)
        ratios = [value / other for value, other in zip(values, base, strict=True)]
        low_ratio, high_ratio = interval(ratios)
        ratio = f"{statistics.median(ratios):.2f} [{low_ratio:.2f}, {high_ratio:.2f}] x local file"
        print(f"{variant:20} {statistics.median(values):6.0f} [{low:.0f}, {high:.0f}]  {ratio}")
    gains = [a - b for a, b in zip(times["handler"], times["static routes"], strict=True)]
    low, high = interval(gains)
    print(f"static routes gain {statistics.median(gains):.0f} ms [{low:.0f}, {high:.0f}] per open, paired")


if __name__ == "__main__":
    report(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 60))
