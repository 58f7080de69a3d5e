"""Ticked warning signs: kept for a day, named, said aloud, and shown to a helper in two languages."""

import pytest


def test_ticks_survive_a_reload_and_are_forgotten_after_a_day(new_page, site):
    page = new_page()
    page.clock.install()
    page.goto(f"{site}/en/warning-signs/")
    page.check("input[value=dark-pee]")
    page.reload()
    page.wait_for_selector("[data-urgency=emergency_now] .ticked li")
    assert page.locator("input[value=dark-pee]").is_checked()
    page.clock.fast_forward(24 * 60 * 60 * 1000 + 1000)
    page.reload()
    page.wait_for_selector("[data-outcome=self_care_ok]")
    assert not page.locator("input[value=dark-pee]").is_checked()


def test_none_of_these_is_an_answer(new_page, site):
    page = new_page()
    page.goto(f"{site}/en/warning-signs/")
    page.check("input[value=dark-pee]")
    page.click(".none-of-these")
    page.wait_for_selector("[data-urgency=self_care_ok]:visible")
    assert page.locator("input:checked").count() == 0


def test_a_change_of_the_outcome_is_said_to_a_screen_reader(new_page, site):
    page = new_page()
    page.goto(f"{site}/en/warning-signs/")
    page.wait_for_selector("[data-outcome]")
    page.check("input[value=dark-pee]")
    assert page.locator("[role=status].said").inner_text() == "Call an ambulance now"


@pytest.mark.parametrize(("mine", "theirs"), [("en", "id"), ("id", "zh-hans"), ("zh-hans", "en")])
def test_the_card_shows_the_outcome_in_two_languages(new_page, site, mine, theirs):
    page = new_page()
    page.goto(f"{site}/{mine}/warning-signs/")
    page.check("input[value=dark-pee]")
    page.click(".show-card")
    page.select_option("#helper", theirs)
    page.wait_for_selector(f".pair p:first-child:lang({theirs})")
    title = page.locator(".pair-title p")
    assert title.count() == 2
    assert title.nth(1).inner_text() == page.locator("[data-urgency=emergency_now] h2").inner_text()
    assert page.locator(".pair-sign").count() == 1
    page.click(".close")
    assert not page.locator("dialog").is_visible()
