"""The tree behind the server: each file as it was built, compressed beforehand, and HTTP as RFC 9110 has it."""

import gzip
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from werkzeug.test import Client, TestResponse

from pwa.cli import serving_app
from pwa.headers import BYTES, SECURITY
from pwa.hosting.export import file_of, site_files, write
from pwa.hosting.static_site import StaticSite, accepted
from pwa.problems import ContentError
from pwa.release.model import Release


def behind(environ: dict[str, object], start_response: Callable[..., object]) -> list[bytes]:
    """The app that gets what is no file."""
    start_response("418 I'm a Teapot", [])
    return [b"behind"]


@pytest.fixture(scope="module")
def site(tree: Path) -> StaticSite:
    return StaticSite(behind, tree)


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
        "/",
        "/en",
        "/nothing",
        "/en/index.html",
        "/en/index.html.gz",
        "/evidence.json.br",
        "/healthz",
        "//en/",
    ):
        assert is_behind(client.get(path)), path
    for method in ("POST", "OPTIONS", "PUT", "DELETE"):
        assert is_behind(client.open("/en/", method=method)), method


def test_a_server_may_change_the_headers_that_it_is_given(site: StaticSite) -> None:
    """PEP 3333: the list is the server's own. The next reader must not get it."""

    def hostile(status: str, headers: list[tuple[str, str]]) -> None:
        headers.clear()

    site({"PATH_INFO": "/en/", "REQUEST_METHOD": "GET"}, hostile)
    site({"PATH_INFO": "/en/", "REQUEST_METHOD": "GET", "HTTP_IF_NONE_MATCH": "*"}, hostile)
    for headers in ({}, {"If-None-Match": "*"}):
        assert "ETag" in Client(site).get("/en/", headers=headers).headers


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "3", "null", '{"version": "1", "base": "/"}', '{"languages": 3}', "\x00"]
)
def test_a_tree_that_is_not_ours_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "release.json").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=r"release.json:1: is not what 'build' writes; build the site again"):
        StaticSite(behind, tmp_path)


def test_a_missing_tree_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="holds no site; build one: python -m pwa build"):
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
    with pytest.raises(SystemExit, match="holds no site; build one: python -m pwa build"):
        serving_app()
    (tmp_path / "release.json").touch()
    with pytest.raises(SystemExit, match=r"release.json:1: is not what 'build' writes"):
        serving_app()
