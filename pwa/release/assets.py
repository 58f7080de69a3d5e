"""The static files as the phone gets them: styles of one screen joined, styles and scripts minified, the worker joined.

Comments and white space stay here: they would weigh 5 kB in the bundle, and every update carries the worker.
Everything below `static/` comes through here; what an address, a digest or a header is, the release decides.
"""

import hashlib
import posixpath
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
    "common/deadline.js",
    "worker/network.js",
    "worker/cache-entries.js",
    "worker/reader.js",
    "worker/fill.js",
    "worker/install.js",
    "worker/policy.js",
)
# Workers cannot import modules in older browsers (Firefox before 147), and each part would be a request of its own.
IMPORT = re.compile(r"^import\b[^;]*;\n", re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?function\b|const\b)", re.MULTILINE)
# The styles of a screen are one file on the phone, because each file holds up the first paint, and several here, one
# for an idea. What stands later wins, so the order is part of the style.
# Those that stand inside pages have what is common in them (pwa/pages/first_paint.py).
SCREEN = ("common/tokens.css", "common/page.css", "common/bars.css", "common/parts.css")
BELOW = ("common/lists.css", "common/going-on.css", "common/foot.css", "common/wide.css", "common/media.css")
COMMON = (*SCREEN, *BELOW, "common/day.css", "common/judgement.css", "common/print.css")
CRAMP = (
    "cramp/cards.css",
    "cramp/reach.css",
    "cramp/timer.css",
    "cramp/questions.css",
    "cramp/wide.css",
    "cramp/fit.css",
    "cramp/fit-running.css",
)
LEARN = ("learn/topics.css", "learn/certainty.css", "learn/charts.css", "learn/comparison.css")
STYLES = {
    "common.css": COMMON,
    "bedtime.css": ("cramp/timer.css", "bedtime/routine.css"),
    "cramp.css": (*SCREEN, *BELOW, *CRAMP),
    "cramp-first.css": (*SCREEN, "cramp/cards.css", "cramp/fit.css"),
    "cramp-print.css": ("common/print.css", "cramp/print.css"),
    "diary.css": ("learn/charts.css", "diary/fields.css", "diary/diary.css"),
    "doctor.css": ("learn/certainty.css", "diary/fields.css", "diary/doctor.css"),
    "emergency.css": (*COMMON, "common/definitions.css", "emergency/numbers.css"),
    "learn.css": LEARN,
    "settings.css": ("common/definitions.css", "settings/settings.css"),
    "share.css": ("share/share.css", "share/card.css"),
    "signs.css": (*COMMON, "learn/certainty.css", "signs/checklist.css", "signs/helper-card.css", "signs/outcome.css"),
    "sources.css": ("common/definitions.css", "learn/sources.css"),
}
# What a script imports, at its head or when it is wanted.
IMPORTED = re.compile(r'"(\.{1,2}/[\w./-]+\.js)"')
DIGEST = 8  # hex digits in the address of a file; what is trusted is the digest in the worker's list
ONLY_INSIDE = ("cramp-first.css", "common/after-paint.js", "common/early-fields.js", "cramp/first-card.js")
# The scales of tokens.css, and where a rule takes a length from them.
LENGTH = re.compile(r"(--(?:type|space|radius)-\d+):\s*([^;]+);")
USE = re.compile(r"var\((--(?:type|space|radius)-\d+)\)")
NOUGHT = re.compile(r"(?<![\w.-])0(?=\.\d)")  # before a point
QUOTED = re.compile(r'="([a-z][\w-]*)"\]')  # the value of an attribute that is a name needs no quotes
RETIREMENT = "worker/retire.js"
RELEASE_PLACE = "/* RELEASE */ null"


def assets() -> dict[str, bytes]:
    """Scripts and styles in the order of their names; worker and icons have addresses of their own.

    A script keeps its place below `static/`, by which others import it.
    """
    # A comment that begins with /*! is the licence of somebody else's code (static/vendor/).
    files = {
        name: jsmin(joined([name]), keep_bang_comments=True).encode() for name in scripts() if name not in ONLY_INSIDE
    }
    files |= {name: _style(name) for name in sorted(STYLES) if name not in ONLY_INSIDE}
    files[ICON] = (STATIC / ICON).read_bytes()
    return files


def _style(name: str) -> bytes:
    """Minified, each length of the scales written out: a phone need not look up what never changes."""
    lengths = dict(LENGTH.findall(joined(["common/tokens.css"])))
    text = USE.sub(lambda use: lengths.get(use[1], use[0]), LENGTH.sub("", joined(STYLES[name])))
    return QUOTED.sub(r"=\1]", NOUGHT.sub("", str(cssmin(text)))).encode()


def inside(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """What can stand inside pages (pwa/pages/first_paint.py), by name: those files, and scripts that are none."""
    own = {name: _style(name) if name in STYLES else jsmin(joined([name])).encode() for name in ONLY_INSIDE}
    return {**files, **own}


def scripts() -> list[str]:
    """The scripts of pages by their names below `static/`."""
    found = (path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*.js") if not is_hidden(path))
    return sorted(name for name in found if not name.startswith("worker/"))


def icons() -> dict[str, bytes]:
    """The icons that a browser asks for when it installs the app, by name."""
    found = (path for path in sorted((STATIC / "icons").iterdir()) if not is_hidden(path))
    return {path.name: path.read_bytes() for path in found}


def is_hidden(path: Path) -> bool:
    """Whether a system or an editor put a file there for itself: .DS_Store, ._app.js, .#app.js (a link to nowhere)."""
    return path.name.startswith(".")


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


def addressed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Files by `<their digest>/<name>`, so that a changed one renames itself and the scripts that import it.

    Raises:
        ValueError: where a script imports itself by way of others, or what is not there.
    """
    found: dict[str, str] = {}
    bodies: dict[str, bytes] = {}

    def name_of(name: str, by: tuple[str, ...] = ()) -> str:
        if name in by or name not in files:
            raise ValueError(f"{name} cannot be imported by {by[-1]}")
        if name not in found:
            body = files[name]
            if name.endswith(".js"):
                body = IMPORTED.sub(lambda said: relative(said[1], name, (*by, name)), body.decode()).encode()
            found[name] = f"{hashlib.sha256(body).hexdigest()[:DIGEST]}/{name}"
            bodies[found[name]] = body
        return found[name]

    def relative(said: str, name: str, by: tuple[str, ...]) -> str:
        target = name_of(posixpath.normpath(posixpath.join(posixpath.dirname(name), said)), by)
        return f'"{"../" * (name.count("/") + 1)}{target}"'

    return {name_of(name): bodies[name_of(name)] for name in files}
