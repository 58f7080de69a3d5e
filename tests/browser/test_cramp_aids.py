"""Sound, voice, vibration and the screen that stays awake: silent until switched on, and when hidden."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Playwright, Route, expect

from tests.support.cramp import CYCLE, HOLD, ROUNDS, STRETCH, press, ready, shows
from tests.support.heard import DONE, HOLDING, RECORD, RESTING
from tests.support.phone import PATIENCE, Launch
from tests.support.scripts import ran


@pytest.fixture
def heard(new_page: Callable[..., Page], site: str) -> Page:
    """The cramp screen of a phone on which everything that sounds is written down."""
    page = new_page(has_touch=True, is_mobile=True)
    page.clock.install()
    page.add_init_script(RECORD)
    page.goto(f"{site}/en/")
    ready(page)
    return page


def test_everything_is_silent_until_switched_on_and_remembered(heard: Page) -> None:
    press(heard)
    heard.clock.run_for((2 * CYCLE + 5) * 1000)
    assert heard.evaluate("() => [tones.length, buzzes, said.length]") == [0, 0, 0]
    heard.click("#hold [data-aid=sound]")
    heard.click("#hold [data-aid=vibration]")
    assert heard.evaluate("() => [tones.length, buzzes]") == [2, 1]
    heard.reload()
    heard.wait_for_selector("#hold [data-aid=sound][aria-pressed=true]")
    heard.wait_for_selector("#hold [data-aid=vibration][aria-pressed=true]")


def test_tones_at_the_start_at_each_change_and_at_the_end(heard: Page) -> None:
    press(heard)
    heard.click("#hold [data-aid=sound]")
    heard.click(".steps a[href='#stretch']")
    heard.evaluate("() => tones.splice(0)")
    press(heard)
    assert heard.evaluate("() => tones") == [HOLDING]
    heard.clock.run_for((HOLD + 1) * 1000)
    assert heard.evaluate("() => tones") == [HOLDING, RESTING]
    heard.clock.run_for(ROUNDS * CYCLE * 1000)
    assert heard.evaluate("() => tones.at(-1)") == DONE
    heard.evaluate("() => tones.splice(0)")
    heard.click("#hold .past")
    press(heard)
    shows(heard, "rub")
    expect(heard.locator("#rub [data-aid=sound]")).to_be_visible()
    assert heard.evaluate("() => tones") == [HOLDING]
    heard.clock.run_for(2 * 60_000 + 1000)
    assert heard.evaluate("() => tones") == [HOLDING, DONE]
    expect(heard.locator("#rub .phase")).to_have_text("Enough rubbing for now", use_inner_text=True)


@pytest.mark.parametrize("answer", [lambda route: route.abort(), lambda route: None], ids=["fails", "hangs"])
def test_a_timer_runs_where_what_sounds_is_not_on_the_phone(
    new_page: Callable[..., Page], site: str, answer: Callable[[Route], None]
) -> None:
    """It comes behind the first tap's scripts: where it never does, no switch shows that would do nothing."""
    page = new_page(service_workers="block")
    page.clock.install()
    page.route(re.compile(r"/cramp/(aids|wake-lock)\.js"), answer)
    page.goto(f"{site}/en/")
    ready(page)
    press(page)
    expect(page.locator("#hold .ring")).to_be_visible()
    expect(page.locator("#hold .aids")).to_be_hidden()
    page.clock.run_for((HOLD + 1) * 1000)
    expect(page.locator("#hold .ring[data-phase=rest]")).to_be_visible()


def test_a_hidden_page_is_silent(heard: Page) -> None:
    press(heard)
    heard.click("#hold [data-aid=sound]")
    heard.click("#hold [data-aid=vibration]")
    heard.evaluate(
        """() => {
          Object.defineProperty(document, "hidden", { get: () => window.away, configurable: true });
          window.away = true;
          document.dispatchEvent(new Event("visibilitychange"));
          tones.splice(0);
          window.buzzes = 0;
        }"""
    )
    heard.clock.run_for(CYCLE * 1000)  # no absence yet
    assert heard.evaluate("() => [tones.length, buzzes]") == [0, 0]
    heard.evaluate("() => (window.away = false)")
    heard.clock.run_for(CYCLE * 1000)
    assert heard.evaluate("() => Math.min(tones.length, buzzes)") >= 2


