"""Sound and vibration on the cramp screen: silent until switched on, and when hidden."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.support.cramp import CYCLE, HOLD, ROUNDS, press, ready, shows
from tests.support.heard import DONE, HOLDING, RESTING


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
