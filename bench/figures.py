"""What a measure hands back, and how it is said: medians with 95 % intervals, and a table."""

import random
import statistics
from dataclasses import dataclass, field

RESAMPLES = 2000


class MissingError(Exception):
    """Something that a measure needs is not on this machine; the message says what, in one sentence."""


@dataclass(frozen=True)
class Figure:
    """One row of the table. `reached` is None where no number was promised; `values` are the single runs."""

    measure: str
    reach: str
    found: str
    reached: bool | None = None
    values: dict[str, list[float]] = field(default_factory=dict)


def interval(values: list[float]) -> tuple[float, float]:
    """95 % of the median, by resampling; the same values always give the same interval."""
    chance = random.Random(0)
    medians = sorted(statistics.median(chance.choices(values, k=len(values))) for _ in range(RESAMPLES))
    return medians[RESAMPLES // 40], medians[-RESAMPLES // 40]


def said(values: list[float], unit: str = "", digits: int = 2) -> str:
    """1.07 s [1.03, 1.11]; without an interval where every run gave the same."""
    median = f"{statistics.median(values):,.{digits}f}{unit}"
    if min(values) == max(values):
        return median
    low, high = interval(values)
    return f"{median} [{low:,.{digits}f}, {high:,.{digits}f}]"


def ratios(values: list[float], others: list[float]) -> list[float]:
    """Run by run, because the two were measured side by side."""
    return [value / other for value, other in zip(values, others, strict=True)]


def kb(size: float) -> str:
    """Bytes as thousands of them: 12.3 kB."""
    return f"{size / 1000:,.1f} kB"


def rows(figures: list[Figure]) -> list[tuple[str, str, str]]:
    """The table's rows; a number that was not reached says so."""
    return [
        (figure.measure, figure.reach, figure.found + (" (not reached)" if figure.reached is False else ""))
        for figure in figures
    ]


def table(figures: list[Figure]) -> str:
    """For a terminal and for Markdown alike."""
    lines = [("measure", "reach", "found"), ("---", "---", "---"), *rows(figures)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
