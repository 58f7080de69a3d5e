"""The times of the cramp screen: start times that survive, the question at ten minutes, and heat in sight."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.support.cramp import CYCLE, HOLD, REST, ROUNDS, jump, press, ready, shows
from tests.support.phone import NIGHT
from tests.support.scripts import scripts_ran

SIGNS = "**/en/warning-signs/#ten-minutes"


def test_the_hold_rests_and_repeats_as_the_protocol_says(cramp: Page) -> None:
    press(cramp)
    phase, rounds = cramp.locator("#hold .phase"), cramp.locator("#hold .rounds")
    expect(phase).to_have_text("Hold", use_inner_text=True)
    cramp.clock.run_for((HOLD + 1) * 1000)
    expect(phase).to_have_text("Rest", use_inner_text=True)
    cramp.clock.run_for(REST * 1000)
    expect(phase).to_have_text("Hold", use_inner_text=True)
    expect(rounds).to_have_text(f"2 of {ROUNDS}", use_inner_text=True)
    cramp.clock.run_for(ROUNDS * CYCLE * 1000)
    expect(phase).to_have_text("Enough stretching for now", use_inner_text=True)


def test_the_ring_fills_with_the_hold(cramp: Page) -> None:
    press(cramp)
    fills = []
    for _ in range(3):
        cramp.clock.run_for(HOLD * 1000 // 4)
        fills.append(float(cramp.locator("#hold .ring").evaluate("ring => ring.style.getPropertyValue('--done')")))
    assert fills == sorted(fills)
    assert 0.6 < fills[-1] < 0.9


def test_a_reload_and_a_locked_phone_lose_no_time(cramp: Page) -> None:
    press(cramp)
    cramp.clock.run_for(5000)
    cramp.clock.fast_forward(CYCLE * 1000)  # as a locked phone: no tick runs
    cramp.reload()
    cramp.wait_for_selector("html[data-view=hold]", state="attached")
    cramp.clock.run_for(1000)
    assert cramp.locator("#hold .rounds").inner_text().startswith("2 of")
    expect(cramp.locator(".clock .digits")).to_have_text("0:46")


def test_the_end_can_be_reloaded(cramp: Page) -> None:
    press(cramp)
    cramp.clock.run_for(65_000)
    press(cramp)
    shows(cramp, "afterwards")
    cramp.reload()
    ready(cramp)
    shows(cramp, "afterwards")


def test_what_another_version_kept_breaks_nothing(new_page: Callable[..., Page], site: str) -> None:
    page = new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(error))
    running = "{ started: Date.now() - 9000, seen: Date.now(), "
    for kept, goes_on in (
        (running + "view: 'gone', timer: { card: 'gone', started: 1 }, variant: 3, starts: { hold: 'soon' } }", True),
        (running + "view: 7, starts: null, variant: 'gone' }", True),
        ("{ started: 'now' }", False),
        ("[]", False),
        ("'cramp'", False),
    ):
        page.goto(f"{site}/en/not-found/")
        page.evaluate(f"() => localStorage.setItem('/:cramp-session', JSON.stringify({kept}))")
        page.goto(f"{site}/en/")
        ready(page)
        shows(page, "stretch")
        if not goes_on:
            expect(page.locator(".clock"), kept).to_be_hidden()
        press(page)
        page.wait_for_selector("#hold .ring")
        expect(page.locator(".clock .digits"), kept).to_have_text(
            re.compile("^0:09|^0:[1-5]" if goes_on else "^0:0[0-8]")
        )
    assert errors == []


def test_at_ten_minutes_one_quiet_question_is_asked_and_only_no_leads_to_the_signs(cramp: Page) -> None:
    cramp.clock.run_for(30 * 60_000)  # reading is no cramp
    expect(cramp.locator(".clock")).to_be_hidden()
    press(cramp)
    cramp.clock.run_for(10 * 60_000 - 1000)
    expect(cramp.locator(".ask")).to_be_hidden()
    cramp.clock.run_for(1500)
    shows(cramp, "hold")
    expect(cramp.locator(".ask")).to_be_visible()
    expect(cramp.locator("#hold .ring")).to_be_visible()
    assert not cramp.evaluate("() => localStorage.getItem('/:ticked-signs')")
    cramp.clock.run_for(20 * 60_000)
    shows(cramp, "hold")
    cramp.click(".steps a[href='#move']")
    expect(cramp.locator("#move .ask")).to_be_visible()
    cramp.click(".ask [data-answer=no]")
    cramp.wait_for_url(SIGNS)
    scripts_ran(cramp)
    expect(cramp.locator("#ten-minutes")).to_be_visible()
    assert cramp.locator("input:checked").evaluate_all("all => all.map(one => one.value)") == ["cramp-will-not-ease"]
    cramp.click("a.home")
    ready(cramp)
    expect(cramp.locator(".ask")).to_be_hidden()
    for card in ("rub", "warmth"):
        cramp.evaluate("card => location.hash = card", card)
        shows(cramp, "today")
    cramp.clock.run_for(20 * 60_000)
    expect(cramp.locator(".ask")).to_be_hidden()


def test_yes_at_ten_minutes_ends_the_night(cramp: Page) -> None:
    press(cramp)
    cramp.clock.run_for(10 * 60_000 + 500)
    cramp.click(".ask [data-answer=yes]")
    shows(cramp, "afterwards")
    assert not cramp.evaluate("() => localStorage.getItem('/:ticked-signs')")


def test_it_eased_after_all_takes_the_sign_of_ten_minutes_back(cramp: Page, site: str) -> None:
    press(cramp)
    cramp.clock.run_for(10 * 60_000 + 500)
    cramp.click(".ask [data-answer=no]")
    cramp.wait_for_url(SIGNS)
    cramp.click("a.home")
    ready(cramp)
    shows(cramp, "hold")
    press(cramp)
    shows(cramp, "afterwards")
    assert not cramp.evaluate("() => localStorage.getItem('/:ticked-signs')")


def test_the_words_of_a_translated_page_decide_nothing(cramp: Page) -> None:
    """What a browser's translation does: every text node of the page becomes another one, again and again."""
    cramp.evaluate(
        """() => {
            const translate = () => {
                const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
                const texts = [];
                while (walker.nextNode()) texts.push(walker.currentNode);
                for (const text of texts) {
                    if (!text.data.trim() || text.parentElement.matches("font, template")) continue;
                    const font = document.createElement("font");
                    font.textContent = "qqq";
                    text.replaceWith(font);
                }
            };
            translate();
            new MutationObserver(translate).observe(document.querySelector("main"), { childList: true, subtree: true });
        }"""
    )
    press(cramp)
    shows(cramp, "hold")
    cramp.clock.run_for(2000)
    cramp.locator("#hold .main-button").click()
    shows(cramp, "afterwards")
    assert cramp.evaluate("() => JSON.parse(localStorage['/:cramp-session']).state") == "eased"


