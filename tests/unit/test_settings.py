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


def test_a_built_site_is_a_folder() -> None:
    assert read_settings({"NIGHT_CRAMP_SITE": ""}).site is None
    assert str(read_settings({"NIGHT_CRAMP_SITE": "dist"}).site) == "dist"


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
