"""The words to use and to avoid: translations/glossary.csv, one row for a term and three columns for a language.

The check reads it whole; pwa/workshop/tbx.py writes one language of it as Weblate imports it.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from io import StringIO
from pathlib import Path

from pwa.content.yaml_file import CONTROL
from pwa.languages.checking.pieces import fold, quick
from pwa.languages.checking.read_rules import rules_for
from pwa.languages.checking.rules import Fault
from pwa.languages.csv_file import read_csv
from pwa.problems import ContentError, Problem

NAME = "translations/glossary.csv"
OURS = ("source", "note", "must", "")
# A language's folder, and which of its three.
COLUMN = re.compile(r"[A-Za-z]{2,3}(?:_[A-Za-z0-9]+)*(?: also| avoid)?")


@dataclass(frozen=True)
class Term:
    """A term in one language: the word to use first, then others that are right too, and those that are wrong.

    `must` where another word means another thing, such as a part of the body: an error in a safety text.
    `nasal` as in the language's rules: what a first letter becomes under a prefix.
    """

    source: str
    use: tuple[str, ...]
    also: tuple[str, ...]
    avoid: tuple[str, ...]
    note: str
    must: bool
    nasal: dict[str, str]

    @cached_property
    def right(self) -> re.Pattern[str] | None:
        """Finds the words that are right; None where there are none."""
        return _forms((*self.use, *self.also), self.nasal)

    @property
    def advice(self) -> str:
        """The words to use and to avoid, in one line: "calf: betis, not paha"."""
        avoid = f", not {' / '.join(self.avoid)}" if self.avoid else ""
        return f"{self.source}: {' / '.join((*self.use, *self.also))}{avoid}"

    @cached_property
    def wrong(self) -> re.Pattern[str] | None:
        """Finds the words that are wrong; None where there are none."""
        return _forms(self.avoid, self.nasal)


@dataclass(frozen=True, eq=False)  # by which object it is: read anew, it is another one
class Glossary:
    """The terms by their English in small letters; `source` finds them in a folded English text."""

    terms: dict[str, Term]
    source: re.Pattern[str]

    def terms_in(self, english: str) -> list[Term]:
        """The terms that an English text has, each once."""
        return _terms_in(self, english)

    def faults(self, english: str, here: str) -> Iterator[Fault]:
        """(rule, message) for each term that is said in other words, and for each word to avoid."""
        found = self.terms_in(english)
        avoided, left = any(term.wrong for term in found), here
        for term in found:
            if term.right:
                if not term.right.search(here):
                    yield (
                        "term" if term.must else "glossary",
                        f"“{term.source.lower()}” is “{' / '.join(term.use)}” in the glossary",
                    )
                if avoided:
                    left = term.right.sub(" ", left)
        for term in found:
            if term.wrong and (match := term.wrong.search(left)):
                said = f"write “{' / '.join(term.use)}”"
                right = said if term.use else "the glossary has no word for it yet: give it one"
                yield "avoid", f"“{match[0]}” is wrong for “{term.source.lower()}”; {right}"


# The check and the preview both ask, and the English seldom changes.
@lru_cache(maxsize=20_000)
def _terms_in(glossary: Glossary, english: str) -> list[Term]:
    names = dict.fromkeys(match[1].lower() for match in glossary.source.finditer(fold(english)))
    return [glossary.terms[name] for name in names]


def read_glossary(translations: Path, folder: str) -> Glossary:
    """The glossary in one language; empty where there is none. Raises ContentError."""
    text = read_csv(translations / "glossary.csv", NAME)
    return _parse("source,note\n" if text is None else text, folder)


# Some two hundred patterns are made of it, and the preview reads it again with each language that was saved.
@lru_cache(maxsize=64)
def _parse(text: str, folder: str) -> Glossary:
    rows = csv.DictReader(StringIO(text), strict=True)
    terms: dict[str, Term] = {}
    problems: list[Problem] = []
    nasal = rules_for(folder).nasal
    try:
        if not {"source", "note"} <= set(rows.fieldnames or []):
            raise ContentError([Problem(NAME, 1, "the first line should name the columns: source,note,...")])
        problems += [Problem(NAME, 1, fault) for fault in _columns(list(rows.fieldnames or []))]
        for row in rows:
            if None in row or None in row.values():
                problems.append(Problem(NAME, rows.line_num, "more or fewer columns than the first line"))
                continue
            source = row["source"].strip()
            if not any(map(str.strip, row.values())):
                continue  # a spreadsheet keeps a row that was emptied
            if not source:
                problems.append(Problem(NAME, rows.line_num, "has no English term under 'source'; write it there"))
            elif any(CONTROL.search(row.get(folder + more, "")) for more in ("", " also", " avoid")):
                problems.append(Problem(NAME, rows.line_num, f"'{source}' holds an invisible letter; retype its words"))
            elif source.lower() in terms:
                problems.append(Problem(NAME, rows.line_num, f"'{source}' stands twice; keep one row"))
            else:
                terms[source.lower()] = _term(row | {"source": source}, folder, nasal)
    except csv.Error as error:
        problems.append(
            Problem(NAME, rows.reader.line_num, f"cannot be read as CSV: {error}; look for a missing quote")
        )
    if problems:
        raise ContentError(problems)
    longest = sorted(terms, key=len, reverse=True)
    # The longest term first: "leg cramp" is not "leg" and "cramp".
    source = quick(rf"(?<![\w-])({'|'.join(map(re.escape, longest)) or '(?!)'})(?:s|es)?(?![\w-])")
    return Glossary(terms, source)


def _columns(names: list[str]) -> Iterator[str]:
    """What is wrong with the names of the columns: the words of one that is misspelled would never be looked for."""
    for name in dict.fromkeys(names):
        if names.count(name) > 1 and name:
            yield f"the column '{name}' stands twice; keep one of them"
        if name not in OURS and not COLUMN.fullmatch(name):
            yield f"no column is called '{name}'; of a language there are 'id', 'id also' and 'id avoid'"


def _term(row: dict[str, str], folder: str, nasal: dict[str, str]) -> Term:
    use, also, avoid = (
        tuple(word.strip() for word in row.get(folder + more, "").split(" / ") if word.strip())
        for more in ("", " also", " avoid")
    )
    return Term(row["source"], use, also, avoid, row["note"], bool(row.get("must", "").strip()), nasal)


def _forms(words: tuple[str, ...], nasal: dict[str, str]) -> re.Pattern[str] | None:
    """Any of the words. Indonesian turns its first letter under a prefix: pijat, memijat; tarik, menarik."""
    if not words:
        return None
    forms = []
    for word in words:
        first = nasal.get(word[0].lower())
        start = f"(?:{re.escape(word[0])}|(?<=e){first})" if first else re.escape(word[0])
        forms.append(start + re.escape(word[1:]))
    return re.compile("|".join(forms), re.I)
