"""A .po file in its one canonical form: how it is opened, what its header says, how it is written.

File-only `#:`, no wrapping, one fixed template date: a date or a line break that moves makes every translator's change
conflict (openlibrary#12903, superset#29476). Our strict reader reads, polib writes: what was judged is what is written.
polib's own reader would lose the previous English of an obsolete text, so that a second run changed the file. As a
writer it stays: its escapes, flags and order of comments are those of gettext's tools, tried on files of many projects.
"""

from pathlib import Path

import polib
from babel import Locale
from babel.plural import PluralRule, to_gettext

from pwa.content.text import PLACEHOLDER
from pwa.files import read_written, write_text
from pwa.languages.message import Message, PoFile
from pwa.languages.table import Language
from pwa.problems import ContentError, Problem

HEADER = {
    "Project-Id-Version": "night-cramp 1",
    "Report-Msgid-Bugs-To": "",
    "POT-Creation-Date": "2026-01-01 00:00+0000",
    "PO-Revision-Date": "YEAR-MO-DA HO:MI+ZONE",
    "Last-Translator": "FULL NAME <EMAIL@ADDRESS>",
    "Language-Team": "LANGUAGE <LL@li.org>",
    "Language": "",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}
# What people and their tools may say in the header; the rest is ours. The template has gettext's placeholders there.
THEIRS = ("Report-Msgid-Bugs-To", "PO-Revision-Date", "Last-Translator", "Language-Team")
# Poedit and Weblate do not know zh_Hans as a header; the folder stays zh_Hans (Kolibri ships the same pair).
HEADER_LANGUAGE = {"zh_Hans": "zh_CN", "zh_Hant": "zh_TW"}
# No text has plural forms. The header says the rule because Poedit and Weblate ask for it; integers show its forms.
INTEGERS = range(1000)


def new_file() -> polib.POFile:
    """An empty file in the canonical form: no wrapping, so that a change of one word is a change of one line."""
    file = polib.POFile(wrapwidth=0)
    file.metadata = dict(HEADER)
    return file


def po_entry(entry: Message) -> polib.POEntry:
    """What was read, as polib writes it: of the flags only ours, of the references only the file."""
    files = dict.fromkeys(file.rsplit(":", 1)[0] if file[-1].isdigit() else file for file in entry.files)
    made = polib.POEntry(
        msgctxt=entry.context or None,
        msgid=entry.english,
        msgstr=entry.translation,
        comment="" if entry.obsolete else "\n".join(entry.notes),
        tcomment="\n".join(entry.comments),
        occurrences=[] if entry.obsolete else [(file, "") for file in files],
        obsolete=entry.obsolete,
        flags=[] if entry.obsolete else flags(entry.english),
    )
    keep_fuzzy(made, entry)
    return made


def flags(english: str) -> list[str]:
    """What tells `msgfmt -c`, Poedit and Weblate that a placeholder must stay."""
    return ["python-brace-format"] if PLACEHOLDER.search(english) else []


def keep_fuzzy(made: polib.POEntry, entry: Message) -> None:
    """Fuzzy, with the English that it was made from. A finished translation needs that no more."""
    if entry.fuzzy and entry.translation:
        made.flags = ["fuzzy", *(flag for flag in made.flags if flag != "fuzzy")]
        made.previous_msgid, made.previous_msgctxt = entry.previous, entry.previous_context


def header(old: PoFile, language: Language) -> dict[str, str]:
    """The canonical header; who translated, and when, stays as it was."""
    fresh = HEADER | dict.fromkeys(THEIRS, "") | {"PO-Revision-Date": HEADER["POT-Creation-Date"]}
    return {
        **fresh,
        **filled_in(old.header),
        "Language": HEADER_LANGUAGE.get(language.folder, language.folder),
        "Plural-Forms": plural_forms(language.locale),
    }


def filled_in(header: dict[str, str]) -> dict[str, str]:
    """What people have said in a header; a placeholder says nothing."""
    return {name: header[name] for name in THEIRS if header.get(name, "") not in ("", HEADER[name])}


def plural_forms(locale: Locale) -> str:
    """CLDR's rule as gettext writes it, without the forms that only fractions or millions have (fr, ru).

    Not babel.messages' own table: it gives Indonesian two forms, and Malay too.
    """
    rule = locale.plural_form
    found = {rule(number) for number in INTEGERS}
    used = [form for form in ("zero", "one", "two", "few", "many", "other") if form in found]
    # The last form needs no rule: it is what remains.
    written = to_gettext(PluralRule([(form, rule.rules[form]) for form in used[:-1]]))
    return f"{written.replace('plural=(0)', 'plural=0').rstrip(';')};"


def canonical(read: PoFile, language: Language) -> polib.POFile:
    """A file that was read, in the canonical form and in its own order; each English once, also among the obsolete."""
    twice = read.twice
    gone = {id(entry) for entry in twice}
    for entry in read.entries:
        # As `update` does: a translation that was kept returns with its English.
        if not entry.translation and (kept := next((one for one in twice if one.key == entry.key), None)):
            entry.translation, entry.flags, entry.previous = kept.translation, kept.flags, kept.previous
            entry.previous_context, entry.comments = kept.previous_context, kept.comments
    file = new_file()
    file.header = "\n".join(read.comments)
    file.metadata = header(read, language)
    file.extend(po_entry(entry) for entry in [*read.entries, *(one for one in read.obsolete if id(one) not in gone)])
    return file


def write_po(path: Path, file: polib.POFile, read: PoFile | None = None) -> None:
    """Write the file whole or not at all.

    Args:
        path: where to.
        file: what to write.
        read: what it was made from; what somebody saved there since then stays.

    Raises:
        ContentError: the file says something else by now than what was read.
        OSError: it cannot be written.
    """
    text = str(file)
    text = text if text.endswith("\n") else text + "\n"
    if read and text.encode() == read.raw:
        return
    if read and read_written(path) != read.raw:
        raise ContentError([Problem(str(path), 1, "was saved meanwhile, and is left as it is; try again")])
    write_text(path, text)
