"""Opening the diary with a thousand records against an empty one, in turns, CPU slowed 4x: until all of it shows."""

import random
import statistics
import tempfile
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.figures import Figure, interval, said
from tests.support.diary import OWN, open_diary
from tests.support.records import call, cramp
from tests.support.server import Server
from tools.browser import ARGUMENTS, chromium

RECORDS = 1000
MOST_MS = 100
# From the start of the navigation until the script has drawn the last of it and the browser has painted.
SHOWN = f"""() => new Promise((resolve) => {{
    const read = () => {{
        if (!document.querySelector("{OWN}")) setTimeout(read, 1);
        else requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
    }};
    read();
}})"""


def measure(runs: int) -> list[Figure]:
    """How much longer it takes, run by run."""
    server = Server()
    server.start()
    times: dict[str, list[float]] = {"empty": [], "full": []}
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        pages: dict[str, Page] = {}
        for which in times:
            context = playwright.chromium.launch_persistent_context(
                str(Path(name) / which),
                executable_path=chromium(playwright),
                args=ARGUMENTS,
                viewport={"width": 360, "height": 740},
            )
            pages[which] = context.pages[0]
            open_diary(pages[which], f"{server.address}/en/")
            pages[which].wait_for_selector("html[data-offline=ready]", state="attached")
            context.new_cdp_session(pages[which]).send("Emulation.setCPUThrottlingRate", {"rate": 4})
        call(pages["full"], "merge", {"cramps": _records()})
        for _ in range(runs):
            for which in random.sample(list(times), len(times)):
                pages[which].reload(wait_until="commit")
                times[which].append(float(pages[which].evaluate(SHOWN)))
        for page in pages.values():
            page.context.close()
    server.stop()
    more = [full - empty for full, empty in zip(times["full"], times["empty"], strict=True)]
    low, high = interval(more)
    found = f"{statistics.median(more):.0f} ms more [{low:.0f}, {high:.0f}]: {said(times['empty'], ' ms', 0)} empty"
    reached = statistics.median(more) < MOST_MS
    return [Figure(f"opening the diary with {RECORDS:,} records", f"under {MOST_MS} ms more", found, reached, times)]


def _records() -> list[dict[str, object]]:
    """Two a night until this one, so that each picture has all it can show."""
    chance = random.Random(0)
    nights = [date.today() - timedelta(days=at // 2) for at in range(RECORDS)]
    return [
        cramp(f"n{at}", f"{night}T0{chance.randrange(6)}:{chance.randrange(60):02}", minutes=3, helped=["rub"])
        for at, night in enumerate(nights)
    ]
