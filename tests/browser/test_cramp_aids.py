"""Sound, voice, vibration and the screen that stays awake: silent until switched on, and when hidden."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.support.cramp import CYCLE, HOLD, ROUNDS, STRETCH, press, ready, shows
from tests.support.phone import Launch

# What sounds, buzzes and is said, written down; the browser still does it, where it can.
RECORD = """
  Object.assign(window, { tones: [], buzzes: 0, said: [] });
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (...when) {
    tones.push(this.frequency.value);
    return start.apply(this, when);
  };
  navigator.vibrate = () => Boolean(++window.buzzes);
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  speechSynthesis.speak = ({ text, voice, lang }) => said.push([text, voice.name, lang]);
  speechSynthesis.getVoices = () => window.voices ?? [];
"""
HOLDING, RESTING, DONE = 523, 392, 659  # hertz


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
    ):
        page = new_page()
        page.add_init_script(
            f"speechSynthesis.getVoices = () => {voices!r}".replace("False", "false").replace("True", "true")
        )
        page.goto(f"{site}/en/#hold")
        page.wait_for_selector("#hold .ring")
        assert page.locator("#hold [data-aid=voice]").is_visible() is offered


def test_the_voice_says_the_instruction_of_the_chosen_way_and_each_change(heard: Page) -> None:
    heard.evaluate("() => (window.voices = [{ lang: 'en-US', name: 'Ann', localService: true }])")
    press(heard)
    heard.click("#hold [data-aid=voice]")
    heard.click(".steps a[href='#stretch']")
    heard.click("a[href='#standing']")
    heard.evaluate("() => said.splice(0)")
    press(heard)
    (standing,) = [way for way in STRETCH.variants if way.id == "standing"]
    said = [text for text, *_ in heard.evaluate("() => said")]
    assert said == [str(standing.title), str(standing.lead), "Hold"]
    heard.clock.run_for((HOLD + 1) * 1000)
    assert heard.evaluate("() => said.at(-1)") == ["Rest", "Ann", "en-US"]


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
    assert {name for _, name, _ in page.evaluate("() => said")} == {chosen}


def test_the_screen_stays_awake_while_a_timer_runs_only(
    playwright: Playwright, launch_whole: Launch, site: str
) -> None:
    browser = playwright.chromium.launch(**launch_whole)  # without windows there is no screen to keep
    cramp = browser.new_page()
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
