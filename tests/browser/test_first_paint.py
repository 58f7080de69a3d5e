"""The first paint: nothing flashes, a night that goes on shows its own card at once, an early tap is heard.

And a host that sends the policy of an older release shows the app with its style and scripts all the same.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from pwa.headers import HASH, policy
from pwa.hosting.export import write
from pwa.release.model import Release
from tests.support import shared
from tests.support.cramp import ready, shows
from tests.support.first_screen import asked_for, inside, named, weight
from tests.support.hosts import nginx
from tests.support.phone import NIGHT
from tests.support.proxy import Answer, Proxy
from tests.support.signs import FIRST

NOW = NIGHT * 1000
POLICY = "Content-Security-Policy"
MINUTE = 60_000
FRESH: dict[str, Any] = {
    "state": "reading",
    "before": "reading",
    "started": None,
    "since": NOW,
    "visit": NOW,
    "seen": NOW,
    "view": "stretch",
    "variant": "stretch",
    "starts": {},
    "clear": False,
    "answers": {},
    "pregnant": False,
    "answered": False,
}


def night(minutes: float = 2, seen: float = 0.1, **changes: Any) -> dict[str, Any]:
    """A cramp that began some minutes ago, and was on a screen some minutes ago."""
    begun = NOW - int(minutes * MINUTE)
    times = {"started": begun, "since": begun, "visit": begun, "seen": NOW - int(seen * MINUTE)}
    return {**FRESH, "state": "cramp", "starts": {"hold": begun}, **times, **changes}


def ticks(sign: str, level: str, off: list[str], minutes: float = 1, *, cramp: bool = True) -> dict[str, Any]:
    """What was ticked some minutes ago."""
    return {"at": NOW - int(minutes * MINUTE), "ids": [sign], "level": level, "off": off, "cramp": cramp}


DANGER = ticks(FIRST["emergency_now"].id, "emergency_now", ["rub", "warmth", "stretch", "walk"])
TODAY = ticks(FIRST["same_day"].id, "same_day", ["rub", "warmth"])
HEAT: dict[str, Any] = {"starts": {"warmth": NOW - 5 * MINUTE}, "clear": True}
FOLLOWED = "a link to a card"  # the clock of the tests knows no navigation: frame by frame alone
# What is kept, the fragment of the address, and the card that shows. Each must be what flow.js comes to by itself.
NIGHTS: dict[str, tuple[dict[str, Any], dict[str, Any] | None, str, str]] = {
    "nobody began": (FRESH, None, "", "stretch"),
    "a reload while holding": (night(view="hold"), None, "", "hold"),
    "the fragment says more": (night(view="hold"), None, "#move", "move"),
    FOLLOWED: ({}, None, "#standing", "standing"),
    "rubbing, asked before": (night(view="rub"), None, "", "check"),
    "rubbing": (night(view="rub", clear=True), None, "", "rub"),
    "heat on its card": (night(**{**HEAT, "view": "warmth"}), None, "", "warmth"),
    "heat elsewhere": (night(**{**HEAT, "view": "position"}), None, "", "position"),
    "back to the heat": (night(minutes=30, seen=10, **HEAT), None, "", "warmth"),
    "position": (night(view="position", clear=True), None, "", "position"),
    "eased": (night(view="afterwards", state="eased"), None, "", "afterwards"),
    "asked at ten minutes": (night(minutes=11, view="hold", state="asked"), None, "", "hold"),
    "away": (night(minutes=26, seen=5, view="hold"), None, "", "stretch"),
    "away before": (night(minutes=26, seen=0.1, view="stretch", state="absent"), None, "", "stretch"),
    "eased and away": (night(minutes=30, seen=20, view="afterwards", state="eased"), None, "", "stretch"),
    "over two hours": (night(minutes=130, seen=0.1, view="hold"), None, "", "stretch"),
    "the clock was set back": (night(minutes=-20, seen=-30, view="hold"), None, "", "stretch"),
    "danger": (night(view="hold", state="danger", before="cramp"), DANGER, "", "danger"),
    "danger, away": (night(minutes=20, seen=5, state="danger", before="cramp"), DANGER, "", "danger"),
    "danger of an earlier cramp": (night(minutes=2, view="hold"), {**DANGER, "at": NOW - 90 * MINUTE}, "", "hold"),
    "danger without a cramp": ({}, {**DANGER, "cramp": False}, "", "danger"),
    "today": (night(view="rub", clear=True), TODAY, "", "today"),
    "today, on another card": (night(view="move"), TODAY, "", "move"),
    "no card at all": (night(view="nothing"), None, "#nothing", "stretch"),
    "a card that no address leads to": (night(view="hold"), None, "#danger", "hold"),
}


def held(answer: Answer) -> None:
    """It comes when the proxy is mended."""
    answer.closing.wait(60)
    answer.send()


@pytest.fixture
def opened(new_page: Callable[..., Page], proxy: Proxy) -> Callable[..., Page]:
    """The cramp screen with what is kept, its scripts held back until `proxy.mend()`."""

    def open_(
        session: dict[str, Any], said: dict[str, Any] | None, fragment: str = "", text: str = "", **options: Any
    ) -> Page:
        proxy.break_with(held, lambda answer: answer.path.endswith(".js"))
        page = new_page(service_workers="block", timezone_id="Asia/Jakarta", **options)
        look = {"text": text} if text else None
        kept = {"/:cramp-session": session, "/:ticked-signs": said, "/:look": look, "/:moved": True}
        page.clock.install(time=NIGHT - 60)
        page.clock.pause_at(NIGHT)
        page.add_init_script(f"""if (!window.name) {{
            for (const [key, value] of {json.dumps([pair for pair in kept.items() if pair[1]])})
                localStorage.setItem(key, JSON.stringify(value));
            window.name = "kept";
        }}""")
        page.goto(f"{proxy.address}/en/{fragment}", wait_until="commit")
        page.wait_for_function("() => document.readyState !== 'loading'")
        return page

    return open_


SHOWS = """() => {
    const shown = (part) => part.checkVisibility({ visibilityProperty: true });
    const boxes = [...document.querySelectorAll('.card')].filter(shown);
    return boxes.map((card) => [card.id, card.querySelector('h1, h2:not([hidden])').getBoundingClientRect().y]);
}"""


@pytest.mark.parametrize("name", [name for name in NIGHTS if name != FOLLOWED])
def test_a_night_that_goes_on_shows_its_card_before_any_script_has_come(
    opened: Callable[..., Page], proxy: Proxy, name: str
) -> None:
    session, said, fragment, card = NIGHTS[name]
    page = opened(session, said, fragment)
    ((before, _),) = page.evaluate(SHOWS)
    assert before == card
    proxy.mend()
    ready(page)
    assert page.evaluate("() => document.documentElement.dataset.view") == card


FRAMES = """
window.frames_ = [];
const look = () => {
    const shown = [...document.querySelectorAll('.card')].filter((card) => card.checkVisibility());
    if (document.body) window.frames_.push(shown.map((card) => card.id).join());
    requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""


@pytest.mark.parametrize(
    "name", [FOLLOWED, "a reload while holding", "away", "danger", "today", "rubbing, asked before"]
)
def test_no_frame_shows_another_card(new_page: Callable[..., Page], site: str, name: str) -> None:
    """Frame by frame, from the first on, with scripts that come."""
    session, said, fragment, card = NIGHTS[name]
    page = new_page(service_workers="block")
    shift = f"(kept) => JSON.parse(JSON.stringify(kept), (_, part) => part > 1e12 ? part + Date.now() - {NOW} : part)"
    page.add_init_script(f"""if (!window.name) {{
        const shift = {shift};
        localStorage.setItem('/:cramp-session', JSON.stringify(shift({json.dumps(session)})));
        if ({json.dumps(said)}) localStorage.setItem('/:ticked-signs', JSON.stringify(shift({json.dumps(said)})));
        window.name = 'kept';
    }}
    {FRAMES}""")
    page.goto(f"{site}/en/{fragment}")
    ready(page)
    seen = page.evaluate("() => window.frames_")
    assert set(seen) - {""} == {card}
    assert seen


def test_the_first_frame_has_the_readers_text_size_and_the_time_of_an_absence(opened: Callable[..., Page]) -> None:
    session, said, fragment, _ = NIGHTS["away"]
    page = opened(session, said, fragment)
    expect(page.locator(".again")).to_be_visible()
    expect(page.locator(".again")).to_contain_text("26")
    page.evaluate("() => localStorage.setItem('/:look', JSON.stringify({ text: '150' }))")
    page.reload(wait_until="commit")
    page.wait_for_function("() => document.readyState !== 'loading'")
    assert page.evaluate("() => getComputedStyle(document.documentElement).fontSize") == "27.008px"
    assert page.evaluate("() => document.documentElement.dataset.flow === undefined")


@pytest.mark.parametrize("text", ["", "200"])
@pytest.mark.parametrize(("width", "height"), [(360, 740), (320, 568), (740, 360)])
def test_nothing_moves_when_the_scripts_come_to_the_first_instruction(
    opened: Callable[..., Page], proxy: Proxy, width: int, height: int, text: str
) -> None:
    bar = [".to-signs", ".top .brand", ".languages"]
    parts = ["#stretch .pic", "#first-step", "#stretch .lead", "#stretch .main-button", "#stretch .choices", *bar]
    boxes = f"""() => {parts}
        .map((part) => JSON.stringify(document.querySelector(part).getBoundingClientRect()))"""
    page = opened({}, None, text=text, viewport={"width": width, "height": height})
    before = page.evaluate(boxes)
    proxy.mend()
    ready(page)
    page.wait_for_function("() => [...document.styleSheets].some((sheet) => sheet.href?.includes('cramp.css'))")
    assert page.evaluate(boxes) == before


def test_a_tap_before_the_scripts_is_heard(opened: Callable[..., Page], proxy: Proxy) -> None:
    page = opened({}, None)
    page.click("#stretch .main-button")
    assert page.evaluate("() => document.documentElement.dataset.flow === undefined")
    expect(page.locator("#stretch")).to_be_visible()  # nothing jumps meanwhile
    proxy.mend()
    shows(page, "hold")
    assert page.evaluate("() => JSON.parse(localStorage['/:cramp-session']).started") is not None
    page.go_back()
    shows(page, "stretch")


def test_a_tap_on_the_offer_of_an_absence_is_heard(opened: Callable[..., Page], proxy: Proxy) -> None:
    page = opened(*NIGHTS["away"][:3])
    page.click(".again button")
    proxy.mend()
    shows(page, "hold")
    expect(page.locator(".top .clock")).to_be_visible()


@pytest.mark.parametrize("path", ["", "warning-signs/"])
def test_scripts_that_never_come_leave_the_page_that_works_without(
    new_page: Callable[..., Page], proxy: Proxy, path: str
) -> None:
    proxy.break_with(held, lambda answer: answer.path.endswith(".js"))
    page = new_page(service_workers="block")
    page.goto(f"{proxy.address}/en/{path}", wait_until="commit")
    if path:
        page.locator(
            "input[name=sign]"
        ).first.check()  # shown when nobody waits for the script any more (checklist.css)
        expect(page.locator(".outcome[data-urgency=emergency_now]")).to_be_visible()
    else:
        page.click("#stretch .main-button")
        expect(page.locator("#hold h2")).to_be_in_viewport()
        assert page.evaluate(
            "() => [...document.querySelectorAll('.card:not([hidden])')].every((c) => c.checkVisibility())"
        )
    assert page.evaluate("() => document.documentElement.dataset.flow === undefined")


def test_what_is_ticked_and_opened_before_the_scripts_stays(new_page: Callable[..., Page], proxy: Proxy) -> None:
    proxy.break_with(held, lambda answer: answer.path.endswith(".js"))
    page = new_page(service_workers="block")
    page.clock.install(time=NIGHT - 60)
    page.clock.pause_at(NIGHT)
    page.goto(f"{proxy.address}/en/warning-signs/", wait_until="commit")
    page.wait_for_function("() => document.readyState !== 'loading'")
    sign = FIRST["same_day"].id
    topic = page.locator(".topic", has_not=page.locator(f"#{sign}")).last
    topic.locator("summary").first.click()
    page.locator(f"input[value={sign}]").evaluate("box => box.click()")
    proxy.mend()
    page.wait_for_selector(".signs[data-topics]", state="attached")
    expect(page.locator(f"input[value={sign}]")).to_be_checked()
    expect(topic).to_have_attribute("open", "")
    assert page.evaluate("() => JSON.parse(localStorage['/:ticked-signs']).ids") == [sign]


def test_a_country_chosen_before_the_scripts_stays_chosen(new_page: Callable[..., Page], proxy: Proxy) -> None:
    proxy.break_with(held, lambda answer: answer.path.endswith(".js"))
    page = new_page(service_workers="block", timezone_id="Asia/Jakarta")
    page.goto(f"{proxy.address}/en/emergency/", wait_until="commit")
    page.wait_for_function("() => document.readyState !== 'loading'")
    page.locator("#country").evaluate(
        "field => { field.value = 'FR'; field.dispatchEvent(new Event('change', { bubbles: true })); }"
    )
    proxy.mend()
    expect(page.locator(".mine .shown h3")).to_have_text("France")
    assert page.evaluate("() => localStorage['/:country']") == '"FR"'


STYLED = "() => getComputedStyle(document.body).maxWidth !== 'none'"


def refuses(page: Page, address: str) -> None:
    """What is inside the pages is refused here, and they are styled and run all the same."""
    for path in ("", "start/", "warning-signs/", "emergency/"):
        page.goto(f"{address}/en/{path}")
        page.wait_for_function(STYLED)
        assert page.evaluate(
            "() => [document.querySelector('style').sheet, document.documentElement.dataset.early]"
        ) == [
            None,
            None,
        ]
        page.wait_for_selector("[data-flow], [data-topics], [data-decided]", state="attached")
    page.goto(f"{address}/")
    page.wait_for_url(f"{address}/en/")


def test_a_page_is_styled_and_runs_under_the_policy_of_an_older_release(
    new_page: Callable[..., Page], proxy: Proxy
) -> None:
    def older(answer: Answer) -> None:
        answer.headers[POLICY] = policy()
        answer.send()

    proxy.break_with(older, lambda answer: answer.asked_by == "page")
    refuses(new_page(service_workers="block", locale="en"), proxy.address)


def test_without_scripts_it_is_styled_too(new_page: Callable[..., Page], proxy: Proxy) -> None:
    def older(answer: Answer) -> None:
        answer.headers[POLICY] = policy()
        answer.send()

    proxy.break_with(older, lambda answer: answer.asked_by == "page")
    page = new_page(java_script_enabled=False)
    for path in ("", "warning-signs/", "emergency/"):
        page.goto(f"{proxy.address}/en/{path}")
        assert page.evaluate(STYLED), path


def test_a_new_release_below_an_nginx_that_was_not_told_is_styled_and_runs(
    new_page: Callable[..., Page], tmp_path: Path
) -> None:
    """It was started with what an older release said of its headers, and reads the files of the new one."""
    tmp_path.chmod(0o755)
    site = tmp_path / "site"
    release = shared.release("/", "https://example.org")
    write(release, site)
    told = site / "_nginx.conf"
    told.write_text(HASH.sub("", told.read_text(encoding="utf-8")), encoding="utf-8")
    (tmp_path / "work").mkdir()
    with nginx(site, "/", tmp_path / "work") as address:
        write(release, site)  # redeployed
        refuses(new_page(service_workers="block", ignore_https_errors=True, locale="en"), address)


def test_no_page_asks_for_what_its_policy_refuses(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(service_workers="block")
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None)
    for path in ("en/", "id/start/", "zh-hans/warning-signs/", "en/emergency/"):
        page.goto(f"{site}/{path}")
        page.wait_for_selector("[data-flow], [data-topics], [data-decided]", state="attached")
    assert refused == []


@pytest.mark.worker
def test_what_the_cramp_screen_loads_by_itself_is_light(
    new_page: Callable[..., Page], site: str, release: Release
) -> None:
    """What comes by import() before anybody taps too; as brotli, with some room above docs/performance.md."""
    paths = asked_for(new_page(), site)
    assert {script.path for script in named(release, ".js")} < paths
    assert weight([inside(release), *(release.entries[path].body for path in paths)]) <= 21_300, len(paths)
