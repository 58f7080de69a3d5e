"""The cramp screen with its script: one card at a time, led by one button; three questions before rubbing and heat."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from pwa.content.load import load
from pwa.content.relief import GatePart, GateQuestion
from tests.support.cramp import RELIEF, STRETCH, jump, press, ready, shows, view
from tests.support.signs import open_topic, tick, tick_worst

ANSWERS = [(question, part) for question in RELIEF.gate.questions for part in question.parts]
WARMTH = next(step for step in RELIEF.steps if step.id == "warmth")


@pytest.mark.quick
def test_one_button_leads_through_the_whole_flow(cramp: Page) -> None:
    seen = [view(cramp)]
    press(cramp)
    seen.append(view(cramp))
    cramp.click("#hold .past")  # still tight
    while seen[-1] != "afterwards":
        if view(cramp) != seen[-1]:
            seen.append(view(cramp))
        else:
            press(cramp)
    assert seen == ["stretch", "hold", "check", "rub", "move", "warmth", "position", "afterwards"]


def test_it_has_eased_ends_the_night_on_one_calm_screen(cramp: Page) -> None:
    press(cramp)
    cramp.clock.run_for(40_000)
    press(cramp)
    shows(cramp, "afterwards")
    expect(cramp.locator(".clock")).to_be_hidden()
    expect(cramp.locator(".note-cramp")).to_be_visible()
    cramp.clock.run_for(30 * 60_000)
    shows(cramp, "afterwards")
    expect(cramp.locator(".ask")).to_be_hidden()
    cramp.click("#afterwards .past")  # still tight
    shows(cramp, "check")
    expect(cramp.locator(".clock")).to_be_hidden()


def test_every_way_to_stretch_leads_to_the_hold_with_its_own_points(cramp: Page) -> None:
    for variant in STRETCH.variants[1:]:
        jump(cramp, "ways")
        cramp.click(f"#ways a[href='#{variant.id}']")
        shows(cramp, variant.id)
        press(cramp)
        shows(cramp, "hold")
        points = cramp.locator("#hold .points li").all_inner_texts()
        assert points == [str(point.text) for point in variant.points]


def test_back_goes_a_step_back(cramp: Page) -> None:
    press(cramp)
    cramp.click("#hold .past")
    shows(cramp, "check")
    cramp.go_back()
    shows(cramp, "hold")
    cramp.go_back()
    shows(cramp, "stretch")


def test_a_change_of_language_keeps_place_and_time(cramp: Page, site: str) -> None:
    press(cramp)
    cramp.clock.run_for(10_000)
    cramp.click(".languages summary")
    cramp.click(".languages a[hreflang=zh-Hans]")
    cramp.wait_for_url(f"{site}/zh-hans/#hold")
    cramp.wait_for_selector("#hold .ring")
    expect(cramp.locator(".clock .digits")).to_have_text(re.compile("^0:1[0-2]$"))


def test_the_questions_come_before_rubbing_and_heat_by_whatever_way(cramp: Page, site: str) -> None:
    press(cramp)
    cramp.click(".steps a[href='#warmth']")
    shows(cramp, "check")
    jump(cramp, "rub")
    shows(cramp, "check")
    assert cramp.url.endswith("#check")
    press(cramp)
    shows(cramp, "rub")
    cramp.reload()
    ready(cramp)
    cramp.click(".steps a[href='#warmth']")
    shows(cramp, "warmth")
    jump(cramp, "afterwards")
    cramp.click(".start-again")
    shows(cramp, "stretch")
    jump(cramp, "warmth")
    shows(cramp, "check")
    press(cramp)
    shows(cramp, "warmth")


def answer(page: Page, question: int, yes: bool) -> None:
    """The questions up to this one, with no before it."""
    for number in range(question + 1):
        expect(page.locator(".questions > li").nth(number)).to_have_attribute("data-current", "")
        page.click(f"#check .pair [data-answer={'yes' if yes and number == question else 'no'}]")


def test_three_times_no_leads_on_and_an_answer_can_be_changed(cramp: Page) -> None:
    jump(cramp, "check")
    answer(cramp, 1, yes=False)
    cramp.click(".questions > li:first-child [data-answer=change]")
    expect(cramp.locator(".questions > li").first).to_have_attribute("data-current", "")
    answer(cramp, 0, yes=False)
    expect(cramp.locator(".questions > li").last).to_have_attribute("data-current", "")
    cramp.click("#check .pair [data-answer=no]")
    shows(cramp, "rub")


@pytest.mark.parametrize("question", range(3))
def test_a_yes_alone_ticks_nothing_and_none_of_these_goes_on(cramp: Page, question: int) -> None:
    """What a plain cramp says yes to: sore after a walk, numb for years, fast breath with pain."""
    jump(cramp, "check")
    answer(cramp, question, yes=True)
    expect(cramp.locator(".questions > li:visible")).to_have_count(1)
    expect(cramp.locator("#check .pair")).to_be_hidden()
    press(cramp)
    for _ in range(question + 1, 3):
        cramp.click("#check .pair [data-answer=no]")
    shows(cramp, "rub")
    assert not cramp.evaluate("() => localStorage.getItem('/:ticked-signs')")


SIGNS = {sign.id: sign for group in load().warning_signs.groups for sign in group.signs}


@pytest.mark.parametrize(("question", "part"), ANSWERS, ids=lambda node: node.id)
def test_a_yes_that_says_which_is_told_acted_on_and_can_be_taken_back(
    cramp: Page, question: GateQuestion, part: GatePart
) -> None:
    press(cramp)
    cramp.click("#hold .past")
    answer(cramp, RELIEF.gate.questions.index(question), yes=True)
    cramp.click(f"[data-part={part.id}]")
    sign = SIGNS[part.sign]
    card = "danger" if sign.urgency == "emergency_now" else "today"
    shows(cramp, card)
    expect(cramp.locator(f"#{card} .saids li")).to_have_text([cramp.locator(f"[data-part={part.id}]").inner_text()])
    assert cramp.evaluate("() => JSON.parse(localStorage['/:ticked-signs']).ids") == [part.sign]
    for step in ("rub", "warmth", "move"):
        cramp.evaluate("step => location.hash = step", step)
        shows(cramp, card)
    if card == "danger":
        expect(cramp.locator(".steps")).to_be_hidden()
    cramp.go_back()
    cramp.go_back()
    cramp.go_back()
    cramp.click(f"#{card} .take-back")
    shows(cramp, "check")
    expect(cramp.locator(".questions > li").first).to_have_attribute("data-current", "")
    press(cramp)
    shows(cramp, "rub")


def test_an_ambulance_sign_replaces_every_card_by_one_with_the_number(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(timezone_id="Asia/Jakarta")
    page.goto(f"{site}/en/warning-signs/")
    tick_worst(page)
    page.goto(f"{site}/en/")
    ready(page)
    shows(page, "danger")
    expect(page.locator("#danger .main-button[href='tel:119']")).to_be_visible()
    expect(page.locator("#danger .saids li")).to_have_count(1)
    page.reload()
    ready(page)
    shows(page, "danger")
    page.click(".to-signs")
    worst = page.locator("input:checked")
    open_topic(page, worst.get_attribute("value") or "")
    worst.uncheck()
    page.goto(f"{site}/en/")
    ready(page)
    shows(page, "stretch")


def test_a_sign_that_leaves_the_stretch_leaves_only_that(new_page: Callable[..., Page], site: str) -> None:
    page = new_page()
    page.goto(f"{site}/en/warning-signs/")
    tick(page, "cramp-will-not-ease")
    page.goto(f"{site}/en/")
    ready(page)
    shows(page, "stretch")
    expect(page.locator(".told")).to_be_visible()
    press(page)
    expect(page.locator("#hold .past")).to_be_hidden()
    expect(
        page.locator(".steps a[href='#rub'], .steps a[href='#warmth'], .steps a[href='#check']").first
    ).to_be_hidden()
    page.click(".steps a[href='#move']")
    press(page)
    shows(page, "position")  # past the warmth


def test_a_page_shown_again_as_it_was_left_knows_what_was_ticked_meanwhile(remembering: Page, site: str) -> None:
    page = remembering
    page.goto(f"{site}/en/#check")
    ready(page)
    press(page)
    shows(page, "rub")
    page.evaluate("() => (window.same = true)")
    for ticked in (True, False):
        page.click(".to-signs")
        open_topic(page, "one-leg-swollen")
        open_topic(page, "one-leg-swollen")
        page.locator("input[value=one-leg-swollen]").set_checked(ticked)
        page.evaluate("() => history.back()")
        page.wait_for_selector(f"html[data-flow][data-view={'today' if ticked else 'rub'}]", state="attached")
        assert page.evaluate("() => window.same"), f"the page was loaded anew, ticked: {ticked}"
    expect(page.locator("#rub .points")).to_be_visible()


def test_signs_whose_texts_cannot_be_read_switch_everything_off(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(service_workers="block")  # the worker would answer from what it keeps
    page.route("**/warning-signs/", lambda route: route.abort())
    page.goto(f"{site}/en/")
    # With its texts, this sign would leave the stretch alone; an older version kept no more of it.
    kept = "{ at: Date.now(), ids: ['cramp-will-not-ease'] }"
    page.evaluate(f"() => localStorage.setItem('/:ticked-signs', JSON.stringify({kept}))")
    page.reload()
    shows(page, "today")
    for card in ("hold", "rub", "move", "warmth"):
        page.evaluate("card => location.hash = card", card)
        shows(page, "today")


def test_whoever_is_pregnant_reads_it_where_one_rubs_and_warms(cramp: Page) -> None:
    (said,) = [str(way.points[0].text) for way in STRETCH.variants if way.id == "pregnant"]
    for chosen in (False, True, False):
        jump(cramp, "pregnant" if chosen else "stretch")
        press(cramp)
        jump(cramp, "check")
        press(cramp)
        for card in ("rub", "warmth"):
            jump(cramp, card)
            assert cramp.locator(f"#{card} .minded").all_inner_texts() == ([said] if chosen else [])
        jump(cramp, "afterwards")
        cramp.click(".start-again")


def test_warmth_waits_for_a_tap_shows_its_safety_first_and_asks_for_the_skin(cramp: Page) -> None:
    press(cramp)
    cramp.click("#hold .main-button")  # it has eased
    cramp.click("#afterwards .past")
    press(cramp)
    jump(cramp, "warmth")
    expect(cramp.locator("#warmth .ring")).to_be_hidden()
    order = cramp.locator("#warmth .avoid, #warmth .points").evaluate_all("parts => parts.map(part => part.className)")
    assert order == ["avoid", "points"]
    assert str(WARMTH.avoid[0].text) in cramp.locator("#warmth .avoid").inner_text()
    press(cramp)
    phase = cramp.locator("#warmth .phase")
    expect(phase).to_have_text("Warm, not hot. Stay awake.", use_inner_text=True)
    cramp.clock.run_for(5 * 60_000 + 1000)
    assert "skin" in phase.inner_text()
    cramp.clock.run_for(90_000)
    assert "skin" not in phase.inner_text()
    cramp.clock.fast_forward(5 * 60_000)
    cramp.clock.run_for(1000)
    expect(phase).to_have_text("You can take it off now.", use_inner_text=True)


def test_whoever_is_pregnant_is_led_past_rubbing_and_heat(cramp: Page) -> None:
    jump(cramp, "pregnant")
    press(cramp)
    cramp.click("#hold .past")
    press(cramp)
    shows(cramp, "move")
    press(cramp)
    shows(cramp, "position")


@pytest.mark.parametrize(
    ("agent", "hint"),
    [("Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/130", "android"), ("Mozilla/5.0 (X11; Linux x86_64)", "")],
)
def test_the_calm_end_says_how_the_phone_in_hand_keeps_the_app(
    new_page: Callable[..., Page], site: str, agent: str, hint: str
) -> None:
    page = new_page(user_agent=agent)
    page.goto(f"{site}/en/")
    ready(page)
    press(page)
    with page.expect_response("**/install-hint.js"):
        press(page)
    shows(page, "afterwards")
    for name in ("android", "ios"):
        expect(page.locator(f"#afterwards [data-platform={name}]")).to_be_visible(visible=name == hint)


@pytest.mark.parametrize("muscle", ["foot", "shin", "thigh-back", "thigh-front"])
def test_the_muscle_that_was_stretched_is_the_one_that_is_rubbed_and_warmed(cramp: Page, muscle: str) -> None:
    jump(cramp, muscle)
    press(cramp)
    jump(cramp, "check")
    press(cramp)
    for step in RELIEF.steps:
        for words in step.muscles:
            if words.id != muscle:
                continue
            jump(cramp, step.id)
            expect(cramp.locator(f"#{step.id} h2:visible")).to_have_text(str(words.title))
            expect(cramp.locator(f"#{step.id} .lead:visible")).to_have_text(str(words.lead))
            seen = True
    assert seen
