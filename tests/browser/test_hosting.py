"""Each recipe of deploy/ that can run on one machine: it serves the tree, and the app opens offline through it."""

import gzip
import html
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from pwa.cli import main
from pwa.files import root
from pwa.headers import HTML, REVALIDATE, SECURITY
from pwa.hosting.export import site_files, write
from pwa.languages.negotiate import negotiate
from pwa.languages.table import Language, find_languages
from pwa.release.model import Release
from tests.support import shared
from tests.support.hosts import (
    apache,
    caddy,
    container,
    get,
    nginx,
    object_storage,
    plain_files,
    serve,
    serve_again,
    tool,
    upload_again,
)
from tests.support.phone import READY, Phone
from tests.support.project import ROOT
from tests.support.reader import UNTIL
from tests.support.versions import Versions

POLICY = "Content-Security-Policy"


@dataclass(frozen=True)
class Recipe:
    """What a host of deploy/ does; docs/hosting.md says the same."""

    serve: Callable[[Path, str, Path], AbstractContextManager[str]]
    bases: tuple[str, ...] = ("/", "/cramp/")
    unserved: str = "(?!)"  # paths below the base that nobody gets from it, as a pattern
    ends_tls: bool = False
    leads_home: bool = False  # from the base to a language; else a page does, on the phone
    policy: str = ""  # what it sends where the whole policy stands in the page
    is_a_store: bool = False  # knows no folders and no headers of ours: both are the CDN's part


RECIPES = {
    "nginx": Recipe(nginx, ends_tls=True),
    # It leads to the address without index.html, and hides its own configuration.
    "caddy": Recipe(caddy, unserved=r"index\.html|_caddy\.conf", ends_tls=True),
    "apache": Recipe(apache, unserved=r"[._].*", policy="frame-ancestors 'none'"),
    "container": Recipe(container, bases=("/",), leads_home=True),
    "object storage": Recipe(object_storage, bases=("/",), unserved=r"(.*/)?[._][^/]*", is_a_store=True),
}


def on(recipes: Iterable[str]) -> pytest.MarkDecorator:
    """For a test on these hosts alone."""
    found = [(name, base) for name in recipes for base in RECIPES[name].bases]
    names = [f"{name} at {base}" for name, base in found]
    return pytest.mark.parametrize("host", found, ids=names, indirect=True, scope="module")


WITH_FOLDERS = [name for name, recipe in RECIPES.items() if not recipe.is_a_store]


