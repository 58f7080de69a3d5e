"""Readers whose network and phone the tests of this folder break."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.support.phone import PHONE
from tests.support.proxy import Proxy
from tests.support.reader import Reader


@pytest.fixture
def new_reader(browser: Browser, proxy: Proxy) -> Iterator[Callable[[], Reader]]:
    contexts: list[BrowserContext] = []

    def make() -> Reader:
        contexts.append(browser.new_context(viewport=PHONE))
        return Reader(contexts[-1], proxy)

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def reader(new_reader: Callable[[], Reader]) -> Reader:
    return new_reader()
