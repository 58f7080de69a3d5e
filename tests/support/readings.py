"""What files say, read and judged once for each body, however many tests ask: nothing changes what comes of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from pwa.content.load import Reading, read_file
from pwa.content.model import Content
from pwa.languages.catalog import grouped
from pwa.languages.standing import Standing, standing
from pwa.languages.table import Language

_READ: dict[tuple[str, bytes], Reading] = {}
_JUDGED: dict[object, Standing] = {}


def read_once(path: Path) -> Reading:
    """What `read_file` gives; a file with a fault, and one that is not there, are read again each time."""
    if not path.is_file():
        return read_file(path)
    key = path.name, path.read_bytes()
    if key not in _READ:
        _READ[key] = read_file(path)
    return _READ[key]


def judge_once(content: Content, translations: Path, language: Language) -> Standing:
    """What `standing` gives; it asks the content for nothing but its texts by kind and English."""
    files = [*translations.glob("*.*"), *(translations / language.folder).rglob("*.*")]
    said = frozenset((path.relative_to(translations), path.read_bytes()) for path in files if path.is_file())
    key = language, tuple(grouped(content)), said
    if key not in _JUDGED:
        _JUDGED[key] = standing(content, translations, language)
    return _JUDGED[key]


@contextmanager
def reading_once() -> Iterator[None]:
    """While it lasts, `load` and `Catalogs` of this process read and judge so."""
    with (
        mock.patch("pwa.content.load.read_file", read_once),
        mock.patch("pwa.languages.catalogs.read_file", read_once),
        mock.patch("pwa.languages.catalogs.standing", judge_once),
    ):
        yield
