"""Saves one text from the preview into its .po, in canonical form, and says what the check finds while it is typed."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pwa.languages.catalog import Key, po_name, po_path
from pwa.languages.checking.check import WAIVABLE, entry_faults, is_error, not_in_file, waiver_code
from pwa.languages.checking.glossary import read_glossary
from pwa.languages.checking.read_rules import rules_for
from pwa.languages.message import Message, PoFile
from pwa.languages.po import read_po
from pwa.languages.table import Language
from pwa.problems import ContentError, Problem
from pwa.workshop.history import credit_line
from pwa.workshop.po_writer import canonical, write_po

WAIVER = "check-ok:"


@dataclass(frozen=True)
class Typed:
    """What somebody typed for a text.

    Attributes:
        key: which text.
        was: what stood there when they began; where something else stands there now, it is not replaced.
        words: the new translation.
        reasons: why the check is wrong, by rule.
        who: their name; "" where they gave none.
    """

    key: Key
    was: str
    words: str
    reasons: dict[str, str]
    who: str

    @property
    def waivers(self) -> list[str]:
        """The comments that waive rules for just these words."""
        code = waiver_code(self.key, self.words)
        return [f"{WAIVER} {rule} {code} ({reason})" for rule, reason in self.reasons.items() if reason]


@dataclass(frozen=True)
class Found:
    """A fault of what was typed; `waivable` where a reason lets it pass."""

    rule: str
    message: str
    error: bool
    waivable: bool


class ChangedError(Exception):
    """Something else stands there by now; the words are the message."""


def faults(translations: Path, language: Language, typed: Typed, before: Message | None) -> list[Found]:
    """What the check would find. Raises ContentError when the glossary cannot be read.

    Args:
        translations: the folder translations/.
        language: which.
        typed: the words.
        before: the entry in the file, whose notes say what room there is, and whose waivers hold for its own words.
    """
    entry = Message(*typed.key, typed.words)
    if before:
        entry.notes, entry.flags = [*before.notes], [*before.flags]
        entry.mark(fuzzy=False)
        entry.comments = before.comments if before.translation == typed.words else []
    found = entry_faults(entry, rules_for(language.folder), read_glossary(translations, language.folder))
    return [Found(rule, message, is_error(rule, typed.key), rule in WAIVABLE) for rule, message in found]


def save(translations: Path, language: Language, typed: Typed) -> None:
    """Write it, finished and no longer fuzzy.

    Raises:
        ChangedError: somebody else was quicker.
        ContentError: the file cannot be read whole, does not have the text yet, or was saved meanwhile.
        OSError: it cannot be written.
    """
    path = po_path(translations, language)
    file = read_po(path, po_name(language))
    entry = next((entry for entry in file.entries if entry.key == typed.key), None)
    if entry is None:
        raise ContentError([Problem(po_name(language), 1, not_in_file())])
    if entry.translation != typed.was:
        raise ChangedError(entry.translation)
    entry.translation = typed.words
    entry.mark(fuzzy=False)
    # Waivers were given for other words.
    kept = [line for line in entry.comments if not line.startswith(WAIVER) or waiver_code(*_now(typed)) in line]
    entry.comments = [*dict.fromkeys([*kept, *typed.waivers])]
    if typed.who:
        _sign_header(file, typed.who)
    write_po(path, canonical(file, language), file)


def _now(typed: Typed) -> tuple[Key, str]:
    return typed.key, typed.words


def _sign_header(file: PoFile, who: str) -> None:
    """Who translated last, and when, as gettext's editors write it; and a line for everybody who ever did."""
    now = datetime.now(UTC)
    file.header["Last-Translator"] = who
    file.header["PO-Revision-Date"] = f"{now:%Y-%m-%d %H:%M+0000}"
    if (line := credit_line(who, now.year)) not in file.comments:
        file.comments.append(line)
