"""What is wrong in a catalog: said with file, line, the English, the translation and the remedy.

In a safety kind a wrong meaning is an error, elsewhere a warning; broken placeholders and markup are an error anywhere.
What a language's words mean is data (rules/*.yaml); docs/decisions/0005-catalog-check.md says how far the check sees.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pwa.content.text import is_safety, width
from pwa.languages.catalog import Catalog, Key, po_name
from pwa.languages.checking import meaning, negation, parts, quantities, wording
from pwa.languages.checking.glossary import Glossary
from pwa.languages.checking.read_rules import has_table, rules_for, table_name, unfilled
from pwa.languages.checking.rules import Fault, Rules
from pwa.languages.message import Message
from pwa.languages.signatures import hash_of
from pwa.languages.table import ENGLISH, name_and_script
from pwa.problems import program, visible

# A fault in one of these can mislead: an error in a safety kind, elsewhere a warning.
MEANING = frozenset({"missing", "fuzzy", "numbers", "units", "comparison", "negation", "question", "meaning", "avoid",
                     "term", "invisible", "letters", "traditional", "unchanged"})  # fmt: skip
# A fault in one of these breaks the page: an error everywhere, and no waiver helps.
BROKEN = frozenset({"placeholder", "markup", "plural", "control"})
FORM = frozenset({"end-mark", "punctuation", "spaces", "doubled", "too-short", "too-long", "glossary", "condition",
                  "wording"})  # fmt: skip
WAIVABLE = (MEANING - {"missing", "fuzzy"}) | FORM
WAIVER_LENGTH = 6
# No language needs so many letters; what is longer is not looked at for minutes.
MOST_TIMES, MOST_MORE = 10, 200
WAIVER = re.compile(r"^([a-z-]+)(?:\s+([0-9a-fA-F]{6}))?\s*(?:[(（](.*\S.*)[)）])?\s*(.*)$")


@dataclass(frozen=True)
class Finding:
    """One fault: of the text `key`, or of the file as a whole where that is None. `error` decides the exit code."""

    file: str
    line: int
    error: bool
    rule: str
    message: str
    key: Key | None
    translation: str | None = None

    @property
    def english(self) -> str:
        """The English of the text; "" where the fault is the whole file's."""
        return self.key[1] if self.key else ""

    def __str__(self) -> str:
        """As it is printed: file, line and message, then the texts, then how to waive it."""
        first = f"{self.file}:{self.line}: {self.level}: {visible(self.message)} [{self.rule}]"
        return "\n".join([first, *self.details])

    @property
    def level(self) -> str:
        """`error` or `warning`."""
        return "error" if self.error else "warning"

    @property
    def details(self) -> list[str]:
        """The lines below the first: both texts, and how to waive the rule where that can be done."""
        if not self.english:
            return []
        lines = [f"    English: {self.english}"]
        if self.translation is not None:
            lines.append(f"    Here:    {visible(self.translation) or '(nothing)'}")
        if self.rule in WAIVABLE:
            line = waiver_line(self.rule, self.key, self.translation or "")
            lines.append(f"    If it is right as it is, write in a line above its msgctxt: {line}")
        return lines


def waiver_line(rule: str, key: Key | None, translation: str) -> str:
    """The comment that waives a rule of one text, as long as its English and its translation stay what they are."""
    code = f" {waiver_code(key, translation)}" if key else ""
    return f"# check-ok: {rule}{code} (the reason)"


def waiver_code(key: Key, translation: str) -> str:
    """What a waiver is bound to: the beginning of the hash of kind, English and translation."""
    return hash_of(key, translation)[:WAIVER_LENGTH]


def check(keys: Iterable[Key], catalog: Catalog, glossary: Glossary) -> list[Finding]:
    """Every finding in a catalog that was read; `keys` are the texts that the content has, in order.

    English, the original, has no findings. Raises ContentError when a table of rules is broken.
    """
    if catalog.language.folder == ENGLISH:
        return []
    name, rules = po_name(catalog.language), rules_for(catalog.language.folder)
    found = [Finding(name, 1, rule in BROKEN, rule, message, None) for rule, message in _whole(catalog, rules)]
    twice = f"a text that is kept (#~) stands twice, which gettext's tools refuse; run: {program()} catalog format"
    found += [Finding(name, line, True, "obsolete", twice, None) for line in catalog.twice]
    if lines := catalog.odd_spaces:
        more = f" (here and on {len(lines) - 1} more lines)" if len(lines) > 1 else ""
        odd = f"a space outside the quotes, such as U+00A0, which gettext's tools refuse{more}"
        found.append(Finding(name, lines[0], True, "odd-space", f"{odd}; run: {program()} catalog format", None))
    for key in keys:
        message = catalog.messages.get(key)
        if message is None:
            found.append(Finding(name, 1, is_error("missing", key), "missing", not_in_file(), key))
            continue
        for rule, fault in entry_faults(message, rules, glossary):
            error = is_error(rule, key)
            found.append(Finding(name, message.string_line, error, rule, fault, key, message.translation))
    return found


def not_in_file() -> str:
    """What is said of a text that the file does not have."""
    return f"not in this file yet; run: {program()} catalog update"


