"""Writes the sheet of a language: every text with what a translator needs to know, and the script that takes the work.

One file that asks for nothing else, because a phone's file manager opens one file: style, script and pictures are
inside, and a policy of its own lets nothing else run and nothing be fetched. The work comes back as a .po (taken.py).
"""

import base64
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from rcssmin import cssmin
from rjsmin import jsmin

from pwa.content.model import Content
from pwa.content.text import Text, is_safety
from pwa.files import write_text
from pwa.languages.catalog import Key
from pwa.languages.checking.glossary import Glossary
from pwa.languages.signatures import hash_of
from pwa.languages.standing import SHOWN, Standing
from pwa.release.assets import EXPORT, IMPORT
from pwa.workshop.order import urgent_first
from pwa.workshop.po_writer import HEADER_LANGUAGE
from pwa.workshop.sheet.taken import GENERATOR
from pwa.workshop.signing import waivers
from pwa.workshop.template import numbers_of, room_of

ASSETS = Path(__file__).parent / "assets"
# Each behind those that it imports: modules of their own cannot be loaded from a file.
OWN_SCRIPTS = ("po.js", "storage.js", "me.js", "hand-in.js", "work.js", "file.js", "sheet.js")
SCRIPTS = (Path(__file__).parents[2] / "static/common/dom.js", *(ASSETS / name for name in OWN_SCRIPTS))
ID_LENGTH = 12
# How much of the place of a text names its section: below it are single cards and rows, and single sources.
PLACE_DEPTH = 2
LISTS = ("Sources", "Claims")


def write_sheet(
    content: Content, standing: Standing, glossary: Glossary, pictures: Mapping[str, Path], path: Path
) -> int:
    """Write the file, and return how many texts it has. Raises OSError.

    Args:
        content: the English.
        standing: how far the language is.
        glossary: its words.
        pictures: the picture of a text by its id, where there is one.
        path: where to.
    """
    rows = [_row(key, group, standing, glossary) for key, group in urgent_first(content).items()]
    sections = _sections(rows, pictures)
    in_order = [row for section in sections for row in section["rows"]]
    for number, row in enumerate(in_order, 1):
        row["number"] = number
    used = {section["picture"]: section["file"] for section in sections if section["picture"]}
    style = cssmin((ASSETS / "sheet.css").read_text(encoding="utf-8"))
    style += "".join(f".p-{name}{{background-image:url({_data(file)})}}" for name, file in used.items())
    script = _script()
    folder = standing.language.folder
    environment = Environment(loader=PackageLoader("pwa.workshop"), autoescape=True, undefined=StrictUndefined)
    page = environment.get_template("sheet.html").render(
        language=standing.language,
        policy=_policy(style, script),
        style=Markup(style),  # noqa: S704 - ours
        script=Markup(script),  # noqa: S704 - ours
        sections=sections,
        texts=[row["told"] for row in in_order],
        header={
            "Content-Type": "text/plain; charset=UTF-8",
            "Language": HEADER_LANGUAGE.get(folder, folder),
            "X-Generator": GENERATOR,
        },
    )
    write_text(path, page + "\n")
    return len(rows)


def _row(key: Key, group: list[Text], standing: Standing, glossary: Glossary) -> dict[str, Any]:
    text, state, message = group[0], standing.states[key], standing.messages.get(key)
    now = standing.translation(key)
    id_ = hash_of(key, now)[:ID_LENGTH]
    findings = standing.findings_by_key.get(key, [])
    return {
        "id": id_,
        "kind": key[0],
        "state": state,
        "now": now,
        "english": key[1],
        "previous": message.previous if message and message.fuzzy else None,
        "note": " ".join(dict.fromkeys(one.note for one in group if one.note)),
        "numbers": numbers_of(text),
        "room": room_of(group),
        "terms": [
            {"source": term.source, "right": " / ".join((*term.use, *term.also)), "wrong": " / ".join(term.avoid)}
            for term in glossary.terms_in(key[1])
            if term.use
        ],
        "faults": [finding.message for finding in findings if finding.rule not in ("missing", "fuzzy")],
        "waivers": waivers(standing, key),
        "where": _place(text),
        "text": text.id,
        "told": {
            "id": id_,
            "text": text.id,
            "kind": key[0],
            "english": key[1],
            "now": now,
            "safety": is_safety(*key),
            "done": state in SHOWN,
            "fuzzy": state == "fuzzy",
            "signed": state == "signed",
        },
    }


def _place(text: Text) -> str:
    parts = text.where.split(" > ")
    return parts[0] if parts[0] in LISTS else " > ".join(parts[:PLACE_DEPTH])


def _sections(rows: list[dict[str, Any]], pictures: Mapping[str, Path]) -> list[dict[str, Any]]:
    """The rows by the place where they stand, with the picture of the first of them that has one."""
    found: dict[tuple[bool, str], dict[str, Any]] = {}
    for row in rows:
        safety = row["told"]["safety"]
        first = not any(key[0] == safety for key in found)
        section = found.setdefault(
            (safety, row["where"]),
            {"name": row["where"], "safety": safety, "first": first, "picture": "", "file": None, "rows": []},
        )
        section["rows"].append(row)
        if not section["picture"] and (file := pictures.get(row["text"])):
            section |= {"picture": file.stem, "file": file}
    return list(found.values())


def _script() -> str:
    """The modules as one. None of them shares a name with another."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in SCRIPTS)
    joined: str = jsmin(EXPORT.sub("", IMPORT.sub("", source)))
    if left := re.search(r"^(?:import|export)\b.*", joined, re.MULTILINE):
        raise ValueError(f"the sheet's script is joined from modules that cannot say: {left[0]}")
    return joined


def _policy(style: str, script: str) -> str:
    """What the file may do, by https://www.w3.org/TR/CSP3/: run its own script, and fetch nothing."""
    style_hash, script_hash = (
        base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in (style, script)
    )
    return (
        f"default-src 'none'; img-src data:; style-src 'sha256-{style_hash}'; script-src 'sha256-{script_hash}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _data(file: Path) -> str:
    return f"data:image/png;base64,{base64.b64encode(file.read_bytes()).decode()}"
