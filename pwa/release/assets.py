"""The static files as the phone gets them: styles of one screen joined, styles and scripts minified, the worker joined.

Everything below `static/` comes through here; what an address, a digest or a header is, the release decides.
"""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

from pwa.release.model import WORKER

PACKAGE = Path(__file__).parent.parent
STATIC = PACKAGE / "static"
ICON = PACKAGE / "icon.svg"
WORKER_PARTS = (WORKER, "worker/travel.js", "worker/lzma.js")
# Styles that are one file on the phone, because each file holds up the first paint, and several here, one for an idea.
STYLES = {
    "app.css": ("app/page.css", "app/bars.css", "app/parts.css", "app/media.css"),
    "cramp.css": ("cramp/cards.css", "cramp/fit.css"),
    "signs.css": ("signs/signs.css", "signs/helper.css", "signs/outcome.css"),
}
# Comments and white space stay here: they weigh 5 kB in the bundle, and every update carries the worker.
LIGHTER = {".js": jsmin, ".css": cssmin}
RETIREMENT = "retire.js"
RELEASE_PLACE = "/* RELEASE */ null"


def assets() -> dict[str, bytes]:
    """Styles and scripts by name, like beside like for the packer; worker and icons have addresses of their own."""
    single = {path.name: (path.name,) for path in STATIC.iterdir() if path.is_file()}
    for name in (WORKER, RETIREMENT):
        del single[name]
    files = {
        name: LIGHTER.get(Path(name).suffix, str)(joined(parts)).encode()
        for name, parts in sorted({**single, **STYLES}.items(), key=lambda file: (Path(file[0]).suffix, file[0]))
    }
    files["icon.svg"] = ICON.read_bytes()
    return files


def icons() -> dict[str, bytes]:
    """The icons that a browser asks for when it installs the app, by name."""
    return {path.name: path.read_bytes() for path in sorted((STATIC / "icons").iterdir())}


def joined(parts: Iterable[str]) -> str:
    """The text of files below `static/`, one behind the other."""
    return "\n".join((STATIC / name).read_text(encoding="utf-8") for name in parts)


def worker(release: str) -> bytes:
    """The worker's code with the release, as JSON, inside it. Raises ValueError where the code has no place for it."""
    source = joined(WORKER_PARTS)
    code = source.replace(RELEASE_PLACE, release)
    if code == source:
        raise ValueError("sw.js has lost the place where the release goes")
    # In braces, because then no beginning of it is a script: one that is cut off in transit is refused.
    return f"{{\n{jsmin(code)}\n}}\n".encode()


def retirement() -> bytes:
    """The worker that takes the app off the phones again."""
    return (STATIC / RETIREMENT).read_bytes()


def digest(files: Mapping[str, bytes]) -> str:
    """SHA-256, in hex, of all names and bodies together."""
    return hashlib.sha256(
        b"".join(name.encode() + hashlib.sha256(body).digest() for name, body in files.items())
    ).hexdigest()
