"""The voice: offered where one of the phone speaks the language, and never swallowed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.cramp import HOLD, STRETCH, press, ready, shows
from tests.support.heard import RECORD
from tests.support.scripts import ran


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
