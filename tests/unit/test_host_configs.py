"""What hosts, search engines and hosts without headers are told: the same as the server says."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

import pytest

from pwa.headers import HASH, HTML, META_POLICY, carried_by, hash_of, is_immutable, media_type, meta_policy, policy
from pwa.hosting.export import site_files
from pwa.hosting.host_configs import host_files
from pwa.problems import ContentError
from pwa.release.model import File, Release
from pwa.screens import ONE_FILE
from tests.support.hosts import apache, caddy, get, nginx
from tests.support.releases import build_release

SITE_URL = "https://example.org/cramp/"
HIDDEN = (".git/config", ".git/HEAD", ".env", ".DS_Store", ".well-known-too", ".nojekyll.old")
SHOWN = (".well-known/security.txt", ".nojekyll", "robots.txt")


def test_a_file_is_what_its_name_says(below: Release) -> None:
    for path, file in below.entries.items():
        name = path.removeprefix("/cramp/")
        assert (file.media_type, file.immutable) == (media_type(name), is_immutable(name)), path


@pytest.mark.parametrize("name", ["assets", "release", "en/assets/", "assets.json", "icons/assets"])
def test_only_what_stands_in_the_folders_is_kept_for_ever(name: str) -> None:
    assert is_immutable("assets/1/app.js")
    assert not is_immutable(name)


def test_a_known_address_gives_absolute_links(below: Release) -> None:
    page = below.entries["/cramp/id/warning-signs/"].body.decode()
    assert f'<link rel="canonical" href="{SITE_URL}id/warning-signs/">' in page
    assert f'<link rel="canonical" href="{SITE_URL}id/">' in below.entries["/cramp/id/start/"].body.decode()
    assert f'<link rel="canonical" href="{SITE_URL}">' in below.entries["/cramp/index.html"].body.decode()


def test_without_an_address_no_link_is_absolute(release: Release) -> None:
    assert "/sitemap.xml" not in site_files(release)
    for entry in site_files(release).values():
        if entry.media_type == HTML:
            assert not re.search(r'<link [^>]*href="https?:', entry.body.decode()), entry.path


@pytest.mark.parametrize("where", ["release", "below"])
def test_only_the_sitemap_says_which_languages_a_page_has(where: str, request: pytest.FixtureRequest) -> None:
    """In a page they would change all pages of all languages with the stage of one."""
    for entry in site_files(request.getfixturevalue(where)).values():
        if entry.media_type == HTML:
            assert not re.search(r"<link [^>]*hreflang=", entry.body.decode()), entry.path


def alternates(site: Release) -> dict[str, dict[str, str]]:
    """Of each page in the sitemap, the addresses by language."""
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    urls = ElementTree.fromstring(site_files(site)[f"{site.base}sitemap.xml"].body).findall("s:url", names)
    found = {
        url.findtext("s:loc", "", names): {
            link.get("hreflang", ""): link.get("href", "") for link in url.findall("x:link", names)
        }
        for url in urls
    }
    assert len(urls) == len(found)
    return found


def test_the_sitemap_lists_every_page_in_every_language(below: Release) -> None:
    pages = {
        f"https://example.org{path}"
        for path in below.entries
        if path.endswith("/") and not path.endswith(("/start/", "/not-found/"))
    }
    found = alternates(below)
    assert set(found) == pages | {SITE_URL}
    for page, links in found.items():
        assert set(links) == {"en", "id", "zh-Hans", "x-default"}
        # A search engine believes what both ends say.
        assert page in links.values()
        assert all(found[link] == links for link in links.values()), page
    assert found[f"{SITE_URL}id/warning-signs/"] == {
        lang: f"{SITE_URL}{tag}/warning-signs/"
        for lang, tag in (("en", "en"), ("id", "id"), ("zh-Hans", "zh-hans"), ("x-default", "en"))
    }
    assert found[f"{SITE_URL}id/"]["x-default"] == SITE_URL
    assert f"Sitemap: {SITE_URL}sitemap.xml" in site_files(below)["/cramp/robots.txt"].body.decode()


@pytest.mark.slow
def test_a_draft_is_in_no_list_for_search_engines(project: Path) -> None:
    """Nothing is translated in this copy: Indonesian and Chinese are drafts."""
    release = build_release(project, origin="https://example.org")
    assert [language.tag for language in release.findable] == ["en"]
    found = alternates(release)
    assert found["https://example.org/en/about/"].keys() == {"en", "x-default"}
    assert [page for page in found if "/id/" in page or "/zh-hans/" in page] == []


def test_pages_are_safe_on_a_host_that_sends_no_headers(release: Release) -> None:
    for entry in site_files(release).values():
        if entry.media_type == HTML and not entry.path.endswith(ONE_FILE):
            head = entry.body.decode().partition("</head>")[0]
            said = f'<meta http-equiv="Content-Security-Policy" content="{meta_policy(carried_by(entry.body))}">'
            assert head.index(said) < head.index("<title>") < head.index("<link"), entry.path
    assert "unsafe" not in META_POLICY
    assert {"base-uri 'none'", "require-trusted-types-for 'script'"} <= set(META_POLICY.split("; "))


def test_the_file_that_is_handed_on_may_load_nothing_but_its_own_style(release: Release) -> None:
    files = [entry.body for path, entry in site_files(release).items() if path.endswith(ONE_FILE)]
    assert len(files) == len(release.languages)
    for body in files:
        head = body.decode().partition("</head>")[0]
        style = head.partition("<style>")[2].partition("</style>")[0]
        said = f'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src {hash_of(style)}">'
        assert head.index(said) < head.index("<title>")
        assert carried_by(body).styles == (hash_of(style),)
        assert "<link" not in head


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
    text = site_files(site)[f"{site.base}_headers"].body.decode()
    for path, entry in site_files(site).items():
        if path.removeprefix(site.base) in ("_headers", "_objects.tsv", ".htaccess", ".nojekyll"):
            continue
        wanted = {name: [value] for name, value in entry.headers.items() if name != "Content-Type"}
        beside_pages = path.removeprefix(site.base).startswith(("en/", "id/", "zh-hans/", "icons/", "screenshots/"))
        if entry.media_type != HTML and not beside_pages:
            wanted["Cache-Control"] = [entry.headers["Cache-Control"].replace(", no-transform", "")]
        found = headers_by_file(text, path)
        # A rule is for a whole folder: it names what any page of it carries, and each page's own head only its own.
        (said,), (needed,) = found.pop("Content-Security-Policy"), wanted.pop("Content-Security-Policy")
        assert set(needed.replace(";", "").split()) <= set(said.replace(";", "").split()), path
        assert HASH.sub("", said).replace(" ", "") == policy().replace(" ", ""), path
        assert found == wanted, path
    assert headers_by_file(text, site.base)["Cache-Control"] == ["no-cache, no-transform"]
    assert sum(not line.startswith((" ", "#")) for line in text.splitlines()) <= 100
    assert max(map(len, text.splitlines())) <= 2000  # Cloudflare's limits


def test_more_rules_than_cloudflare_reads_are_refused(release: Release) -> None:
    def with_folders(number: int) -> Release:
        pages = {f"/l{index}/": File(f"/l{index}/", HTML, b"") for index in range(number)}
        return replace(release, entries=pages)

    files = host_files(with_folders(94))
    assert sum(line.startswith("/") for line in files["/_headers"].body.decode().splitlines()) == 100
    with pytest.raises(ContentError, match="_headers:1: would need 101 rules, and Cloudflare Pages reads 100"):
        host_files(with_folders(95))


@pytest.mark.parametrize("base", ["/", "/cramp/"])
@pytest.mark.parametrize("serve", [nginx, caddy, apache])
def test_no_host_hands_out_what_is_hidden(
    serve: Callable[[Path, str, Path], AbstractContextManager[str]], base: str, request: pytest.FixtureRequest
) -> None:
    """`build` keeps the .git of a branch that is published, and in it the address that it is pushed to."""
    release: Release = request.getfixturevalue("release" if base == "/" else "below")
    # The servers leave their rights, so the test's own folder, which only its user may enter, is shut to them.
    with TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o755)
        tree = Path(f"{folder}/site{base}")
        for path, entry in host_files(release).items():
            (tree / path.removeprefix(base)).parent.mkdir(parents=True, exist_ok=True)
            (tree / path.removeprefix(base)).write_bytes(entry.body)
        (tree / "404.html").write_text("not here", encoding="utf-8")
        for name in HIDDEN + SHOWN:
            (tree / name).parent.mkdir(exist_ok=True)
            (tree / name).write_text("secret", encoding="utf-8")
        with serve(folder / "site", base, folder) as address:
            for name in HIDDEN:
                status, headers, body = get(f"{address}{base}{name}")
                assert (status, body) == (404, b"not here"), name
                assert headers["Content-Security-Policy"], name
            for name in SHOWN:
                assert get(f"{address}{base}{name}")[::2] == (200, b"secret"), name
