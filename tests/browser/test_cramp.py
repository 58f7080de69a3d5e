"""The cramp screen with its script: one card at a time, led by one button; three questions before rubbing and heat."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.support.cramp import RELIEF, STRETCH, jump, press, ready, shows, view
from tests.support.phone import Launch
from tests.support.signs import open_topic

ANSWERS = [part for question in RELIEF.gate.questions for part in question.parts]
WARMTH = next(step for step in RELIEF.steps if step.id == "warmth")


@pytest.mark.quick
def test_one_button_leads_through_the_whole_flow(cramp: Page) -> None:
    seen = [view(cramp)]
    while seen[-1] != "afterwards":
        press(cramp)
        if view(cramp) != seen[-1]:
            seen.append(view(cramp))
    assert seen == ["stretch", "hold", "check", "rub", "move", "warmth", "position", "afterwards"]


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
    press(cramp)
    cramp.go_back()
    cramp.wait_for_selector("html[data-view=hold]", state="attached")
    cramp.go_back()
    cramp.wait_for_selector("html[data-view=stretch]", state="attached")


def test_a_change_of_language_keeps_place_and_time(cramp: Page, site: str) -> None:
    press(cramp)
    cramp.clock.run_for(10_000)
    cramp.click(".languages summary")
    cramp.click(".languages a[hreflang=zh-Hans]")
    cramp.wait_for_url(f"{site}/zh-hans/#hold")
    cramp.wait_for_selector("#hold .ring")
    assert cramp.locator(".clock").inner_text() in ("0:10", "0:11", "0:12")


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
    cramp.goto("about:blank")
    cramp.goto(f"{site}/en/#warmth")
    ready(cramp)
    shows(cramp, "check")
    press(cramp)
    shows(cramp, "warmth")


def test_a_yes_ticks_its_own_sign_and_switches_off_what_it_forbids(cramp: Page, site: str) -> None:
    signs = [link.split("#")[1] for link in hrefs(cramp, ".questions a")]
    assert signs == [answer.sign for answer in ANSWERS]
    for number, sign in enumerate(signs):
        jump(cramp, "check")
        expect(cramp.locator(".questions b").nth(number)).to_have_text("Yes", use_inner_text=True)
        cramp.locator(".questions a").nth(number).click()
        cramp.wait_for_url("**/warning-signs/#outcome")
        assert cramp.locator("input:checked").evaluate_all("boxes => boxes.map(box => box.value)") == [sign]
        urgency = "same_day" if sign in ("one-leg-swollen", "clot-risk") else "emergency_now"
        assert cramp.locator("[data-urgency]:visible").get_attribute("data-urgency") == urgency
        cramp.goto(f"{site}/en/#check")
        ready(cramp)
        press(cramp)
        what = cramp.locator("#rub .why li")
        what.wait_for()
        expect(what).to_have_count(1)
        for card in ("rub", "warmth", "hold"):
            jump(cramp, card)
            expect(cramp.locator(f"#{card} .why")).to_be_visible()
            expect(cramp.locator(f"#{card} .points").first).to_be_hidden()
            expect(cramp.locator(f"#{card} .ring")).to_be_hidden()
        jump(cramp, "position")
        expect(cramp.locator("#position .points")).to_be_visible()
        cramp.evaluate("() => localStorage.removeItem('/:ticked-signs')")
        cramp.reload()
        ready(cramp)


def hrefs(page: Page, selector: str) -> list[str]:
    found: list[str] = page.locator(selector).evaluate_all("links => links.map(link => link.href)")
    return found


@pytest.fixture
def remembering(playwright: Playwright, launch_whole: Launch) -> Iterator[Page]:
    """A page of a browser that shows a page as it was left when one goes back, as phones do."""
    browser = playwright.chromium.launch(**launch_whole, ignore_default_args=["--disable-back-forward-cache"])
    # A worker that takes the page over meanwhile would have it loaded anew.
    yield browser.new_page(service_workers="block")
    browser.close()


def test_a_page_shown_again_as_it_was_left_knows_what_was_ticked_meanwhile(remembering: Page, site: str) -> None:
    page = remembering
    page.goto(f"{site}/en/#check")
    ready(page)
    press(page)
    page.evaluate("() => (window.same = true)")
    for ticked in (True, False):
        page.click(".to-signs")
        open_topic(page, "one-leg-swollen")
        page.locator("input[value=one-leg-swollen]").set_checked(ticked)
        page.evaluate("() => history.back()")
        page.wait_for_selector("#rub .why li" if ticked else "#rub .phase")
        assert page.evaluate("() => window.same"), f"the page was loaded anew, ticked: {ticked}"
    expect(page.locator("#rub .points")).to_be_visible()


def test_signs_whose_texts_cannot_be_read_switch_everything_off(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(service_workers="block")  # the worker would answer from what it keeps
    page.route("**/warning-signs/", lambda route: route.abort())
    page.goto(f"{site}/en/")
    # With its texts, this sign would leave the stretch alone.
    kept = "{ at: Date.now(), ids: ['cramp-will-not-ease'] }"
    page.evaluate(f"() => localStorage.setItem('/:ticked-signs', JSON.stringify({kept}))")
    page.reload()
    for card in ("stretch", "hold", "rub", "warmth"):
        page.wait_for_selector(f"#{card} .why", state="attached")
        jump(page, card)
        expect(page.locator(f"#{card} .why")).to_be_visible()
        assert not page.locator(f"#{card} .points:visible").count()


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
    press(cramp)  # it has eased
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


def test_the_cramp_is_noted_once_on_this_phone(cramp: Page) -> None:
    cramp.clock.run_for(65_000)
    jump(cramp, "afterwards")
    cramp.click(".note-cramp")
    expect(cramp.locator("#afterwards .note")).to_be_visible()
    noted = cramp.evaluate("() => JSON.parse(localStorage.getItem('/:cramps'))")
    assert len(noted) == 1
    assert noted[0]["ended"] - noted[0]["started"] >= 65_000
