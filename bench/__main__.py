"""`make bench`: measures everything, prints one table, writes bench/results.json and the tables of the page.

Nothing here is a test, and nothing fails because a number was missed: the table says so. `--only` measures some groups
again and keeps what was found before for the others. The page is docs/performance.md.
"""

import argparse
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from bench import building, cold_opens, diary, fifty, lighthouse, serving, translating, travel, weights
from bench.figures import Figure, MissingError, table
from bench.page import fill_page
from bench.results import RESULTS, figures_of, machine, read, write

LEAST_RUNS = 15
MEASURES: dict[str, Callable[[int], list[Figure]]] = {
    "cold-open": cold_opens.measure,
    "install": travel.measure_install,
    "update": travel.measure_update,
    "weights": weights.measure,
    "diary": diary.measure,
    "serving": serving.measure,
    "build": building.measure,
    "fifty": fifty.measure,
    "catalogs": translating.measure_catalogs,
    "first-page": translating.measure_first_page,
    "reload": translating.measure_reload,
    "lighthouse": lighthouse.measure,
}


def main() -> int:
    """Measure what is asked for; 1 if a measure failed."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.split("\n")[0])
    parser.add_argument("--opens", type=int, default=60, help="cold opens of each variant; 60 for figures that count")
    parser.add_argument("--runs", type=int, default=LEAST_RUNS, help="runs of everything else")
    parser.add_argument("--before", type=Path, help="a built site of an earlier release, opened in turn with this one")
    parser.add_argument("--only", nargs="+", choices=MEASURES, default=list(MEASURES), help="measure these alone")
    arguments = parser.parse_args()
    results, failed = read(), []
    for name in arguments.only:
        runs = arguments.opens if name == "cold-open" else arguments.runs
        print(f"bench: {name}", file=sys.stderr, flush=True)
        start = time.perf_counter()
        try:
            measure = partial(cold_opens.measure, before=arguments.before) if name == "cold-open" else MEASURES[name]
            figures = measure(runs)
        except MissingError as missing:
            figures = [Figure(name, "", f"not measured: {missing}")]
        except (Exception, SystemExit) as error:
            failed.append(name)
            print(f"bench: {name} failed: {type(error).__name__}: {error}", file=sys.stderr)
            continue
        taken = time.perf_counter() - start
        print(f"bench: {name} took {taken:.0f} s", file=sys.stderr, flush=True)
        results[name] = {"day": date.today().isoformat(), "runs": runs, "machine": machine(), "figures": figures}
        write(results)
    print(table(figures_of(results)))
    fill_page(results)
    print(f"written: {RESULTS.name} and docs/performance.md", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("bench: interrupted; what was measured before is in bench/results.json")