def test_a_voice_is_offered_only_when_a_local_one_speaks_the_language(new_page: Callable[..., Page], site: str) -> None:
    for voices, offered in (
        ([], False),
        ([{"lang": "en-GB", "localService": False}], False),
        ([{"lang": "id-ID", "localService": True}], False),
        ([{"lang": "en_US", "localService": True}], True),
        ([{"lang": "eng-USA", "localService": True}], True),
    ):
        page = new_page()
        page.add_init_script(
            f"speechSynthesis.getVoices = () => {voices!r}".replace("False", "false").replace("True", "true")
        )
        page.goto(f"{site}/en/#hold")
        page.wait_for_selector("#hold .ring")
        ran(page, "cramp/voice.js")
        expect(page.locator("#hold [data-aid=voice]")).to_be_visible(visible=offered)


def test_the_voice_says_the_instruction_of_the_chosen_way_and_each_change(heard: Page) -> None:
    heard.evaluate("() => (window.voices = [{ lang: 'en-US', name: 'Ann', localService: true }])")
    press(heard)
    heard.click("#hold [data-aid=voice]")
    heard.click(".steps a[href='#stretch']")
    heard.click("a[href='#standing']")
    heard.evaluate("() => said.splice(0)")
    press(heard)
    (standing,) = [way for way in STRETCH.variants if way.id == "standing"]
    heard.wait_for_function("() => said.length === 3")
    said = [text for text, *_ in heard.evaluate("() => said")]
    assert said == ["Hold", str(standing.title), str(standing.lead)]
    heard.clock.run_for((HOLD + 1) * 1000)
    heard.wait_for_function("() => said.at(-1)[0] === 'Rest'")
    assert heard.evaluate("() => said.at(-1)") == ["Rest", "Ann", "en-US"]


@pytest.mark.parametrize("lang", ["in_ID", "in", "id_ID", "ind-IDN"])
def test_indonesian_is_read_by_a_voice_that_android_calls_by_its_old_name(
    new_page: Callable[..., Page], site: str, lang: str
) -> None:
    page = new_page()
    page.add_init_script(f"speechSynthesis.getVoices = () => [{{ lang: {lang!r}, name: 'Ayu', localService: true }}]")
    page.goto(f"{site}/id/#hold")
    page.locator("#hold [data-aid=voice]").wait_for()


def test_a_voice_that_jokes_reads_only_where_there_is_no_other(heard: Page) -> None:
    names = ["Albert", "Eddy (English (US))", "Daniel", "Samantha"]
    voices = [{"lang": "en-GB" if name == "Daniel" else "en-US", "name": name, "localService": True} for name in names]
    heard.evaluate("voices => { window.voices = voices; }", voices)
    press(heard)
    heard.click("#hold [data-aid=voice]")
    heard.wait_for_function("() => said.length > 0")
    assert {name for _, name, _ in heard.evaluate("() => said")} == {"Samantha"}


def test_what_is_said_right_after_a_stop_is_not_swallowed(heard: Page) -> None:
    """Some browsers lose what they are told at once after cancel()."""
    heard.evaluate(
        """() => {
          window.voices = [{ lang: "en-US", name: "Ann", localService: true }];
          let stopped = -Infinity;
          const busy = { get: () => said.length > 0, configurable: true };
          Object.defineProperty(speechSynthesis, "speaking", busy);
          speechSynthesis.cancel = () => { stopped = performance.now(); };
          const speak = speechSynthesis.speak;
          speechSynthesis.speak = (one) => performance.now() - stopped < 50 || speak(one);
        }"""
    )
    press(heard)
    heard.click("#hold [data-aid=voice]")
    heard.wait_for_function("() => said.length > 0")
    heard.clock.run_for((HOLD + 1) * 1000)
    heard.wait_for_function("() => said.at(-1)[0] === 'Rest'")


