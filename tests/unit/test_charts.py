"""The charts of trials: right, in the language's own numbers, and readable without seeing them."""

import re
from xml.etree.ElementTree import Element, fromstring

import pytest
from flask import Flask

from pwa.content.lookup import topics
from pwa.content.model import Content
from pwa.content.topics import Chart
from pwa.languages.table import Language
from pwa.pages.charts import number, svg
from pwa.pages.interface import interface
from pwa.release.model import Release
from tests.support.pages import every, page_of, words
from tests.support.releases import in_language, live_app


@pytest.fixture(scope="module")
def app() -> Flask:
    return live_app()


def test_a_chart_puts_the_result_in_its_range_and_the_range_over_zero(app: Flask, content: Content) -> None:
    charts = [chart for topic in topics(content) for section in topic.sections for chart in section.charts]
    assert {chart.id for chart in charts} == {"nights", "pain", "weeks"}
    for chart in charts:
        drawn = draw(app, chart, content, "en")
        zero = float(re.findall(r"[\d.]+", by_class(drawn, "zero")[0].get("d", ""))[0])
        for row, line, dot in zip(chart.rows, by_class(drawn, "range"), by_class(drawn, "result"), strict=True):
            left, right = ends(line)
            assert left < float(dot.get("cx", "")) < right
            assert (left < zero < right) == (row.low < 0 < row.high), (chart.id, row.id)


def test_a_chart_writes_numbers_as_the_language_does(app: Flask, content: Content) -> None:
    written = []
    for folder in ("en", "id", "zh_Hans"):
        with in_language(app, Language(folder)):
            written.append(number(-1.2))
    assert written == ["−1.2", "−1,2", "−1.2"]
    chart = next(s.charts[0] for topic in topics(content) for s in topic.sections if topic.id == "habits" and s.charts)
    assert "−1,2" in [part.text for part in by_class(draw(app, chart, content, "id"), "value")]


def test_a_chart_has_its_words_its_table_and_no_style_of_its_own(release: Release) -> None:
    page = page_of(release, "en", "minerals")
    figure = next(every(page, "figure"))
    drawing = next(every(figure, "svg"))
    assert drawing.get("aria-labelledby") == next(every(figure, "figcaption")).get("id")
    assert [part.tag for part in drawing.iter() if part.get("style") or part.get("fill")] == []
    assert [words(cell) for cell in every(figure, "td")] == ["−0.18", "−0.84 … 0.49"]


def draw(app: Flask, chart: Chart, content: Content, folder: str) -> Element:
    with in_language(app, Language(folder)):
        return fromstring(svg(chart, interface(content).label, "caption"))


def by_class(drawn: Element, name: str) -> list[Element]:
    return [part for part in drawn.iter() if part.get("class") == name]


def ends(line: Element) -> tuple[float, float]:
    """The two ends of a range, from its path."""
    across = [float(x) for x in re.findall(r"[MH](-?[\d.]+)", line.get("d", ""))]
    return min(across), max(across)
