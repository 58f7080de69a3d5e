"""What the person who hosts the app decides, read from the environment. docs/hosting.md has the table.

`PORT` is an option of the commands (pwa/cli.py).
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

ADDRESS = re.compile(r"(?P<origin>https?://[a-z0-9.-]+(?::[0-9]+)?)(?P<base>/(?:[a-z0-9._-]+/)*)")
SITE_FOLDER = "NIGHT_CRAMP_SITE"
DATA_FOLDER = "NIGHT_CRAMP_FOLDER"


class SettingError(click.ClickException):
    """A setting that cannot be used; the message says what would be right, and click prints it, `flask` too."""


@dataclass(frozen=True)
class Settings:
    """The settings, with their defaults.

    `origin` is the host with its scheme, empty while it is not known: then links stay without a host. `base` is the
    path of the site on it. With `retire` the worker takes the app off the phones. `site` is the folder of a built site,
    `folder` the one that holds content/ and translations/ where it is not the app's own.
    """

    origin: str = ""
    base: str = "/"
    retire: bool = False
    site: Path | None = None
    folder: Path | None = None


def read_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """All of them from the environment; an empty one counts as left out. Raises SettingError."""
    origin, base = _address(environ.get("SITE_URL", ""))
    return Settings(
        origin,
        base,
        _retire(environ.get("RETIRE_WORKER", "")),
        _folder(environ.get(SITE_FOLDER, "")),
        _folder(environ.get(DATA_FOLDER, "")),
    )


def _address(value: str) -> tuple[str, str]:
    """Origin and base."""
    if not value:
        return Settings.origin, Settings.base
    found = ADDRESS.fullmatch(value if value.endswith("/") else f"{value}/")
    if not found or "/../" in value or "/./" in value:
        raise SettingError(
            f"SITE_URL is '{value}'; give an address like https://example.org/ or .../cramp/, lower case"
        )
    return found["origin"], found["base"]


def _folder(value: str) -> Path | None:
    return Path(value) if value else None


def _retire(value: str) -> bool:
    if value not in ("", "0", "1"):
        raise SettingError(f"RETIRE_WORKER is '{value}'; give 1 to retire the worker, or leave it out")
    return value == "1"
