"""What the person who hosts the app decides, read from the environment. docs/hosting.md has the table.

`PORT` is an option of the commands (pwa/cli.py).
"""

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

import click

# Names as they are met: machines with an underscore, folders with capitals or a tilde (`/~name/`, `/Night-Cramp/`).
LABEL = r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?"
ADDRESS = re.compile(
    rf"(?P<scheme>https?)://(?P<host>{LABEL}(?:\.{LABEL})*|\[[0-9a-f:.]+\])(?::(?P<port>[0-9]{{1,5}}))?"
    r"(?P<base>/(?:[A-Za-z0-9._~-]+/)*)"
)
# https://url.spec.whatwg.org/#ends-in-a-number-checker
NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
LONGEST_HOST, LONGEST_LABEL = 253, 63  # RFC 1035, 2.3.4
LONGEST_ADDRESS = 2000  # letters; a QR code that survives a stain takes 2,331 (ISO/IEC 18004, level M)
PAGE = re.compile(r"\.html?/$", re.IGNORECASE)
USUAL_PORTS = {"http": 80, "https": 443}
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
        _data_folder(environ.get(DATA_FOLDER, "")),
    )


def _address(value: str) -> tuple[str, str]:
    """Origin, as browsers write it, and base."""
    given = value.strip()
    if not given:
        return Settings.origin, Settings.base
    scheme, colon, rest = given.partition("://")
    host, slash, path = rest.partition("/")
    whole = f"{scheme.lower()}{colon}{host.lower()}{slash}{path}".removesuffix("/") + "/"
    found = ADDRESS.fullmatch(whole)
    if not found or {".", ".."} & set(found["base"].split("/")) or not _is_host(found["host"]) or PAGE.search(whole):
        raise SettingError(f"SITE_URL is '{value}'; {_remedy(given)}")
    if len(whole) > LONGEST_ADDRESS:
        raise SettingError(f"SITE_URL has {len(whole)} letters; give a shorter one, a QR code takes {LONGEST_ADDRESS}")
    port = int(found["port"] or USUAL_PORTS[found["scheme"]])
    if not 1 <= port <= 65535:
        raise SettingError(f"SITE_URL is '{value}'; the number of a port is at most 65535")
    origin = f"{found['scheme']}://{found['host']}"
    return origin if port == USUAL_PORTS[found["scheme"]] else f"{origin}:{port}", found["base"]


def _is_host(host: str) -> bool:
    """Whether a name is not too long, and numbers are an address: browsers take what ends in a number for one."""
    if not host.startswith("[") and not NUMBER.fullmatch(host.rpartition(".")[2]):
        return len(host) <= LONGEST_HOST and all(len(label) <= LONGEST_LABEL for label in host.split("."))
    with suppress(ValueError):
        ip_address(host.strip("[]"))
        return True
    return False


def _remedy(given: str) -> str:
    if re.fullmatch(r"https?://[^/?#@]*[^\x00-\x7f][^/?#@]*(/.*)?", given, re.IGNORECASE):
        return "write the host as domain registries do, in letters of ASCII: xn--..."
    if PAGE.search(f"{given.rstrip('/')}/"):
        return "give the folder alone, without the name of a page"
    if "?" in given or "#" in given:
        return "leave out what begins with ? or #"
    if "%" in given or not given.isascii():
        return "give the folder a name of ASCII letters, digits and . _ ~ -"
    return "give the address of a host or of a folder on it, like https://example.org/ or https://example.org/cramp/"


def _folder(value: str) -> Path | None:
    return Path(value) if value else None


def _data_folder(value: str) -> Path | None:
    folder = _folder(value)
    if folder is None:
        return None
    with suppress(OSError):  # before Python 3.14, where the folder may not be looked into
        if (folder / "content").is_dir():
            return folder
    raise SettingError(f"{DATA_FOLDER} is '{value}'; give the folder that holds content/ and translations/")


def _retire(value: str) -> bool:
    if value not in ("", "0", "1"):
        raise SettingError(f"RETIRE_WORKER is '{value}'; give 1 to retire the worker, or leave it out")
    return value == "1"
