"""Work on many things at once, which a signal may end at any moment.

A signal raises in the main thread wherever that is, also between taking a lock and the block that gives it back
(https://github.com/python/cpython/issues/74174). In concurrent.futures everybody then waits for that lock for ever, so
here the main thread has no lock in common with the others.
"""

from collections.abc import Callable, Iterable
from threading import Thread
from typing import TypeVar

Item = TypeVar("Item")
LAST_ITEM_S = 30  # for what is under way when a signal comes


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

    workers = [Thread(target=run, daemon=True) for _ in range(threads)]
    try:
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    finally:
        left.clear()
        for worker in workers:
            if worker.is_alive():
                worker.join(LAST_ITEM_S)
    if errors:
        raise errors[0]
