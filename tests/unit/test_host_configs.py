"""What hosts, search engines and hosts without headers are told: the same as the server says."""

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from pwa.headers import HTML, META_POLICY, is_immutable, media_type
from pwa.hosting.export import site_files
from pwa.hosting.host_configs import host_files
from pwa.problems import ContentError
from pwa.release.model import File, Release
from tests.support.releases import build_release

SITE_URL = "https://example.org/cramp/"


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
    for lang, tag in (("en", "en"), ("id", "id"), ("zh-Hans", "zh-hans"), ("x-default", "en")):
        assert f'<link rel="alternate" hreflang="{lang}" href="{SITE_URL}{tag}/warning-signs/">' in page
    assert f'<link rel="canonical" href="{SITE_URL}id/">' in below.entries["/cramp/id/start/"].body.decode()
    home = below.entries["/cramp/id/"].body.decode()
    assert f'<link rel="alternate" hreflang="x-default" href="{SITE_URL}">' in home


def test_without_an_address_no_link_is_absolute(release: Release) -> None:
    assert "/sitemap.xml" not in site_files(release)
    for entry in site_files(release).values():
        if entry.media_type == HTML:
            assert not re.search(r'<link [^>]*href="https?:', entry.body.decode()), entry.path


def test_the_sitemap_lists_every_page_in_every_language(below: Release) -> None:
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    urls = ElementTree.fromstring(site_files(below)["/cramp/sitemap.xml"].body).findall("s:url", names)
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
    assert f"Sitemap: {SITE_URL}sitemap.xml" in site_files(below)["/cramp/robots.txt"].body.decode()


@pytest.mark.slow
def test_a_draft_is_in_no_list_for_search_engines(project: Path) -> None:
    """Nothing is translated in this copy: Indonesian and Chinese are drafts."""
    release = build_release(project, origin="https://example.org")
    assert [language.tag for language in release.findable] == ["en"]
    page = release.entries["/en/about/"].body.decode()
    assert re.findall(r'hreflang="(\S+)" href="https', page) == ["en", "x-default"]


def test_pages_are_safe_on_a_host_that_sends_no_headers(release: Release) -> None:
    for entry in site_files(release).values():
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
    text = site_files(site)[f"{site.base}_headers"].body.decode()
    for path, entry in site_files(site).items():
        if path.removeprefix(site.base) in ("_headers", "_objects.tsv"):
            continue
        wanted = {name: [value] for name, value in entry.headers.items() if name != "Content-Type"}
        assert headers_by_file(text, path) == wanted, path
    assert headers_by_file(text, site.base)["Cache-Control"] == ["no-cache, no-transform"]
    assert sum(not line.startswith((" ", "#")) for line in text.splitlines()) <= 100
    assert max(map(len, text.splitlines())) <= 2000  # Cloudflare's limits


def test_more_rules_than_cloudflare_reads_are_refused(release: Release) -> None:
    def with_folders(number: int) -> Release:
        pages = {f"/l{index}/": File(f"/l{index}/", HTML, b"") for index in range(number)}
        return replace(release, entries=pages)

    files = host_files(with_folders(95))
    assert sum(line.startswith("/") for line in files["/_headers"].body.decode().splitlines()) == 100
    with pytest.raises(ContentError, match="_headers:1: would need 101 rules, and Cloudflare Pages reads 100"):
        host_files(with_folders(96))
