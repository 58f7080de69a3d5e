"""Brings the .po files up to the English: merged by stable id, never by guessing which sentence looks alike.

`pybabel update` loses the previous English when run twice (babel#206), and fuzzy matching guesses across contexts.
Here a changed English keeps its translation as fuzzy with the old English in `#|`; a new text stays empty; a text that
has gone is kept as obsolete, and a reverted English gets its translation back.
"""

import os
import tempfile
from pathlib import Path

import polib
from babel.messages.plurals import get_plural

from pwa.catalog import po_name, po_path, read_catalog
from pwa.content import Content
from pwa.languages import ENGLISH, Language
from pwa.po import ID
from pwa.workshop.template import entry_for, grouped, new_file, template

# Poedit and Weblate do not know zh_Hans as a header; the folder stays zh_Hans (Kolibri ships the same pair).
HEADER_LANGUAGE = {"zh_Hans": "zh_CN", "zh_Hant": "zh_TW"}
SINGLE_PLURAL = "nplurals=1; plural=0;"


def update(content: Content, translations: Path, languages: list[Language]) -> list[tuple[str, dict[str, int]]]:
    """Write messages.pot and merge every language; (file, counts) for each. Raises ContentError before it writes."""
    for language in languages:
        read_catalog(translations, language)  # strict: a file that cannot be read whole is never written back
    results = []
    write(translations / "messages.pot", template(content))
    for language in languages:
        if language.folder == ENGLISH:
            continue
        path = po_path(translations, language)
        merged, counts = merge(content, polib.pofile(str(path), wrapwidth=0), language)
        write(path, merged)
        results.append((po_name(language), counts))
    return results


def merge(content: Content, old: polib.POFile, language: Language) -> tuple[polib.POFile, dict[str, int]]:
    """The old file's translations in the form and order of today's content."""
    new = new_file()
    new.metadata = header(old, language)
    by_key = {(entry.msgctxt or "", entry.msgid): entry for entry in old}
    by_id = {id_: entry for entry in old if not entry.obsolete for id_ in ids_of(entry)}
    used: set[int] = set()
    counts = {"kept": 0, "changed": 0, "new": 0, "obsolete": 0}
    for (kind, english), group in grouped(content).items():
        entry = entry_for(group)
        same = by_key.get((kind, english))
        before = same or next((by_id[text.id] for text in group if text.id in by_id), None)
        if before is not None:
            entry.msgstr = before.msgstr
            entry.tcomment = before.tcomment
            entry.flags = [flag for flag in before.flags if flag == "fuzzy"]
            used.add(id(before))
        if same is not None:
            entry.previous_msgid, entry.previous_msgctxt = same.previous_msgid, same.previous_msgctxt
            counts["kept"] += 1
        elif before is not None and before.msgstr:
            entry.flags = ["fuzzy"]
            entry.previous_msgid = before.previous_msgid or before.msgid
            entry.previous_msgctxt = before.msgctxt if before.msgctxt != kind else None
            counts["changed"] += 1
        else:
            counts["new"] += 1
        if entry.previous_msgid == entry.msgid and not entry.previous_msgctxt:
            # The English went back to what was translated.
            entry.flags, entry.previous_msgid = [], None
        new.append(entry)
    for entry in old:
        if id(entry) not in used and entry.msgstr:
            entry.obsolete = True
            entry.comment, entry.occurrences = "", []
            new.append(entry)
            counts["obsolete"] += 1
    return new, counts


def header(old: polib.POFile, language: Language) -> dict[str, str]:
    """The canonical header; who translated stays as it was."""
    kept = {
        key: old.metadata[key]
        for key in ("PO-Revision-Date", "Last-Translator", "Language-Team")
        if key in old.metadata
    }
    fresh = dict(new_file().metadata)
    plural = get_plural(language.folder)
    # CLDR has one form for these; Babel 2.18 gives Indonesian two.
    single = language.locale.language in ("id", "zh", "ms", "jv", "vi", "th", "ja", "ko", "my", "lo", "km")
    return {
        "Project-Id-Version": fresh["Project-Id-Version"],
        "Report-Msgid-Bugs-To": "",
        "POT-Creation-Date": fresh["POT-Creation-Date"],
        "PO-Revision-Date": kept.get("PO-Revision-Date", fresh["POT-Creation-Date"]),
        "Last-Translator": kept.get("Last-Translator", ""),
        "Language-Team": kept.get("Language-Team", ""),
        "Language": HEADER_LANGUAGE.get(language.folder, language.folder),
        "MIME-Version": fresh["MIME-Version"],
        "Content-Type": fresh["Content-Type"],
        "Content-Transfer-Encoding": fresh["Content-Transfer-Encoding"],
        "Plural-Forms": SINGLE_PLURAL if single else f"{plural.plural_forms.rstrip(';')};",
    }


def ids_of(entry: polib.POEntry) -> list[str]:
    return [match[1] for line in entry.comment.splitlines() if (match := ID.match(line.strip()))]


def write(path: Path, file: polib.POFile) -> None:
    """Atomically: a full disk or a killed process leaves the old file whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = str(file)
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
            out.write(text if text.endswith("\n") else text + "\n")
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
