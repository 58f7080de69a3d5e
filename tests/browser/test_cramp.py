"""The cramp screen with its script: one card at a time, start times that survive everything, silence by default."""

import pytest

from pwa.load import load
from tests.conftest import TAGS

RELIEF = load().relief
STRETCH = RELIEF.steps[0]
CYCLE = STRETCH.hold + STRETCH.rest


@pytest.fixture
def cramp(new_page, site):
    """The cramp screen in English, with a clock that the test moves."""
    page = new_page(timezone_id="Asia/Jakarta")
    page.clock.install()
    page.goto(f"{site}/en/")
    page.wait_for_selector("html[data-flow]", state="attached")
    return page


def view(page) -> str:
    assert page.locator(".card:visible").count() == 1
    return page.locator(".card:visible").get_attribute("id")


def press(page) -> None:
    """The one button."""
    page.locator(".card:visible .main-button:visible").first.click()


def test_one_button_leads_through_the_whole_flow(cramp):
    seen = [view(cramp)]
    while seen[-1] != "afterwards":
        press(cramp)
        if view(cramp) != seen[-1]:
            seen.append(view(cramp))
    assert seen == ["stretch", "hold", "check", "rub", "move", "warmth", "position", "afterwards"]


def test_the_hold_rests_and_repeats_as_the_protocol_says(cramp):
    press(cramp)
    phase, rounds = cramp.locator("#hold .phase"), cramp.locator("#hold .rounds")
    assert phase.inner_text() == "Hold"
    cramp.clock.run_for((STRETCH.hold + 1) * 1000)
    assert phase.inner_text() == "Rest"
    cramp.clock.run_for(STRETCH.rest * 1000)
    assert phase.inner_text() == "Hold"
    assert rounds.inner_text() == f"2 of {STRETCH.rounds}"
    cramp.clock.run_for(STRETCH.rounds * CYCLE * 1000)
    assert phase.inner_text() == "Enough stretching for now"


