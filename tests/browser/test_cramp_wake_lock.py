"""The screen stays awake while a timer runs, and no longer."""

from playwright.sync_api import Page, Playwright

from tests.support.cramp import CYCLE, ROUNDS, press, ready, shows
from tests.support.phone import PATIENCE, Launch


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
