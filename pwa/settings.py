"""What the person who hosts the app decides, read from the environment: the site's address, and the kill switch."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

ADDRESS = re.compile(r"(?P<origin>https?://[a-z0-9.-]+(?::[0-9]+)?)(?P<base>/(?:[a-z0-9._-]+/)*)")


class SettingError(Exception):
    """A setting that cannot be used; the message says what would be right."""


@dataclass(frozen=True)
class Settings:
    """`origin` is empty while the address is not known: then links stay without a host."""

    origin: str = ""
    base: str = "/"
    retire: bool = False


def read_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """SITE_URL and RETIRE_WORKER. Raises SettingError."""
    retire = environ.get("RETIRE_WORKER", "")
    if retire not in ("", "0", "1"):
        raise SettingError(f"RETIRE_WORKER is '{retire}'; give 1 to retire the worker, or leave it out")
    address = environ.get("SITE_URL", "")
    if not address:
        return Settings(retire=retire == "1")
    found = ADDRESS.fullmatch(address if address.endswith("/") else f"{address}/")
    if not found or "/../" in address or "/./" in address:
        raise SettingError(
            f"SITE_URL is '{address}'; give an address like https://example.org/ or .../cramp/, lower case"
        )
    return Settings(found["origin"], found["base"], retire == "1")
