"""Merges a .po that came back by mail, from Poedit, Weblate or Lokalise, into the language's own file.

What it says of a text that we still have, we take; what it says of a sentence that has changed since, we take as fuzzy,
by id; what it leaves empty or fuzzy never takes a translation away. The rest is named, so that nothing is lost unseen.
"""

from dataclasses import dataclass, field
from pathlib import Path

from babel import Locale
from babel.core import UnknownLocaleError

from pwa.languages.catalog import po_name, po_path
from pwa.languages.po import Message, PoFile, read_po
from pwa.languages.table import Language
from pwa.problems import ContentError, Problem
from pwa.workshop.po_writer import canonical, filled_in, write_po


@dataclass
class MergeResult:
    """What happened to the texts of the file that came back.

    `replaced` holds what stood here before beside each message, `skipped` why each message was not taken.
    """

    new: list[Message] = field(default_factory=list)
    replaced: list[tuple[str, Message]] = field(default_factory=list)
    fuzzy: list[Message] = field(default_factory=list)
    same: int = 0
    skipped: list[tuple[Message, str]] = field(default_factory=list)


def merge_returned(translations: Path, language: Language, returned: Path) -> MergeResult:
    """Merge `returned` into the language's own file and write that.

    Raises:
        ContentError: one of the two files cannot be read whole, or is of another language; nothing was written.
        OSError: the file cannot be written.
    """
    ours = read_po(po_path(translations, language), po_name(language))
    theirs = read_po(returned, str(returned))
    if fault := _other_language(theirs, language):
        raise ContentError([Problem(str(returned), 1, fault)])
    result = merge(ours, theirs)
    # An editor that asks for no name leaves gettext's placeholder: our translator stays, and may not sign.
    ours.header.update(filled_in(theirs.header))
    write_po(po_path(translations, language), canonical(ours, language))
    return result


def merge(ours: PoFile, theirs: PoFile) -> MergeResult:
    """Put their translations into our entries."""
    result = MergeResult()
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
                why = "stands here in several kinds, and the file does not say which one it means"
                result.skipped.append((their, why))
                continue
            mine = next(iter(same), None)
        if mine is not None:
            _same_english(mine, their, result)
        elif (mine := next((by_id[id_] for id_ in their.ids if id_ in by_id), None)) is not None:
            _other_english(mine, their, result)
        else:
            result.skipped.append((their, "is not in the app any more"))
    return result


def _same_english(mine: Message, their: Message, result: MergeResult) -> None:
    before, finished = mine.translation, not mine.fuzzy
    if (before, mine.fuzzy) == (their.translation, their.fuzzy):
        result.same += 1
    elif their.fuzzy and before and finished:
        result.skipped.append((their, "is marked as fuzzy there and finished here"))
        return
    elif their.fuzzy:
        mine.translation, mine.flags = their.translation, ["fuzzy"]
        mine.previous, mine.previous_context = their.previous, their.previous_context
        result.fuzzy.append(mine)
    else:
        mine.translation, mine.flags = their.translation, []
        if before:
            result.replaced.append((before, mine))
        else:
            result.new.append(mine)
    mine.comments = their.comments or mine.comments


def _other_english(mine: Message, their: Message, result: MergeResult) -> None:
    """The English has changed since the file went out."""
    if mine.translation and not mine.fuzzy:
        result.skipped.append((their, "is of an older English, and is finished here"))
    elif their.fuzzy:
        result.skipped.append((their, "is of an older English, and fuzzy there"))
    elif mine.translation == their.translation:
        result.same += 1
    else:
        mine.translation, mine.flags = their.translation, ["fuzzy"]
        mine.previous = their.english
        mine.previous_context = their.context if their.context not in ("", mine.context) else None
        result.fuzzy.append(mine)


def _other_language(theirs: PoFile, language: Language) -> str | None:
    code = theirs.header.get("Language", "")
    try:
        locale = Locale.parse(code.replace("-", "_")) if code else language.locale
    except (ValueError, UnknownLocaleError):
        return f"says that its language is '{code}', which is none; correct Language: in its header"
    ours = language.locale
    # Babel fills in the script that a region has (zh_TW is Hant); where it has none, the language decides.
    if locale.language == ours.language and (locale.script == ours.script or not (locale.script and ours.script)):
        return None
    return f"says that its language is '{code}'; this would put it into {language.name} ({language.folder})"
