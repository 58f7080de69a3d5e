"""A sheet to print: every safety text of a language with an empty column for a back-translation; the English behind.

For a clinician or a second speaker who works with a pen. The English stands on pages of its own, because who has seen
it writes what it says. Each text has the code under which `catalog sign` signs it.
"""

from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from pwa.content.model import Content
from pwa.content.text import Text
from pwa.files import write_text
from pwa.languages.catalog import Key
from pwa.languages.signatures import Signature, hash_of
from pwa.languages.standing import Standing
from pwa.languages.table import ENGLISH
from pwa.problems import program
from pwa.workshop.signing import code_of, code_of_all, may_be_signed, sections, waivers


def write_sheet(content: Content, standing: Standing, path: Path) -> int:
    """Write the sheet, and return how many texts stand on it."""
    signed_by = {signature.hash: signature for signature in standing.signatures}
    groups: list[dict[str, Any]] = []
    for section in sections(content):
        rows = [_row(standing, key, group[0], signed_by) for key, group in section.texts]
        codes = [row["code"] for row in rows if row["code"]]
        groups.append({"heading": section.heading, "rows": rows, "code": code_of_all(codes) if len(codes) > 1 else ""})
    environment = Environment(loader=PackageLoader("pwa.workshop"), autoescape=True, undefined=StrictUndefined)
    page = environment.get_template("review.html").render(
        language=standing.language,
        command=program(),
        original=standing.language.folder == ENGLISH,
        groups=groups,
        ready=any(row["code"] for group in groups for row in group["rows"]),
    )
    write_text(path, page + "\n")
    return sum(len(group["rows"]) for group in groups)


def _row(standing: Standing, key: Key, text: Text, signed_by: dict[str, Signature]) -> dict[str, Any]:
    """One line of the sheet, its numbers filled in as a reader sees them."""
    translation = standing.translation(key)
    ready = may_be_signed(standing, key)
    return {
        "kind": key[0],
        "note": text.note,
        "english": str(text),
        "translation": text.fill(translation) if translation else "",
        "state": standing.states[key],
        "code": code_of(key, translation) if ready else "",
        "waivers": waivers(standing, key),
        "signature": signed_by.get(hash_of(key, translation)),
    }
