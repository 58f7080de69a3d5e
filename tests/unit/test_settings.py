"""What the person who hosts the app decides: each setting is read, refused in one sentence, and documented."""

import re
from collections.abc import Iterator, Mapping

import pytest

from pwa.cli import main
from pwa.settings import SettingError, Settings, read_settings
from tests.support.project import ROOT

ADDRESSES = {
    "": Settings(),
    "https://example.org": Settings("https://example.org", "/"),
    "https://example.org/": Settings("https://example.org", "/"),
    "https://example.org/cramp": Settings("https://example.org", "/cramp/"),
    "http://localhost:8000/a/b/": Settings("http://localhost:8000", "/a/b/"),
    "https://user.github.io/Night-Cramp/": Settings("https://user.github.io", "/Night-Cramp/"),
    "https://example.edu/~user/": Settings("https://example.edu", "/~user/"),
    "https://[::1]:8000/": Settings("https://[::1]:8000", "/"),
    "http://192.168.1.7/": Settings("http://192.168.1.7", "/"),
    " https://example.org/ \n": Settings("https://example.org", "/"),
    "HTTPS://Example.ORG/Cramp": Settings("https://example.org", "/Cramp/"),
    "https://xn--bcher-kva.example/": Settings("https://xn--bcher-kva.example", "/"),
    "https://example.org:443/": Settings("https://example.org", "/"),
    "http://night_cramp:80/": Settings("http://night_cramp", "/"),
    "https://example.org/.../": Settings("https://example.org", "/.../"),
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
    "https://example.org/..",
    "https://example.org/.",
    "https://example.org/a/../..",
    "https://example.org/%2e%2e/",
    "https://example.org:99999/",
    "https://example.org:0/",
    "https://example.org:/",
    "https://-/",
    "https://..../",
    "https://example..org/",
    "https:///",
    "https://",
    "https:/example.org/",
    "https://[::1/",
    "https://[:::]/",
    "https://1.2.3/",
    "https://256.1.1.1/",
    "https://example.org/#x",
    "https://example.org\\x/",
    "https://example.org/a\nb/",
    "https://exa mple.org/",
    "javascript:alert(1)//",
    "https://example.org/https://example.org/",
    "https://example.org/cramp/index.html",
    "https://example.org/404.HTM/",
    "https://example.0x1/",
    "https://0x7f000001/",
    f"https://{'a' * 64}.example/",
    f"https://{'a.' * 127}example/",
)


@pytest.mark.parametrize("address", NO_ADDRESSES)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(SettingError, match="SITE_URL"):
        read_settings({"SITE_URL": address})


@pytest.mark.parametrize(
    ("address", "remedy"),
    [
        ("https://bücher.example/", "xn--"),
        ("https://抽筋.example/", "xn--"),
        ("https://example.org/抽筋/", "ASCII letters"),
        ("https://example.org/caf%C3%A9/", "ASCII letters"),
        ("example.org", "like https://example.org/"),
        ("https://example.org:70000/", "at most 65535"),
        ("https://example.org/cramp/index.html", "without the name of a page"),
        ("https://example.org/cramp/?lang=id", "leave out what begins with"),
        ("https://example.org/#en", "leave out what begins with"),
        pytest.param(f"https://example.org/{'a' * 2_000}/", "has 2021 letters; give a shorter one", id="long"),
    ],
)
def test_the_remedy_fits_what_was_given(address: str, remedy: str) -> None:
    with pytest.raises(SettingError, match=remedy):
        read_settings({"SITE_URL": address})


def test_a_built_site_is_a_folder() -> None:
    assert read_settings({"NIGHT_CRAMP_SITE": ""}).site is None
    assert str(read_settings({"NIGHT_CRAMP_SITE": "dist"}).site) == "dist"


@pytest.mark.parametrize("folder", ["content", "there-is-none", "pyproject.toml", "x" * 300])
def test_a_folder_without_content_is_said_once(folder: str) -> None:
    """And not once for each file that is missing in it."""
    with pytest.raises(SettingError, match=r"NIGHT_CRAMP_FOLDER is '.*'; give the folder that holds content/"):
        read_settings({"NIGHT_CRAMP_FOLDER": str(ROOT / folder)})


class Asked(Mapping[str, str]):
    """An environment that is empty, and remembers what it was asked for."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.names.add(name)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def test_every_setting_stands_in_the_table_of_the_docs() -> None:
    asked = Asked()
    assert read_settings(asked) == Settings()
    text = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
    options = [option for command in main.commands.values() for option in command.params]
    by_option = {option.envvar for option in options if isinstance(option.envvar, str)}
    assert "PORT" in by_option
    assert set(re.findall(r"^\| `([A-Z_]+)", text, re.MULTILINE)) == asked.names | by_option
