"""Brings the .po files up to the English: merged by stable id, never by guessing which sentence looks alike.

`pybabel update` loses the previous English when run twice (babel#206), and fuzzy matching guesses across contexts.
Here a changed English keeps its translation as fuzzy with the old English in `#|`; a new text stays empty. A text that
has gone is kept as obsolete, and so is the finished translation of an English that has changed: a reverted English gets
its own translation back, also when the other one was translated meanwhile.
"""

from pathlib import Path

import polib

from pwa.content.model import Content
from pwa.content.text import Text
from pwa.languages.catalog import Key, grouped, po_name, po_path
from pwa.languages.message import WAIVER, Message, PoFile
from pwa.languages.po import read_po
from pwa.languages.table import ENGLISH, Language
from pwa.problems import ContentError, Problem
from pwa.workshop.order import urgent_first
from pwa.workshop.po_writer import header, keep_fuzzy, new_file, po_entry, write_po
from pwa.workshop.template import entry_for, former_ids, template

# A waiver was given for one English: with another it is a note only, until the first one returns.
LAPSED = f"lapsed {WAIVER}"


def update(content: Content, translations: Path, languages: list[Language]) -> list[tuple[str, dict[str, int]]]:
    """Write messages.pot and merge every language; (file, counts) for each. Raises ContentError."""
    former = former_ids_of(content)
    others = [language for language in languages if language.folder != ENGLISH]
    read = [read_po(po_path(translations, language), po_name(language)) for language in others]
    merged = [merge(content, old, language, former) for old, language in zip(read, others, strict=True)]
    write_po(translations / "messages.pot", template(content))
    for language, old, (file, _) in zip(others, read, merged, strict=True):
        write_po(po_path(translations, language), file, old)
    return [(po_name(language), counts) for language, (_, counts) in zip(others, merged, strict=True)]


def merge(
    content: Content, old: PoFile, language: Language, former: dict[str, list[str]]
) -> tuple[polib.POFile, dict[str, int]]:
    """The old file's translations in the form and order of today's content."""
    new = new_file()
    new.header = "\n".join(old.comments)
    new.metadata = header(old, language)
    by_key = _by_key(old)
    by_id = {id_: entry for entry in old.entries for id_ in entry.ids}
    used: set[int] = set()
    now: dict[Key, str] = {}
    past: list[Message] = []
    counts = {"kept": 0, "changed": 0, "new": 0, "obsolete": 0}
    for key, group in urgent_first(content).items():
        made = entry_for(group)
        same = by_key.get(key)
        before = same or _by_id(group, by_id, former)
        if before is not None:
            made.msgstr, made.tcomment = before.translation, "\n".join(before.comments)
            used.add(id(before))
        if same is not None:
            keep_fuzzy(made, same)
            counts["kept"] += 1
        elif before is not None and before.translation:
            _now_fuzzy(made, before)
            counts["changed"] += 1
            if not before.fuzzy and before not in past:
                past.append(before)
        else:
            counts["new"] += 1
        new.append(made)
        if made.msgstr and not made.fuzzy:
            now[key] = made.msgstr
    past += [entry for entry in [*old.entries, *old.obsolete] if id(entry) not in used and entry.translation]
    for entry in _kept(past, now):
        entry.obsolete = True
        new.append(po_entry(entry))
        counts["obsolete"] += 1
    return new, counts


def _kept(past: list[Message], now: dict[Key, str]) -> list[Message]:
    """What is kept as obsolete: each English once, the newest first, and none that the file has anyway."""
    found: dict[Key, Message] = {}
    for entry in past:
        made_from = (entry.previous_context or entry.context, entry.previous or "")
        # Fuzzy, and never looked at before the English came back: it only repeats that translation.
        repeats = entry.fuzzy and now.get(made_from) == entry.translation
        if (entry.context, entry.english) not in now and not repeats:
            found.setdefault((entry.context, entry.english), entry)
    return list(found.values())


def former_ids_of(content: Content) -> dict[str, list[str]]:
    """As former_ids. Raises ContentError when a `was:` names a text that is still there: both would claim it."""
    former = former_ids(content)
    every = [text for group in grouped(content).values() for text in group]
    here = {text.id for text in every}
    problems = [
        Problem(text.file, text.line, f"was: '{id_}' is still the id of another text; correct it, or remove it")
        for text in every
        for id_ in former.get(text.id, [])
        if id_ in here
    ]
    if problems:
        raise ContentError(problems)
    return former


def _by_key(old: PoFile) -> dict[Key, Message]:
    """A text that came back finds its obsolete translation, unless it has a newer one."""
    found = {(entry.context, entry.english): entry for entry in old.obsolete}
    for entry in old.entries:
        key = (entry.context, entry.english)
        if entry.translation or key not in found:
            found[key] = entry
    return found


def _by_id(group: list[Text], by_id: dict[str, Message], former: dict[str, list[str]]) -> Message | None:
    ids = [text.id for text in group]
    ids += [old for id_ in ids for old in former.get(id_, [])]
    return next((by_id[id_] for id_ in ids if id_ in by_id), None)


def _now_fuzzy(made: polib.POEntry, before: Message) -> None:
    """The English has changed. `#|` is what the translation was made from: if that was not known before, it is not now.

    When it is what the English says again, the translation is good again, and so are its waivers.
    """
    made.flags = ["fuzzy", *made.flags]
    english = before.previous if before.fuzzy else before.english
    context = (before.previous_context if before.fuzzy else None) or before.context
    if (context, english) == (made.msgctxt, made.msgid):
        made.flags.remove("fuzzy")
        made.tcomment = _renamed(before.comments, LAPSED, WAIVER)
        return
    made.tcomment = _renamed(before.comments, WAIVER, LAPSED)
    made.previous_msgid = english
    made.previous_msgctxt = context if english is not None and context != made.msgctxt else None


def _renamed(comments: list[str], old: str, new: str) -> str:
    return "\n".join(f"{new}{line[len(old) :]}" if line.startswith(old) else line for line in comments)
