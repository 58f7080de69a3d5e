"""Build time and memory for 3, 10 and 50 languages: the whole of `make build`, in a process of its own.

Languages beyond the real ones are copies of the Indonesian catalog under other names, in a copy of the project.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.figures import Figure, said
from tests.support.project import copy_project

COUNTS = (3, 10, 50)
# Languages with many speakers, by their codes.
OTHERS = """
ms fil th vi my km lo hi bn ta te ml kn mr gu pa ur ne si fa ar he tr az uz kk ru uk pl cs sk hu ro bg sr hr sl el de nl
fr es pt it ca sv da nb fi et lv lt sw am zu af ja ko mn ka hy
"""
REACH = {3: (4, 200), 50: (45, 700)}  # seconds, megabytes
# What `python -m pwa build` does; the time between the two is that of compressing and writing.
BUILD = """
import json, sys, time
start = time.perf_counter()
from pathlib import Path
from pwa import create_app
from pwa.hosting.export import write
from pwa.release.build import build
release = build(create_app({"NIGHT_CRAMP_SITE": "", "SITE_URL": "http://localhost/"}))
rendered = time.perf_counter() - start
write(release, Path(sys.argv[1]))
print(json.dumps([rendered, time.perf_counter() - start]))
"""


def measure(runs: int) -> list[Figure]:
    """Seconds and megabytes of a build, by number of languages; the counts take turns."""
    found: dict[int, list[tuple[float, float, float]]] = {count: [] for count in COUNTS}
    with tempfile.TemporaryDirectory() as folder:
        projects = {count: Path(folder) / str(count) for count in COUNTS}
        for count, project in projects.items():
            copy_project(project)
            add_languages(project / "translations", count)
            build(project, Path(folder) / f"site-{count}")  # compiles the copy's Python
        for _ in range(runs):
            for count, project in projects.items():
                # Each in the place of its own last: taking the files of 50 languages away is not the work of 3.
                found[count].append(build(project, Path(folder) / f"site-{count}"))
    figures = [_figure(count, results) for count, results in found.items()]
    each = {count: statistics.median(result[1] for result in found[count]) / count for count in COUNTS}
    growth = each[max(COUNTS)] / each[min(COUNTS)]
    measure = f"build: time per language, {max(COUNTS)} against {min(COUNTS)} languages"
    return [*figures, Figure(measure, "linear: at most 1", f"{growth:.2f}", growth <= 1)]


def _figure(count: int, results: list[tuple[float, float, float]]) -> Figure:
    rendered, written, memory = (list(column) for column in zip(*results, strict=True))
    seconds, megabytes = REACH.get(count, (0, 0))
    reach = f"under {seconds} s and {megabytes} MB" if seconds else ""
    found = f"{said(written, ' s')}; of it release {said(rendered, ' s')}; memory {said(memory, ' MB', 0)}"
    reached = statistics.median(written) < seconds and statistics.median(memory) < megabytes if seconds else None
    values = {"written_s": written, "rendered_s": rendered, "memory_mb": memory}
    return Figure(f"build, {count} languages", reach, found, reached, values)


def add_languages(translations: Path, count: int) -> None:
    """Copies of the Indonesian catalog until there are so many languages, English among them."""
    have = {path.parent.name for path in translations.glob("*/LC_MESSAGES")} | {"en"}
    catalog = (translations / "id" / "LC_MESSAGES" / "messages.po").read_text(encoding="utf-8")
    others = [name for name in OTHERS.split() if name not in have]
    for name in others[: count - len(have)]:
        folder = translations / name / "LC_MESSAGES"
        folder.mkdir(parents=True)
        text = catalog.replace('"Language: id\\n"', f'"Language: {name}\\n"')
        (folder / "messages.po").write_text(text, encoding="utf-8")


def build(project: Path, site: Path) -> tuple[float, float, float]:
    """Seconds to the release, seconds to the tree on disk, and the most memory in MB."""
    command = [sys.executable, "-c", BUILD, str(site)]
    with subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        answer = process.stdout.read()
        # wait4 gives the figures of this one child, where getrusage would give the largest of all.
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"the build of {len(list((project / 'translations').glob('*/LC_MESSAGES')))} languages failed")
    rendered, written = json.loads(answer)
    return rendered, written, usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1000)