def test_the_ring_fills_with_the_hold(cramp):
    press(cramp)
    fills = []
    for _ in range(3):
        cramp.clock.run_for(STRETCH.hold * 1000 // 4)
        fills.append(float(cramp.locator("#hold .ring").evaluate("ring => ring.style.getPropertyValue('--done')")))
    assert fills == sorted(fills)
    assert 0.6 < fills[-1] < 0.9


def test_a_reload_and_a_locked_phone_lose_no_time(cramp):
    press(cramp)
    cramp.clock.run_for(5000)
    cramp.clock.fast_forward(CYCLE * 1000)  # as a locked phone: no tick runs
    cramp.reload()
    cramp.wait_for_selector("html[data-view=hold]", state="attached")
    cramp.clock.run_for(1000)
    assert cramp.locator("#hold .rounds").inner_text().startswith("2 of")
    assert cramp.locator(".clock").inner_text() == "0:46"


def test_a_change_of_language_keeps_place_and_time(cramp, site):
    press(cramp)
    cramp.clock.run_for(10_000)
    cramp.click(".languages summary")
    cramp.click(".languages a[hreflang=zh-Hans]")
    cramp.wait_for_url(f"{site}/zh-hans/#hold")
    cramp.wait_for_selector("#hold .ring")
    assert cramp.locator(".clock").inner_text() in ("0:10", "0:11", "0:12")


def test_after_an_absence_the_cramp_is_offered_again(cramp, site):
    press(cramp)
    cramp.clock.run_for(10_000)
    cramp.goto("about:blank")
    cramp.clock.fast_forward(240_000)
    cramp.goto(f"{site}/en/")
    cramp.wait_for_selector(".again button")
    assert view(cramp) == "stretch"
    assert "4 minutes" in cramp.locator(".again").inner_text().replace("\u00a0", " ")
    cramp.click(".again button")
    assert view(cramp) == "hold"
    assert cramp.locator(".clock").inner_text().startswith("4:")


def test_a_session_ends_by_itself_after_two_hours(cramp, site):
    press(cramp)
    cramp.goto("about:blank")
    cramp.clock.fast_forward(2 * 60 * 60 * 1000 + 1000)
    cramp.goto(f"{site}/en/")
    cramp.wait_for_selector("html[data-flow]", state="attached")
    assert not cramp.locator(".again").is_visible()
    assert cramp.locator(".clock").inner_text() == "0:00"


def test_at_ten_minutes_the_app_turns_to_the_warning_signs_once_and_keeps_the_clock(cramp, site):
    press(cramp)
    cramp.clock.run_for(9 * 60_000)
    assert view(cramp) == "hold"
    cramp.clock.run_for(61_000)
    cramp.wait_for_url("**/en/warning-signs/#ten-minutes")
    assert cramp.locator("#ten-minutes").is_visible()
    assert cramp.locator(".top .clock").inner_text().startswith("10:")
    cramp.click("a.home")
    cramp.wait_for_selector("html[data-flow]", state="attached")
    cramp.clock.run_for(60_000)
    assert "/warning-signs/" not in cramp.url


def test_a_cramp_that_has_eased_does_not_turn(cramp):
    press(cramp)
    press(cramp)
    assert view(cramp) == "check"
    cramp.clock.run_for(11 * 60_000)
    assert view(cramp) == "check"


def test_after_the_last_round_the_button_does_not_say_that_it_has_eased(cramp):
    press(cramp)
    button = cramp.locator("#hold .main-button")
    assert button.inner_text() == "It has eased: next"
    cramp.clock.run_for(STRETCH.rounds * CYCLE * 1000)
    assert button.inner_text() == "Next: check first"
    press(cramp)
    cramp.clock.run_for(7 * 60_000)
    cramp.wait_for_url("**/en/warning-signs/#ten-minutes")


def test_a_yes_at_the_gate_ticks_the_sign_and_switches_off_what_it_forbids(cramp, site):
    press(cramp)
    press(cramp)
    assert view(cramp) == "check"
    cramp.click("[data-sign=one-leg-swollen]")
    cramp.wait_for_url("**/warning-signs/#outcome")
    assert cramp.locator("input[value=one-leg-swollen]").is_checked()
    assert cramp.locator("[data-urgency]:visible").get_attribute("data-urgency") == "same_day"
    cramp.goto(f"{site}/en/#rub")
    for card in ("rub", "warmth", "hold"):
        cramp.evaluate("id => location.hash = id", card)
        cramp.wait_for_selector(f"#{card} .switched-off li")
        assert "swollen" in cramp.locator(f"#{card} .switched-off").inner_text()
        assert not cramp.locator(f"#{card} .points").first.is_visible()
        assert not cramp.locator(f"#{card} .ring").is_visible()
    cramp.evaluate("() => location.hash = 'position'")
    assert cramp.locator("#position .points").is_visible()


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


def test_warmth_waits_for_a_tap_shows_its_safety_first_and_asks_for_the_skin(cramp):
    press(cramp)
    press(cramp)  # it has eased
    cramp.evaluate("() => location.hash = 'warmth'")
    cramp.wait_for_selector("html[data-view=warmth]", state="attached")
    assert not cramp.locator("#warmth .ring").is_visible()
    order = cramp.locator("#warmth .avoid, #warmth .points").evaluate_all("parts => parts.map(part => part.className)")
    assert order == ["avoid", "points"]
    press(cramp)
    phase = cramp.locator("#warmth .phase")
    assert phase.inner_text() == "Warm, not hot. Stay awake."
    cramp.clock.run_for(5 * 60_000 + 1000)
    assert "skin" in phase.inner_text()
    cramp.clock.run_for(90_000)
    assert "skin" not in phase.inner_text()
    cramp.clock.fast_forward(5 * 60_000)
    cramp.clock.run_for(1000)
    assert phase.inner_text() == "You can take it off now."


def test_a_way_to_the_warning_signs_is_in_view_on_every_card(cramp):
    for card in ("stretch", "hold", "check", "rub", "move", "warmth", "position", "afterwards", "ways", "standing"):
        cramp.evaluate("id => location.hash = id", card)
        cramp.wait_for_selector(f"html[data-view={card}]", state="attached")
        links = cramp.locator("a.danger[href$='/warning-signs/']")
        boxes = [box for box in (links.nth(i).bounding_box() for i in range(links.count())) if box]
        assert any(box["y"] >= 0 and box["y"] + box["height"] <= 740 for box in boxes), card


def test_every_way_to_stretch_can_be_chosen_and_leads_to_the_hold(cramp):
    for variant in STRETCH.variants[1:]:
        cramp.evaluate("() => location.hash = 'ways'")
        cramp.click(f"#ways a[href='#{variant.id}']")
        assert view(cramp) == variant.id
        press(cramp)
        assert view(cramp) == "hold"


def test_back_goes_a_step_back(cramp):
    press(cramp)
    press(cramp)
    cramp.go_back()
    cramp.wait_for_selector("html[data-view=hold]", state="attached")
    cramp.go_back()
    cramp.wait_for_selector("html[data-view=stretch]", state="attached")


def test_everything_is_silent_until_switched_on_and_remembered(cramp):
    cramp.evaluate(
        "() => { window.tones = 0; const make = AudioContext.prototype.createOscillator;"
        " AudioContext.prototype.createOscillator = function () { window.tones++; return make.call(this) } }"
    )
    press(cramp)
    cramp.clock.run_for(2 * CYCLE * 1000)
    assert cramp.evaluate("() => window.tones") == 0
    cramp.click("#hold [data-aid=sound]")
    cramp.clock.run_for(CYCLE * 1000)
    assert cramp.evaluate("() => window.tones") >= 2
    cramp.reload()
    cramp.wait_for_selector("#hold [data-aid=sound][aria-pressed=true]")


def test_a_voice_is_offered_only_when_a_local_one_speaks_the_language(new_page, site):
    for voices, offered in (
        ([], False),
        ([{"lang": "en-GB", "localService": False}], False),
        ([{"lang": "id-ID", "localService": True}], False),
        ([{"lang": "en_US", "localService": True}], True),
    ):
        page = new_page()
        page.add_init_script(
            f"speechSynthesis.getVoices = () => {voices!r}".replace("False", "false").replace("True", "true")
        )
        page.goto(f"{site}/en/#hold")
        page.wait_for_selector("#hold .ring")
        assert page.locator("#hold [data-aid=voice]").is_visible() is offered


def test_the_screen_stays_awake_while_a_timer_runs_only(cramp):
    cramp.evaluate(
        """() => {
          Object.assign(window, { asks: 0, locks: 0, answered: new Promise(resolve => window.answer = resolve) });
          const ask = WakeLock.prototype.request;
          WakeLock.prototype.request = async function (kind) {
            window.asks++;
            await window.answered;
            const lock = await ask.call(this, kind);
            window.locks++;
            lock.addEventListener("release", () => window.locks--);
            return lock;
          };
        }"""
    )
    press(cramp)
    cramp.clock.run_for(2000)  # the phone is slow to answer; every tick would ask again
    assert cramp.evaluate("() => window.asks") == 1
    cramp.evaluate("() => window.answer()")
    cramp.wait_for_function("() => window.locks === 1")
    press(cramp)
    cramp.wait_for_function("() => window.locks === 0")


def test_the_cramp_is_noted_once_on_this_phone(cramp):
    cramp.clock.run_for(65_000)
    cramp.evaluate("() => location.hash = 'afterwards'")
    cramp.click(".note-cramp")
    assert cramp.locator("#afterwards .note").is_visible()
    noted = cramp.evaluate("() => JSON.parse(localStorage.getItem('cramps'))")
    assert len(noted) == 1
    assert noted[0]["ended"] - noted[0]["started"] >= 65_000


@pytest.mark.parametrize("tag", TAGS)
def test_each_card_fits_and_its_button_is_big_and_in_reach(new_page, site, tag):
    page = new_page()
    page.goto(f"{site}/{tag}/")
    page.wait_for_selector("html[data-flow]", state="attached")
    for card in ("hold", "rub", "move", "warmth", "position", "standing", "towel"):
        page.evaluate("id => location.hash = id", card)
        page.wait_for_selector(f"html[data-view={card}]", state="attached")
        box = page.locator(".card:visible .main-button:visible").first.bounding_box()
        assert box["height"] >= 96, card
        assert box["y"] > 0, card
        assert box["y"] + box["height"] <= 740, card
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 360, card
