"""What may happen to what a page reads: files by `fetch`, other pages by XMLHttpRequest."""

from tests.support.api_fault import EMERGENCY, LEARN, NEVER, SHARE, SIGNS, Fault
from tests.support.handed_faults import HOME_SCREEN, sharing

PORTAL = "'<!doctype html><title>Hotel</title><main><h1>Welcome to our network</h1></main>'"
FETCHES = {
    "rejects": "window.fetch = () => Promise.reject(new TypeError('no'));",
    "hangs": f"window.fetch = {NEVER};",
    "answers 404": f"window.fetch = async () => new Response({PORTAL}, {{ status: 404 }});",
    "answers wrongly": f"window.fetch = async () => new Response({PORTAL});",
}

FETCHED: dict[tuple[str, str], Fault] = {
    **{("fetch", what): Fault(script, None, EMERGENCY, (".mine .none",)) for what, script in FETCHES.items()},
    **{
        ("fetch", f"{what} for the search"): Fault(
            script, None, LEARN, (".search [data-when=failed]",), (".search .found a",), types="cramp"
        )
        for what, script in FETCHES.items()
    },
    **{
        ("fetch", f"{what} for the one file"): Fault(
            HOME_SCREEN + sharing("async () => {}") + script,
            None,
            SHARE,
            ("#one-file [tabindex]:focus",),
            ("#one-file .again",),
            ("#one-file a",),
            waits=62_000,
        )
        for what, script in FETCHES.items()
    },
    ("XMLHttpRequest", "absent"): Fault(
        "delete window.XMLHttpRequest;", None, SIGNS, (".helper-card .pair >> nth=0",), (), taps=(".show-card",)
    ),
    ("XMLHttpRequest", "rejects"): Fault(
        "XMLHttpRequest.prototype.send = function () { setTimeout(() => this.onerror?.()); };",
        None,
        SIGNS,
        (".helper-card .pair >> nth=0",),
        (),
        taps=(".show-card",),
    ),
    ("XMLHttpRequest", "hangs"): Fault(
        "XMLHttpRequest.prototype.send = () => {};",
        None,
        SIGNS,
        (".helper-card .pair >> nth=0",),
        (),
        taps=(".show-card",),
    ),
    ("XMLHttpRequest", "answers wrongly"): Fault(
        "DOMParser.prototype.parseFromString = () => { throw new TypeError('no'); };",
        None,
        SIGNS,
        (".helper-card .pair >> nth=0",),
        (),
        taps=(".show-card",),
    ),
}
