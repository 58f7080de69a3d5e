"""The offline cold opens of bench/cold_open.py as rows of the table."""

import statistics

from bench import cold_open
from bench.figures import Figure, ratios, said

MOST = 1.15
LOCAL, OURS, LAUNCH, PLAIN, ROUTES = "local file", "handler", "launch", "plain cache.addAll", "static routes"


def measure(opens: int) -> list[Figure]:
    """A row for each pair of variants that is compared, open by open."""
    times = cold_open.measure(opens)
    against_file = ratios(times[OURS], times[LOCAL])
    against_launch = ratios(times[LAUNCH], times[LOCAL])
    against_plain = ratios(times[OURS], times[PLAIN])
    against_routes = ratios(times[ROUTES], times[OURS])
    clocks = f"{_ms(times[OURS])} against {{}}"
    return [
        Figure(
            f"offline cold open against a local file, {opens} opens each",
            f"at most {MOST}",
            f"{said(against_file)}: {clocks.format(_ms(times[LOCAL]))}",
            statistics.median(against_file) <= MOST,
            times,
        ),
        Figure(
            "the launch from the home screen, in the language read last, against a local file",
            f"at most {MOST}",
            said(against_launch),
            statistics.median(against_launch) <= MOST,
        ),
        Figure(
            "the same against a plain cache.addAll worker",
            "",
            f"{said(against_plain)}: {clocks.format(_ms(times[PLAIN]))}",
        ),
        Figure("the same worker with static routes, against without", "", said(against_routes)),
    ]


def _ms(values: list[float]) -> str:
    return said(values, " ms", 0)
