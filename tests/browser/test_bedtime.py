"""The bedtime stretches, guided: the trial's dose on each leg, nothing lost to a lock; the reminder's file."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from playwright.sync_api import Page, expect

from pwa.content.load import load
from tests.support.layout import box_of
from tests.support.phone import NIGHT
from tests.support.project import TAGS
from tests.support.shared import address_of

DOSE = load().bedtime.dose
CYCLE = DOSE.hold + DOSE.rest  # seconds
SET = DOSE.times * CYCLE
WHOLE = 4 * SET  # two stretches on two legs
PHASES = """async (module) => {
  const { momentAt } = await import(module);
  const dose = { hold: %d, rest: %d, times: %d };
  const found = [];
  for (let second = 0; second <= %d; second++) {
    const { word, stretch, leg, round } = momentAt(dose, second * 1000);
    found.push(`${stretch} ${leg} ${round} ${word}`);
  }
  return found;
}"""


@pytest.fixture
def bedtime(new_page: Callable[..., Page], site: str) -> Page:
    """The page in English, with a clock that only the test moves."""
    page = new_page(timezone_id="Asia/Jakarta")
    page.clock.install(time=NIGHT)
    page.clock.pause_at(NIGHT + 60)
    page.goto(f"{site}/en/bedtime/")
    page.wait_for_selector("html[data-routine]", state="attached")
    return page


def run(page: Page, seconds: int) -> None:
    page.clock.run_for(seconds * 1000)


def begin(page: Page) -> None:
    page.click(".begin .main-button")
    page.locator(".guided .ring").wait_for()


def test_every_leg_gets_the_trials_dose_of_both_stretches(bedtime: Page) -> None:
    found = bedtime.evaluate(PHASES % (DOSE.hold, DOSE.rest, DOSE.times, WHOLE), address_of("bedtime/sets.js"))
    assert len(found) == WHOLE + 1
    assert found[-1].endswith("routine_done")
    holds = [moment for moment in found if moment.endswith(" hold")]
    for stretch in (0, 1):
        for leg in ("left", "right"):
            for round_ in range(1, DOSE.times + 1):
                assert holds.count(f"{stretch} {leg} {round_} hold") == DOSE.hold
    rests = [moment for moment in found if moment not in holds][:-1]
    assert len(rests) == len(holds) // DOSE.hold * DOSE.rest
    words = [moment.split()[-1] for moment in found]
    changes = [word for word, before in zip(words, ["", *words], strict=False) if word != before]
    assert [word for word in changes if word not in ("hold", "rest", "routine_done")] == [
        "get_ready",
        "change_legs",
        "next_stretch",
        "change_legs",
    ]


def test_the_timer_leads_from_stretch_to_stretch_with_its_drawing(bedtime: Page) -> None:
    begin(bedtime)
    expect(bedtime.locator(".stretch:visible h3")).to_have_text("Calf: lean on the wall", use_inner_text=True)
    expect(bedtime.locator(".stretch:visible .pic")).to_be_visible()
    expect(bedtime.locator(".guided .phase")).to_have_text("Get ready", use_inner_text=True)
    expect(bedtime.locator("main > :not(h1):visible")).to_have_count(2)  # the way and its timer, nothing else
    run(bedtime, DOSE.rest + 1)
    expect(bedtime.locator(".guided .phase")).to_have_text("Hold", use_inner_text=True)
    expect(bedtime.locator(".guided .leg")).to_have_text("Left leg", use_inner_text=True)
    expect(bedtime.locator(".guided .rounds")).to_have_text("1 of 3", use_inner_text=True)
    run(bedtime, SET)
    expect(bedtime.locator(".guided .leg")).to_have_text("Right leg", use_inner_text=True)
    run(bedtime, SET)
    expect(bedtime.locator(".stretch:visible h3")).to_contain_text("Back of the thigh", use_inner_text=True)
    run(bedtime, 2 * SET)
    expect(bedtime.locator(".guided .phase")).to_have_text("Done for tonight", use_inner_text=True)
    expect(bedtime.locator(".guided .did")).to_be_visible()


def test_sitting_is_chosen_once_and_stays_chosen(bedtime: Page) -> None:
    bedtime.check("input[name=way][value=sitting]")
    expect(bedtime.locator("#standing")).to_be_hidden()
    expect(bedtime.locator("#sitting")).to_be_visible()
    bedtime.reload()
    expect(bedtime.locator("input[value=sitting]")).to_be_checked()
    begin(bedtime)
    expect(bedtime.locator("#sitting .stretch:visible h3")).to_have_text(
        "Calf: pull your toes toward you", use_inner_text=True
    )


def test_a_reload_and_another_language_find_the_same_moment(bedtime: Page) -> None:
    begin(bedtime)
    run(bedtime, SET + DOSE.rest + 2)
    bedtime.reload()
    expect(bedtime.locator(".guided .leg")).to_have_text("Right leg", use_inner_text=True)
    expect(bedtime.locator(".guided .digits")).to_have_text("0:08", use_inner_text=True)
    bedtime.goto(bedtime.url.replace("/en/", "/id/"))
    expect(bedtime.locator(".guided .leg")).to_have_text("Kaki kanan", use_inner_text=True)


def test_a_clock_that_is_changed_takes_nothing_from_the_timer(bedtime: Page) -> None:
    begin(bedtime)
    run(bedtime, DOSE.rest + 2)
    bedtime.clock.set_system_time((NIGHT - 7200) * 1000)
    run(bedtime, 1)
    expect(bedtime.locator(".guided .leg")).to_have_text("Left leg", use_inner_text=True)
    expect(bedtime.locator(".guided .rounds")).to_have_text("1 of 3", use_inner_text=True)


def test_whoever_comes_back_the_next_evening_begins_anew(bedtime: Page) -> None:
    begin(bedtime)
    bedtime.clock.fast_forward(86_400_000)
    bedtime.reload()
    expect(bedtime.locator(".begin .main-button")).to_be_visible()
    expect(bedtime.locator(".guided")).to_be_hidden()


def test_stop_brings_the_page_back(bedtime: Page) -> None:
    begin(bedtime)
    bedtime.click(".guided .stop")
    expect(bedtime.locator(".begin .main-button")).to_be_focused()
    expect(bedtime.locator(".guided")).to_be_hidden()


def test_what_is_kept_by_nobody_we_know_leads_to_the_usual_page(new_page: Callable[..., Page], site: str) -> None:
    for kept in ("[]", '{"way": "flying", "started": "soon"}', '{"started": 1e300}', "{"):
        page = new_page()
        page.add_init_script(f"localStorage.setItem('/:bedtime', {kept!r})")
        page.goto(f"{site}/en/bedtime/")
        page.wait_for_selector("html[data-routine]", state="attached")
        expect(page.locator(".guided")).to_be_hidden()
        expect(page.locator("#standing")).to_be_visible()


@pytest.mark.parametrize("tag", TAGS)
def test_timer_and_stop_are_on_one_small_screen(new_page: Callable[..., Page], site: str, tag: str) -> None:
    page = new_page()
    page.goto(f"{site}/{tag}/settings/")
    for text, width, height in (
        ("", 320, 568),
        ("", 360, 640),
        ("", 360, 740),
        ("", 740, 360),
        ("200", 320, 568),
        ("200", 360, 740),
    ):
        page.evaluate("text => localStorage.setItem('/:look', JSON.stringify({ text }))", text)
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{site}/{tag}/bedtime/")
        page.wait_for_selector("html[data-routine]", state="attached")
        begin(page)
        for part in (".stretch:visible h3", ".guided .ring", ".guided .phase", ".guided .stop"):
            box = box_of(page.locator(part))
            assert box["y"] >= 0, (part, text, width)
            assert box["y"] + box["height"] <= height, (part, text, width, height)
        page.click(".guided .stop")


@pytest.mark.parametrize("tag", TAGS)
def test_without_scripts_both_ways_stand_below_each_other(new_page: Callable[..., Page], site: str, tag: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site}/{tag}/bedtime/")
    expect(page.locator(".stretch:visible")).to_have_count(4)
    expect(page.locator(".begin")).to_be_hidden()
    expect(page.locator("#plan")).to_be_hidden()
    expect(page.locator("#reminder p:visible")).to_have_count(1)  # the phone's own clock does it too


def test_the_reminder_is_a_calendar_of_the_plan_in_the_readers_zone(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(timezone_id="Asia/Jakarta", accept_downloads=True)
    page.clock.install(time=datetime(2026, 11, 29, 12, 0, tzinfo=UTC))  # 19:00 in Jakarta
    text = reminder(page, f"{site}/id/bedtime/", "21:45")
    (event,) = event_of(text)
    assert event.start == datetime(2026, 11, 29, 21, 45, tzinfo=ZoneInfo("Asia/Jakarta"))
    assert event.rrules == [{"FREQ": ["DAILY"], "COUNT": [DOSE.weeks * 7]}]
    assert event["SUMMARY"] == "Peregangan sebelum tidur"
    assert str(DOSE.hold) in str(event["DESCRIPTION"])
    assert event["URL"] == f"{site}/id/bedtime/"
    (alarm,) = event.alarms.times
    assert alarm.trigger == event.start
    assert len({reminder_id(reminder(page, f"{site}/id/bedtime/", "21:45")) for _ in range(3)}) == 3


def test_a_time_that_is_past_today_begins_tomorrow(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(timezone_id="Asia/Jakarta", accept_downloads=True)
    page.clock.install(time=datetime(2026, 12, 31, 15, 0, tzinfo=UTC))  # 22:00 in Jakarta
    (event,) = event_of(reminder(page, f"{site}/en/bedtime/", "21:30"))
    assert event.start == datetime(2027, 1, 1, 21, 30, tzinfo=ZoneInfo("Asia/Jakarta"))


@pytest.mark.parametrize(
    ("zone", "month", "day"),
    [("Europe/London", 10, 1), ("America/New_York", 3, 1), ("Australia/Lord_Howe", 9, 20), ("Asia/Kolkata", 6, 1)],
)
def test_the_calendar_knows_when_the_clocks_of_the_zone_are_changed(
    new_page: Callable[..., Page], site: str, zone: str, month: int, day: int
) -> None:
    page = new_page(timezone_id=zone, accept_downloads=True)
    page.clock.install(time=datetime(2026, month, day, 2, 0, tzinfo=UTC))
    text = reminder(page, f"{site}/en/bedtime/", "22:15")
    (event,) = event_of(text)
    (named,) = icalendar.Calendar.from_ical(text).timezones
    ours = named.to_tz(icalendar.timezone.TZP("zoneinfo"), lookup_tzid=False)
    for evening in range(DOSE.weeks * 7):
        at = start_of(event).replace(tzinfo=None) + timedelta(days=evening)
        assert at.replace(tzinfo=ours).utcoffset() == at.replace(tzinfo=ZoneInfo(zone)).utcoffset(), at


@pytest.mark.parametrize("tag", TAGS)
def test_each_line_of_the_calendar_is_as_short_as_the_standard_wants(
    new_page: Callable[..., Page], site: str, tag: str
) -> None:
    """RFC 5545, section 3.1: 75 octets, CRLF, and no character cut in two."""
    page = new_page(timezone_id="Asia/Shanghai", accept_downloads=True)
    data = reminder(page, f"{site}/{tag}/bedtime/", "21:30")
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    assert [line.decode() for line in lines]
    (event,) = event_of(data)
    assert event["DESCRIPTION"] == page.locator(".dose").inner_text()
    assert event["SUMMARY"] == page.locator("h1").inner_text()


def test_a_phone_that_knows_no_zone_gets_a_time_of_its_own_clock(new_page: Callable[..., Page], site: str) -> None:
    """RFC 5545, section 3.3.5, form 1: the same hour wherever the phone is."""
    page = new_page(timezone_id="Asia/Jakarta", accept_downloads=True)
    page.add_init_script(
        "Intl.DateTimeFormat.prototype.resolvedOptions = () => ({ timeZone: undefined, locale: 'en' });"
    )
    (event,) = event_of(reminder(page, f"{site}/en/bedtime/", "21:30"))
    start = start_of(event)
    assert (start.hour, start.minute, start.tzinfo) == (21, 30, None)


@pytest.mark.parametrize("closed", [False, True])
def test_an_app_on_the_home_screen_of_ios_gives_the_reminder_by_the_phones_menu(
    new_page: Callable[..., Page], site: str, *, closed: bool
) -> None:
    """It has no downloads: a link to one would do nothing."""
    page = new_page()
    late = "await new Promise((resolve) => setTimeout(resolve, 600))"  # sooner nobody closes a menu
    ends = (
        f"{late}; throw new DOMException('', 'AbortError')"
        if closed
        else "handed = [files[0].name, await files[0].text()]"
    )
    page.add_init_script(f"""
        Object.defineProperty(navigator, "standalone", {{ value: true }});
        navigator.canShare = ({{ files }}) => files.length === 1;
        navigator.share = async ({{ files }}) => {{ asked = true; {ends}; }};""")
    page.goto(f"{site}/en/bedtime/")
    page.locator("#reminder form").wait_for()
    page.click("#reminder button")
    page.wait_for_function("() => window.asked")
    if closed:
        page.wait_for_timeout(700)
        expect(page.locator("#reminder .made")).to_be_hidden()
        expect(page.locator("#reminder form")).to_be_visible()
        return
    expect(page.locator("#reminder .made")).to_be_visible()
    name, text = page.evaluate("() => handed")
    assert name == "night-cramp.ics"
    assert len(event_of(text.encode())) == 1


def reminder(page: Page, address: str, time: str) -> bytes:
    """The file that the page makes for a reminder at this time."""
    page.goto(address)
    page.locator("#reminder form").wait_for()
    page.fill("#reminder input", time)
    with page.expect_download() as download:
        page.click("#reminder button")
    assert download.value.suggested_filename == "night-cramp.ics"
    expect(page.locator("#reminder .made")).to_be_visible()
    return download.value.path().read_bytes()


def event_of(data: bytes) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(data).events


def start_of(event: icalendar.Event) -> datetime:
    start = event.start
    assert isinstance(start, datetime)
    return start


def reminder_id(data: bytes) -> str:
    (event,) = event_of(data)
    return str(event["UID"])
