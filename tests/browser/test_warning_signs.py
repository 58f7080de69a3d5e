"""The checklist: the outcome is the highest urgency ticked, with scripts and without."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page, Route, expect

from pwa.headers import hash_of
from tests.support.project import TAGS
from tests.support.signs import FIRST, SIGNS, URGENCIES, shows_outcome, tick, with_each


def without_has(page: Page) -> None:
    """The page as a browser shows it that does not know :has: its style, and the policy that names it, are others."""

    def answer(route: Route) -> None:
        response = route.fetch()
        body = response.text()
        (style,) = re.findall(r"(?s)<style>(.*?)</style>", body)
        other = style.replace("selector(:has(*))", "selector(:no-such(*))")
        assert other != style
        headers = {name: value.replace(hash_of(style), hash_of(other)) for name, value in response.headers.items()}
        body = body.replace(style, other).replace(hash_of(style), hash_of(other))
        route.fulfill(response=response, headers=headers, body=body)

    def answer_file(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=response.text().replace("selector(:has(*))", "selector(:no-such(*))"))

    page.route("**/warning-signs/", answer)
    page.route("**/signs.css", answer_file)


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def signs(request: pytest.FixtureRequest, new_page: Callable[..., Page], site: str) -> Page:
    page = new_page(java_script_enabled=request.param)
    page.goto(f"{site}/en/warning-signs/")
    return page


def test_nothing_ticked_is_self_care(signs: Page) -> None:
    shows_outcome(signs, "self_care_ok")


@pytest.mark.quick
def test_the_highest_of_several_wins_and_goes_when_it_is_taken_off(signs: Page) -> None:
    for urgency in reversed(URGENCIES):
        tick(signs, FIRST[urgency].id)
        shows_outcome(signs, urgency)
    signs.uncheck(f"input[value={FIRST['emergency_now'].id}]")
    shows_outcome(signs, "same_day")


def test_every_single_box_shows_its_own_level(signs: Page) -> None:
    levels = with_each(signs, "() => shown(document, '[data-urgency]').map(({ dataset }) => dataset.urgency)")
    assert levels == {sign.id: [sign.urgency] for sign in SIGNS}


def test_one_tap_clears_all_ticks(signs: Page) -> None:
    tick(signs, FIRST["emergency_now"].id)
    signs.click("button[type=reset]")
    shows_outcome(signs, "self_care_ok")


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
    shows_outcome(page, "same_day")


@pytest.mark.parametrize("scripts", [True, False], ids=["no has", "no scripts"])
def test_the_outcome_forbids_what_each_sign_switches_off_and_nothing_else(
    new_page: Callable[..., Page], site: str, scripts: bool
) -> None:
    page = new_page(service_workers="block", java_script_enabled=scripts)
    if scripts:
        without_has(page)
    page.goto(f"{site}/en/warning-signs/")
    found = with_each(
        page,
        """() => {
            const [outcome] = shown(document, "[data-urgency]");
            const advice = shown(outcome, "[data-advice]").map(({ dataset }) => dataset.advice);
            return [advice.sort(), shown(outcome, ".avoid").length, shown(outcome, ".avoid li").length];
        }""",
    )
    assert {id_: advice for id_, (advice, *_) in found.items()} == {
        sign.id: sorted(sign.switches_off) for sign in SIGNS
    }
    # No heading without a line below it.
    assert [id_ for id_, (_, headings, lines) in found.items() if headings != min(1, lines)] == []
    seen = page.locator("[data-urgency]:visible")
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
    page.wait_for_selector(".signs[data-topics]", state="attached")
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
    lines = with_each(page, "() => shown(document, '[data-urgency] .first-aid').map(({ innerText }) => innerText)")
    assert lines == {sign.id: [str(aid.text) for aid in sign.aid] for sign in SIGNS}
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


def test_nothing_is_claimed_before_there_is_an_answer(signs: Page) -> None:
    bar = signs.locator(".bar > span:visible")
    expect(bar).to_have_text("Nothing is ticked yet", use_inner_text=True)
    signs.click(".none-of-these")
    expect(bar).to_have_text("None of these, and it eases: self-care is fine")
    shows_outcome(signs, "self_care_ok")
    expect(signs.locator("#none")).to_be_in_viewport()
    tick(signs, FIRST["same_day"].id)
    expect(bar).to_have_text("Talk to a doctor today")


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
        shows_outcome(page, case["urgency"], case["story"])
        expect(page.locator("[data-urgency]:visible .ticked li")).to_have_count(len(case["ticks"]))
        page.click("button[type=reset]")