def is_error(rule: str, key: Key) -> bool:
    """Whether a fault by this rule in this text decides the exit code."""
    return rule in BROKEN or (is_safety(*key) and rule in MEANING)


def _whole(catalog: Catalog, rules: Rules) -> Iterator[Fault]:
    """Faults of the file as a whole."""
    folder = catalog.language.folder
    if unfilled(folder):
        yield "rules", unchecked(folder)
    said = catalog.header.get("Language", "")
    if said and name_and_script(said) != catalog.language.name_and_script:
        yield "header", f"the header says that the language is '{said}'; if it is not, run: {program()} catalog format"
    plural = catalog.header.get("Plural-Forms", "")
    if plural and not plural.startswith(rules.plural_forms):
        yield "plural", f"Plural-Forms should begin with {rules.plural_forms}; run: {program()} catalog update"


def unchecked(folder: str) -> str:
    """What is said of a language that nobody has written a table for, or half of one. Raises ContentError."""
    lacks = ", ".join(unfilled(folder)) if has_table(folder) else "words"
    return f"meaning is not checked: {table_name(folder)} has no {lacks} yet; TRANSLATING.md says how to fill it in"


def entry_faults(entry: Message, rules: Rules, glossary: Glossary) -> Iterator[Fault]:
    """(rule, message) for each fault of one entry that no waiver covers, and for each waiver that covers none."""
    if not entry.translation.strip():
        yield "missing", "not translated yet"
        return
    faults = list(faults_of(entry.key, entry.translation, rules, glossary))
    if entry.max_length and width(entry.translation) > entry.max_length:
        room = f"there is room for {entry.max_length}; wide letters count as two"
        faults.append(("too-long", f"is {width(entry.translation)} letters long, {room}"))
    if entry.fuzzy:
        # A waiver was given for another English.
        why = "the English has changed" if entry.previous else "is marked fuzzy, “needs editing” in Poedit and Weblate"
        yield "fuzzy", f"{why}; look at it again, then delete the word fuzzy"
        yield from faults
        return
    waived: set[str] = set()
    for text in entry.waivers:
        rule, fault = _waiver(text, {rule for rule, _ in faults}, entry)
        if fault:
            yield "waiver", fault
        else:
            waived.add(rule)
    yield from ((rule, message) for rule, message in faults if rule not in waived)


# The preview checks a whole language when one text of it was saved.
@lru_cache(maxsize=20_000)
def faults_of(key: Key, here: str, rules: Rules, glossary: Glossary) -> tuple[Fault, ...]:
    """(rule, message) for each fault of a translation, whatever its waivers."""
    return tuple(_faults(key, here, rules, glossary))


def _faults(key: Key, here: str, rules: Rules, glossary: Glossary) -> Iterator[Fault]:
    english = key[1]
    if len(here) > MOST_TIMES * len(english) + MOST_MORE:
        yield "meaning", f"{len(here)} letters for {len(english)} in English; has another text or a file got in?"
        return
    yield from wording.faults(english, here, rules)
    if english == here:
        return  # its meaning is the same, whatever its words
    ours = rules_for(ENGLISH)
    (numbers, denials), (own_numbers, own_denials) = _read(english, ours), _read(here, rules)
    yield from quantities.compare(numbers, own_numbers, ours, rules)
    yield from negation.compare(denials, own_denials, ours, rules)
    yield from negation.questions(english, here, rules)
    yield from meaning.ranges(english, here)
    # Elsewhere free wording is welcome.
    if is_safety(*key):
        yield from meaning.faults(english, here, _named(english), rules)
        yield from parts.faults(english, here, ours, rules)
    yield from glossary.faults(english, here)


# The English is held against every language, and the preview checks a whole file again when one text was saved.
@lru_cache(maxsize=20_000)
def _read(text: str, rules: Rules) -> tuple[quantities.Numbers, negation.Denials]:
    numbers = quantities.numbers_in(text, rules)
    return numbers, negation.denials_in(text, numbers.rest, rules)


# Some two hundred patterns for each text, and only safety texts are asked.
@lru_cache(maxsize=20_000)
def _named(english: str) -> frozenset[str]:
    return meaning.meanings_in(english, rules_for(ENGLISH))


def _waiver(text: str, found: set[str], entry: Message) -> tuple[str, str]:
    """The rule that a `# check-ok:` waives, and what is wrong with it."""
    match = WAIVER.match(text)
    if not match or match[4]:
        return "", f"check-ok: {text!r} cannot be read; write: {waiver_line('numbers', entry.key, entry.translation)}"
    rule, code, reason = match[1], match[2], match[3]
    if rule not in WAIVABLE:
        return "", f"check-ok: {rule!r} cannot be waived; these can: {', '.join(sorted(WAIVABLE))}"
    if not reason:
        return "", f"check-ok: {rule} has no reason; write: {waiver_line(rule, entry.key, entry.translation)}"
    if rule not in found:
        return "", f"check-ok: {rule} is not needed, the check finds nothing there; delete the comment"
    right = waiver_line(rule, entry.key, entry.translation).replace("the reason", reason)
    if not code:
        return "", f"check-ok: {rule} does not say for which words; if these are right, write: {right}"
    if code.lower() != waiver_code(entry.key, entry.translation):
        return "", f"check-ok: {rule} was given for other words; if these are right too, write: {right}"
    return rule, ""
