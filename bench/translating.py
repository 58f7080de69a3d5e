"""What a translator waits for: check and status of 3,000 texts, how soon a preview is there and shows what was saved.

The 3,000 are the real texts, those of the Learn pages several times over, in a copy of the project. The preview is
measured on the real ones: from its start to the first whole page, and, in a real browser, from the moment of saving to
the new words on the page.
"""

import copy
import os
import statistics
import subprocess
import sys
import tempfile
import time
from http.client import HTTPConnection
from itertools import product
from pathlib import Path
from string import ascii_lowercase
from typing import Any

import yaml
from playwright.sync_api import TimeoutError, sync_playwright

from bench.figures import Figure, said
from pwa.content.load import load
from pwa.content.topics import GROUPS
from pwa.content.walk import texts
from pwa.languages.po import read_po
from tests.support.project import copy_project
from tests.support.server import POLL, free_port, listens, previewing
from tools.browser import ARGUMENTS, chromium

TEXTS = 3000
REACH = {"catalog": 2.0, "first page": 2.0, "reload": 1.0}
PAUSE = 3.0  # seconds between two saves: nobody saves sooner, and the other languages are built in it
PO = "translations/id/LC_MESSAGES/messages.po"
FIRST = "id"  # the language of the first page
# A style puts its word behind the heading, where only the style of the page knows it.
SHOWS = """word => {
    const heading = document.querySelector('h1');
    return heading && (heading.textContent + getComputedStyle(heading, '::after').content).includes(word);
}"""
# file, what stands there, what is put in its place, page; {} is another word each time.
SAVED = {
    "a .po": (PO, 'msgid "Settings"\nmsgstr "', "{}", "id/settings/"),
    "YAML": ("content/interface.yaml", '  settings: "', "{} ", "en/settings/"),
    "a template": ("pwa/templates/settings.html", "<h1>", "{} ", "en/settings/"),
    "a style": (
        "pwa/static/common/page.css",
        ":root:lang(zh-Hans) {",
        "}} h1::after {{ content: '{}'; }} x {{",
        "en/settings/",
    ),
}
TRANSLATABLE = ("title", "alt", "text", "label")


def measure_catalogs(runs: int) -> list[Figure]:
    """Seconds of `catalog check` and `catalog status` on a catalog of about ten times the texts."""
    found: dict[str, list[float]] = {"check": [], "status": []}
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        copy_project(project)
        count = enlarge(project)
        _catalog(project, "update")  # puts the file into the form that the tool itself writes, and compiles the copy
        for _ in range(runs):
            for command, times in found.items():
                times.append(_catalog(project, command, "id"))
    return [
        Figure(
            f"catalog {command} of {count:,} texts",
            f"under {REACH['catalog']:.0f} s",
            said(times, " s"),
            statistics.median(times) < REACH["catalog"],
            {"seconds": times},
        )
        for command, times in found.items()
    ]


def _catalog(project: Path, *arguments: str) -> float:
    """Seconds of a whole command. Exit code 1 says that the check found something, and is no failure of the measure."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "pwa", "catalog", *arguments]
    done = subprocess.run(command, cwd=project, env=_keeping(), capture_output=True, text=True, timeout=120)
    taken = time.perf_counter() - start
    if done.returncode not in (0, 1) or "Traceback" in done.stderr:
        raise SystemExit(f"catalog {' '.join(arguments)} failed:\n{done.stderr}")
    return taken


def _keeping() -> dict[str, str]:
    """A translator's Python keeps what it compiled, whatever this machine is told."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def measure_first_page(runs: int) -> list[Figure]:
    """Seconds from the start of the preview to the whole first page, once Python and Jinja have compiled all of it."""
    with tempfile.TemporaryDirectory() as folder:
        copy_project(Path(folder))
        times = [_first_page(Path(folder)) for _ in range(runs + 1)][1:]
    reached = statistics.median(times) < REACH["first page"]
    said_ = said(times, " s")
    return [Figure("preview: started, first page there", "under 2 s", said_, reached, {"seconds": times})]


