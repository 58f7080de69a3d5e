"""The offline cold opens of bench/cold_open.py as rows of the table."""

import statistics
from pathlib import Path

from bench import cold_open
from bench.figures import Figure, interval, ratios, said

MOST = 1.10
MOST_OF_INTERVAL = 1.20
ROWS = {
    "app": "offline cold open against a local file",
    "launch": "the launch from the home screen, in the language read last, against a local file",
    "warning signs": "the warning signs, opened cold, against a local file of theirs",
    "emergency": "the emergency numbers, opened cold, against a local file of theirs",
}


def measure(opens: int, before: Path | None = None) -> list[Figure]:
    """A row for each pair of variants that is compared, open by open.

    Args:
        opens: of each variant.
        before: a built site of an earlier release, to be opened in turn with this one.
    """
    times = cold_open.measure(opens, beside=[before] if before else [], plain=True)
    figures = [_row(f"{name}, {opens} opens each", times, page) for page, name in ROWS.items()]
    others = {"the same against a plain cache.addAll worker": cold_open.PLAIN_WORKER}
    for variant in times:
        if variant.startswith("beside"):
            others["the same against the release before"] = variant
    for name, other in others.items():
        against = f"{said(ratios(times['app'], times[other]))}: {_ms(times['app'])} against {_ms(times[other])}"
        figures.append(Figure(name, "", against))
    return figures


def _row(name: str, times: dict[str, list[float]], page: str) -> Figure:
    own, file = times[page], cold_open.file_of(page, times)
    share = ratios(own, file)
    reached = statistics.median(share) <= MOST and interval(share)[1] < MOST_OF_INTERVAL
    found = f"{said(share)}: {_ms(own)} against {_ms(file)}"
    reach = f"at most {MOST:.2f}, its interval under {MOST_OF_INTERVAL:.2f}"
    return Figure(name, reach, found, reached, {page: own, cold_open.FILE: file})


def _ms(values: list[float]) -> str:
    return said(values, " ms", 0)
