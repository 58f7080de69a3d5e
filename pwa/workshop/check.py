"""What is wrong in a catalog: said with file, line, the English, the translation and the remedy.

In a safety kind a finding is an error, elsewhere a warning, but for broken placeholders, which are an error anywhere.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pwa.catalog import po_name, read_catalog
from pwa.content import Content
from pwa.languages import Language
from pwa.po import Entry
from pwa.text import PLACEHOLDER, SAFETY_KINDS
from pwa.workshop.template import grouped

DIGITS = re.compile(r"\d+(?:[.,]\d+)?")


@dataclass(frozen=True)
class Finding:
    """One fault of one translation; `error` decides the exit code."""

    file: str
    line: int
    error: bool
    rule: str
    message: str
    english: str = ""
    translation: str = ""

    def __str__(self) -> str:
        level = "error" if self.error else "warning"
        lines = [f"{self.file}:{self.line}: {level}: {self.message} [{self.rule}]"]
        if self.english:
            lines += [f"    English: {self.english}", f"    Here:    {self.translation or '(nothing)'}"]
        return "\n".join(lines)


def check(content: Content, translations: Path, language: Language) -> list[Finding]:
    """Every finding in one language's file. Raises ContentError when the file cannot be read whole."""
    name = po_name(language)
    catalog = read_catalog(translations, language)
    found: list[Finding] = []
    for (kind, english), _ in grouped(content).items():
        entry = catalog.entries.get((kind, english))
        safety = kind in SAFETY_KINDS
        if entry is None:
            message = f"not in this file: {english!r}; run: python -m pwa catalog update"
            found.append(Finding(name, 1, safety, "missing", message))
            continue
        for rule, error, message in _faults(entry, safety):
            found.append(Finding(name, entry.string_line, error, rule, message, english, entry.translation))
    return found


def _faults(entry: Entry, safety: bool) -> Iterator[tuple[str, bool, str]]:
    if not entry.translation.strip():
        yield "missing", safety, "not translated yet"
        return
    if entry.fuzzy:
        yield "fuzzy", safety, "the English has changed; look at it again, then delete the word fuzzy"
    wanted, given = (Counter(PLACEHOLDER.findall(side)) for side in (entry.english, entry.translation))
    for name in sorted(set(wanted) - set(given)):
        yield "placeholder", True, f"{{{name}}} is missing; keep it exactly as it is in the English"
    for name in sorted(set(given) - set(wanted)):
        yield "placeholder", True, f"{{{name}}} is not in the English; a placeholder must not be renamed"
    if re.search(r"[｛｝]", entry.translation):
        yield "placeholder", True, "full-width braces; write the placeholder with { and }"
    english, here = (Counter(_numbers(side)) for side in (entry.english, entry.translation))
    if english != here:
        yield "numbers", safety, f"numbers differ: {_list(english)} in English, {_list(here)} here"


def _numbers(text: str) -> list[str]:
    """Digits by value: full-width ones are the same, and a decimal comma is a point."""
    return [match.replace(",", ".") for match in DIGITS.findall(text.translate(_NARROW))]


_NARROW = {ord("０") + digit: ord("0") + digit for digit in range(10)}


def _list(numbers: Counter[str]) -> str:
    return ", ".join(sorted(numbers.elements())) or "none"
