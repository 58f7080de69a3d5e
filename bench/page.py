"""Writes the tables of docs/performance.md from results.json, so that the page cannot say what was not measured.

Run alone (`python -m bench.page`) it writes them again from the last results; tests hold the page against `filled`.
"""

import re
import statistics
from pathlib import Path
from typing import Any

from bench.figures import Figure, table
from bench.results import read

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"
NOT_YET = "Not measured yet: run `make bench`."
MILLION = 1_000_000
# Amazon CloudFront, first 10 TB of a month, dollars per gigabyte: aws.amazon.com/cloudfront/pricing.
PRICES = {"United States, Europe": 0.085, "Indonesia, Singapore, Hong Kong": 0.120}


def fill_page(results: dict[str, Any]) -> None:
    """Write the tables of docs/performance.md anew.

    Raises:
        SystemExit: The page has not the marks between which they stand.
    """
    new = PAGE.with_suffix(".new")
    new.write_text(filled(PAGE.read_text(encoding="utf-8"), results), encoding="utf-8")
    new.replace(PAGE)


def filled(text: str, results: dict[str, Any]) -> str:
    """The page with what stands between its marks made anew."""
    for name, made in {"figures": _figures(results), "cost": _cost(results)}.items():
        pattern = rf"(?<=<!-- {name}: made by bench/page.py -->\n).*?(?=<!-- end of {name} -->)"
        count = len(re.findall(pattern, text, re.S))
        if count != 1:
            raise SystemExit(f"docs/performance.md should have the marks of '{name}' once; it has them {count} times")
        before, after = re.split(pattern, text, flags=re.S)
        text = f"{before}{made}\n{after}"
    return text


def _figures(results: dict[str, Any]) -> str:
    if not results:
        return NOT_YET
    parts = []
    for (day, machine), names in _by_machine(results).items():
        figures = [figure for name in names for figure in results[name]["figures"]]
        runs = ", ".join(f"{name} {results[name]['runs']}" for name in names)
        parts.append(f"{day}, {machine}. Runs: {runs}.\n\n{table(figures)}")
    return "\n\n".join(parts)


def _by_machine(results: dict[str, Any]) -> dict[tuple[str, str], list[str]]:
    groups: dict[tuple[str, str], list[str]] = {}
    for name, group in results.items():
        groups.setdefault((group["day"], group["machine"]), []).append(name)
    return groups


def _cost(results: dict[str, Any]) -> str:
    """Bytes of one, a million times, at the listed prices."""
    sizes = {
        "first installs, until the app opens offline": _bytes(results, "install", "size"),
        "first installs, until all languages are kept": _bytes(results, "install", "size", 1),
        "updates of one sentence": _bytes(results, "update", "bytes"),
        "first installs with one request per file": _bytes(results, "install", "size", 2),
    }
    known = {what: size for what, size in sizes.items() if size is not None}
    if not known:
        return NOT_YET
    heads = ["a million", "bytes of one", "together", *(f"{where}, ${price:.3f}/GB" for where, price in PRICES.items())]
    lines = [heads, ["---"] * len(heads)]
    for what, size in known.items():
        gigabytes = size * MILLION / 1e9
        lines.append(
            [what, f"{size:,.0f}", f"{gigabytes:,.1f} GB", *(f"${gigabytes * p:,.2f}" for p in PRICES.values())]
        )
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _bytes(results: dict[str, Any], group: str, name: str, place: int = 0) -> float | None:
    """The median of a value of the figure at this place in a group."""
    figures: list[Figure] = results.get(group, {}).get("figures", [])
    values = figures[place].values.get(name) if place < len(figures) else None
    return statistics.median(values) if values else None


if __name__ == "__main__":
    fill_page(read())