@pytest.fixture(scope="module")
def host(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator["Host"]:
    name, base = request.param
    work = tmp_path_factory.mktemp("host")
    host = Host(RECIPES[name], release_at(base), RECIPES[name].serve(site_at(base), base, work), work)
    yield host
    host.stop()


def release_at(base: str) -> Release:
    return shared.release(base, "https://example.org")


def site_at(base: str) -> Path:
    """The root of a host that has the release below `base`; nobody writes there."""
    site = shared.folder() / f"host{base.replace('/', '-')}"
    with shared.once(site) as new:
        if new:
            write(release_at(base), Path(f"{new}{base}"))
    return site


class Host:
    """A recipe that runs until it is stopped, and the release behind it."""

    def __init__(self, recipe: Recipe, release: Release, serving: AbstractContextManager[str], work: Path) -> None:
        self.recipe, self.release, self.serving, self.work = recipe, release, serving, work
        self.address = serving.__enter__()
        self.runs = True

    def stop(self) -> None:
        if self.runs:
            self.runs = False
            self.serving.__exit__(None, None, None)

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[int, Message, bytes]:
        return get(self.address + path, method, **headers)


def plain(headers: Message, body: bytes) -> bytes:
    return gzip.decompress(body) if headers["Content-Encoding"] == "gzip" else body


@on(RECIPES)
def test_every_file_comes_as_it_was_built(host: Host) -> None:
    asked = 0
    for path, entry in site_files(host.release).items():
        if re.fullmatch(host.recipe.unserved, path.removeprefix(host.release.base)):
            continue
        status, headers, body = host.get(path)
        assert (status, plain(headers, body) == entry.body) == (200, True), path
        for name, value in entry.headers.items():
            if name not in SECURITY or not host.recipe.is_a_store:
                sent = host.recipe.policy if host.recipe.policy and name == POLICY else value
                assert headers.get_all(name) == [sent], (path, name)
        assert "Access-Control-Allow-Origin" not in headers
        asked += 1
    assert asked >= sum(entry.offline for entry in host.release.entries.values())


@on(RECIPES)
def test_text_travels_compressed(host: Host) -> None:
    for path in ("en/", "sw.js", "id/manifest.webmanifest"):
        path = host.release.base + path
        _, headers, body = host.get(path, Accept_Encoding="gzip")
        assert headers["Content-Encoding"] == "gzip"
        assert (gzip.decompress(body) == host.release.entries[path].body) is True


@on(RECIPES)
def test_the_base_leads_to_a_language(host: Host) -> None:
    status, headers, body = host.get(host.release.base, Accept_Language="id")
    if host.recipe.leads_home:
        assert (status, headers["Location"]) == (302, "/id/")
    else:
        index = host.release.entries[f"{host.release.base}index.html"]
        assert (status, plain(headers, body) == index.body) == (200, True)


@on(WITH_FOLDERS)
def test_a_missing_last_slash_is_added(host: Host) -> None:
    status, headers, _ = host.get(f"{host.release.base}en/about")
    assert status in (301, 308)
    assert headers["Location"].removeprefix(host.address) in (f"{host.release.base}en/about/", "about/")


@on(["object storage"])
def test_a_store_knows_no_folders(host: Host) -> None:
    assert host.get("/en/about")[0] == 404


@on(RECIPES)
def test_what_is_not_there_is_said_in_the_language_of_the_path(host: Host) -> None:
    release = host.release
    for tag in ("en", "id", "zh-hans"):
        status, headers, body = host.get(f"{release.base}{tag}/nothing/here")
        assert (status, headers["Content-Type"], headers["Cache-Control"]) == (404, HTML, REVALIDATE)
        if not host.recipe.is_a_store:  # a CDN has one page for all that is missing
            assert (body == release.entries[f"{release.base}{tag}/not-found/"].body) is True
            assert all(
                headers[name] == value for name, value in SECURITY.items() if name != POLICY or not host.recipe.policy
            )
    for path in ("nothing", "fr/", "assets/0/app.js", "release/0.json"):
        status, headers, body = host.get(release.base + path)
        assert (status, headers["Content-Type"], headers["Cache-Control"]) == (404, HTML, REVALIDATE), path


@on(RECIPES)
def test_whoever_would_write_is_not_told_that_it_was_done(host: Host) -> None:
    for method in ("PUT", "DELETE", "PROPFIND"):
        status, _, _ = host.get(f"{host.release.base}en/", method=method)
        assert status in (403, 405, 501), method


@on(RECIPES)
def test_tls_is_demanded_where_it_ends(host: Host) -> None:
    _, headers, _ = host.get(f"{host.release.base}en/")
    assert headers["Strict-Transport-Security"] == ("max-age=31536000" if host.recipe.ends_tls else None)


@on(["object storage"])
def test_the_worker_comes_last_into_the_store(host: Host) -> None:
    order = (host.work / "store" / "order").read_text(encoding="utf-8").splitlines()
    assert order[-1] == "sw.js"
    changing = [not key.startswith(("assets/", "release/")) for key in order]
    assert changing == sorted(changing)


@on(RECIPES)
def test_the_app_opens_offline_through_it(host: Host, phone: Phone) -> None:
    """Last of the module for each recipe: it stops the host."""
    if host.address.startswith("https"):
        phone.launch = {**phone.launch, "args": [*phone.launch["args"], "--ignore-certificate-errors"]}
    base = host.address + host.release.base
    phone.make_ready(f"{base}id/")
    host.stop()
    with phone.open() as context:
        page = context.pages[0]
        page.goto(base)
        page.wait_for_url("**/id/")
        expect(page.locator("#first-step")).to_be_visible()
        page.wait_for_selector(READY, state="attached")
        page.goto(f"{base}zh-hans/emergency")
        assert page.locator("html").get_attribute("lang") == "zh-Hans"
        answer = page.goto(f"{base}en/nothing")
        assert answer is not None
        assert answer.status == 404


# Hosts, and what tells each of a new release that `build` has made in the same folder.
TOLD: dict[Callable[[Path, str, Path], AbstractContextManager[str]], Callable[[Path, Path, str], None] | None] = {
    nginx: None,
    caddy: None,
    apache: None,
    plain_files: None,
    serve: serve_again,
    object_storage: upload_again,
}


@pytest.mark.parametrize(("runs", "tell"), TOLD.items(), ids=[host.__name__ for host in TOLD])
def test_a_new_release_is_kept_too(
    runs: Callable[[Path, str, Path], AbstractContextManager[str]],
    tell: Callable[[Path, Path, str], None] | None,
    phone: Phone,
    versions: Versions,
    tmp_path: Path,
) -> None:
    """No moment without styles, and then offline as well."""
    folder = tmp_path / "host"
    folder.mkdir()
    site, old, new = tmp_path / "site", versions[1], versions[2]
    write(old.release, site)
    with runs(site, "/", folder) as address:
        if address.startswith("https"):
            phone.launch = {**phone.launch, "args": [*phone.launch["args"], "--ignore-certificate-errors"]}
        phone.make_ready(f"{address}/id/")
        before = assets_of(text_of(f"{address}/id/"))
        write(new.release, site)
        if tell:
            tell(site, folder, address)
        assert new.first_words("id") in html.unescape(text_of(f"{address}/id/"))
        for path in before | assets_of(text_of(f"{address}/id/")):
            assert get(address + path)[0] == 200, path
        with phone.open() as context:
            page = context.pages[0]
            page.goto(f"{address}/id/")
            page.evaluate(UNTIL.format("(await navigator.serviceWorker.getRegistration()).waiting"))
    with phone.open() as context:
        context.pages[0].goto(f"{address}/id/")
        expect(context.pages[0].locator("#first-step")).to_have_text(new.first_words("id"))


def text_of(address: str) -> str:
    """A page; object storage has no other than the packed one."""
    return plain(*get(address)[1:]).decode()


def assets_of(page: str) -> set[str]:
    return set(re.findall(r'(?:href|src)="(/assets/[^"]+)"', page))


def test_nginx_sends_plain_requests_to_https() -> None:
    recipe = (ROOT / "deploy" / "nginx" / "night-cramp.conf").read_text(encoding="utf-8")
    assert "return 308 https://example.org$request_uri;" in recipe
    assert "$host" not in recipe


def test_caddy_gets_certificates_for_a_name() -> None:
    environ = {**os.environ, "SITE_CONFIGURATION": f"{site_at('/')}/_caddy.conf"}
    command = [tool("caddy"), "adapt", "--config", "deploy/caddy/Caddyfile", "--adapter", "caddyfile"]
    adapted = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=True)
    servers = json.loads(adapted.stdout)["apps"]["http"]["servers"]
    assert [server["listen"] for server in servers.values()] == [[":443"]]
    assert all("automatic_https" not in server for server in servers.values())
    assert servers["srv0"]["routes"][0]["match"] == [{"host": ["example.org"]}]


