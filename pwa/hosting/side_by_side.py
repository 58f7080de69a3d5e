"""Work on many things at once, which a signal may end at any moment.

A signal raises in the main thread wherever that is, also between taking a lock and the block that gives it back
(https://github.com/python/cpython/issues/74174), or in a callback, which loses it. So it waits here until the main
thread holds nothing.
"""

import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import TypeVar

Item = TypeVar("Item")
LAST_ITEM_S = 30  # for what is under way when a signal comes
POLL_S = 0.05  # what a signal waits at most


def side_by_side(work: Callable[[Item], None], items: Iterable[Item], threads: int) -> None:
    """Do the work for each item, in order, as many at a time as there are threads. Raises its first error."""
    left = [*items][::-1]
    errors: list[BaseException] = []

    def run() -> None:
        while left and not errors:
            try:
                item = left.pop()
            except IndexError:  # another thread took the last one
                return
            try:
                work(item)
            except BaseException as error:
                errors.append(error)

    with signals_held_back() as let_through:
        _run_in_threads(run, threads, left.clear, let_through)
    if errors:
        raise errors[0]


def _run_in_threads(
    run: Callable[[], None], threads: int, begin_no_more: Callable[[], None], let_through: Callable[[], None]
) -> None:
    workers = [Thread(target=run, daemon=True) for _ in range(threads)]
    try:
        for worker in workers:
            worker.start()
        for worker in workers:
            while worker.is_alive():
                worker.join(POLL_S)
                let_through()
    finally:
        begin_no_more()
        for worker in workers:
            if worker.is_alive():
                worker.join(LAST_ITEM_S)


@contextmanager
def signals_held_back() -> Iterator[Callable[[], None]]:
    """Signals that Python handles wait until the end, or until what this gives is called. Windows has no such thing."""
    if not hasattr(signal, "pthread_sigmask"):
        yield lambda: None
        return
    handled = {number for number in signal.valid_signals() if callable(signal.getsignal(number))}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())

    def let_through() -> None:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        signal.pthread_sigmask(signal.SIG_BLOCK, handled)

    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, handled)  # raises what has come just before, and holds back even so
        yield let_through
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
