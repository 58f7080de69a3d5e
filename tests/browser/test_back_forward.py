"""Whoever goes back finds a page as it was left, which phones keep as it stood: it knows what happened meanwhile."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.support.cramp import press, ready, shows
from tests.support.diary import OWN
from tests.support.reader import UNTIL
from tests.support.screens import PATHS
from tests.support.signs import tick_worst

MINUTE_MS = 60_000


def leave(page: Page, address: str) -> None:
    """To another page, by an address of this site, so that the browser keeps this one."""
    page.evaluate("() => (window.same = true)")
    page.evaluate("address => location.assign(address)", address)
    page.wait_for_url(f"**{address}")
    page.wait_for_load_state()


def back(page: Page) -> None:
    """To the very page that was left."""
    page.evaluate("() => history.back()")
    page.wait_for_function("() => window.same")


def write(page: Page, key: str, value: object) -> None:
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [f"/:{key}", json.dumps(value)])


@pytest.mark.parametrize("path", PATHS.values())
def test_no_screen_keeps_the_browser_from_remembering_it(remembering: Page, site: str, path: str) -> None:
    page = remembering
    page.goto(f"{site}/en/{path}")
    page.wait_for_load_state()
    leave(page, "/en/sources/" if path == "about/" else "/en/about/")
    back(page)


def test_a_page_looks_as_was_chosen_meanwhile(remembering: Page, site: str) -> None:
    page = remembering
    page.goto(f"{site}/en/about/")
    leave(page, "/en/settings/")
    page.locator(".look [name=theme][value=night]").check()
    page.locator(".look [name=text][value='200']").check()
    back(page)
    expect(page.locator("html[data-theme=night][data-text='200']")).to_be_attached()
    leave(page, "/en/settings/")
    page.wait_for_selector(".look:not([hidden])")
    page.locator(".look [name=theme][value='']").check()
    page.locator(".look [name=text][value='']").check()
    back(page)
    expect(page.locator("html:not([data-theme]):not([data-text])")).to_be_attached()


def test_a_page_is_dark_once_a_cramp_runs(remembering: Page, site: str) -> None:
    page = remembering
    page.clock.set_fixed_time("2026-11-28T05:00:00Z")  # noon in Jakarta
    page.goto(f"{site}/en/about/")
    expect(page.locator("html:not([data-dark])")).to_be_attached()
    leave(page, "/en/")
    ready(page)
    press(page)
    shows(page, "hold")
    page.evaluate("() => history.go(-2)")
    page.wait_for_function("() => window.same && location.pathname === '/en/about/'")
    expect(page.locator("html[data-dark]")).to_be_attached()


@pytest.mark.parametrize(
    ("path", "shown", "number"),
    [
        ("emergency/", ".mine .shown .tel", "119"),
        ("warning-signs/", "[data-urgency]:visible .calls [data-live]", "119"),
        ("share/", ".card .dial, .number .dial", "119"),
    ],
)
def test_the_numbers_are_those_of_the_country_that_was_chosen_meanwhile(
    remembering: Page, site: str, path: str, shown: str, number: str
) -> None:
    page = remembering
    page.goto(f"{site}/en/settings/")
    page.locator("#country").select_option("FR")
    page.goto(f"{site}/en/{path}")
    if path == "warning-signs/":
        tick_worst(page)
    expect(page.locator(shown).first).not_to_have_text("", use_inner_text=False)
    leave(page, "/en/settings/")
    page.locator("#country").select_option("KR")
    back(page)
    expect(page.locator(shown).filter(has_text=number).first).to_be_attached()


def test_the_settings_say_what_was_chosen_elsewhere_and_write_nothing_over_it(remembering: Page, site: str) -> None:
    page = remembering
    page.goto(f"{site}/en/settings/")
    page.wait_for_selector("#aids:not([hidden])")
    leave(page, "/en/about/")
    write(page, "aids", {"sound": True, "voice": False, "vibration": False})
    write(page, "look", {"theme": "day", "text": ""})
    write(page, "country", "JP")
    back(page)
    expect(page.locator("#aids [data-aid=sound]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".look [name=theme][value=day]")).to_be_checked()
    expect(page.locator("#country")).to_have_value("JP")
    page.locator(".look [name=text][value='125']").check()
    page.locator("#aids [data-aid=sound]").click()
    kept = page.evaluate("() => ['look', 'aids'].map((key) => JSON.parse(localStorage.getItem('/:' + key)))")
    assert kept == [{"theme": "day", "text": "125"}, {"sound": False, "voice": False, "vibration": False}]


def test_the_cramp_screen_sounds_as_was_chosen_meanwhile(remembering: Page, site: str) -> None:
    page = remembering
    page.goto(f"{site}/en/")
    ready(page)
    press(page)
    page.wait_for_selector("#hold .aids:not([hidden])")
    leave(page, "/en/settings/")
    page.locator("#aids [data-aid=sound]").click()
    back(page)
    expect(page.locator("#hold [data-aid=sound]")).to_have_attribute("aria-pressed", "true")


def test_the_next_launch_is_in_the_language_that_one_came_back_to(remembering: Page, site: str) -> None:
    page = remembering
    kept = "caches.match('/language', { cacheName: 'cramp-reader:/' }).then(found => found?.text())"
    page.goto(f"{site}/en/about/")
    page.evaluate(UNTIL.format(f"{kept}.then(tag => tag === 'en')"))
    leave(page, "/id/about/")
    page.evaluate(UNTIL.format(f"{kept}.then(tag => tag === 'id')"))
    back(page)
    page.evaluate(UNTIL.format(f"{kept}.then(tag => tag === 'en')"))


def test_ticks_that_were_taken_back_meanwhile_are_gone(remembering: Page, site: str) -> None:
    page = remembering
    page.goto(f"{site}/en/warning-signs/")
    tick_worst(page)
    leave(page, "/en/about/")
    page.evaluate("() => localStorage.removeItem('/:ticked-signs')")
    back(page)
    expect(page.locator("input[name=sign]:checked")).to_have_count(0)


@pytest.mark.parametrize("path", ["diary/", "doctor/"])
def test_what_was_noted_meanwhile_shows(remembering: Page, site: str, path: str) -> None:
    page = remembering
    page.goto(f"{site}/en/{path}")
    page.wait_for_selector(OWN, state="attached")
    before = page.locator("main").inner_text()
    leave(page, "/en/")
    ready(page)
    press(page)
    shows(page, "hold")
    press(page)
    page.click(".note-cramp button")
    expect(page.locator("#afterwards .noted")).to_be_visible()
    page.evaluate("() => history.go(-3)")
    page.wait_for_function("() => window.same && !location.hash && /diary|doctor/.test(location.pathname)")
    expect(page.locator("main")).not_to_have_text(before, use_inner_text=True)


def test_a_cramp_that_ended_elsewhere_is_over(remembering: Page, site: str) -> None:
    page = remembering
    page.goto(f"{site}/en/")
    ready(page)
    press(page)
    shows(page, "hold")
    leave(page, "/en/emergency/")
    expect(page.locator(".top .clock")).to_be_visible()
    session = page.evaluate("() => JSON.parse(localStorage.getItem('/:cramp-session'))")
    write(page, "cramp-session", {**session, "state": "eased", "view": "afterwards"})
    back(page)
    shows(page, "afterwards")
    expect(page.locator(".brand")).to_be_visible()


def test_heat_that_should_be_off_says_so_at_once(remembering: Page, site: str) -> None:
    page = remembering
    for path, shown in (("", "#warmth [data-phase]"), ("about/", ".top .heat:visible")):
        page.goto(f"{site}/en/")
        ready(page)
        page.evaluate("() => localStorage.clear()")
        now = page.evaluate("() => Date.now()")
        session = {"state": "cramp", "started": now, "seen": now, "since": now, "visit": now, "view": "warmth"}
        write(page, "cramp-session", {**session, "clear": True, "starts": {"warmth": now}})
        page.goto(f"{site}/en/{path}")
        page.wait_for_selector(shown)
        early = page.locator(shown).first.get_attribute("data-phase")
        leave(page, "/en/share/")
        session = page.evaluate("() => JSON.parse(localStorage.getItem('/:cramp-session'))")
        hour = 60 * MINUTE_MS
        late = {key: session[key] - hour for key in ("started", "since", "visit")}
        write(page, "cramp-session", {**session, **late, "starts": {"warmth": session["starts"]["warmth"] - hour}})
        back(page)
        expect(page.locator(shown).first).not_to_have_attribute("data-phase", early or "none")
