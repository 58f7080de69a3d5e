"""Fifty languages on a phone of 2019: a slow line, CPU slowed 6x, until the core, one language and all are kept.

The languages beyond the real ones are copies of the Indonesian catalog (bench/building.py). The browser slows the
page's thread and not the worker's; the line (bench/travel.py) is what limits.
"""

import statistics
import tempfile
from pathlib import Path

import brotli
from playwright.sync_api import BrowserContext, sync_playwright

from bench.building import add_languages, build
from bench.figures import Figure, kb, said
from bench.travel import Line
from tests.support.project import copy_project
from tests.support.proxy import Proxy
from tests.support.server import Server, free_port
from tools.browser import ARGUMENTS, chromium

LANGUAGES = 50
MOST_RUNS = 3  # each takes minutes
SLOWER = 6
MOST_MS = 900_000
# When the worker stands, when all of the reader's language is kept, when everything is; how much room it takes.
KEPT = """async (most) => {
  const found = {};
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    if (data.tags?.includes("en")) found.language ??= performance.now();
  });
  navigator.serviceWorker.ready.then(() => (found.core = performance.now()));
  const ready = () => document.documentElement.dataset.offline === "ready";
  while (!ready()) {
    if (performance.now() > most) throw new Error(`not kept in time: ${JSON.stringify(found)}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  found.all = performance.now();
  const { usage } = await navigator.storage.estimate();
  return [found.core, found.language, found.all, usage];
}"""


def measure(runs: int) -> list[Figure]:
    """Seconds until each part is kept, and the storage that all of it takes; how long the settings take to show."""
    found: list[list[float]] = []
    with tempfile.TemporaryDirectory() as folder:
        project, site = copy_project(Path(folder) / "project"), Path(folder) / "site"
        add_languages(project / "translations", LANGUAGES)
        build(project, site)
        worker = len(brotli.compress((site / "sw.js").read_bytes()))
        server = Server(site=site)
        server.start()
        try:
            with sync_playwright() as playwright:
                for run in range(min(runs, MOST_RUNS)):
                    context = playwright.chromium.launch_persistent_context(
                        str(Path(folder) / f"phone-{run}"),
                        executable_path=chromium(playwright),
                        args=ARGUMENTS,
                        viewport={"width": 360, "height": 740},
                    )
                    found.append(_install(context, server.port))
                    context.close()
        finally:
            server.stop()
    core, language, everything, usage, settings, size = (list(column) for column in zip(*found, strict=True))
    row = f"{LANGUAGES} languages, slow line, CPU slowed {SLOWER}x"
    return [
        Figure(f"{row}: the reader's core is kept after", "", said(core, " s", 1), None, {"seconds": core}),
        Figure(f"{row}: all of the reader's language", "", said(language, " s", 1), None, {"seconds": language}),
        Figure(
            f"{row}: everything", "", f"{said(everything, ' s', 0)}, {kb(statistics.median(size))}",
            None, {"seconds": everything, "bytes": size},
        ),
        Figure(f"{LANGUAGES} languages: storage that it takes", "", f"{statistics.median(usage) / 1e6:.1f} MB"),
        Figure(f"{LANGUAGES} languages: the worker with its list, brotli", "", kb(worker)),
        Figure(
            f"{LANGUAGES} languages: the settings, offline, CPU slowed {SLOWER}x", "", said(settings, " ms", 0),
            None, {"milliseconds": settings},
        ),
    ]  # fmt: skip


def _install(context: BrowserContext, upstream: int) -> list[float]:
    proxy = Proxy(free_port())
    proxy.upstream = upstream
    proxy.break_with(Line().carry)
    proxy.start()
    try:
        page = context.pages[0]
        page.set_default_timeout(MOST_MS)
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.goto(f"{proxy.address}/en/", wait_until="commit")
        core, language, everything, usage = page.evaluate(KEPT, MOST_MS)
        size = proxy.weight()
    finally:
        proxy.stop()
    page.goto(f"{proxy.address}/en/settings/", wait_until="load")
    shown = page.evaluate("() => performance.getEntriesByType('navigation')[0].loadEventStart")
    return [core / 1000, language / 1000, everything / 1000, usage, shown, size]
