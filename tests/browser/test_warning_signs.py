"""The checklist: the outcome is the highest urgency ticked, with scripts and without."""

import pytest

from pwa.load import load
from tests.conftest import TAGS

SIGNS = [sign for group in load().warning_signs.groups for sign in group.signs]
URGENCIES = ["emergency_now", "same_day", "appointment"]
FIRST = {urgency: next(sign for sign in SIGNS if sign.urgency == urgency) for urgency in URGENCIES}


def outcome(page) -> str:
    """The one visible outcome."""
    visible = page.locator("[data-urgency]:visible")
    assert visible.count() == 1
    return visible.get_attribute("data-urgency")


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def signs(request, new_page, site):
    page = new_page(java_script_enabled=request.param)
    page.goto(f"{site}/en/warning-signs/")
    return page


def test_nothing_ticked_is_self_care(signs):
    assert outcome(signs) == "self_care_ok"


@pytest.mark.parametrize("urgency", URGENCIES)
def test_each_level_is_reached(signs, urgency):
    signs.check(f"input[value={FIRST[urgency].id}]")
    assert outcome(signs) == urgency


def test_the_highest_of_several_wins_and_goes_when_it_is_taken_off(signs):
    for urgency in reversed(URGENCIES):
        signs.check(f"input[value={FIRST[urgency].id}]")
        assert outcome(signs) == urgency
    signs.uncheck(f"input[value={FIRST['emergency_now'].id}]")
    assert outcome(signs) == "same_day"


def test_every_single_box_shows_its_own_level(signs):
    for sign in SIGNS:
        signs.check(f"input[value={sign.id}]")
        assert outcome(signs) == sign.urgency, sign.id
        signs.uncheck(f"input[value={sign.id}]")


def test_one_tap_clears_all_ticks(signs):
    signs.check(f"input[value={FIRST['emergency_now'].id}]")
    signs.click("button[type=reset]")
    assert outcome(signs) == "self_care_ok"


def test_the_bar_in_view_says_the_same_as_the_outcome(signs):
    signs.check(f"input[value={FIRST['same_day'].id}]")
    said = signs.locator(".bar > span:visible").inner_text()
    assert said == signs.locator("[data-urgency]:visible h2").inner_text()


@pytest.mark.parametrize("tag", TAGS)
def test_boxes_carry_the_evidence_that_they_cover(new_page, site, tag):
    page = new_page(java_script_enabled=False)
    page.goto(f"{site}/{tag}/warning-signs/")
    boxes = page.locator("input[type=checkbox][name=sign]")
    got = boxes.evaluate_all("boxes => boxes.map(box => [box.value, box.dataset.covers])")
    assert got == [[sign.id, " ".join(sign.covers)] for sign in SIGNS]


def test_a_browser_without_has_shows_each_urgency_beside_its_sign(new_page, site):
    page = new_page(java_script_enabled=False)

    def without_has(route):
        response = route.fetch()
        route.fulfill(response=response, body=response.text().replace("selector(:has(*))", "selector(:no-such(*))"))

    page.route("**/signs.css", without_has)
    page.goto(f"{site}/en/warning-signs/")
    assert page.locator(".sign .level:visible").count() == len(SIGNS)
    assert page.locator("[data-urgency]:visible").count() == 4


def test_a_browser_without_has_but_with_scripts_shows_one_outcome(new_page, site):
    page = new_page(service_workers="block")

    def without_has(route):
        response = route.fetch()
        route.fulfill(response=response, body=response.text().replace("selector(:has(*))", "selector(:no-such(*))"))

    page.route("**/signs.css", without_has)
    page.goto(f"{site}/en/warning-signs/")
    page.check(f"input[value={FIRST['same_day'].id}]")
    assert outcome(page) == "same_day"


def test_the_outcome_dials_the_number_of_the_readers_country(new_page, site):
    page = new_page(timezone_id="Asia/Jakarta")
    page.goto(f"{site}/en/warning-signs/")
    page.check(f"input[value={FIRST['emergency_now'].id}]")
    page.wait_for_selector("[data-urgency=emergency_now] a[href='tel:119']")
