"""A page that can import the front end's pure modules: no server, the files as they are."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from pwa.release.assets import STATIC
from tests.support.phone import PATIENCE


def answer(route: Any) -> None:
    """A made-up site, at any base, whose scripts are the files as they are."""
    name = urlsplit(route.request.url).path.partition("/static/")[2]
    if name:
        route.fulfill(body=(STATIC / name).read_text(encoding="utf-8"), content_type="text/javascript")
    else:
        route.fulfill(body="<!doctype html><title>modules</title>", content_type="text/html")


@contextmanager
def module_page(browser: Browser, address: str, **options: Any) -> Iterator[Any]:
    """A page at that address of the made-up site; `options` as of a context."""
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE)
    context.route("**/*", answer)
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()
