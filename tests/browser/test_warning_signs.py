"""The checklist: the outcome is the highest urgency ticked, with scripts and without."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page, Route, expect

from tests.support.layout import box_of
from tests.support.project import TAGS
from tests.support.signs import FIRST, SIGNS, URGENCIES, tick, tick_worst


def outcome(page: Page) -> str:
    """The one visible outcome."""
    visible = page.locator("[data-urgency]:visible")
    expect(visible).to_have_count(1)
    return visible.get_attribute("data-urgency") or ""


def requests_of(page: Page) -> list[str]:
    """The addresses that the page asks for from now on."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


def without_has(page: Page) -> None:
    """The page as a browser shows it that does not know :has."""

    def answer(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=response.text().replace("selector(:has(*))", "selector(:no-such(*))"))

    page.route("**/signs.css", answer)


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def signs(request: pytest.FixtureRequest, new_page: Callable[..., Page], site: str) -> Page:
    page = new_page(java_script_enabled=request.param)
    page.goto(f"{site}/en/warning-signs/")
    return page


def test_nothing_ticked_is_self_care(signs: Page) -> None:
    assert outcome(signs) == "self_care_ok"


@pytest.mark.quick
def test_the_highest_of_several_wins_and_goes_when_it_is_taken_off(signs: Page) -> None:
    for urgency in reversed(URGENCIES):
        tick(signs, FIRST[urgency].id)
        assert outcome(signs) == urgency
    signs.uncheck(f"input[value={FIRST['emergency_now'].id}]")
    assert outcome(signs) == "same_day"


def test_every_single_box_shows_its_own_level(signs: Page) -> None:
    for sign in SIGNS:
        tick(signs, sign.id)
        assert outcome(signs) == sign.urgency, sign.id
        signs.uncheck(f"input[value={sign.id}]")


def test_one_tap_clears_all_ticks(signs: Page) -> None:
    tick(signs, FIRST["emergency_now"].id)
    signs.click("button[type=reset]")
    assert outcome(signs) == "self_care_ok"


def test_the_bar_in_view_says_the_same_as_the_outcome(signs: Page) -> None:
    tick(signs, FIRST["same_day"].id)
    said = signs.locator(".bar > span:visible").inner_text()
    assert said == signs.locator("[data-urgency]:visible h2").inner_text()


@pytest.mark.parametrize("tag", TAGS)
def test_boxes_carry_the_evidence_that_they_cover(new_page: Callable[..., Page], site: str, tag: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site}/{tag}/warning-signs/")
    boxes = page.locator("input[type=checkbox][name=sign]")
    got = boxes.evaluate_all("boxes => boxes.map(box => [box.value, box.dataset.covers])")
    assert got == [[sign.id, " ".join(sign.covers)] for sign in SIGNS]