def test_scripts_of_the_recipes_have_no_fault_that_the_shell_knows() -> None:
    for script in (ROOT / "deploy").rglob("*.sh"):
        subprocess.run(["sh", "-n", str(script)], check=True)
        assert os.access(script, os.X_OK)


READ_LAST = "caches.match('/language', {cacheName: 'cramp-reader:/'})"
FORGET = """async () => {
    for (const name of await caches.keys()) await caches.delete(name);
    localStorage.clear();
}"""
CHOICES = [
    "en-US",
    "id",
    "in-ID",
    "zh-CN",
    "zh-TW",
    "zh",
    "ms-MY",
    "yue",
    "fr",
    "fr,id",
    "zh-TW,en",
    "zh-TW,fr",
    "jv,fr",
    "ms,en",
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A host without a thought: only files."""
    with caddy(site_at("/"), "/", tmp_path_factory.mktemp("index")) as address:
        yield address


def test_the_index_picks_the_language_that_a_server_would(new_page: Any, index: str) -> None:
    languages = find_languages(root() / "translations")
    page = new_page()
    for choice in CHOICES:
        tags = json.dumps(choice.split(","))
        page.add_init_script(f"Object.defineProperty(navigator, 'languages', {{value: {tags}, configurable: true}})")
        page.goto(f"{index}/")
        expected: Language = negotiate(choice, languages)
        page.wait_for_url(f"{index}/{expected.tag}/")
        page.evaluate(UNTIL.format(READ_LAST))  # written once, so it does not come back
        page.evaluate(FORGET)


def test_the_index_prefers_the_language_read_last(new_page: Any, index: str) -> None:
    page = new_page(service_workers="block")
    page.goto(f"{index}/zh-hans/about/")
    page.evaluate(UNTIL.format(READ_LAST))
    page.goto(f"{index}/")
    page.wait_for_url(f"{index}/zh-hans/")


def test_the_index_lists_the_languages_without_scripts(new_page: Any, index: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{index}/")
    links = page.locator("main a")
    assert [link.get_attribute("href") for link in links.all()] == ["/en/", "/id/", "/zh-hans/"]
    links.nth(1).click()
    page.wait_for_url(f"{index}/id/")


def test_the_container_file_names_what_is_there() -> None:
    text = (ROOT / "deploy" / "container" / "Containerfile").read_text(encoding="utf-8")
    assert "--require-hashes" in text
    assert "USER 65534" in text
    assert "podman build --format docker" in text  # Podman's own format has no health check
    copied = set(re.findall(r"^COPY ([a-z.]+) ", text, re.MULTILINE))
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in ignored
    assert {line[1:] for line in ignored if line.startswith("!")} == copied


def test_the_service_starts_what_there_is() -> None:
    unit = (ROOT / "deploy" / "systemd" / "night-cramp.service").read_text(encoding="utf-8")
    (words,) = re.findall(r"^ExecStart=\S+/\.venv/bin/python -m pwa (.+)$", unit, re.MULTILINE)
    with main.make_context("night-cramp", words.split()) as context:
        command = main.get_command(context, "serve")
        assert command
        given = command.make_context("serve", words.split()[1:], parent=context).params
    assert given == {"site": Path("dist"), "host": "127.0.0.1", "port": 8000}
    if shutil.which("systemd-analyze"):
        done = subprocess.run(
            ["systemd-analyze", "verify", f"{ROOT}/deploy/systemd/night-cramp.service"], capture_output=True, text=True
        )
        assert [
            line for line in done.stderr.splitlines() if "night-cramp" in line and "is not executable" not in line
        ] == []