def test_heat_that_is_on_is_in_sight_on_every_card_and_screen(cramp: Page, site: str) -> None:
    press(cramp)
    cramp.click(".steps a[href='#warmth']")
    press(cramp)  # none of these
    press(cramp)  # it is on
    cramp.click(".steps a[href='#position']")
    heat = cramp.locator(".top .heat")
    expect(heat).to_be_visible()
    cramp.clock.run_for(5 * 60_000 + 1000)
    expect(heat.locator(".says")).to_have_text("Look at your skin now. Is it only warm?")
    cramp.click(".to-signs")
    expect(heat).to_be_visible()
    cramp.clock.run_for(10 * 60_000)
    expect(heat.locator(".says")).to_have_text("Take it off now.")
    cramp.click(".top .heat")
    shows(cramp, "warmth")
    expect(heat).to_be_hidden()
    press(cramp)  # it is off
    shows(cramp, "position")
    expect(heat).to_be_hidden()


def test_heat_is_told_of_on_every_screen_where_what_sounds_is_not_on_the_phone(
    new_page: Callable[..., Page], site: str
) -> None:
    page = new_page(service_workers="block")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.clock.install()
    page.route(re.compile(r"/cramp/aids\.js"), lambda route: route.abort())
    page.goto(f"{site}/en/")
    ready(page)
    press(page)
    page.evaluate("() => { location.hash = 'warmth'; }")
    press(page)  # none of these
    press(page)  # it is on
    page.goto(f"{site}/en/learn/")
    scripts_ran(page)
    with page.expect_event("requestfailed"):
        page.clock.run_for(5 * 60_000 + 2000)
    expect(page.locator(".top .heat .says")).to_have_text("Look at your skin now. Is it only warm?")
    assert errors == []


def test_heat_that_was_on_while_the_phone_slept_unheard_is_to_be_taken_off(cramp: Page) -> None:
    """The lid of a laptop: no event tells of it, and `performance.now()` stood still."""
    press(cramp)
    cramp.click(".steps a[href='#warmth']")
    press(cramp)  # none of these
    press(cramp)  # it is on
    cramp.clock.run_for(60_000)
    cramp.click(".steps a[href='#position']")
    cramp.clock.set_system_time(NIGHT + 32 * 60)
    cramp.clock.run_for(1000)
    expect(cramp.locator(".top .heat .says")).to_have_text("Take it off now.")
    cramp.click(".top .heat")
    expect(cramp.locator("#warmth .phase")).to_have_text("Take it off now.", use_inner_text=True)


def test_warmth_goes_on_when_one_looks_at_another_card(cramp: Page) -> None:
    jump(cramp, "warmth")
    press(cramp)  # none of these
    press(cramp)  # it is on
    cramp.clock.run_for(5 * 60_000)
    cramp.click(".steps a[href='#position']")
    cramp.clock.run_for(60_000)
    cramp.click(".steps a[href='#warmth']")
    assert cramp.locator("#warmth .digits").inner_text().startswith(("8:", "9:0"))
    cramp.reload()
    assert cramp.locator("#warmth .digits").inner_text().startswith(("8:", "9:0"))


def test_each_pull_begins_anew(cramp: Page) -> None:
    press(cramp)
    cramp.clock.run_for(20_000)
    cramp.click(".steps a[href='#stretch']")
    press(cramp)
    expect(cramp.locator("#hold .digits")).to_have_text(f"0:{HOLD}", use_inner_text=True)


def test_without_movement_the_ring_fills_in_steps(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(reduced_motion="reduce")
    page.clock.install()
    page.goto(f"{site}/en/")
    ready(page)
    press(page)
    fills = set()
    for _ in range(HOLD):
        page.clock.run_for(1000)
        fills.add(page.locator("#hold .ring").evaluate("ring => getComputedStyle(ring).getPropertyValue('--done')"))
    assert sorted(float(fill) for fill in fills) == [step / 10 for step in range(len(fills))]
    assert len(fills) == 10
