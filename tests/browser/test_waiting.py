"""What all tests rely on: `goto` and `reload` come back when the scripts of the page have run."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from pwa.screens import SCREENS
from tests.support.proxy import Answer, Proxy
from tests.support.scripts import MARKS

LATE_S = 0.3  # after the page has loaded


def late(answer: Answer) -> None:
    answer.closing.wait(LATE_S)
    answer.send()


@pytest.mark.parametrize("screen", MARKS)
def test_a_page_is_looked_at_with_its_scripts_however_late_they_come(
    new_page: Callable[..., Page], proxy: Proxy, screen: str
) -> None:
    proxy.break_with(late, lambda answer: answer.path.endswith((".js", ".json")))
    page = new_page(service_workers="block")
    page.goto(f"{proxy.address}/en/{SCREENS[screen.replace('-', '_')].path}")
    assert page.query_selector(MARKS[screen])
    page.reload()
    assert page.query_selector(MARKS[screen])


def test_a_page_whose_scripts_may_not_run_is_not_waited_for(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site}/en/")
    assert page.query_selector("[data-flow]") is None
