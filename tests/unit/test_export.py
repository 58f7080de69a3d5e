"""The built site: the tree is what the server serves, compressed beforehand, whole or not at all, for any host."""

import gzip
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import brotli
import pytest
from flask.testing import FlaskClient

from pwa.content.load import load
from pwa.headers import BYTES, HTML, META_POLICY
from pwa.hosting import export
from pwa.hosting.export import file_of, read, write
from pwa.hosting.server import serve_tree
from pwa.languages.table import Language
from pwa.pages.views import Page, render
from pwa.release.build import build, pages_and_files
from pwa.release.model import Release
from pwa.settings import SettingError, Settings, read_settings
from tests.support.project import ROOT

SITE_URL = "https://example.org/cramp/"


@pytest.fixture(scope="module")
def tree(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built") / "dist"
    write(release, folder)
    return folder


@pytest.fixture(scope="module")
def client(tree: Path) -> Iterator[FlaskClient]:
    with serve_tree(tree).test_client() as client:
        yield client


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The site in a folder of a known host."""
    return build(base="/cramp/", origin="https://example.org")


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def is_variant(folder: Path, name: str) -> bool:
    return name.endswith((".gz", ".br")) and (folder / name[:-3]).is_file()


def test_the_tree_is_what_the_server_serves(release: Release, tree: Path, client: FlaskClient) -> None:
    walked = set()
    for name, body in files_in(tree).items():
        if is_variant(tree, name):
            continue
        path = f"/{name.removesuffix('index.html') if name.endswith('/index.html') else name}"
        response = client.get(path)
        assert (response.status_code, response.data) == (200, body), path
        assert {header: response.headers[header] for header in release.files[path].headers} == release.files[
            path
        ].headers, path
        walked.add(path)
    assert walked == set(release.files)


def test_reading_the_tree_gives_the_release_back(release: Release, tree: Path) -> None:
    found = read(tree)
    assert (found.base, found.version, found.languages) == (release.base, release.version, release.languages)
    assert {path: (e.media_type, e.body, e.immutable) for path, e in found.files.items()} == {
        path: (e.media_type, e.body, e.immutable) for path, e in release.files.items()
    }


@pytest.mark.parametrize(
    ("coding", "ending", "unpack"), [("gzip", ".gz", gzip.decompress), ("br", ".br", brotli.decompress)]
)
def test_every_text_is_compressed_beforehand(
    release: Release, tree: Path, client: FlaskClient, coding: str, ending: str, unpack: Callable[[bytes], bytes]
) -> None:
    sent = 0
    for path, entry in release.files.items():
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


@pytest.mark.parametrize("refusal", ["", "identity", "gzip;q=0", "br;q=0, gzip; q=0.0", "*;q=0"])
def test_nobody_gets_a_compression_that_was_refused(client: FlaskClient, refusal: str) -> None:
    assert "Content-Encoding" not in client.get("/en/", headers={"Accept-Encoding": refusal}).headers


def test_a_part_of_a_file_is_never_sent(client: FlaskClient) -> None:
    whole = client.get("/en/").data
    for wanted in ("bytes=0-0", "bytes=5-9", "bytes=-1", "bytes=999999-"):
        response = client.get("/en/", headers={"Range": wanted})
        assert (response.status_code, response.data) == (200, whole)


def test_two_builds_are_the_same_bytes(release: Release, tree: Path, tmp_path: Path) -> None:
    write(release, tmp_path / "again")
    assert files_in(tmp_path / "again") == files_in(tree)


@pytest.mark.parametrize("system", ["this one", "Windows"])
def test_a_build_takes_the_place_of_the_one_before(
    release: Release, below: Release, tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    if system == "Windows":
        rename = os.rename

        def as_windows_does(source: Path, target: Path) -> None:
            if Path(target).exists():
                raise FileExistsError(17, "Cannot create a file when that file already exists", str(target))
            rename(source, target)

        monkeypatch.setattr(export.os, "rename", as_windows_does)
    folder = tmp_path / "dist"
    write(below, folder)
    (folder / "left-over.html").write_text("old", encoding="utf-8")
    write(release, folder)
    assert files_in(folder) == files_in(tree)
    assert list(tmp_path.iterdir()) == [folder]


@pytest.mark.parametrize("step", ["a file", "the rename"])
def test_a_full_disk_leaves_the_old_site(
    release: Release, below: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    folder = tmp_path / "dist"
    write(release, folder)
    before = files_in(folder)
    if step == "a file":
        left = iter(range(60))
        real = Path.write_bytes

        def fail(path: Path, body: bytes) -> int:
            if next(left, None) is None:
                raise OSError(28, "No space left on device", str(path))
            return real(path, body)

        monkeypatch.setattr(Path, "write_bytes", fail)
    else:
        rename = os.rename

        def refuse(source: Path, target: Path) -> None:
            if target == folder and "-old-" not in str(source):
                raise OSError(5, "Input/output error", str(target))
            rename(source, target)

        monkeypatch.setattr(export.os, "rename", refuse)
    with pytest.raises(OSError, match=r"space|error"):
        write(below, folder)
    assert files_in(folder) == before
    assert list(tmp_path.iterdir()) == [folder]


def test_other_peoples_files_are_not_replaced(release: Release, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError):
        write(release, tmp_path)
    assert files_in(tmp_path) == {"letter.txt": b"mine"}


def run(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pwa", *arguments]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environ}, capture_output=True, text=True)


def test_the_command_writes_the_site(tmp_path: Path) -> None:
    done = run("build", str(tmp_path / "dist"), SITE_URL=SITE_URL)
    assert done.returncode == 0, done.stderr
    summary = json.loads((tmp_path / "dist" / "release.json").read_bytes())
    assert summary["base"] == "/cramp/"
    assert f"Night Cramp {summary['version']} for {SITE_URL}" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "environ", "says"),
    [
        (("build", "{folder}/taken"), {}, "taken: has other files in it; give another folder, or empty it"),
        (("build", "{folder}/x"), {"SITE_URL": "example.org"}, "SITE_URL is 'example.org'; give an address like https"),
        (("build", "{folder}/x"), {"RETIRE_WORKER": "yes"}, "RETIRE_WORKER is 'yes'; give 1"),
        (("serve", "--site", "{folder}/none"), {}, "none: holds no site; build one: python -m pwa build"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    tmp_path: Path, arguments: tuple[str, ...], environ: dict[str, str], says: str
) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "file").touch()
    done = run(*(argument.format(folder=tmp_path) for argument in arguments), **environ)
    assert done.returncode == 1
    assert says in done.stderr
    assert done.stderr.count("\n") == 1


ADDRESSES = {
    "": Settings(),
    "https://example.org": Settings("https://example.org", "/"),
    "https://example.org/": Settings("https://example.org", "/"),
    "https://example.org/cramp": Settings("https://example.org", "/cramp/"),
    "http://localhost:8000/a/b/": Settings("http://localhost:8000", "/a/b/"),
}


@pytest.mark.parametrize(("address", "settings"), ADDRESSES.items())
def test_the_address_gives_host_and_folder(address: str, settings: Settings) -> None:
    assert read_settings({"SITE_URL": address}) == settings


NO_ADDRESSES = (
    "//example.org/",
    "/cramp/",
    "ftp://example.org/",
    "https://example.org/a b/",
    "https://example.org/?x",
    "https://name:word@example.org/",
    "https://example.org/../x/",
    "https://example.org//x/",
    'https://example.org/"><script>/',
)


@pytest.mark.parametrize("address", NO_ADDRESSES)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(SettingError, match="SITE_URL"):
        read_settings({"SITE_URL": address})


def test_a_known_address_gives_absolute_links(below: Release) -> None:
    page = below.entries["/cramp/id/warning-signs/"].body.decode()
    assert f'<link rel="canonical" href="{SITE_URL}id/warning-signs/">' in page
    for lang, tag in (("en", "en"), ("id", "id"), ("zh-Hans", "zh-hans"), ("x-default", "en")):
        assert f'<link rel="alternate" hreflang="{lang}" href="{SITE_URL}{tag}/warning-signs/">' in page
    assert f'<link rel="canonical" href="{SITE_URL}id/">' in below.entries["/cramp/id/start/"].body.decode()
    home = below.entries["/cramp/id/"].body.decode()
    assert f'<link rel="alternate" hreflang="x-default" href="{SITE_URL}">' in home


def test_without_an_address_no_link_is_absolute(release: Release) -> None:
    assert "/sitemap.xml" not in release.files
    for entry in release.files.values():
        if entry.media_type == HTML:
            assert not re.search(r'<link [^>]*href="https?:', entry.body.decode()), entry.path


def test_the_sitemap_lists_every_page_in_every_language(below: Release) -> None:
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    urls = ElementTree.fromstring(below.files["/cramp/sitemap.xml"].body).findall("s:url", names)
    pages = {
        f"https://example.org{path}"
        for path in below.entries
        if path.endswith("/") and not path.endswith(("/start/", "/not-found/"))
    }
    assert {url.findtext("s:loc", None, names) for url in urls} == pages
    assert len(urls) == len(pages)
    for url in urls:
        links = {link.get("hreflang"): link.get("href") for link in url.findall("x:link", names)}
        assert set(links) == {"en", "id", "zh-Hans", "x-default"}
        assert set(links.values()) <= pages | {SITE_URL}
    assert f"Sitemap: {SITE_URL}sitemap.xml" in below.files["/cramp/robots.txt"].body.decode()


def test_a_draft_is_in_no_list_for_search_engines(release: Release) -> None:
    content = load()
    site, _ = pages_and_files(
        content,
        {Language("en"): content, Language("ms"): replace(content, stage="draft")},
        origin="https://example.org",
    )
    assert [language.tag for language in site.findable] == ["en"]
    page = render(Page(site, content, Language("en"), "about"))
    assert re.findall(r'hreflang="(\S+)" href="https', page) == ["en", "x-default"]


def test_pages_are_safe_on_a_host_that_sends_no_headers(release: Release) -> None:
    for entry in release.files.values():
        if entry.media_type == HTML:
            head = entry.body.decode().partition("</head>")[0]
            policy = f'<meta http-equiv="Content-Security-Policy" content="{META_POLICY}">'
            assert head.index(policy) < head.index("<title>") < head.index("<link"), entry.path
    assert "unsafe" not in META_POLICY
    assert {"base-uri 'none'", "require-trusted-types-for 'script'"} <= set(META_POLICY.split("; "))


def headers_by_file(text: str, path: str) -> dict[str, list[str]]:
    """What a host that reads `_headers` sends for a path: every rule that matches adds its values."""
    found: dict[str, list[str]] = {}
    matches = False
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        if line.startswith(" "):
            name, _, value = line.strip().partition(": ")
            if matches:
                found.setdefault(name, []).append(value)
        else:
            matches = path.startswith(line[:-1]) if line.endswith("*") else path == line
    return found


@pytest.mark.parametrize("where", ["release", "below"])
def test_the_headers_file_says_what_the_server_says(where: str, request: pytest.FixtureRequest) -> None:
    site: Release = request.getfixturevalue(where)
    text = site.files[f"{site.base}_headers"].body.decode()
    for path, entry in site.files.items():
        if path.removeprefix(site.base) in ("_headers", "_objects.tsv"):
            continue
        wanted = {name: [value] for name, value in entry.headers.items() if name != "Content-Type"}
        assert headers_by_file(text, path) == wanted, path
    assert headers_by_file(text, site.base)["Cache-Control"] == ["no-cache, no-transform"]
    assert sum(not line.startswith((" ", "#")) for line in text.splitlines()) <= 100
    assert max(map(len, text.splitlines())) <= 2000  # Cloudflare's limits


def test_the_kill_switch_changes_the_worker_and_nothing_else(release: Release) -> None:
    retired = build(retire=True)
    assert retired.version == release.version
    changed = {path for path, entry in retired.files.items() if entry.body != release.files[path].body}
    assert set(retired.files) == set(release.files)
    assert changed == {"/sw.js"}
    assert retired.files["/sw.js"].body == (ROOT / "pwa" / "static" / "worker" / "retire.js").read_bytes()
    assert b"retire" not in b"".join(path.encode() for path in release.files)