def test_a_browser_without_has_shows_each_urgency_beside_its_sign(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(java_script_enabled=False)
    without_has(page)
    page.goto(f"{site}/en/warning-signs/")
    expect(page.locator(".sign .level:visible")).to_have_count(len(SIGNS))
    expect(page.locator("[data-urgency]:visible")).to_have_count(4)


def test_a_browser_without_has_but_with_scripts_shows_one_outcome(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(service_workers="block")
    without_has(page)
    page.goto(f"{site}/en/warning-signs/")
    tick(page, FIRST["same_day"].id)
    assert outcome(page) == "same_day"


@pytest.mark.parametrize("scripts", [True, False], ids=["no has", "no scripts"])
def test_the_outcome_forbids_what_each_sign_switches_off_and_nothing_else(
    new_page: Callable[..., Page], site: str, scripts: bool
) -> None:
    page = new_page(service_workers="block", java_script_enabled=scripts)
    if scripts:
        without_has(page)
    page.goto(f"{site}/en/warning-signs/")
    seen = page.locator("[data-urgency]:visible")
    for sign in SIGNS:
        tick(page, sign.id)
        lines = seen.locator("[data-advice]:visible")
        said = lines.evaluate_all("lines => lines.map(line => line.dataset.advice)")
        assert sorted(said) == sorted(sign.switches_off), sign.id
        # No heading without a line below it.
        expect(seen.locator(".avoid:visible"), str(sign.id)).to_have_count(
            min(1, seen.locator(".avoid li:visible").count())
        )
        page.uncheck(f"input[value={sign.id}]")
    tick(page, "statin")
    tick(page, "walking-pain")
    assert seen.locator("[data-advice]:visible").all_inner_texts() == ["Do not rub the leg.", "Do not warm the leg."]


def test_with_neither_scripts_nor_has_every_outcome_forbids_in_full(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(java_script_enabled=False)
    without_has(page)
    page.goto(f"{site}/en/warning-signs/")
    for urgency in ("emergency_now", "same_day"):
        expect(page.locator(f"[data-urgency={urgency}] [data-advice]:visible")).to_have_count(4)
    expect(page.locator("[data-urgency=appointment] [data-advice]:visible")).to_have_count(2)


@pytest.mark.parametrize("tag", TAGS)
def test_what_to_say_is_what_was_ticked_and_nothing_else(new_page: Callable[..., Page], site: str, tag: str) -> None:
    page = new_page()
    page.goto(f"{site}/{tag}/warning-signs/")
    page.evaluate("document.querySelectorAll('input[name=sign]').forEach(box => box.click())")
    outcome = page.locator("[data-urgency]:visible")
    said = outcome.locator(".say + .ticked li").all_inner_texts()
    assert said == [page.locator(f"#{sign.id} .what").text_content() for sign in SIGNS]
    # What led to it: the signs of that urgency, each with its reason.
    led = outcome.locator(".led li").all_inner_texts()
    worst = [sign for sign in SIGNS if sign.urgency == "emergency_now"]
    assert len(led) == len(worst)
    for sign, why in zip(worst, led, strict=True):
        assert all((page.locator(f"#{sign.id} {part}").text_content() or "?") in why for part in (".what", ".reason"))


def test_the_first_aid_of_each_ticked_sign_stands_in_the_outcome_once(new_page: Callable[..., Page], site: str) -> None:
    page = new_page()
    page.goto(f"{site}/en/warning-signs/")
    for sign in SIGNS:
        tick(page, sign.id)
        lines = page.locator("[data-urgency]:visible .first-aid").all_inner_texts()
        assert lines == [str(aid.text) for aid in sign.aid], sign.id
        page.uncheck(f"input[value={sign.id}]")
    for id_ in ("face-arm-speech", "one-side-weak"):  # they share a line
        tick(page, id_)
    expect(page.locator("[data-urgency]:visible .first-aid")).to_have_count(1)


def test_a_call_that_cannot_wait_for_opening_time_is_not_told_to_wait(signs: Page) -> None:
    line = signs.locator("[data-urgency=same_day] [data-tonight]:visible")
    tick(signs, "pop-in-calf")
    expect(line).to_have_attribute("data-tonight", "false")
    tick(signs, "one-leg-swollen")
    expect(line).to_have_attribute("data-tonight", "true")


def test_a_ticked_box_and_every_line_of_an_outcome_say_how_sure_they_are(signs: Page) -> None:
    tick(signs, "bite-or-sting")
    sure = signs.locator("#bite-or-sting + .sure")
    sure.locator("summary").click()
    expect(sure.locator("[data-sure]:visible")).to_have_count(3)  # the sign's own, and of two lines of first aid
    expect(signs.locator(".boxes .sure:visible")).to_have_count(1)
    weighed = signs.locator("[data-urgency]:visible > .sure")
    weighed.locator("summary").click()
    lines = signs.locator("[data-urgency]:visible :is(.points, .avoid > ul) > li:not(.first-aid)").count()
    assert weighed.locator("[data-sure]:visible").count() >= lines + 1
    expect(weighed.locator("li:has(> [data-sure]):not(:has(a))")).to_have_count(0)


MOST_WORDS_AT_FIRST = 120
SEEN = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const said = [];
    while (walker.nextNode()) {
        const text = walker.currentNode;
        range.selectNodeContents(text);
        const { top, bottom, width } = range.getBoundingClientRect();
        if (text.data.trim() && width > 2 && top < innerHeight && bottom > 0 && text.parentElement.checkVisibility())
            said.push(text.data.trim());
    }
    return said.join(' ').split(/\\s+/).length;
}"""


def test_the_first_screen_is_short_and_the_topics_fit_two_screens(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{site}/en/warning-signs/")
    page.wait_for_selector("[data-topics]")
    assert 20 < page.evaluate(SEEN) <= MOST_WORDS_AT_FIRST
    assert page.locator(".none-of-these").evaluate("link => link.getBoundingClientRect().bottom") <= 2 * 740
    expect(page.locator(".sign:visible")).to_have_count(0)


def test_topics_open_by_hand_and_say_how_many_ticks_they_hold(new_page: Callable[..., Page], site: str) -> None:
    page = new_page()
    page.goto(f"{site}/en/warning-signs/")
    tick_worst(page)
    topic = page.locator(".topic").first
    topic.locator("summary").first.click()
    expect(page.locator(f"#{FIRST['emergency_now'].id}")).to_be_hidden()
    expect(topic.locator(".count")).to_have_text("1", use_inner_text=True)
    page.reload()
    page.wait_for_selector("[data-topics]")
    # A topic with a tick is open when one comes back.
    expect(page.locator(f"#{FIRST['emergency_now'].id}")).to_be_visible()


def test_without_scripts_all_topics_stand_open(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site}/en/warning-signs/")
    expect(page.locator(".sign:visible")).to_have_count(len(SIGNS))


@pytest.mark.parametrize("id_", ["pregnant-cramps", "outcome", "ten-minutes", "none"])
def test_what_an_address_leads_to_is_open_and_in_view(new_page: Callable[..., Page], site: str, id_: str) -> None:
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{site}/en/warning-signs/#{id_}")
    page.wait_for_selector("[data-topics]")
    expect(page.locator(f"#{id_}")).to_be_in_viewport()
    page.evaluate("location.hash = 'dark-pee'")
    expect(page.locator("#dark-pee")).to_be_in_viewport()


def test_ticks_of_older_boxes_stand_for_the_boxes_that_took_their_place(
    new_page: Callable[..., Page], site: str
) -> None:
    page = new_page()
    page.goto(f"{site}/en/warning-signs/")
    page.evaluate(
        """() => localStorage.setItem(
            '/:ticked-signs', JSON.stringify({at: Date.now(), ids: ['fever-or-child', 'pop-or-weak']}))"""
    )
    page.reload()
    page.wait_for_selector("[data-topics]")
    assert outcome(page) == "emergency_now"
    kept = page.locator("input:checked").evaluate_all("boxes => boxes.map(box => box.value)")
    assert sorted(kept) == ["pop-in-calf", "sepsis"]
    page.goto(f"{site}/en/")
    expect(page.locator("#danger .saids li")).to_have_count(2)


def test_where_to_go_is_said_in_the_words_of_the_country(new_page: Callable[..., Page], site: str) -> None:
    for zone, tag, words in (
        ("Asia/Jakarta", "id", "IGD"),
        ("Asia/Shanghai", "zh-hans", "急诊"),
        ("Europe/London", "en", "A&E"),
        ("America/New_York", "en", "ER"),
        ("UTC", "en", "emergency department of the nearest hospital"),
    ):
        page = new_page(timezone_id=zone)
        page.goto(f"{site}/{tag}/warning-signs/")
        tick_worst(page)
        expect(page.locator("[data-urgency=emergency_now] .go")).to_contain_text(words)


def test_an_information_desk_is_no_advice_line(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(timezone_id="Asia/Jakarta")
    page.goto(f"{site}/en/warning-signs/")
    tick(page, "one-leg-swollen")
    expect(page.locator("[data-urgency=same_day] .go")).to_contain_text("puskesmas")
    expect(page.locator("[data-urgency=same_day] a[href^='tel:']")).to_have_count(0)
    expect(page.locator("[data-urgency=same_day] .find")).to_have_text("Find a number", use_inner_text=True)


def test_a_guessed_country_is_called_a_guess_and_can_be_changed(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(timezone_id="Asia/Kolkata")
    page.goto(f"{site}/en/warning-signs/")
    tick_worst(page)
    calls = page.locator("[data-urgency=emergency_now] .calls")
    calls.locator("a[href='tel:108']").wait_for()
    expect(calls.locator(".country-name")).to_have_text("India", use_inner_text=True)
    expect(calls.locator(".guess:visible")).to_have_text(
        "Guessed from the time zone of this phone", use_inner_text=True
    )
    assert "in many states" in calls.locator("[data-kind=ambulance]").inner_text()
    assert "Seen on an official or news page" in calls.inner_text()
    # Not the same number twice, and what it says stands above what it dials.
    expect(calls.locator("a[href^='tel:']")).to_have_count(2)
    above, below = (box_of(calls.locator(part)) for part in (".guess", "a[href='tel:108']"))
    assert above["y"] + above["height"] <= below["y"]
    calls.get_by_text("Change country").click()
    page.wait_for_selector(".pick:visible")
    page.select_option("#country", "VN")
    page.go_back()
    tick_worst(page)
    calls.locator("a[href='tel:115']").wait_for()
    expect(calls.locator(".guess:visible")).to_have_count(0)
    # Vietnam's 112 is the rescue line: no button calls it the emergency number.
    expect(calls.locator("a[href^='tel:']")).to_have_count(1)


def test_no_country_has_no_number_presented_as_the_right_one(new_page: Callable[..., Page], site: str) -> None:
    for zone, known in (("Asia/Jakarta", True), ("UTC", False)):
        page = new_page(timezone_id=zone, service_workers="block")
        asked = requests_of(page)
        with page.expect_event("requestfinished", lambda request: request.url.endswith("/countries.json")):
            page.goto(f"{site}/en/warning-signs/")
        # Whoever knows the country by now asks for its numbers before a second look at the same file is over.
        page.evaluate("() => fetch('/countries.json').then((response) => response.json())")
        assert (f"{site}/en/emergency/" in asked) is known
        tick_worst(page)
        number = page.locator("[data-urgency=emergency_now] .main-button[href^='tel:']")
        expect(number).to_have_count(1 if known else 0)
    expect(page.locator(".signs a[href^='tel:']")).to_have_count(0)
    expect(page.locator("[data-urgency=emergency_now] .main-button.find")).to_be_visible()


def test_an_advice_line_with_a_sign_in_its_number_is_dialled(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(timezone_id="Asia/Tokyo")
    page.goto(f"{site}/en/warning-signs/")
    tick(page, FIRST["same_day"].id)
    button = page.locator("[data-urgency=same_day] a[href='tel:%237119']")
    button.wait_for()
    expect(button).to_have_text("Advice line: #7119", use_inner_text=True)
    expect(page.locator("[data-urgency=same_day] [data-kind] p")).to_have_text("in some areas", use_inner_text=True)


def test_nothing_is_claimed_before_there_is_an_answer(signs: Page) -> None:
    bar = signs.locator(".bar > span:visible")
    expect(bar).to_have_text("Nothing is ticked yet", use_inner_text=True)
    signs.click(".none-of-these")
    expect(bar).to_have_text("None of these, and it eases: self-care is fine")
    assert outcome(signs) == "self_care_ok"
    assert signs.locator("#none").evaluate("box => box.getBoundingClientRect().top < innerHeight")
    tick(signs, FIRST["same_day"].id)
    expect(bar).to_have_text("Talk to a doctor today")


def test_none_of_these_takes_the_ticks_off(new_page: Callable[..., Page], site: str) -> None:
    page = new_page()
    page.goto(f"{site}/en/warning-signs/")
    tick_worst(page)
    page.click(".none-of-these")
    page.wait_for_selector("[data-urgency=self_care_ok]:visible")
    expect(page.locator("input:checked")).to_have_count(0)


def test_an_answer_survives_a_reload_is_cleared_by_a_tap_and_deleted_after_a_day(
    new_page: Callable[..., Page], site: str
) -> None:
    page = new_page()
    page.clock.install()
    page.goto(f"{site}/en/warning-signs/")
    bar = page.locator(".bar > span:visible")
    page.click(".none-of-these")
    page.reload()
    expect(bar).to_have_text("None of these, and it eases: self-care is fine")
    page.click("button[type=reset]")
    page.clock.run_for(10)
    expect(bar).to_have_text("Nothing is ticked yet")
    for back in ("another page", "the page that stayed open"):
        tick_worst(page)
        page.reload()
        page.wait_for_selector("[data-urgency=emergency_now] .ticked li")
        assert page.locator("input:checked").evaluate_all("all => all.map(one => one.value)") == [
            FIRST["emergency_now"].id
        ]
        page.clock.fast_forward("24:00:01")
        if back == "another page":
            page.reload()
            page.wait_for_selector("[data-outcome=self_care_ok]")
        else:
            page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        expect(bar).to_have_text("Nothing is ticked yet")
        expect(page.locator("input:checked")).to_have_count(0)
        assert page.evaluate("Object.keys(localStorage).filter((key) => key.endsWith('ticked-signs'))") == []


def test_ticks_hold_where_the_phone_keeps_nothing(new_page: Callable[..., Page], site: str) -> None:
    page = new_page()
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }")
    page.goto(f"{site}/en/warning-signs/")
    tick_worst(page)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert outcome(page) == "emergency_now"


def test_a_screen_reader_hears_each_new_outcome_once(new_page: Callable[..., Page], site: str) -> None:
    page = new_page()
    page.goto(f"{site}/en/warning-signs/")
    page.evaluate(
        """() => {
            globalThis.heard = [];
            const said = document.querySelector('.said');
            new MutationObserver(() => heard.push(said.textContent)).observe(said, {childList: true, subtree: true});
        }"""
    )
    for sign in ("frequent-cramps", "back-and-leg", "chest-or-breath", "one-leg-swollen"):
        tick(page, sign)
    assert page.evaluate("heard") == ["Make an appointment", "Call an ambulance now"]
    devtools = page.context.new_cdp_session(page)
    nodes = {node["nodeId"]: node for node in devtools.send("Accessibility.getFullAXTree")["nodes"]}
    live = [node for node in nodes.values() if node.get("role", {}).get("value") == "status" and not node["ignored"]]
    inside = [node for node in live if node["childIds"]]
    texts = [nodes[child]["name"]["value"] for node in inside for child in node["childIds"] if "name" in nodes[child]]
    assert texts.count("Call an ambulance now") == 1
    # What the eye sees is no live region too, or it would be heard twice.
    expect(page.locator(".signs [aria-live], .signs [role=status]")).to_have_count(1)


def test_the_bar_covers_no_box_before_an_answer_and_never_what_has_the_focus(
    new_page: Callable[..., Page], site: str
) -> None:
    page = new_page(reduced_motion="reduce")
    page.goto(f"{site}/en/warning-signs/")
    page.evaluate("localStorage.setItem('/:look', JSON.stringify({text: '200'}))")
    page.reload()
    assert page.locator(".bar").evaluate("bar => getComputedStyle(bar).position") == "relative"
    page.evaluate("document.querySelectorAll('.topic').forEach((topic) => (topic.open = true))")
    page.focus("input[name=sign] >> nth=0")
    page.keyboard.press("Space")
    assert page.locator(".bar").evaluate("bar => getComputedStyle(bar).position") == "sticky"
    covered = """() => {
        const box = document.activeElement.getBoundingClientRect();
        const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        return !document.activeElement.contains(top);
    }"""
    topics = page.locator(".topic").count()
    for _ in range(len(SIGNS) + topics):  # the ticked box has its sources too
        assert not page.evaluate(covered), page.evaluate("document.activeElement.outerHTML.slice(0, 80)")
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "plain none-of-these"
    page.click(".bar")
    page.wait_for_url("**#outcome")
    assert not page.locator(".bar").evaluate("bar => bar.getBoundingClientRect().bottom > 0")


def test_what_is_pressed_shows_it_at_once_and_dimly(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(color_scheme="dark")
    look = "part => getComputedStyle(part).backgroundColor"
    for part in (".sign", ".none-of-these", ".bar", ".sure summary"):
        page.goto(f"{site}/en/warning-signs/")
        tick_worst(page)
        place = page.locator(f"{part} >> visible=true").first
        place.scroll_into_view_if_needed()
        before = place.evaluate(look)
        place.hover()
        page.mouse.down()
        pressed = place.evaluate(look)
        page.mouse.up()
        assert pressed not in (before, "rgba(0, 0, 0, 0)"), part
        assert max(int(shade) for shade in pressed.strip("rgb()").split(",")) < 100, part


CASES = yaml.safe_load((Path(__file__).parents[1] / "cases.yaml").read_text(encoding="utf-8"))["cases"]
# Of each urgency the one with the most ticks: the whole list in one go is tests/unit/test_cases.py.
WORDY = [
    max((case for case in CASES if case["urgency"] == name), key=lambda case: len(case["ticks"])) for name in URGENCIES
]


def test_a_person_of_the_stories_ends_where_the_list_must_lead(new_page: Callable[..., Page], site: str) -> None:
    page = new_page()
    for case in WORDY:
        page.goto(f"{site}/en/warning-signs/")
        for id_ in case["ticks"]:
            tick(page, id_)
        assert outcome(page) == case["urgency"], case["story"]
        expect(page.locator("[data-urgency]:visible .ticked li")).to_have_count(len(case["ticks"]))
        page.click("button[type=reset]")
