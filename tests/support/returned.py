"""Files that come back to `catalog take`, as a service or a mail brings them."""

from pathlib import Path

from pwa.languages.table import Language
from pwa.workshop.merge_returned import Asked, MergeResult, merge_returned
from tests.support.catalogs import HEADER

DONE = ("button", "Done")


def returned(folder: Path, body: str, header: str = HEADER) -> Path:
    path = folder / "back.po"
    path.write_text(f"{header}\n{body}", encoding="utf-8")
    return path


def message(context: str, english: str, translation: str, before: str = "") -> str:
    kind = f'msgctxt "{context}"\n' if context else ""
    return f'{before}{kind}msgid "{english}"\nmsgstr "{translation}"\n\n'


def taken(tmp_path: Path, body: str, header: str = HEADER, asked: Asked | None = None) -> MergeResult:
    return merge_returned(tmp_path / "translations", Language("id"), returned(tmp_path, body, header), asked)
