"""The tree behind the server: each file as it was built, compressed beforehand, and HTTP as RFC 9110 has it."""

import gzip
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient
from werkzeug.test import Client, TestResponse

from pwa import create_app
from pwa.cli import serving_app
from pwa.headers import BYTES, SECURITY
from pwa.hosting.export import file_of, site_files, write
from pwa.hosting.static_site import StaticSite, accepted
from pwa.problems import ContentError, program
from pwa.release.model import Release
from pwa.settings import SettingError
from tests.support.releases import live_app


def behind(environ: dict[str, object], start_response: Callable[..., object]) -> list[bytes]:
    """The app that gets what is no file."""
    start_response("418 I'm a Teapot", [])
    return [b"behind"]


@pytest.fixture(scope="module")
def site(tree: Path) -> StaticSite:
    return StaticSite(behind, tree)


@pytest.fixture(scope="module")
def app() -> FlaskClient:
    """A client of the app itself."""
    return live_app().test_client()


@pytest.fixture
def client(site: StaticSite) -> Client:
    return Client(site)


def test_the_tree_is_what_is_served(release: Release, tree: Path, client: Client) -> None:
    files = site_files(release)
    walked = set()
    for file in (file for file in tree.rglob("*") if file.is_file()):
        name = file.relative_to(tree).as_posix()
        if name.endswith((".gz", ".br")) and file.with_suffix("").is_file():
            continue
        path = f"/{name.removesuffix('index.html') if name.endswith('/index.html') else name}"
        response = client.get(path)
        assert (response.status_code, response.data) == (200, file.read_bytes()), path
        assert {header: response.headers[header] for header in files[path].headers} == files[path].headers, path
        assert response.headers["Content-Length"] == str(file.stat().st_size)
        walked.add(path)
    assert walked == set(files)


def test_a_tree_says_which_release_it_is(release: Release, site: StaticSite) -> None:
    found = site.release
    assert (found.base, found.version, found.languages) == (release.base, release.version, release.languages)


@pytest.mark.parametrize(
    ("coding", "ending", "unpack"), [("gzip", ".gz", gzip.decompress), ("br", ".br", brotli.decompress)]
)
def test_every_text_is_compressed_beforehand(
    release: Release, tree: Path, client: Client, coding: str, ending: str, unpack: Callable[[bytes], bytes]
) -> None:
    sent = 0
    for path, entry in site_files(release).items():
        file = tree / (file_of(release, entry) + ending)
        response = client.get(path, headers={"Accept-Encoding": coding})
        if not file.exists():
            assert "Content-Encoding" not in response.headers
            worker = (path, coding) == ("/sw.js", "br")  # cut off, it would be taken for an empty one
            assert worker or entry.media_type in (BYTES, "image/png") or len(entry.body) < 200, path
            continue
        assert response.headers["Content-Encoding"] == coding
        assert response.headers["Vary"] == "Accept-Encoding"
        assert response.data == file.read_bytes()
        assert unpack(response.data) == entry.body
        assert len(response.data) < len(entry.body)
        sent += 1
    assert sent > 40


ACCEPTED = {
    "": (),
    "identity": (),
    "gzip;q=0": (),
    "br;q=0, gzip; q=0.0": (),
    "*;q=0": (),
    "gzip": ("gzip",),
    "GZIP": ("gzip",),
    "gzip, deflate, br": ("br", "gzip"),
    "gzip;q=1, br;q=0.5": ("gzip", "br"),
    "br;q=0.000, gzip;q=0.001": ("gzip",),
    "*": ("br", "gzip"),
    "br;q=0, *": ("gzip",),
    "gzip;q=nonsense, ;;,=, br;q": ("br",),
    "\x00\xff, gzip": ("gzip",),
}


@pytest.mark.parametrize(("header", "encodings"), ACCEPTED.items())
def test_only_what_is_accepted_is_sent_and_the_wanted_first(
    client: Client, header: str, encodings: tuple[str, ...]
) -> None:
    assert accepted(header) == encodings
    response = client.get("/en/", headers={"Accept-Encoding": header} if header.isprintable() else {})
    if header.isprintable():
        assert response.headers.get("Content-Encoding") == (encodings[0] if encodings else None)


def test_each_encoding_has_an_etag_of_its_own(release: Release, client: Client) -> None:
    codings = ("", "gzip", "br")
    tags = {coding: client.get("/en/", headers={"Accept-Encoding": coding}).headers["ETag"] for coding in codings}
    digest = release.entries["/en/"].digest[:32]
    assert tags == {"": f'"{digest}"', "gzip": f'"{digest}-gzip"', "br": f'"{digest}-br"'}
    for coding, tag in tags.items():
        for known, status in (
            (tag, 304),
            (f'"x", W/{tag}', 304),
            ("*", 304),
            ('"x"', 200),
            (tag.strip('"') + "x", 200),
        ):
            response = client.get("/en/", headers={"Accept-Encoding": coding, "If-None-Match": known})
            assert response.status_code == status, (coding, known)
    assert client.get("/en/", headers={"If-None-Match": tags["br"]}).status_code == 200


@pytest.mark.parametrize("coding", ["", "gzip"])
def test_not_modified_says_what_the_file_would_have_said(client: Client, coding: str) -> None:
    """RFC 9110, section 15.4.5; and every security header, because browsers keep those of the newest answer."""
    whole = client.get("/en/", headers={"Accept-Encoding": coding})
    response = client.get("/en/", headers={"Accept-Encoding": coding, "If-None-Match": whole.headers["ETag"]})
    assert (response.status_code, response.data) == (304, b"")
    wanted = {"ETag", "Cache-Control", "Vary", *SECURITY}
    assert dict(response.headers) == {name: whole.headers[name] for name in wanted}


