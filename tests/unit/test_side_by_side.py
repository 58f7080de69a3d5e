"""Work on many things at once: all of it is done, its first error is raised, and a signal ends it at any moment."""

import signal
import subprocess
import sys

import pytest

from pwa.hosting.side_by_side import side_by_side
from tests.support.project import ROOT

# Each time the signal comes at another moment, that of the threads' beginning among them.
STOPPED = """import random, signal, sys
from pwa.hosting.side_by_side import side_by_side

def end(*_):
    raise SystemExit

signal.signal(signal.SIGALRM, end)
random.seed(1)
stopped = lost = 0
for _ in range(400):
    done = []
    try:
        signal.setitimer(signal.ITIMER_REAL, random.uniform(0.00005, 0.003))
        side_by_side(done.append, range(50_000), 2)
        lost += signal.setitimer(signal.ITIMER_REAL, 0)[0] == 0
    except SystemExit:
        stopped += 1
print(stopped, lost)"""


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_all_of_it_is_done_once(threads: int) -> None:
    done: list[int] = []
    side_by_side(done.append, range(1000), threads)
    assert sorted(done) == list(range(1000))


def test_an_error_is_raised_and_nothing_more_is_begun() -> None:
    begun: list[int] = []

    def work(item: int) -> None:
        begun.append(item)
        if item == 3:
            raise IndexError("of the work itself")

    with pytest.raises(IndexError, match="of the work itself"):
        side_by_side(work, range(1000), 1)
    assert begun == [0, 1, 2, 3]


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="Windows has no timer that raises")
def test_a_signal_ends_it_at_any_moment() -> None:
    done = subprocess.run([sys.executable, "-c", STOPPED], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    stopped, lost = map(int, done.stdout.split())
    assert (stopped > 100, lost) == (True, 0)
