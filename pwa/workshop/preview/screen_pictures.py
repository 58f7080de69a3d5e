"""Which picture of docs/screens/ shows a text: what each page says is asked of the app itself, with its texts marked.

So no list of texts and screens has to be kept. A package that was installed has no pictures, and then there are none.
"""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from pwa import create_app
from pwa.files import root
from pwa.languages.catalogs import Catalogs
from pwa.screens import SCREENS
from pwa.workshop.preview.marks import finish, marked

FOLDER = "docs/screens"
# These have no end tag: https://html.spec.whatwg.org/multipage/syntax.html#void-elements
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])


def pictures(folder: Path | None = None) -> dict[str, Path]:
    """The picture of each text by its id, in English, at night.

    Args:
        folder: holds content/ and translations/, and docs/ where there are pictures.
    """
    folder = folder or root()
    shots = folder / FOLDER
    if not shots.is_dir():
        return {}
    app = create_app({"NIGHT_CRAMP_SITE": "", "SITE_URL": ""})
    app.extensions["catalogs"] = Catalogs(folder, marked)
    client = app.test_client()
    found: dict[str, Path] = {}
    for screen, row in SCREENS.items():
        if "<part>" in row.path:
            continue
        for id_, card in _places(finish(client.get(f"/en/{row.path}").get_data(as_text=True))):
            name = screen.replace("_", "-")
            for file in (shots / f"en-{name}-{card}-night.png", shots / f"en-{name}-night.png"):
                if id_ not in found and file.is_file():
                    found[id_] = file
    return found


def _places(page: str) -> Iterator[tuple[str, str]]:
    """The id of each text on a page that a reader sees, and the card that it stands in, if it does."""
    parser = _Places()
    parser.feed(page)
    yield from parser.found


class _Places(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        card = (named.get("id") or "") if "card" in (named.get("class") or "").split() else ""
        if tag not in VOID:
            self.open.append((tag, card))
        inside = next((name for _, name in reversed(self.open) if name), "")
        ids = [named.get("data-text-id") or ""]
        ids += [text.partition("=")[2] for text in (named.get("data-texts") or "").split()]
        self.found += [(id_, inside) for id_ in ids if id_]

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass
