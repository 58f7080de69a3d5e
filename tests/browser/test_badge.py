"""The badge says how it is kept here, and for how long: in other apps, in tabs of iOS, in old browsers."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.api_faults import FAULTS
from tests.support.cramp import press, ready, shows
from tests.support.phone import READY

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 15_8 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
ANDROID = (
    "Mozilla/5.0 (Linux; Android 10; K; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120.0 Mobile"
)
WECHAT = f"{IPHONE} Mobile/15E148 MicroMessenger/8.0.40"
SAFARI = f"{IPHONE} Version/15.6 Mobile/15E148 Safari/604.1"
APPLE = """
  Object.defineProperty(navigator, "standalone", { value: STANDALONE });
  Object.defineProperty(navigator, "maxTouchPoints", { value: 5 });
"""
TAB, ICON = APPLE.replace("STANDALONE", "false"), APPLE.replace("STANDALONE", "true")


@pytest.mark.parametrize(
    ("agent", "script", "inside"),
    [
        (ANDROID, "", True),
        (WECHAT, TAB, True),
        (f"{IPHONE} Mobile/15E148", TAB, True),
        (f"{IPHONE} Mobile/15E148", ICON, False),
        (SAFARI, TAB, False),
        (ANDROID.replace("; wv", ""), "", False),
    ],
)
def test_inside_another_app_it_says_so_on_the_cramp_screen_too(
    new_page: Callable[..., Page], site: str, agent: str, script: str, inside: bool
) -> None:
    page = new_page(user_agent=agent)
    page.add_init_script(script)
    page.goto(f"{site}/en/")
    page.wait_for_selector("html[data-where]", state="attached")
    expect(page.locator(".kept-where[data-in=in-app]")).to_be_visible(visible=inside)


@pytest.mark.worker
@pytest.mark.parametrize(("script", "told"), [(TAB, True), (ICON, False)], ids=["tab", "home screen"])
def test_a_tab_of_ios_says_that_it_is_emptied_once_it_is_ready(
    new_page: Callable[..., Page], site: str, script: str, told: bool
) -> None:
    page = new_page(user_agent=SAFARI)
    page.add_init_script(script)
    page.goto(f"{site}/en/about/")
    page.wait_for_selector(READY, state="attached")
    expect(page.locator(".kept-where[data-in=ios-tab]")).to_be_visible(visible=told)


@pytest.mark.parametrize(("failures", "state"), [(0, "failed"), (3, "failing")])
def test_what_fails_again_and_again_is_not_put_on_the_network(
    new_page: Callable[..., Page], site: str, failures: int, state: str
) -> None:
    page = new_page()
    page.add_init_script(
        f"localStorage.setItem('/:failures', '{json.dumps(failures)}');"
        "navigator.serviceWorker.register = () => Promise.reject(new TypeError('no'));"
    )
    page.goto(f"{site}/en/")
    page.wait_for_selector(f"html[data-offline={state}]", state="attached")
    expect(page.locator(f".offline [data-when={state}]")).to_be_visible()


def test_where_nothing_can_be_kept_the_cramp_screen_says_it_once(new_page: Callable[..., Page], site: str) -> None:
    page = new_page()
    page.add_init_script("delete window.caches")
    page.goto(f"{site}/en/")
    expect(page.locator(".offline [data-when=unsupported]")).to_be_visible()
    expect(page.locator(".offline span:visible:not(.ended)")).to_have_count(1)


CLASSIC = re.compile(r"/common/(?:theme|text-size)\.js$")


def test_a_browser_below_the_floor_reads_whole_and_is_told_that_nothing_is_kept(
    new_page: Callable[..., Page], site: str
) -> None:
    """None of its modules runs; the two classic scripts do."""
    page = new_page()
    page.add_init_script("delete Promise.any")
    page.route(lambda url: url.endswith(".js") and not CLASSIC.search(url), lambda route: route.abort())
    for path in ("", "warning-signs/", "emergency/", "settings/"):
        page.goto(f"{site}/en/{path}", wait_until="load")  # no script will come
        expect(page.locator(".offline [data-when=unsupported]")).to_be_visible()
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize(("pixels", "text"), [(17, None), (23, "125"), (28, "150"), (40, "200")])
def test_the_screens_fit_the_size_of_text_that_an_iphone_is_set_to(
    new_page: Callable[..., Page], site: str, pixels: int, text: str | None
) -> None:
    """The system's font itself is WebKit's on iOS alone: its size is put in its place."""
    page = new_page()
    page.add_init_script(
        f"""CSS.supports = () => true;
        const size = getComputedStyle;
        window.getComputedStyle = (one) =>
          one === document.documentElement ? {{ fontSize: "{pixels}px" }} : size(one);"""
    )
    page.goto(f"{site}/en/about/")
    assert page.locator("html").get_attribute("data-text") == text
    page.goto(f"{site}/en/settings/")
    page.check("input[name=text][value='150']")
    page.reload()
    assert page.locator("html").get_attribute("data-text") == "150"


def test_a_screen_reader_hears_the_first_phase_too(new_page: Callable[..., Page], site: str) -> None:
    """A live region says what changes in it, not what it comes with: the words come again once it stands."""
    page = new_page()
    page.add_init_script(
        """window.heard = [];
        new MutationObserver((changes) => {
          for (const { target } of changes) {
            const region = target.parentElement?.closest?.(".phase") ?? target.closest?.(".phase");
            const stands = region && performance.now() - (region.since ??= performance.now()) > 50;
            if (stands) window.heard.push(region.textContent);
          }
        }).observe(document, { subtree: true, childList: true, characterData: true });"""
    )
    page.goto(f"{site}/en/")
    ready(page)
    press(page)
    shows(page, "hold")
    page.wait_for_function("() => window.heard.length > 0")
    assert page.evaluate("() => window.heard[0]") == "Hold"


@pytest.mark.worker
@pytest.mark.parametrize(
    "answer", ["new Promise(() => {})", "Promise.reject(new TypeError('no'))"], ids=["hangs", "rejects"]
)
def test_what_is_kept_is_told_where_the_browser_does_not_say_what_is_registered(
    new_page: Callable[..., Page], site: str, answer: str
) -> None:
    page = new_page()
    page.add_init_script(f"navigator.serviceWorker.getRegistration = () => {answer};")
    page.goto(f"{site}/en/about/")
    page.wait_for_selector(READY, state="attached")


def test_an_install_that_never_ends_is_not_called_saving_for_ever(new_page: Callable[..., Page], site: str) -> None:
    page = new_page()
    page.clock.install()
    page.add_init_script(FAULTS["service worker", "stops half way"].script)
    page.goto(f"{site}/en/about/")
    page.wait_for_selector("html[data-offline=saving]", state="attached")
    page.clock.fast_forward("11:00")
    page.wait_for_selector("html[data-offline=failed]", state="attached")
