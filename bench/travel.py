"""The first install over a slow line, and an update: bytes, requests and time, in a real Chromium through a proxy.

The slow line has 400 kbit/s down, shared by all connections, and 400 ms before each answer. The other side is the
worker that most sites have: one request per file with cache.addAll, six at a time as the browser does. The line is what
limits, not the machine, so several installs run at once, each on a line of its own.
"""

import gzip
import json
import random
import statistics
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, sync_playwright

from bench.cold_open import PLAIN
from bench.figures import Figure, kb, ratios, said
from tests.support import shared
from tests.support.project import ROOT
from tests.support.proxy import Answer, Proxy
from tests.support.reader import UPDATE, Reader
from tests.support.server import Server, free_port
from tests.support.versions import CHANGES, Version, Versions
from tools.browser import ARGUMENTS, chromium

RATE = 400_000 / 8  # bytes a second
LATENCY = 0.4  # seconds
PIECE = 1460  # bytes of a packet
AT_ONCE = 5
MOST = 120_000  # milliseconds for an install, after which it has failed
# What the versions change (tests/support/versions.py), and what the update may cost.
CHANGED = {
    2: ("one changed sentence on the cramp screen", 35_000),
    3: ("one changed sentence at the foot of every page", None),
    4: ("one changed sentence whose translations fall back to English", 35_000),
    5: ("a changed style", None),
}
# Milliseconds from the start of the navigation until the worker stands: ours with the core, the plain one with all.
INSTALLED = """async (most) => {
  const late = new Promise((_, reject) => setTimeout(reject, most, new Error("the worker was not installed in time")));
  const { active } = await Promise.race([navigator.serviceWorker.ready, late]);
  while (active.state !== "activated")
    await new Promise((resolve) => active.addEventListener("statechange", resolve, { once: true }));
  return performance.now();
}"""
# The same until the page says that everything is kept.
KEPT = """async (most) => {
  while (document.documentElement.dataset.offline !== "ready") {
    if (performance.now() > most) throw new Error("not everything was kept in time");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return performance.now();
}"""


class Line:
    """A slow line: all answers share its rate."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.free = 0.0

    def carry(self, answer: Answer) -> None:
        """Send the head and the body of an answer at the rate of the line."""
        time.sleep(LATENCY)
        data = answer.head() + answer.body
        for start in range(0, len(data), PIECE):
            piece = data[start : start + PIECE]
            with self.lock:
                self.free = max(self.free, time.monotonic()) + len(piece) / RATE
                wait = self.free - time.monotonic()
            time.sleep(max(wait, 0))
            answer.line.sendall(piece)


@dataclass(frozen=True)
class Install:
    """A moment of an install: seconds, bytes and requests of everything until then, and of the release alone."""

    seconds: float
    size: int
    requests: int
    release_size: int
    release_requests: int


def measure_install(runs: int) -> list[Figure]:
    """Seconds, bytes and requests of first installs, ours beside one request per file."""
    paths = [entry.path for entry in shared.release(origin=shared.ORIGIN).entries.values() if entry.offline]
    plain = gzip.compress((PLAIN % json.dumps(paths)).encode(), 9)
    server = _deployed()
    server.start()
    try:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            found = list(pool.map(lambda _: _side_by_side(server.port, plain), range(runs)))
    finally:
        server.stop()
    core, whole, others = (list(column) for column in zip(*found, strict=True))
    # Only wholes are held against each other: the plain worker knows no core.
    slower = ratios([one.seconds for one in others], [one.seconds for one in whole])
    return [
        Figure("first install, until the core is kept, slow line", "", _told(core), None, _values(core)),
        Figure("first install, until all languages are kept", "", _told(whole), None, _values(whole)),
        Figure("the same with one request per file", "", _told(others), None, _values(others)),
        Figure("first install, all: one request per file takes", "", said(slower, " x as long", 1), None, {}),
    ]


def _deployed(folder: Path = ROOT) -> Server:
    """A server of a site that was told its address."""
    return Server(folder, shared.built(folder, origin=shared.ORIGIN))


def _side_by_side(upstream: int, plain: bytes) -> tuple[Install, Install, Install]:
    """Our core, our whole, and the plain worker's whole; which worker goes first is chance."""
    found = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(playwright), args=ARGUMENTS)
        for variant in random.sample(["ours", "plain"], 2):
            context = browser.new_context(viewport={"width": 360, "height": 740})
            found[variant] = _install(context, upstream, plain if variant == "plain" else None)
            context.close()
        browser.close()
    core, whole = found["ours"]
    (other,) = found["plain"]
    return core, whole, other


