"""The oldest browsers that the app is for, imitated: what is younger than one of them is taken away.

What it does not show is what an old engine does otherwise; docs/browsers.md says which real ones were tried.
"""

import json

from playwright.sync_api import Page, expect

from tests.support.cramp import press, shows
from tests.support.phone import READY
from tests.support.project import ROOT
from tests.support.proxy import Answer, Proxy
from tests.support.reader import UNTIL, Reader
from tests.support.scripts import scripts_ran
from tests.support.signs import tick_worst
from tests.support.versions import Versions

YOUNGER = [
    name
    for name in json.loads((ROOT / "tests" / "support" / "younger.json").read_text(encoding="utf-8"))
    # The policy of the page still asks for them; what has none of them asks for nothing.
    if "trusted" not in name.lower()
]
TAKE = """{
for (const name of YOUNGER) {
  const parts = name.split(".");
  const member = parts.pop();
  const owner = parts.reduce((place, part) => place?.[part], self);
  try {
    if (owner) delete owner[member];
    if (parts.length) delete owner?.prototype?.[member];
  } catch {} // some are not to be taken away
}
if ("timeout" in AbortSignal || "at" in Array.prototype || "storage" in navigator) throw new Error("still young");
}
""".replace("YOUNGER", json.dumps(YOUNGER))
DELETE = """async path => {
  const name = (await caches.keys()).find(name => name.startsWith("cramp:"));
  return (await caches.open(name)).delete(path);
}"""


def age(answer: Answer) -> None:
    """The worker of an old browser: what it uses is taken away before its first line."""
    answer.unpack()
    answer.body = TAKE.encode() + answer.body
    answer.send()


def test_first_step_checklist_install_repair_and_update_without_anything_young(
    reader: Reader, proxy: Proxy, versions: Versions
) -> None:
    errors: list[str] = []
    reader.context.on("weberror", lambda error: errors.append(str(error.error)))
    reader.context.add_init_script(TAKE)
    proxy.break_with(age, lambda answer: answer.path.endswith("/sw.js"))
    page = reader.visit("/en/")
    first_step(page)
    page.goto(f"{proxy.address}/en/warning-signs/")
    tick_worst(page)
    expect(page.locator("[data-urgency]:visible")).to_have_count(1)
    page.click(".show-card")
    expect(page.locator(".helper-card .pair").first).to_be_visible()
    page.click(".helper-card .close")
    expect(page.locator(".helper-card")).to_be_hidden()
    page.evaluate("() => localStorage.clear()")
    page.close()
    reader.install()
    page = reader.visit("/id/about/")
    page.wait_for_selector(READY, state="attached")
    assert page.evaluate(DELETE, "/id/")
    page.evaluate(UNTIL.format("dispatchEvent(new Event('online')) && caches.match('/id/')"))
    page.close()
    proxy.upstream = versions[2].server.port
    reader.looks_for(versions[2])
    reader.leave()
    proxy.stop()
    page = reader.visit("/en/start/")
    page.wait_for_selector(READY, state="attached")
    assert page.locator("#first-step").inner_text() == versions[2].first_words("id")
    assert errors == []


def first_step(page: Page) -> None:
    expect(page.locator("#first-step")).to_be_visible()
    scripts_ran(page)
    press(page)
    shows(page, "hold")
    box = page.locator("#hold .ring").bounding_box()
    assert box
    assert box["height"] > 40