# An iPhone says nothing before something was begun under a finger.
SILENT_BEFORE_A_TOUCH = """
  Object.defineProperty(navigator, "standalone", { value: false });
  localStorage.setItem("/:aids", JSON.stringify({ voice: true }));
  window.voices = [{ lang: "en-US", name: "Ann", localService: true }];
  let touched = false;
  let begun = false;
  addEventListener("click", ({ isTrusted }) => { touched = isTrusted; }, true);
  addEventListener("click", () => { touched = false; });
  const speak = speechSynthesis.speak;
  speechSynthesis.speak = (one) => {
    begun ||= touched;
    if (begun && one.text) speak(one);
  };
"""


def test_a_voice_of_another_night_speaks_from_the_first_tap_on(heard: Page) -> None:
    heard.add_init_script(SILENT_BEFORE_A_TOUCH)
    heard.reload()
    ready(heard)
    ran(heard, "cramp/voice.js")
    press(heard)
    shows(heard, "hold")
    heard.clock.run_for((HOLD + 1) * 1000)
    heard.wait_for_function("() => said.at(-1)?.[0] === 'Rest'")


def test_after_a_call_it_sounds_again_from_the_next_touch(heard: Page) -> None:
    """An iPhone leaves the audio context interrupted, and refuses to resume it."""
    press(heard)
    heard.click("#hold [data-aid=sound]")
    heard.evaluate(
        """() => {
          window.made = 0;
          const Made = AudioContext;
          window.AudioContext = class extends Made { constructor() { super(); window.made += 1; } };
          Object.defineProperty(BaseAudioContext.prototype, "state", {
            configurable: true, get() { return this instanceof window.AudioContext ? "running" : "interrupted"; },
          });
          Made.prototype.resume = () => Promise.reject(new DOMException("no", "InvalidStateError"));
          tones.splice(0);
        }"""
    )
    heard.locator("#hold .phase").click()
    assert heard.evaluate("() => made") == 1
    heard.clock.run_for((HOLD + 1) * 1000)
    assert heard.evaluate("() => tones") == [RESTING]
    assert heard.evaluate("() => made") == 1


def test_a_context_that_wakes_in_name_only_is_let_go_before_its_tones_pile_up(heard: Page) -> None:
    press(heard)
    heard.evaluate(
        """() => {
          window.ended = 0;
          const { close } = AudioContext.prototype;
          Object.assign(AudioContext.prototype, {
            resume: async () => {},
            close() { window.ended += 1; return close.call(this); },
          });
          Object.defineProperty(BaseAudioContext.prototype, "state", { configurable: true, get: () => "suspended" });
        }"""
    )
    heard.click("#hold [data-aid=sound]")
    heard.wait_for_function("() => window.ended > 0")


