"""The reader's records in a browser: the code that runs on a page to write, read and count them."""

from typing import Any

from playwright.sync_api import Page

from tests.support.shared import address_of

RECORDS = "diary/records.js"
# A page of a release brings its scripts by its head, or after it is painted.
SCRIPTS = "script[src*='common/app.js'], script[data-modules]"
# The page's own module, asked by name: `call(page, "put", "cramps", {...})`.
CALL = """async ([path, name, args]) => {
    const records = await import(path);
    try { return (await records[name](...args)) ?? null; } catch (error) { return { reason: error.reason }; }
}"""


def records_of(page: Page) -> str:
    """The address of the module for an open page: of the release, or of the files as they are (module_page)."""
    return address_of(RECORDS) if page.query_selector(SCRIPTS) else f"/below/static/{RECORDS}"


def call(page: Page, name: str, *args: Any) -> Any:
    """What a function of the records answers; `{"reason": ...}` where it refuses."""
    return page.evaluate(CALL, [records_of(page), name, list(args)])


def cramp(id_: str, at: str, **more: Any) -> dict[str, Any]:
    """A record as the app writes it."""
    empty: dict[str, Any] = {
        "minutes": None,
        "leg": None,
        "muscle": None,
        "helped": [],
        "pain": None,
        "note": "",
        "signs": [],
    }
    return {**empty, "id": id_, "at": at, "changed": 1, **more}
