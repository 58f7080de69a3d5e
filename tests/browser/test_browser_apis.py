"""Every browser API may be absent, throw, reject, hang, answer late or wrongly: the table of docs/browsers.md.

It is walked on the cramp screen while a cramp runs, and on the screen that uses the API.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.api_fault import DIARY, DOCTOR, Fault
from tests.support.api_faults import FAULTS
from tests.support.cramp import press, ready, shows
from tests.support.diary import OWN
from tests.support.project import ROOT
from tests.support.signs import tick_worst

# What would ask the reader for a permission.
OFTEN = 2  # times in half a minute of a running cramp that anything is tried: once by the page, once by a tap
ASKS = """
  window.asked = 0;
  for (const [owner, name] of [[self.Notification, "requestPermission"], [self.StorageManager?.prototype, "persist"],
    [self.Geolocation?.prototype, "getCurrentPosition"]]) if (owner) owner[name] = async () => { window.asked += 1; };
"""


@pytest.fixture
def broken(new_page: Callable[..., Page], request: pytest.FixtureRequest) -> Page:
    """A page of a phone with the fault, which fails the test by each error that nobody caught."""
    page = new_page(has_touch=True, is_mobile=True, timezone_id="Asia/Jakarta")
    page.clock.install()
    page.add_init_script(ASKS)
    page.add_init_script(FAULTS[request.param].script)
    return page


@pytest.mark.parametrize(("broken", "fault"), FAULTS.items(), ids=map(" ".join, FAULTS), indirect=["broken"])
def test_a_cramp_and_the_screen_go_on(broken: Page, fault: Fault, site: str) -> None:
    errors: list[str] = []
    broken.on("pageerror", lambda error: errors.append(str(error)))
    broken.goto(f"{site}/en/")
    ready(broken)
    press(broken)
    shows(broken, "hold")
    began = broken.locator("#hold .digits").inner_text()
    for switch in fault.taps if not fault.screen else ():
        broken.click(switch)
    broken.clock.run_for(31_000)
    expect(broken.locator("#hold .digits")).not_to_have_text(began, use_inner_text=True)
    expect(broken.locator("#hold .phase")).to_have_text("Rest", use_inner_text=True)
    assert broken.evaluate("() => window.calls ?? 0") <= OFTEN
    assert broken.evaluate("() => window.asked") == 0
    if not fault.screen:
        looks(broken, fault)
    press(broken)
    shows(broken, "afterwards")
    broken.click(".note-cramp button")  # the database is as slow as the machine: nothing moves the clock meanwhile
    expect(broken.locator(f"#afterwards {fault.notes}")).to_be_visible()
    if fault.badge:
        broken.wait_for_selector(f"html[data-offline={fault.badge}]", state="attached")
    if fault.screen:
        broken.goto(f"{site}/en/{fault.screen}")
        if fault.screen == "warning-signs/":
            tick_worst(broken)
            expect(broken.locator("[data-urgency]:visible")).to_have_count(1)
        if fault.screen in (DIARY, DOCTOR):
            broken.wait_for_selector(OWN, state="attached")
        for switch in fault.taps:
            broken.click(switch)
        if fault.types:
            broken.fill("#search", fault.types)
        broken.clock.run_for(fault.waits)
        looks(broken, fault)
        if fault.selects:
            broken.wait_for_function(
                "() => getSelection().toString() === document.querySelector('.address').textContent"
            )
    assert errors == []


def looks(page: Page, fault: Fault) -> None:
    for place in fault.shows:
        expect(page.locator(place)).to_be_visible()
    for place in fault.hides:
        expect(page.locator(place)).to_be_hidden()


def test_the_table_of_the_documentation_is_the_one_that_is_walked() -> None:
    text = (ROOT / "docs" / "browsers.md").read_text(encoding="utf-8").split("## What each API may do")[1]
    rows = re.findall(r"^\| ([^|`]+?) \| ([^|]+?) \| [^|]+ \|$", text.split("\n## ")[0], re.MULTILINE)
    assert [row for row in rows if row[0] != "API"] == list(FAULTS)
