"""What files say, read and judged once for each body, however many tests ask: nothing changes what comes of it."""

import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from pwa.content.load import Reading, read_file
from pwa.content.model import Content
from pwa.languages.catalog import grouped
from pwa.languages.message import PoFile
from pwa.languages.po import parse_text
from pwa.languages.standing import Standing, standing
from pwa.languages.table import Language

_READ: dict[tuple[str, bytes], Reading] = {}
_JUDGED: dict[object, Standing] = {}
_PARSED: dict[tuple[str, str], bytes] = {}


def read_once(path: Path) -> Reading:
    """What `read_file` gives; a file with a fault, and one that is not there, are read again each time."""
    if not path.is_file():
        return read_file(path)
    key = path.name, path.read_bytes()
    if key not in _READ:
        _READ[key] = read_file(path)
    return _READ[key]


def judge_once(content: Content, translations: Path, language: Language, safety_alone: bool = False) -> Standing:
    """What `standing` gives; it asks the content for nothing but its texts by kind and English."""
    files = [*translations.glob("*.*"), *(translations / language.folder).rglob("*.*")]
    said = frozenset((path.relative_to(translations), path.read_bytes()) for path in files if path.is_file())
    key = language, safety_alone, tuple(grouped(content)), said
    if key not in _JUDGED:
        _JUDGED[key] = standing(content, translations, language, safety_alone)
    return _JUDGED[key]


def parse_once(text: str, name: str, returned: bool = False) -> PoFile:
    """What `parse_text` gives, each time a copy, because the workshop changes what it has read."""
    if returned:
        return parse_text(text, name, returned)
    if (text, name) not in _PARSED:
        _PARSED[text, name] = pickle.dumps(parse_text(text, name))
    file: PoFile = pickle.loads(_PARSED[text, name])
    return file


@contextmanager
def reading_once() -> Iterator[None]:
    """While it lasts, `load` and `Catalogs` of this process read and judge so."""
    with (
        mock.patch("pwa.content.load.read_file", read_once),
        mock.patch("pwa.languages.po.parse_text", parse_once),
        mock.patch("pwa.languages.catalogs.read_file", read_once),
        mock.patch("pwa.languages.catalogs.standing", judge_once),
    ):
        yield
