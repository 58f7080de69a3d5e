"""The bedtime stretches and the morning after: the trial's dose, no danger missed, nothing claimed too much."""

import pytest

from pwa.content.bedtime import Bedtime
from pwa.content.lookup import statements
from pwa.content.model import Content
from pwa.release.model import Release
from tests.support.project import TAGS

SECONDS_IN_A_MINUTE = 60


@pytest.fixture(scope="module")
def bedtime(content: Content) -> Bedtime:
    return content.bedtime


def test_the_dose_is_that_of_the_trial(bedtime: Bedtime) -> None:
    """Hallegraeff 2012: 10 seconds, 3 times, 10 seconds between, both legs, for six weeks."""
    dose = bedtime.dose
    assert (dose.hold, dose.rest, dose.times, dose.weeks) == (10, 10, 3, 6)
    assert "HALL12" in dose.sources


def test_the_page_says_how_long_the_timer_takes(bedtime: Bedtime) -> None:
    """The trial's three minutes leave no time to change legs; nobody is hurried at night."""
    dose = bedtime.dose
    # Two stretches on two legs; before each hold a rest, to get into place.
    whole_seconds = 2 * 2 * dose.times * (dose.hold + dose.rest)
    assert dose.minutes * SECONDS_IN_A_MINUTE < whole_seconds <= dose.max_minutes * SECONDS_IN_A_MINUTE


def test_each_way_stretches_calf_and_thigh(bedtime: Bedtime) -> None:
    """Stretching the calf alone is what Coppin 2005 found useless."""
    assert {way.id for way in bedtime.ways} == {"standing", "sitting"}
    assert all([stretch.id for stretch in way.stretches] == ["calf", "thigh"] for way in bedtime.ways)


def test_what_it_is_worth_is_nowhere_claimed_to_be_sure(content: Content) -> None:
    for page in (content.bedtime, content.morning_after):
        for statement, _ in statements(page):
            if "c105" in statement.claims:
                assert statement.certainty == "disputed", statement.id
    worth = next(section for section in content.bedtime.sections if section.id == "worth")
    assert {"COPPIN05", "COCHND21"} <= {key for fact in worth.facts for key in fact.sources}


def test_who_should_not_stretch_is_told_before_what_it_is_worth(bedtime: Bedtime) -> None:
    order = [section.id for section in bedtime.sections]
    assert order.index("ask-first") < order.index("worth")
    asked = next(section for section in bedtime.sections if section.id == "ask-first")
    forbidden = " ".join([*(str(item.text) for item in asked.do), *(str(item.text) for item in asked.do_not)])
    assert all(reason in forbidden for reason in ("clot", "back pain", "weakness", "pop", "injury", "Achilles"))


def test_in_the_morning_every_danger_is_named_with_how_fast_to_act(content: Content) -> None:
    section = next(section for section in content.morning_after.sections if section.id == "not-usual")
    said = {item.id: str(item.text) for item in section.do}
    for ambulance in ("breath", "cold", "pee"):
        assert "ambulance" in said[ambulance]
    for today in ("swollen", "pregnant", "pop"):
        assert "today" in said[today]
    order = [section.id for section in content.morning_after.sections]
    assert order.index("look") < order.index("not-usual") < order.index("since")


@pytest.mark.parametrize("tag", TAGS)
def test_the_calm_end_of_a_cramp_leads_to_the_morning_after(release: Release, tag: str) -> None:
    """Quietly: the one place is the last card, and no other screen opens it by itself."""
    body = release.entries[f"/{tag}/"].body.decode()
    afterwards = body[body.index('id="afterwards"') :]
    assert f'href="/{tag}/morning-after/"' in afterwards[: afterwards.index("</section>")]
    assert "morning-after" not in body[: body.index('id="afterwards"')]


@pytest.mark.parametrize("tag", TAGS)
def test_every_statement_of_both_pages_is_shown_with_how_sure_it_is(
    release: Release, content: Content, tag: str
) -> None:
    for name, page in (("bedtime", content.bedtime), ("morning-after", content.morning_after)):
        body = release.entries[f"/{tag}/{name}/"].body.decode()
        assert body.count('class="sure"') == sum(1 for _ in statements(page)), name
        assert 'lang="en"' not in body.partition("<main")[2].partition("</main>")[0].replace("doc", ""), name
