"""The app as its files are now: every screen of every language, what each loads, and what is said of a broken file."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import html5lib
import pytest
from flask.testing import FlaskClient

from pwa.problems import ContentError, program
from pwa.release.build import build
from pwa.screens import SCREENS, START
from tests.support.project import ROOT, TAGS
from tests.support.releases import live_app

PATHS = [*(row.path for row in SCREENS.values()), START]
# One of those that a screen has a page for each of.
PART = {"sources/<part>/": "sources/doc0/", "learn/<part>/": "learn/causes/"}
LOADED = {"link": "href", "script": "src", "img": "src"}
COMMENT = re.compile(r"(?s)/\*.*?\*/")
IMPORTED = re.compile(r"""\bimport\b[^"';]*["'](\.[^"']+)["']""")


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return live_app().test_client()


def loads(address: str, body: str) -> Iterator[str]:
    """What a page loads, and what a script imports, as absolute paths."""
    if address.endswith("/"):
        elements = html5lib.parse(body, namespaceHTMLElements=False).iter()
        found = [element.get(LOADED[element.tag]) for element in elements if element.tag in LOADED]
        found += re.findall(r"/static/[\w/-]+\.(?:css|js)", body.partition("</head>")[0])  # those after the first paint
    else:
        found = IMPORTED.findall(COMMENT.sub("", body)) if address.endswith(".js") else []
    yield from (urlsplit(urljoin(f"http://localhost{address}", name)).path for name in found if name)


@pytest.mark.parametrize("tag", TAGS)
def test_every_screen_is_there_with_all_that_it_loads(client: FlaskClient, tag: str) -> None:
    found: set[str] = set()
    left = [f"/{tag}/{PART.get(path, path)}" for path in PATHS]
    while left:
        address = left.pop()
        if address not in found:
            found.add(address)
            with client.get(address) as response:
                assert response.status_code == 200, address
                left += loads(address, response.get_data(as_text=True) if address.endswith((".js", "/")) else "")
    assert {"/static/common/tokens.css", "/static/cramp/flow.js", "/static/cramp/phases.js"} <= found
    assert f"/{tag}/manifest.webmanifest" in found


def test_a_live_app_has_no_version_and_removes_a_worker(client: FlaskClient) -> None:
    assert client.get("/healthz").json == {"version": "live"}
    assert "unregister" in client.get("/sw.js").text


def test_a_broken_file_is_told_with_its_line_and_mended_when_it_is_saved(
    project: Path, edit: Callable[[str, str, str], int]
) -> None:
    client = live_app(project).test_client()
    assert client.get("/en/").status_code == 200
    line = edit("relief", "celsius: 40", "celsius: 400")
    told = client.get("/en/")
    assert (told.status_code, told.mimetype) == (500, "text/plain")
    assert told.text.startswith(f"content/relief.yaml:{line}: ")
    assert told.text.count("\n") == 1
    edit("relief", "celsius: 400", "celsius: 40")
    assert client.get("/en/").status_code == 200


@pytest.mark.parametrize(
    ("page", "kind", "name"),
    [("", "button", "same_cramp"), ("settings/", "label", "theme_night"), ("settings/", "heading", "theme")],
)
def test_a_text_that_a_page_has_and_the_content_lacks_is_named_with_its_file(
    project: Path, edit: Callable[[str, str, str], int], page: str, kind: str, name: str
) -> None:
    edit("interface", f"\n  {name}: ", f"\n  {name}_: ")
    told = live_app(project).test_client().get(f"/en/{page}")
    assert told.status_code == 500
    said = f"content/interface.yaml:\\d+: {kind} '{name}' is missing, and a page has it; add it\n"
    assert re.fullmatch(said, told.text)


def test_a_build_without_a_text_that_a_page_has_ends_with_its_name(
    project: Path, edit: Callable[[str, str, str], int]
) -> None:
    edit("interface", "\n  theme_night: ", "\n  theme_night_: ")
    with pytest.raises(ContentError, match="label 'theme_night' is missing"):
        build(live_app(project))


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("SITE_URL", "example.org", "SITE_URL is 'example.org'; give the address of a host"),
        ("NIGHT_CRAMP_SITE", "none", f"none: holds no site; build one: {program()} build "),
    ],
)
def test_flask_says_a_setting_that_cannot_be_used_in_one_line(name: str, value: str, message: str) -> None:
    run = [sys.executable, "-m", "flask", "--app", "pwa", "run"]
    done = subprocess.run(run, cwd=ROOT, env={**os.environ, name: value}, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith(f"Error: {message}")
    assert done.stderr.count("\n") == 1