def test_a_part_of_a_file_is_never_sent(client: Client) -> None:
    whole = client.get("/en/").data
    for wanted in ("bytes=0-0", "bytes=5-9", "bytes=-1", "bytes=999999-"):
        response = client.get("/en/", headers={"Range": wanted})
        assert (response.status_code, response.data) == (200, whole)


def test_what_is_no_file_goes_to_the_app_behind(client: Client) -> None:
    def is_behind(response: TestResponse) -> bool:
        return response.status_code == 418

    for path in (
        "/en",
        "/nothing",
        "/en/index.html",
        "/en/index.html.gz",
        "/evidence.json.br",
        "/healthz",
        "//en/",
    ):
        assert is_behind(client.open("/", environ_overrides={"PATH_INFO": path})), path
    for method in ("POST", "OPTIONS", "PUT", "DELETE"):
        assert is_behind(client.open("/en/", method=method)), method


def test_what_is_hidden_in_a_tree_is_not_served(tree: Path, tmp_path: Path) -> None:
    """`build` keeps the .git of a branch that is published, and in it the address that it is pushed to."""
    site = tmp_path / "site"
    shutil.copytree(tree, site)
    hidden = (".git/config", ".env", ".DS_Store", "en/.DS_Store", ".well-known/.hidden", "assets/.git/HEAD")
    for name in (*hidden, ".well-known/security.txt"):
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_text("secret", encoding="utf-8")
    client = Client(StaticSite(behind, site))
    assert [client.get(f"/{name}").status_code for name in hidden] == [418] * len(hidden)
    assert client.get("/.well-known/security.txt").data == b"secret"
    assert client.get("/.htaccess").status_code == 200


@pytest.mark.parametrize("header", ["", "id", "zh-CN,zh;q=.9", "fr", "x" * 5000, f"id,{'q' * 300}", "\xff\x00"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_the_root_answers_from_memory_as_the_app_does(
    client: Client, app: FlaskClient, header: str, method: str
) -> None:
    environ = {"HTTP_ACCEPT_LANGUAGE": header}
    here = client.open("/", method=method, environ_overrides=environ)
    there = app.open("/", method=method, environ_overrides=environ)
    # As lists: a dict would not show a header that is there twice, and Granian then breaks off a HEAD.
    assert (here.status_code, [*here.headers], here.data) == (there.status_code, [*there.headers], there.data)


def test_a_server_may_change_the_headers_that_it_is_given(site: StaticSite) -> None:
    """PEP 3333: the list is the server's own. The next reader must not get it."""

    def hostile(status: str, headers: list[tuple[str, str]]) -> None:
        headers.clear()

    site({"PATH_INFO": "/en/", "REQUEST_METHOD": "GET"}, hostile)
    site({"PATH_INFO": "/en/", "REQUEST_METHOD": "GET", "HTTP_IF_NONE_MATCH": "*"}, hostile)
    site({"PATH_INFO": "/", "REQUEST_METHOD": "GET"}, hostile)
    assert Client(site).get("/").headers["Location"] == "/en/"
    for headers in ({}, {"If-None-Match": "*"}):
        assert "ETag" in Client(site).get("/en/", headers=headers).headers


def summary(**wrong: object) -> str:
    return json.dumps({"version": "1", "base": "/", "languages": ["en"], **wrong})


NOT_OURS = ["", "{", "[]", "3", "null", '{"version": "1", "base": "/"}', "\x00", "[" * 100_000]


@pytest.mark.parametrize(
    "text",
    [
        *NOT_OURS,
        *(summary(languages=wrong) for wrong in (3, "en", [], [1], [None], ["xx_YY"], ["../en"])),
        *(summary(base=wrong) for wrong in ("", "cramp/", "/cramp", 1)),
    ],
)
def test_a_tree_that_is_not_ours_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "release.json").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=r"release.json:1: is not what 'build' writes; build the site again"):
        StaticSite(behind, tmp_path)


def test_a_tree_without_its_pages_is_not_served(tree: Path, tmp_path: Path) -> None:
    """Half a copy: the server would fail at the first address that is not there."""
    shutil.copytree(tree, tmp_path / "site", ignore=shutil.ignore_patterns("not-found"))
    with pytest.raises(SettingError, match="lacks en/not-found/; copy the site whole, or build it again"):
        create_app({"NIGHT_CRAMP_SITE": tmp_path / "site"})


def test_a_missing_tree_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=f"holds no site; build one: {re.escape(program())} build "):
        StaticSite(behind, tmp_path / "nothing")


def test_a_tree_below_a_folder_is_served_there(below: Release, tmp_path: Path) -> None:
    write(below, tmp_path / "site")
    client = Client(StaticSite(behind, tmp_path / "site"))
    assert client.get("/cramp/en/").data == below.entries["/cramp/en/"].body
    assert client.get("/en/").status_code == 418


def test_a_server_process_that_finds_no_site_ends_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NIGHT_CRAMP_SITE", str(tmp_path))
    with pytest.raises(SystemExit, match=f"holds no site; build one: {re.escape(program())} build "):
        serving_app()
    (tmp_path / "release.json").touch()
    with pytest.raises(SystemExit, match=r"release.json:1: is not what 'build' writes"):
        serving_app()