def _first_page(project: Path) -> float:
    port, start = free_port(), time.perf_counter()
    command = [sys.executable, "-m", "pwa", "preview", "--port", str(port)]
    with subprocess.Popen(command, cwd=project, env=_keeping(), stdout=subprocess.DEVNULL) as preview:
        try:
            while not listens(port):
                if preview.poll() is not None:
                    raise SystemExit("the preview did not start")
                time.sleep(POLL)
            connection = HTTPConnection("127.0.0.1", port, timeout=120)
            connection.request("GET", f"/{FIRST}/")
            answer = connection.getresponse()
            answer.read()
            taken = time.perf_counter() - start
        finally:
            preview.terminate()
    if answer.status != 200:
        raise SystemExit(f"the first page of the preview is answered with {answer.status}")
    return taken


def enlarge(project: Path) -> int:
    """Learn topics and their translations, again under other ids with a number behind, until TEXTS are there."""
    content = load(project / "content")
    have = {(text.kind, text.english) for text in texts(content)}
    ours = {(t.kind, t.english) for t in texts(content) if t.file.removeprefix("content/")[:-5] in GROUPS}
    said_ = {(e.context, e.english): e.translation for e in read_po(project / PO, PO).entries}
    times = -(-(TEXTS - len(have)) // len(ours))
    marks = ["+" * (number + 1) for number in range(times)]
    for name in GROUPS:
        path = project / "content" / f"{name}.yaml"
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        originals = data["topics"]
        data["topics"] = [
            *originals,
            *(again(topic, number, mark) for number, mark in enumerate(marks) for topic in originals),
        ]
        path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000), encoding="utf-8")
    with (project / PO).open("a", encoding="utf-8") as po:
        for mark in marks:
            for kind, english in sorted(ours):
                po.write(f'\nmsgctxt "{kind}"\nmsgid {_quoted(english, mark)}\n')
                po.write(f"msgstr {_quoted(said_.get((kind, english), ''), mark)}\n")
    return len({(text.kind, text.english) for text in texts(load(project / "content"))})


def again(topic: dict[str, Any], number: int, mark: str) -> dict[str, Any]:
    """A topic with another id, and every text of it another text."""

    def change(node: Any) -> Any:
        if isinstance(node, dict):
            return {
                k: f"{v} {mark}" if k in TRANSLATABLE and isinstance(v, str) else change(v) for k, v in node.items()
            }
        return [change(item) for item in node] if isinstance(node, list) else node

    other: dict[str, Any] = change(copy.deepcopy(topic))
    return {**other, "id": f"{topic['id']}-{number}"}


def _quoted(text: str, mark: str) -> str:
    if text:
        text = f"{text} {mark}"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def measure_reload(runs: int) -> list[Figure]:
    """Seconds from a saved file to its new words on the page, by kind of file."""
    found: dict[str, list[float]] = {what: [] for what in SAVED}
    # Letters only, because a number in a sentence would be a fault.
    words = ("".join(letters) for letters in product(ascii_lowercase, repeat=3))
    least = PAUSE * runs * len(SAVED)
    print(f"bench: {runs * len(SAVED)} saves, {PAUSE:.0f} s between two: {least:.0f} s at least", file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        copy_project(Path(folder))
        browser = playwright.chromium.launch(executable_path=chromium(playwright), args=ARGUMENTS)
        with previewing(Path(folder), free_port()) as address:
            page = browser.new_page(viewport={"width": 360, "height": 740})
            for what, (file, before, put, path) in SAVED.items():
                page.goto(f"{address}/{path}")
                original = (Path(folder) / file).read_text(encoding="utf-8")
                assert original.count(before) == 1, f"{before!r} does not stand once in {file}"
                for _ in range(runs):
                    word = f"Saved{next(words)}."
                    changed = original.replace(before, before + put.format(word))
                    time.sleep(PAUSE)
                    start = time.perf_counter()
                    (Path(folder) / file).write_text(changed, encoding="utf-8")
                    try:
                        page.wait_for_function(SHOWS, arg=word)
                    except TimeoutError as error:
                        faults = page.locator("x-preview .broken").inner_text()
                        raise SystemExit(f"{what} was saved, and the page shows nothing of it; {faults}") from error
                    found[what].append(time.perf_counter() - start)
                print(f"bench: {what}: {said(found[what], ' s')}", file=sys.stderr, flush=True)
        browser.close()
    return [
        Figure(
            f"preview: {what} saved, new words on the page",
            f"under {REACH['reload']:.0f} s",
            said(times, " s"),
            statistics.median(times) < REACH["reload"],
            {"seconds": times},
        )
        for what, times in found.items()
    ]
