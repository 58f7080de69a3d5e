"""The static files as the phone gets them: styles of one screen joined, styles and scripts minified, the worker joined.

Comments and white space stay here: they would weigh 5 kB in the bundle, and every update carries the worker.
Everything below `static/` comes through here; what an address, a digest or a header is, the release decides.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

STATIC = Path(__file__).parent.parent / "static"
ICON = "icon.svg"
# The worker's modules, each behind those that it imports.
WORKER_PARTS = (
    "worker/release.js",
    "common/negotiation.js",
    "worker/lzma.js",
    "worker/network.js",
    "worker/kept.js",
    "worker/bundle.js",
    "worker/install.js",
    "worker/policy.js",
)
# Workers cannot import modules in older browsers (Firefox before 147), and each part would be a request of its own.
IMPORT = re.compile(r"^import\b[^;]*;\n", re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?function\b|const\b)", re.MULTILINE)
# The styles of a screen are one file on the phone, because each file holds up the first paint, and several here, one
# for an idea. What stands later wins, so the order is part of the style.
STYLES = {
    "common.css": ("common/tokens.css", "common/page.css", "common/bars.css", "common/parts.css", "common/media.css"),
    "cramp.css": ("cramp/cards.css", "cramp/timer.css", "cramp/questions.css", "cramp/fit.css"),
    "emergency.css": ("common/definitions.css", "emergency/numbers.css"),
    "learn.css": ("learn/topics.css", "learn/certainty.css", "learn/charts.css", "learn/comparison.css"),
    "settings.css": ("common/definitions.css", "settings/settings.css"),
    "signs.css": ("signs/checklist.css", "signs/helper-card.css", "signs/outcome.css"),
    "sources.css": ("common/definitions.css", "learn/sources.css"),
}
RETIREMENT = "worker/retire.js"
RELEASE_PLACE = "/* RELEASE */ null"


def assets() -> dict[str, bytes]:
    """Styles and scripts by name, like beside like for the packer; worker and icons have addresses of their own.

    A script keeps its place below `static/`, so that the relative imports between scripts hold in a release too.
    """
    files = {name: cssmin(joined(parts)).encode() for name, parts in sorted(STYLES.items())}
    files |= {name: jsmin(joined([name])).encode() for name in scripts()}
    files[ICON] = (STATIC / ICON).read_bytes()
    return files


def scripts() -> list[str]:
    """The scripts of pages by their names below `static/`."""
    found = (path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*.js"))
    return sorted(name for name in found if not name.startswith("worker/"))


def icons() -> dict[str, bytes]:
    """The icons that a browser asks for when it installs the app, by name."""
    return {path.name: path.read_bytes() for path in sorted((STATIC / "icons").iterdir())}


def joined(parts: Iterable[str]) -> str:
    """The text of files below `static/`, one behind the other."""
    return "\n".join((STATIC / name).read_text(encoding="utf-8") for name in parts)


def worker(release: str) -> bytes:
    """The worker with the release, as JSON, inside it: its modules as one classic script. No two share a name.

    Raises:
        ValueError: where the code has no place for the release, or imports and exports in another way than one a line.
    """
    source = EXPORT.sub("", IMPORT.sub("", joined(WORKER_PARTS)))
    if left := re.search(r"^(?:import|export)\b.*", source, re.MULTILINE):
        raise ValueError(f"the worker is joined from modules that cannot say: {left[0]}")
    if source.count(RELEASE_PLACE) != 1:
        raise ValueError("the worker has lost the place where the release goes")
    # In braces, because then no beginning of it is a script: one that is cut off in transit is refused.
    return f"{{\n{jsmin(source.replace(RELEASE_PLACE, release))}\n}}\n".encode()


def retirement() -> bytes:
    """The worker that takes the app off the phones again."""
    return (STATIC / RETIREMENT).read_bytes()


def digest(files: Mapping[str, bytes]) -> str:
    """SHA-256, in hex, of all names and bodies together."""
    return hashlib.sha256(
        b"".join(name.encode() + hashlib.sha256(body).digest() for name, body in files.items())
    ).hexdigest()