@pytest.mark.parametrize("suspend", ["() => { throw new TypeError('no'); }", "() => undefined"])
def test_a_page_is_left_where_its_sound_cannot_be_held(heard: Page, suspend: str) -> None:
    errors: list[str] = []
    heard.on("pageerror", lambda error: errors.append(str(error)))
    press(heard)
    heard.click("#hold [data-aid=sound]")
    heard.evaluate(f"() => {{ AudioContext.prototype.suspend = {suspend}; }}")
    heard.evaluate(
        """() => {
          Object.defineProperty(document, "hidden", { value: true, configurable: true });
          document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    heard.clock.run_for(1000)
    assert errors == []


@pytest.mark.parametrize(
    ("voices", "chosen"),
    [
        (["zh-HK", "zh-TW", "zh-CN"], "zh-CN"),
        (["zh_HK", "cmn_CN"], "cmn_CN"),
        (["zh-HK", "zh-TW"], "zh-TW"),
    ],
)
def test_chinese_is_read_in_mandarin(new_page: Callable[..., Page], site: str, voices: list[str], chosen: str) -> None:
    page = new_page()
    page.add_init_script(RECORD)
    page.add_init_script(f"window.voices = {voices!r}.map((lang) => ({{ lang, name: lang, localService: true }}))")
    page.goto(f"{site}/zh-hans/#hold")
    page.click("#hold [data-aid=voice]")
    page.wait_for_function("() => said.length > 0")
    assert {name for _, name, _ in page.evaluate("() => said")} == {chosen}


def test_the_screen_stays_awake_while_a_timer_runs_only(
    playwright: Playwright, launch_whole: Launch, site: str
) -> None:
    browser = playwright.chromium.launch(**launch_whole)  # without windows there is no screen to keep
    cramp = browser.new_page()
    cramp.set_default_timeout(PATIENCE)
    cramp.clock.install()
    cramp.goto(f"{site}/en/")
    ready(cramp)
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
    cramp.clock.run_for(ROUNDS * CYCLE * 1000)
    cramp.wait_for_function("() => window.locks === 0")
    asked = cramp.evaluate("() => window.asks")
    cramp.clock.run_for(5000)  # after the last round nothing runs
    assert cramp.evaluate("() => window.asks") == asked
    cramp.click(".steps a[href='#stretch']")
    press(cramp)
    cramp.wait_for_function("() => window.locks === 1")
    cramp.click("#hold .past")
    cramp.wait_for_function("() => window.locks === 0")
    browser.close()


def test_a_lock_that_comes_beside_another_is_given_back(
    playwright: Playwright, launch_whole: Launch, site: str
) -> None:
    """The screen stays lit until the last lock is let go."""
    browser = playwright.chromium.launch(**launch_whole)
    cramp = browser.new_page()
    cramp.set_default_timeout(PATIENCE)
    cramp.clock.install()
    cramp.goto(f"{site}/en/")
    ready(cramp)
    cramp.evaluate(
        """() => {
          Object.assign(window, { locks: 0, answers: [] });
          const ask = WakeLock.prototype.request;
          WakeLock.prototype.request = async function (kind) {
            await new Promise((resolve) => answers.push(resolve));
            const lock = await ask.call(this, kind);
            window.locks++;
            lock.addEventListener("release", () => window.locks--);
            return lock;
          };
        }"""
    )
    press(cramp)
    cramp.wait_for_function("() => answers.length === 1")
    cramp.clock.run_for(6_000)  # no answer in five seconds
    cramp.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    cramp.wait_for_function("() => answers.length === 2")
    cramp.evaluate("() => answers.forEach((answer) => answer())")
    cramp.wait_for_function("() => window.locks === 1")
    cramp.clock.run_for(ROUNDS * CYCLE * 1000)
    cramp.wait_for_function("() => window.locks === 0")
    browser.close()


# iOS gives a page its first lock only within five seconds of a tap.
LOCKS_BY_TAP = """
  Object.assign(window, { asks: 0, given: 0 });
  let tapped = -Infinity;
  addEventListener("pointerup", () => { tapped = performance.now(); }, true);
  WakeLock.prototype.request = async () => {
    window.asks += 1;
    if (performance.now() - tapped > 5000) throw new DOMException("", "NotAllowedError");
    window.given += 1;
    return Object.assign(new EventTarget(), { release: async () => {} });
  };
"""


def test_after_a_reload_the_first_tap_keeps_the_screen_awake(heard: Page) -> None:
    heard.add_init_script(LOCKS_BY_TAP)
    press(heard)
    shows(heard, "hold")
    heard.reload()
    heard.wait_for_function("() => asks === 1 && given === 0")
    heard.locator("#hold .phase").click()
    heard.wait_for_function("() => given === 1")
    assert heard.evaluate("() => asks") == 2
