"""What is wrong in a catalog: said with file, line, the English, the translation and the remedy.

In a safety kind a wrong meaning is an error, elsewhere a warning; broken placeholders and markup are an error anywhere.
What a language's words mean is data (rules/*.yaml); docs/decisions/0005-catalog-check.md says how far the check sees.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pwa.content.model import Content
from pwa.content.text import SAFETY_KINDS
from pwa.languages.catalog import po_name, po_path
from pwa.languages.checking import negation, quantities, wording
from pwa.languages.checking.glossary import NO_TERMS, Glossary, read_glossary
from pwa.languages.checking.rules import Rules, has_table, rules_for
from pwa.languages.po import Message, read_po
from pwa.languages.table import ENGLISH, Language
from pwa.workshop.template import grouped

# A fault in one of these can mislead: an error in a safety kind, elsewhere a warning.
MEANING = frozenset({"missing", "fuzzy", "numbers", "units", "comparison", "negation", "question", "avoid"})
# A fault in one of these breaks the page: an error everywhere, and no waiver helps.
BROKEN = frozenset({"placeholder", "markup", "plural"})
FORM = frozenset({"end-mark", "punctuation", "traditional", "invisible", "letters", "spaces", "doubled", "too-short",
                  "unchanged", "glossary"})  # fmt: skip
WAIVABLE = (MEANING - {"missing", "fuzzy"}) | FORM
WAIVER = re.compile(r"^([a-z-]+)\s*(?:[(（](.*\S.*)[)）])?\s*(.*)$")


@dataclass(frozen=True)
class Finding:
    """One fault of one translation; `error` decides the exit code."""

    file: str
    line: int
    error: bool
    rule: str
    message: str
    english: str = ""
    translation: str | None = None

    def __str__(self) -> str:
        level = "error" if self.error else "warning"
        lines = [f"{self.file}:{self.line}: {level}: {self.message} [{self.rule}]"]
        if self.english:
            lines.append(f"    English: {self.english}")
            if self.translation is not None:
                lines.append(f"    Here:    {self.translation or '(nothing)'}")
            if self.rule in WAIVABLE:
                lines.append(f"    If it is right as it is, write above it: # check-ok: {self.rule} (the reason)")
        return "\n".join(lines)


def check(content: Content, translations: Path, language: Language) -> list[Finding]:
    """Every finding in one language's file. Raises ContentError when the file cannot be read whole."""
    if language.folder == ENGLISH:
        return []
    name, rules = po_name(language), rules_for(language.folder)
    header, entries = read_po(po_path(translations, language), name)
    glossary = read_glossary(translations, language.folder)
    by_key = {(entry.context, entry.english): entry for entry in entries}
    found = [Finding(name, 1, rule in BROKEN, rule, message) for rule, message in _whole(header, rules)]
    for kind, english in grouped(content):
        entry = by_key.get((kind, english))
        safety = kind in SAFETY_KINDS
        if entry is None:
            message = f"not in this file: {english!r}; run: python -m pwa catalog update"
            found.append(Finding(name, 1, safety, "missing", message))
            continue
        for rule, message in entry_faults(entry, rules, glossary):
            error = rule in BROKEN or (safety and rule in MEANING)
            found.append(Finding(name, entry.string_line, error, rule, message, english, entry.translation))
    return found


def _whole(header: dict[str, str], rules: Rules) -> Iterator[tuple[str, str]]:
    """Faults of the file as a whole."""
    if not has_table(rules.folder):
        file = f"pwa/languages/checking/rules/{rules.folder}.yaml"
        yield "rules", f"only digits and marks are checked; add {file} for the words"
    plural = header.get("Plural-Forms", "")
    if plural and not plural.startswith(rules.table.plural_forms):
        yield "plural", f"Plural-Forms should begin with {rules.table.plural_forms}; run: python -m pwa catalog update"


def entry_faults(entry: Message, rules: Rules, glossary: Glossary = NO_TERMS) -> Iterator[tuple[str, str]]:
    """(rule, message) for each fault of one entry that no waiver covers, and for each waiver that covers none."""
    if not entry.translation.strip():
        yield "missing", "not translated yet"
        return
    faults = list(_faults(entry.english, entry.translation, rules, glossary))
    if entry.fuzzy:
        # A waiver was given for another English.
        why = "the English has changed" if entry.previous else "is marked fuzzy, “needs editing” in Poedit and Weblate"
        yield "fuzzy", f"{why}; look at it again, then delete the word fuzzy"
        yield from faults
        return
    waived: set[str] = set()
    for text in entry.waivers:
        rule, fault = _waiver(text, {rule for rule, _ in faults})
        if fault:
            yield "waiver", fault
        else:
            waived.add(rule)
    yield from ((rule, message) for rule, message in faults if rule not in waived)


def _faults(english: str, here: str, rules: Rules, glossary: Glossary) -> Iterator[tuple[str, str]]:
    ours = rules_for(ENGLISH)
    one, two = quantities.read(english, ours), quantities.read(here, rules)
    yield from wording.faults(english, here, rules)
    if english == here:
        return  # its meaning is the same, whatever its words
    yield from quantities.compare(one, two, ours, rules)
    yield from negation.compare(one, two, ours, rules)
    yield from negation.questions(english, here)
    yield from glossary.faults(english, here)


def _waiver(text: str, found: set[str]) -> tuple[str, str]:
    """The rule that a `# check-ok:` waives, and what is wrong with it."""
    match = WAIVER.match(text)
    if not match or match[3]:
        return "", f"check-ok: {text!r} cannot be read; write: # check-ok: numbers (the reason)"
    rule, reason = match[1], match[2]
    if rule not in WAIVABLE:
        return "", f"check-ok: {rule!r} cannot be waived; these can: {', '.join(sorted(WAIVABLE))}"
    if not reason:
        return "", f"check-ok: {rule} has no reason; write: # check-ok: {rule} (the reason)"
    if rule not in found:
        return "", f"check-ok: {rule} is not needed, the check finds nothing there; delete the comment"
    return rule, ""