def _install(context: BrowserContext, upstream: int, plain: bytes | None) -> list[Install]:
    proxy, line = Proxy(free_port()), Line()
    proxy.upstream = upstream

    def carry(answer: Answer) -> None:
        if plain and answer.asked_by == "script":
            kept = {name: value for name, value in answer.headers.items() if name.lower() != "content-encoding"}
            answer.headers, answer.body = {**kept, "Content-Encoding": "gzip"}, plain
        line.carry(answer)

    proxy.break_with(carry)
    proxy.start()
    moments = []
    try:
        page = context.new_page()
        page.goto(f"{proxy.address}/en/", wait_until="commit", timeout=MOST)
        for until in [INSTALLED] if plain else [INSTALLED, KEPT]:
            seconds = page.evaluate(until, MOST) / 1000
            log = list(proxy.log)
            fetched = [answer for answer in log if answer.asked_by == "worker" and answer.status == 200]
            moments.append(Install(seconds, _weight(log), len(log), _weight(fetched), len(fetched)))
    finally:
        proxy.stop()
    return moments


def measure_update(runs: int) -> list[Figure]:
    """From one version to another that has one thing changed."""
    found: dict[int, list[tuple[int, int]]] = {number: [] for number in CHANGED}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        versions = Versions(Path(folder), _deployed)
        browser = playwright.chromium.launch(executable_path=chromium(playwright), args=ARGUMENTS)
        try:
            for _ in range(runs):
                for number in CHANGED:
                    context = browser.new_context(viewport={"width": 360, "height": 740})
                    found[number].append(_update(context, versions[CHANGES[number].base], versions[number]))
                    context.close()
        finally:
            browser.close()
            versions.stop()
    figures = []
    for number, results in found.items():
        sizes, requests = ([float(value) for value in column] for column in zip(*results, strict=True))
        text = f"{kb(statistics.median(sizes))} in {statistics.median(requests):.0f} requests"
        change, most = CHANGED[number]
        values = {"bytes": sizes, "requests": requests}
        reach, reached = (f"at most {kb(most)}", max(sizes) <= most) if most else ("", None)
        figures.append(Figure(f"update, {change}", reach, text, reached, values))
    return figures


def _update(context: BrowserContext, before: Version, after: Version) -> tuple[int, int]:
    proxy = Proxy(free_port())
    proxy.upstream = before.server.port
    proxy.start()
    try:
        reader = Reader(context, proxy)
        reader.install()
        page = reader.visit("/id/about/")
        page.wait_for_selector("html[data-offline=ready]", state="attached")
        proxy.upstream = after.server.port
        proxy.log.clear()
        state = page.evaluate(UPDATE)
        if state != "installed":
            raise SystemExit(f"the update ended as: {state}")
        return proxy.weight(), len(proxy.log)
    finally:
        proxy.stop()


def _weight(answers: list[Answer]) -> int:
    return sum(len(answer.head()) + len(answer.body) for answer in answers)


def _median(installs: list[Install], name: str) -> float:
    return float(statistics.median(getattr(one, name) for one in installs))


def _told(installs: list[Install]) -> str:
    seconds = said([one.seconds for one in installs], " s", 1)
    everything = f"{kb(_median(installs, 'size'))} in {_median(installs, 'requests'):.0f} requests"
    release = f"{kb(_median(installs, 'release_size'))} in {_median(installs, 'release_requests'):.0f}"
    return f"{seconds}, {everything}, of it the release {release}"


def _values(installs: list[Install]) -> dict[str, list[float]]:
    return {name: [float(getattr(one, name)) for one in installs] for name in Install.__dataclass_fields__}
