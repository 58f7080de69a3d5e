"""What stands inside a page for its first paint, the policy that names it, and the files behind it."""

import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import Client

from pwa.headers import HTML, NOTHING, Carried, carried_by, hash_of, headers_for, meta_policy, policy
from pwa.pages.first_paint import first_paint
from pwa.release.model import Release
from pwa.screens import ONE_FILE
from tests.support.releases import live_app

CRAMP = ("/en/", "/id/", "/zh-hans/", "/start/")
CARRY = ("", "start/", "warning-signs/", "emergency/")


def carrying(release: Release) -> set[str]:
    """But for the file that is handed on, which has nothing behind it (tests/unit/test_share.py)."""
    carried = {path for path, entry in release.entries.items() if carried_by(entry.body) != NOTHING}
    return {path for path in carried if not path.endswith(ONE_FILE)}


def test_the_pages_that_open_first_carry_their_style_and_no_other_does(release: Release) -> None:
    expected = {f"/{language.tag}/{path}" for language in release.languages for path in CARRY}
    assert carrying(release) == {*expected, "/index.html"}


def test_a_page_waits_for_no_file_before_its_first_paint(release: Release) -> None:
    for path in carrying(release) - {"/index.html"}:
        head = re.sub(r"(?s)<noscript>.*?</noscript>", "", release.entries[path].body.decode()).partition("</head>")[0]
        assert 'rel="stylesheet"' not in head, path
        assert re.findall(r"<script[^>]* src=", head) == [], path


def test_the_policy_names_what_stands_inside_byte_for_byte(release: Release) -> None:
    for path in carrying(release):
        entry = release.entries[path]
        (style,) = re.findall(r"(?s)<style>(.*?)</style>", entry.body.decode())
        (script,) = re.findall(r"(?s)<script data-base[^>]*>(.*?)</script>", entry.body.decode())
        assert carried_by(entry.body) == Carried((hash_of(style),), (hash_of(script),))
        said = entry.headers["Content-Security-Policy"]
        assert hash_of(style) in said.partition("style-src")[2].partition(";")[0]
        assert hash_of(script) in said.partition("script-src")[2].partition(";")[0]
        assert "unsafe" not in said


def test_the_same_style_is_a_file_behind_it(release: Release) -> None:
    for path in carrying(release):
        page = release.entries[path].body.decode()
        (style,) = re.findall(r"(?s)<style>(.*?)</style>", page)
        (sheet,) = re.findall(r'data-sheet="([^"]+)"', page)
        whole = release.entries[sheet].body.decode()
        if path.endswith(CRAMP):  # rules that the first paint needs; the file follows at once
            assert len(style) < len(whole)
            assert set(style.split("}")) <= set(whole.split("}"))
            assert f'data-sheet="{sheet}" data-later ' in page
        else:
            assert whole == style
        assert f'<noscript><link rel="stylesheet" href="{sheet}"></noscript>' in page
        (modules,) = re.findall(r'data-modules="([^"]+)"', page)
        assert all(module in release.entries for module in modules.split(" "))


def test_a_script_inside_says_no_address_so_a_release_rarely_changes_its_hash(release: Release) -> None:
    for path in carrying(release):
        (script,) = re.findall(r"(?s)<script data-base[^>]*>(.*?)</script>", release.entries[path].body.decode())
        assert "/assets/" not in script


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<!doctype html><html><head><title>x</title>",
        b"<p>" + meta_policy(Carried(("'sha256-AAAA='",))).encode(),
        # What comes later in a page is content, and says nothing.
        b'<!doctype html><html><head><meta charset="utf-8"><title>a</title>'
        b"<meta http-equiv=\"Content-Security-Policy\" content=\"style-src 'self' 'sha256-AAAA='\">",
        b'<!doctype html><html><head><meta charset="utf-8">'
        b'<meta http-equiv="Content-Security-Policy" content="style-src \'unsafe-inline\'; script-src *">',
    ],
)
def test_nothing_but_the_head_of_a_page_of_ours_adds_to_the_policy(body: bytes) -> None:
    assert headers_for(HTML, False, body)["Content-Security-Policy"] == policy()


def test_what_a_page_carries_is_read_from_its_head() -> None:
    carried = Carried((hash_of("a"),), (hash_of("b"),))
    page = (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{meta_policy(carried)}">'
    )
    assert carried_by(page.encode()) == carried
    assert headers_for("text/plain", False, page.encode())["Content-Security-Policy"] == policy()


@pytest.mark.parametrize("path", [f"/id/{path}" for path in CARRY])
def test_the_live_page_carries_what_lies_in_its_files(path: str) -> None:
    client: FlaskClient | Client = live_app().test_client()
    page = client.get(path)
    (style,) = re.findall(r"(?s)<style>(.*?)</style>", page.text)
    assert hash_of(style) in page.headers["Content-Security-Policy"]
    assert "/*" in style  # with its comments


def test_what_would_end_the_element_that_it_stands_in_is_refused() -> None:
    app = live_app()
    app.extensions["bodies"] = {"a.css": b"a::after { content: '</STYLE>' }"}
    with app.test_request_context("/"), pytest.raises(ValueError, match=r"a\.css cannot stand inside a page"):
        first_paint("a.css", [])
