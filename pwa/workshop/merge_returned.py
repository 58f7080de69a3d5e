"""Merges a .po that came back by mail, from Poedit, Weblate or Lokalise, into the language's own file.

What it says of a text that we still have, we take; what it says of a sentence that has changed since, we take as fuzzy,
by id; what it leaves empty or fuzzy never takes a translation away. The rest is named, so that nothing is lost unseen.
"""

from dataclasses import dataclass, field
from pathlib import Path

from babel import Locale
from babel.core import UnknownLocaleError

from pwa.languages.catalog import po_name, po_path
from pwa.languages.po import Message, PoFile, read_whole
from pwa.languages.table import Language
from pwa.problems import ContentError, Problem
from pwa.workshop.po_writer import form, said, write_po


@dataclass
class Taken:
    """What happened to the texts of the file that came back."""

    new: list[Message] = field(default_factory=list)
    replaced: list[tuple[str, Message]] = field(default_factory=list)
    fuzzy: list[Message] = field(default_factory=list)
    same: int = 0
    left: list[tuple[Message, str]] = field(default_factory=list)


def take(translations: Path, language: Language, returned: Path) -> Taken:
    """Merge and write. Raises ContentError before it writes when one of the two files cannot be read whole."""
    ours = read_whole(po_path(translations, language), po_name(language))
    theirs = read_whole(returned, str(returned))
    if fault := _other_language(theirs, language):
        raise ContentError([Problem(str(returned), 1, fault)])
    taken = merge(ours, theirs)
    # An editor that asks for no name leaves gettext's placeholder: our translator stays, and may not sign.
    ours.header.update(said(theirs.header))
    write_po(po_path(translations, language), form(ours, language))
    return taken


def merge(ours: PoFile, theirs: PoFile) -> Taken:
    """Put their translations into our entries."""
    taken = Taken()
    by_key = {(entry.context, entry.english): entry for entry in ours.entries}
    by_english: dict[str, list[Message]] = {}
    for entry in ours.entries:
        by_english.setdefault(entry.english, []).append(entry)
    by_id = {id_: entry for entry in ours.entries for id_ in entry.ids}
    for their in theirs.entries:
        if not their.translation.strip():
            continue
        mine = by_key.get((their.context, their.english))
        if mine is None and not their.context:
            # Some services drop msgctxt; the English alone will do where it stands once.
            same = by_english.get(their.english, [])
            if len(same) > 1:
                taken.left.append((their, "stands here in several kinds, and the file does not say which one it means"))
                continue
            mine = next(iter(same), None)
        if mine is not None:
            _same_english(mine, their, taken)
        elif (mine := next((by_id[id_] for id_ in their.ids if id_ in by_id), None)) is not None:
            _other_english(mine, their, taken)
        else:
            taken.left.append((their, "is not in the app any more"))
    return taken


def _same_english(mine: Message, their: Message, taken: Taken) -> None:
    before, finished = mine.translation, not mine.fuzzy
    if (before, mine.fuzzy) == (their.translation, their.fuzzy):
        taken.same += 1
    elif their.fuzzy and before and finished:
        taken.left.append((their, "is marked as fuzzy there and finished here"))
        return
    elif their.fuzzy:
        mine.translation, mine.flags = their.translation, ["fuzzy"]
        mine.previous, mine.previous_context = their.previous, their.previous_context
        taken.fuzzy.append(mine)
    else:
        mine.translation, mine.flags = their.translation, []
        if before:
            taken.replaced.append((before, mine))
        else:
            taken.new.append(mine)
    mine.comments = their.comments or mine.comments


def _other_english(mine: Message, their: Message, taken: Taken) -> None:
    """The English has changed since the file went out."""
    if mine.translation and not mine.fuzzy:
        taken.left.append((their, "is of an older English, and is finished here"))
    elif their.fuzzy:
        taken.left.append((their, "is of an older English, and fuzzy there"))
    elif mine.translation == their.translation:
        taken.same += 1
    else:
        mine.translation, mine.flags = their.translation, ["fuzzy"]
        mine.previous = their.english
        mine.previous_context = their.context if their.context not in ("", mine.context) else None
        taken.fuzzy.append(mine)


def _other_language(theirs: PoFile, language: Language) -> str | None:
    said = theirs.header.get("Language", "")
    try:
        locale = Locale.parse(said.replace("-", "_")) if said else language.locale
    except (ValueError, UnknownLocaleError):
        return f"says that its language is '{said}', which is none; correct Language: in its header"
    ours = language.locale
    # Babel fills in the script that a region has (zh_TW is Hant); where it has none, the language decides.
    if locale.language == ours.language and (locale.script == ours.script or not (locale.script and ours.script)):
        return None
    return f"says that its language is '{said}'; this would put it into {language.name} ({language.folder})"
