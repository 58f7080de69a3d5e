"""The Flask app: languages, not found, hostile requests, headers and caching. What a page holds: test_release.py."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from pwa.headers import HASH, SECURITY
from pwa.languages.table import Language
from pwa.release import assets
from pwa.release.model import Release
from tests.support.releases import addresses, frozen_app, live_app

EVIL = "evil.example"


@pytest.fixture(scope="module", params=["live", "frozen"])
def app(request: pytest.FixtureRequest, release: Release, tree: Path) -> Flask:
    """Live, as `flask --app pwa run` shows it, and behind a built site: what both have they answer alike."""
    if request.param == "live":
        app = live_app()
        app.extensions["assets"] = addresses(release)  # as in a release, so that pages can be compared
        app.extensions["bodies"] = assets.inside(assets.assets())
        return app
    return frozen_app(tree)


@pytest.fixture
def client(app: Flask, caplog: pytest.LogCaptureFixture) -> Iterator[FlaskClient]:
    """A client that sees errors as a reader would, and fails when the app has logged one."""
    with app.test_client() as client:
        yield client
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


@pytest.fixture
def frozen(tree: Path) -> FlaskClient:
    """A client of the app behind a built site."""
    return frozen_app(tree).test_client()


def get(client: FlaskClient, path: str, method: str = "GET", **environ: str) -> TestResponse:
    """A request whose path and headers go in as they are, as a hostile client would send them."""
    return client.open("/", method=method, environ_overrides={"PATH_INFO": path, "REQUEST_URI": path, **environ})


def is_page(response: TestResponse, release: Release, folder: str, screen: str) -> bool:
    return bool(response.data == release.page(Language(folder), screen).body)


HOMES = {
    "": "/en/",
    "*": "/en/",
    "fr": "/en/",
    "id": "/id/",
    "in-ID,in,en": "/id/",
    "ms": "/id/",
    "zh-CN,zh;q=.9,en;q=.8": "/zh-hans/",
    "zh-TW,en;q=.8": "/en/",
}


@pytest.mark.parametrize(("header", "home"), HOMES.items())
def test_the_root_leads_to_the_readers_language(client: FlaskClient, header: str, home: str) -> None:
    response = client.get("/", headers={"Accept-Language": header})
    assert (response.status_code, response.headers["Location"]) == (302, home)
    assert response.headers["Vary"] == "Accept-Language"


def test_the_root_without_a_header_leads_to_english(client: FlaskClient) -> None:
    assert client.get("/").headers["Location"] == "/en/"


def test_a_page_is_in_the_language_of_its_path(client: FlaskClient, release: Release) -> None:
    response = client.get("/id/emergency/", headers={"Accept-Language": "zh-CN"})
    assert response.status_code == 200
    assert is_page(response, release, "id", "emergency")


@pytest.mark.parametrize("path", ["/fr/", "/nothing", "/fr/warning-signs/", "/favicon.ico", "/EN/", "/zh_Hans/"])
def test_an_unknown_language_gives_not_found_in_the_readers_language(
    client: FlaskClient, release: Release, path: str
) -> None:
    response = client.get(path, headers={"Accept-Language": "in-ID"})
    assert response.status_code == 404
    assert is_page(response, release, "id", "not_found")


@pytest.mark.parametrize("path", ["/zh-hans/nothing/", "/zh-hans/a/b/c", "/zh-hans/warning-signs/x"])
def test_an_unknown_page_gives_not_found_in_the_language_of_the_path(
    client: FlaskClient, release: Release, path: str
) -> None:
    response = client.get(path, headers={"Accept-Language": "id"})
    assert response.status_code == 404
    assert is_page(response, release, "zh_Hans", "not_found")


def test_every_page_is_found_by_the_name_of_its_file(frozen: FlaskClient) -> None:
    """As on other hosts, so that a link that works on one works on all."""
    for path in ("/en/", "/zh-hans/about/"):
        response = frozen.get(f"{path}index.html?from=elsewhere", headers={"Host": "elsewhere.example"})
        assert (response.status_code, response.headers["Location"]) == (308, path)
    for path in ("/en/nothing/index.html", "/en/aboutindex.html", "/en/about/index.html/"):
        assert frozen.get(path).status_code == 404, path
    assert "Location" not in frozen.options("/en/").headers


def test_every_page_is_found_without_its_last_slash(client: FlaskClient, release: Release) -> None:
    for path in release.entries:
        if path.endswith("/"):
            response = client.get(path.rstrip("/"))
            assert (response.status_code, response.headers["Location"]) == (308, path)


@pytest.mark.parametrize("path", ["/nothing", "/en/nothing", "/sw.js/", "/en/emergency//", "/en//"])
def test_no_other_path_leads_anywhere(client: FlaskClient, path: str) -> None:
    response = get(client, path)
    assert response.status_code == 404
    assert "Location" not in response.headers


def test_every_entry_is_served_byte_for_byte(frozen: FlaskClient, release: Release) -> None:
    for path, entry in release.entries.items():
        response = frozen.get(path)
        assert (response.status_code, response.data) == (200, entry.body), path
        assert response.headers["Content-Type"] == entry.media_type


def test_a_query_changes_nothing(client: FlaskClient) -> None:
    assert client.get("/id/?utm_source=x&fbclid=y").data == client.get("/id/").data
    assert client.get("/id?next=//evil.example").headers["Location"] == "/id/"
    assert client.get("/?next=//evil.example").headers["Location"] == "/en/"


HOSTILE_PATHS = [
    f"//{EVIL}/",
    f"//{EVIL}",
    f"///{EVIL}/en",
    f"/\\{EVIL}",
    f"/\\/{EVIL}/",
    f"/{EVIL}//",
    f"/http://{EVIL}/",
    f"/en//{EVIL}/",
    f"/en/\\{EVIL}",
    f"/\r\nX-{EVIL}: y",
    f"/en\r\nLocation: //{EVIL}/",
    "/en\r\n",
    f"/\t/{EVIL}/",
    f"/\x00{EVIL}",
    "/../../etc/passwd",
    "/en/../../../etc/passwd",
    "/..\\..\\etc\\passwd",
    "/./en/",
    "/\xff\xfe",
    "/en/\xff/",
    "/\xc0\xaf",
    "/" + "a" * 100_000,
    "/en" + "/" * 10_000,
    "/en/" + "../" * 10_000,
    "/<script>alert(1)</script>",
    "/{{7*7}}",
    "/%s%s%n",
    "/;/en/",
]


@pytest.mark.parametrize("path", HOSTILE_PATHS, ids=lambda path: ascii(path[:30]))
def test_a_hostile_path_is_only_not_found(client: FlaskClient, path: str) -> None:
    response = get(client, path)
    assert response.status_code == 404
    assert harmless(response)
    assert "passwd" not in response.text
    assert "alert(1)" not in response.text


@pytest.mark.parametrize("path", ["/%0d%0aX: y", "/..%2f..%2fetc/passwd", "/%ff%fe/", "/%00", "/%2f%2fevil.example/"])
def test_an_encoded_hostile_path_does_no_harm(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code in (308, 404)
    assert harmless(response)


HOSTILE_HEADERS = {
    "host": {"HTTP_HOST": EVIL},
    "host with a port": {"HTTP_HOST": f"{EVIL}:99999"},
    "host with spaces": {"HTTP_HOST": f"{EVIL} x"},
    "host with a path": {"HTTP_HOST": f"{EVIL}/path?x"},
    "host with new lines": {"HTTP_HOST": f"{EVIL}\r\nX: y"},
    "host in other letters": {"HTTP_HOST": "\xff\xfe"},
    "no host": {"HTTP_HOST": ""},
    "forwarded": {"HTTP_X_FORWARDED_HOST": EVIL, "HTTP_X_FORWARDED_PROTO": "https", "HTTP_FORWARDED": f"host={EVIL}"},
    "original url": {"HTTP_X_ORIGINAL_URL": f"//{EVIL}/", "HTTP_X_REWRITE_URL": f"//{EVIL}/"},
    "long language": {"HTTP_ACCEPT_LANGUAGE": "id," * 100_000},
    "language with control characters": {"HTTP_ACCEPT_LANGUAGE": "\x00\x01\x1b[31m"},
    "language that injects": {"HTTP_ACCEPT_LANGUAGE": f"id\r\nLocation: //{EVIL}/"},
    "language that is a path": {"HTTP_ACCEPT_LANGUAGE": f"//{EVIL}/, ../../etc/passwd"},
    "language in other letters": {"HTTP_ACCEPT_LANGUAGE": "\xff\xfe"},
    "cookie": {"HTTP_COOKIE": f"language={EVIL}; session=x"},
    "etag": {"HTTP_IF_NONE_MATCH": f'"{EVIL}", W/"", *garbage', "HTTP_IF_MODIFIED_SINCE": EVIL},
    "range": {"HTTP_RANGE": "bytes=0-0,-1,9-1", "HTTP_IF_RANGE": EVIL},
    "origin": {"HTTP_ORIGIN": f"https://{EVIL}", "HTTP_REFERER": f"https://{EVIL}/"},
}


@pytest.mark.parametrize("path", ["/", "/en", "/en/", "/nothing", "/healthz"])
@pytest.mark.parametrize("environ", HOSTILE_HEADERS.values(), ids=HOSTILE_HEADERS)
def test_hostile_headers_do_no_harm(client: FlaskClient, path: str, environ: dict[str, str]) -> None:
    response = get(client, path, **environ)
    assert response.status_code in (200, 302, 308, 400, 404)
    assert harmless(response)


def harmless(response: TestResponse) -> bool:
    """Nothing of the request comes back, and nothing leads off the site."""
    said = f"{response.headers}{response.text if response.mimetype == 'text/html' else ''}"
    location = response.headers.get("Location", "/")
    return (
        response.status_code < 500
        and EVIL not in said
        and "X" not in response.headers
        and location.startswith("/")
        and not location.startswith(("//", "/\\"))
        and protected(response)
    )


def protected(response: TestResponse) -> bool:
    """Every security header is there, and nothing that knows a reader again.

    A page that carries its style names it in its policy; what else that says is the same (test_first_paint.py).
    """
    said = {name: HASH.sub("", response.headers.get(name, "")).replace(" ;", ";") for name in SECURITY}
    return (
        said == SECURITY
        and "Set-Cookie" not in response.headers
        and "Cookie" not in response.headers.get("Vary", "")
        and "Access-Control-Allow-Origin" not in response.headers
    )


@pytest.mark.parametrize("path", ["/", "/en/", "/en", "/nothing", "/sw.js", "/healthz"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"])
def test_only_reading_is_allowed(client: FlaskClient, method: str, path: str) -> None:
    response = client.open(path, method=method, data="x" * 10_000)
    assert response.status_code == 405
    assert {"GET", "HEAD"} <= set(response.headers["Allow"].split(", "))
    assert response.data == b""
    assert protected(response)


@pytest.mark.parametrize("path", ["/", "/en/", "/en", "/nothing", "/sw.js", "/healthz", "*"])
def test_what_may_be_asked_is_told(frozen: FlaskClient, path: str) -> None:
    """Also below a built site, whose pages no route knows."""
    response = frozen.options(path)
    assert (response.status_code, response.data) == (204, b"")
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("path", ["/", "/en/", "/en", "/nothing", "/sw.js", "/healthz", "//x", "/countries.json"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST"])
def test_every_answer_has_the_security_headers(client: FlaskClient, method: str, path: str) -> None:
    assert protected(get(client, path, method))


def test_every_entry_has_the_security_headers(frozen: FlaskClient, release: Release) -> None:
    for path in release.entries:
        assert protected(frozen.get(path)), path


def test_the_policy_allows_nothing_unsafe_and_nobody_else() -> None:
    policy = SECURITY["Content-Security-Policy"]
    assert "unsafe-" not in policy
    assert "http" not in policy
    assert "*" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy


def test_an_unchanged_entry_is_not_sent_again(frozen: FlaskClient, release: Release) -> None:
    for path in release.entries:
        etag = frozen.get(path).headers["ETag"]
        assert etag == f'"{release.entries[path].digest[:32]}"'
        for value in (etag, f"W/{etag}", f'"other", {etag}', "*"):
            response = frozen.get(path, headers={"If-None-Match": value})
            assert (response.status_code, response.data) == (304, b""), (path, value)
            assert protected(response)
            assert response.headers["Cache-Control"] == release.entries[path].headers["Cache-Control"]


def test_a_changed_entry_is_sent(frozen: FlaskClient) -> None:
    response = frozen.get("/en/", headers={"If-None-Match": '"something else"'})
    assert response.status_code == 200
    assert response.data


def test_pages_are_asked_for_again_and_hashed_files_never(frozen: FlaskClient, release: Release) -> None:
    for path in release.entries:
        cache = frozen.get(path).headers["Cache-Control"]
        hashed = path.startswith(("/assets/", "/release/"))
        assert ("immutable" in cache) == hashed, path
        assert ("no-cache" in cache) != hashed, path
        assert ("no-transform" in cache) != hashed, path


def test_not_found_is_never_kept_as_a_page(client: FlaskClient) -> None:
    response = client.get("/nothing")
    assert "immutable" not in response.headers["Cache-Control"]
    assert "no-cache" in response.headers["Cache-Control"]


def test_health_answers_the_version(client: FlaskClient, release: Release) -> None:
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Cache-Control"] == "no-store"
    live = client.application.extensions["served"].version == "live"
    assert json.loads(response.data) == {"version": "live" if live else release.version}


@pytest.mark.parametrize("path", ["/", "/en/", "/en", "/nothing", "/sw.js", "/healthz"])
def test_head_is_get_without_the_body(client: FlaskClient, path: str) -> None:
    head, full = client.head(path), client.get(path)
    assert head.status_code == full.status_code
    assert head.data == b""
    assert dict(head.headers) == dict(full.headers)


def test_a_site_in_a_folder_stays_in_it() -> None:
    client = live_app(base="/cramp/").test_client()
    assert client.get("/cramp/").headers["Location"] == "/cramp/en/"
    assert client.get("/cramp/id").headers["Location"] == "/cramp/id/"
    assert client.get("/cramp/zh-hans/nothing/").status_code == 404
    assert b'lang="zh-Hans"' in client.get("/cramp/zh-hans/nothing/").data
    assert client.get("/en/").status_code == 404
