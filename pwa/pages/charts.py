"""Results of studies as a picture: a dot for the result, a line for the range in which the truth probably lies.

SVG without styles of its own, so that it follows the theme and the content security policy; the numbers stand in a
table beside it (templates/parts.html), for whoever cannot see it.
"""

from typing import Any

from flask_babel import format_decimal
from markupsafe import Markup, escape

from pwa.content.topics import Chart
from pwa.pages.interface import Texts

WIDTH, EDGE, ROW, TOP = 320, 14, 66, 32
# The words at the two sides of the zero line, by `words` of the chart.
SIDES = {"cramps": ("fewer", "more"), "pain": ("less_pain", "more_pain")}


def number(value: float) -> str:
    """A number as the language writes it, with a true minus."""
    written: str = format_decimal(value)
    return written.replace("-", "\u2212")


def svg(chart: Chart, labels: Texts, labelled_by: str) -> Markup:
    """The drawing of a chart; `labels` is the interface's, `labelled_by` the id of its caption."""
    left, right = SIDES[chart.words]
    least = min(row.low for row in chart.rows)
    most = max(row.high for row in chart.rows)
    # Both sides of zero are there, or "no effect" could not be seen.
    start, end = min(least, -0.3 * most), max(most, -0.3 * least)

    def x(value: float) -> float:
        return round(EDGE + (WIDTH - 2 * EDGE) * (value - start) / (end - start), 1)

    bottom = TOP + ROW * len(chart.rows)
    parts = [
        f'<path class="zero" d="M{x(0)} {TOP - 8}V{bottom}"/>',
        _text(min(max(x(0), 50), WIDTH - 50), TOP - 16, labels.no_change, "middle"),
    ]
    for index, row in enumerate(chart.rows):
        y = TOP + ROW * index + 30
        low, high = x(row.low), x(row.high)
        parts += [
            _text(2, y - 16, row.label, "start", "study"),
            f'<path class="range" d="M{low} {y - 6}v12M{low} {y}H{high}M{high} {y - 6}v12"/>',
            f'<circle class="result" cx="{x(row.effect)}" cy="{y}" r="7"/>',
            _text(x(row.effect), y + 24, number(row.effect), "middle", "value"),
        ]
    parts += [
        _text(2, bottom + 18, f"\u2190 {labels[left].plain}", "start"),
        _text(WIDTH - 2, bottom + 18, f"{labels[right].plain} \u2192", "end"),
    ]
    box = f'viewBox="0 0 {WIDTH} {bottom + 24}"'
    drawing = f'<svg class="chart" {box} role="img" aria-labelledby="{labelled_by}">{"".join(parts)}</svg>'
    return Markup(drawing)  # noqa: S704 - numbers, an id of ours, and words that _text has escaped


def _text(x: float, y: float, words: Any, anchor: str, kind: str = "side") -> str:
    shown = escape(words.plain if hasattr(words, "plain") else words)
    return f'<text class="{kind}" x="{x}" y="{y}" text-anchor="{anchor}">{shown}</text>'
