"""When a text changed, was checked and is due again: shown on its page, listed when overdue, and never quietly old."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import html5lib
import pytest

from pwa.content.base import Review
from pwa.content.dates import RECORD, overdue, read_record, record, reviews, together, undated
from pwa.content.load import load
from pwa.content.model import Content
from pwa.files import root
from pwa.languages.table import Language
from pwa.pages.templating import month
from pwa.problems import ContentError, program
from pwa.release.model import Release
from tests.support.pages import every, page_of, words
from tests.support.releases import in_language, live_app

Edit = Callable[[str, str, str], int]
REVIEW = Review(checked="2026-11", changed="2026-10", due="2027-11", reviewed_by="")


def test_the_page_says_when_it_changed_and_that_nobody_has_signed_it(release: Release) -> None:
    for tag, when, signed in (("en", "November 2026", "Nobody yet"), ("zh-hans", "2026年11月", "")):
        page = page_of(release, tag, "tests")
        (shown,) = (part for part in every(page, "dl") if "reviewed" in part.get("class", ""))
        values = [words(part) for part in every(shown, "dd")]
        assert values[0] == when
        assert signed in values[-1]


@pytest.mark.parametrize("path", ["learn/", "sources/", "sources/doc0/", "learn/behind-the-steps/", "warning-signs/"])
def test_every_page_with_statements_has_its_dates(release: Release, path: str) -> None:
    page = html5lib.parse(release.entries[f"/en/{path}"].body, namespaceHTMLElements=False)
    (shown,) = (part for part in every(page, "dl") if "reviewed" in part.get("class", ""))
    assert words(next(every(shown, "dd"))) == "November 2026"


def test_a_page_of_several_parts_shows_the_latest_change_and_the_oldest_check() -> None:
    newer = Review(checked="2026-12", changed="2026-12", due="2027-12", reviewed_by="A. Nurse")
    assert together([REVIEW, newer]) == REVIEW.model_copy(update={"changed": "2026-12"})


def test_what_has_changed_is_recorded_with_its_month(content: Content) -> None:
    """If this fails, a text was edited: `python -m pwa dates` says which months to mend, then records it."""
    assert (root() / "content" / RECORD).read_text(encoding="utf-8") == record(content)


def test_a_part_that_changed_needs_this_month_as_its_date(content: Content, project: Path, edit: Edit) -> None:
    recorded = read_record(project / "content" / RECORD)
    edit("learn_care", "A midwife knows about leg cramps", "A midwife knows all leg cramps")
    changed = load(project / "content")
    assert undated(changed, recorded, date(2027, 1, 5)) == ["learn_care/when-to-see-whom"]
    assert undated(changed, recorded, date(2026, 11, 28)) == []
    edit("learn_care", "A midwife knows all leg cramps", "A midwife knows about leg cramps")
    edit("learn_care", 'note: "Numb means without feeling."', 'note: "Numb: no feeling."')
    assert undated(load(project / "content"), recorded, date(2027, 1, 5)) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("part,changed,digest\n", "part;changed;digest\n", 1, "should begin with 'part,changed,digest'"),
        ("relief,2026-11,", "relief;2026-11;", 2, "should be a part, its month and 12 digits"),
        ("relief,2026-11,", "relief,", 2, "should be a part, its month and 12 digits"),
        ("relief,2026-11,", "relief,2026-13,", 2, "should be a part, its month and 12 digits"),
        ("relief,2026-11,", '"relief,2026-11,', 2, "should be a part, its month and 12 digits"),
        ("bedtime,", "relief,", 3, "'relief' stands twice"),
        pytest.param("relief,", f"{'x' * 140_000},", 2, "should be a part, its month", id="a long line"),
    ],
)
def test_a_damaged_record_is_named_with_its_line(project: Path, old: str, new: str, line: int, message: str) -> None:
    path = project / "content" / RECORD
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_record(path)
    first = caught.value.problems[0]
    assert (first.file, first.line) == ("content/changed.csv", line)
    assert first.message.startswith(message)
    assert first.message.endswith(f"restore the file from the history, then run: {program()} dates")


def test_a_record_of_another_encoding_is_named_and_a_byte_order_mark_is_passed_over(project: Path) -> None:
    path = project / "content" / RECORD
    recorded = read_record(path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read_record(path) == recorded
    path.write_bytes(b"part,changed,digest\nr\xe9lief,2026-11,f12133c0dbd7\n")
    with pytest.raises(ContentError, match=r"^content/changed\.csv:2: is not UTF-8 text; restore the file"):
        read_record(path)


def test_without_a_record_every_part_has_changed(content: Content, tmp_path: Path) -> None:
    recorded = read_record(tmp_path / RECORD)
    assert undated(content, recorded, date(2027, 1, 5)) == [name for name, _ in reviews(content)]


def test_no_clinician_is_invented(content: Content) -> None:
    found = list(reviews(content))
    assert {name.split("/")[0] for name, _ in found} >= {
        "relief",
        "warning_signs",
        "emergency",
        "compare",
        "learn_care",
        "claims",
        "sources",
        "red_flags",
    }
    assert {review.reviewed_by for _, review in found} == {""}
    assert all(review.checked < review.due for _, review in found)


def test_what_is_overdue_is_listed_by_name_and_month(content: Content) -> None:
    first = min(review.due for _, review in reviews(content))
    year, number_of_month = map(int, first.split("-"))
    assert overdue(content, date(year, number_of_month, 28)) == []
    late = overdue(content, date(year + 1, number_of_month, 1))
    assert late[0].endswith(f": was due {first}")
    assert "learn_care/tests: was due 2027-11" in late


def test_a_month_is_written_as_the_language_does() -> None:
    app = live_app()
    for folder, said in {"en": "March 2027", "id": "Maret 2027", "zh_Hans": "2027年3月"}.items():
        with in_language(app, Language(folder)):
            assert month("2027-03") == said, folder
