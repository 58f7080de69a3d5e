"""The words to use and to avoid: translations/glossary.csv, one row for a term and three columns for a language.

The check reads it whole. Weblate takes one language at a time: `python -m pwa catalog glossary id` writes TBX, because
Weblate's import of CSV reads the terms alone and loses the words to avoid (tried with Weblate 5.14).
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

from pwa.languages.checking.rules import Rules, rules_for
from pwa.problems import ContentError, Problem

NAME = "translations/glossary.csv"
DOCTYPE = '<!DOCTYPE martif PUBLIC "ISO 12200:1999A//DTD MARTIF core (DXFcdV04)//EN" "TBXcdv04.dtd">'


@dataclass(frozen=True)
class Term:
    """A term in one language: the word to use first, then others that are right too, and those that are wrong."""

    source: str
    use: tuple[str, ...]
    also: tuple[str, ...]
    avoid: tuple[str, ...]
    note: str


@dataclass(frozen=True, eq=False)
class Glossary:
    terms: dict[str, Term]
    source: re.Pattern[str]
    rules: Rules

    def faults(self, english: str, here: str) -> Iterator[tuple[str, str]]:
        """(rule, message) for each term that is said in other words, and for each word to avoid."""
        found = dict.fromkeys(match[1].lower() for match in self.source.finditer(english))
        left = here
        for name in found:
            term = self.terms[name]
            if pattern := _forms((*term.use, *term.also), self.rules):
                if not pattern.search(here):
                    yield "glossary", f"“{name}” is “{' / '.join(term.use)}” in the glossary"
                left = pattern.sub(" ", left)
        for name in found:
            if (pattern := _forms(self.terms[name].avoid, self.rules)) and (match := pattern.search(left)):
                yield "avoid", f"“{match[0]}” is wrong for “{name}”; write “{' / '.join(self.terms[name].use)}”"


NO_TERMS = Glossary({}, re.compile(r"(?!)()"), rules_for(""))


def read_glossary(translations: Path, folder: str) -> Glossary:
    """The glossary in one language; empty where there is none. Raises ContentError."""
    path = translations / "glossary.csv"
    if not path.is_file():
        return NO_TERMS
    terms: dict[str, Term] = {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file, strict=True)
            if rows.fieldnames is None or not {"source", "note"} <= set(rows.fieldnames):
                raise ContentError([Problem(NAME, 1, "the first line should name the columns: source,note,...")])
            for row in rows:
                if None in row or None in row.values():
                    raise ContentError([Problem(NAME, rows.line_num, "more or fewer columns than the first line")])
                use, also, avoid = (_cell(row, folder + more) for more in ("", " also", " avoid"))
                term = Term(row["source"], use, also, avoid, row["note"])
                if term.source.lower() in terms:
                    raise ContentError([Problem(NAME, rows.line_num, f"'{term.source}' stands twice; keep one row")])
                terms[term.source.lower()] = term
    except (UnicodeDecodeError, csv.Error) as error:
        raise ContentError([Problem(NAME, 1, f"cannot be read as CSV in UTF-8: {error}")]) from error
    longest = sorted(terms, key=len, reverse=True)
    # The longest term first: "leg cramp" is not "leg" and "cramp".
    source = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, longest)) or '(?!)'})(?:s|es)?(?![\w-])", re.I)
    return Glossary(terms, source, rules_for(folder))


def _cell(row: dict[str, str], column: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in row.get(column, "").split(" / ") if word.strip())


@lru_cache(maxsize=10_000)
def _forms(words: tuple[str, ...], rules: Rules) -> re.Pattern[str] | None:
    """Any of the words. Indonesian turns its first letter under a prefix: pijat, memijat; tarik, menarik."""
    if not words:
        return None
    forms = []
    for word in words:
        first = rules.table.nasal.get(word[0].lower())
        start = f"(?:{re.escape(word[0])}|(?<=e){first})" if first else re.escape(word[0])
        forms.append(start + re.escape(word[1:]))
    return re.compile("|".join(forms), re.I)


def for_weblate(translations: Path, folder: str) -> tuple[str, int]:
    """The glossary of one language as TBX, and how many terms it has. Raises ContentError.

    What Weblate shows: a definition beside the English in every language, a note beside the term in this one.
    """
    martif = ElementTree.Element("martif", {"type": "TBX", "xml:lang": "en"})
    source = ElementTree.SubElement(ElementTree.SubElement(martif, "martifHeader"), "fileDesc")
    ElementTree.SubElement(ElementTree.SubElement(source, "sourceDesc"), "p").text = NAME
    body = ElementTree.SubElement(ElementTree.SubElement(martif, "text"), "body")
    for term in read_glossary(translations, folder).terms.values():
        if not term.use:
            continue
        entry = ElementTree.SubElement(body, "termEntry")
        english = ElementTree.SubElement(entry, "langSet", {"xml:lang": "en"})
        if term.note:
            ElementTree.SubElement(english, "descrip", {"type": "definition"}).text = term.note
        _term(english, term.source)
        here = ElementTree.SubElement(entry, "langSet", {"xml:lang": folder})
        _term(here, term.use[0])
        notes = [("Also", (*term.use[1:], *term.also)), ("Avoid", term.avoid)]
        if comment := ". ".join(f"{label}: {', '.join(words)}" for label, words in notes if words):
            ElementTree.SubElement(here, "note", {"from": "translator"}).text = comment
    ElementTree.indent(martif)
    text = ElementTree.tostring(martif, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{DOCTYPE}\n{text}\n', len(body)


def _term(place: ElementTree.Element, word: str) -> None:
    ElementTree.SubElement(ElementTree.SubElement(place, "tig"), "term").text = word
