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

from pwa.languages.checking.read_rules import rules_for
from pwa.languages.csv_file import read_csv
from pwa.problems import ContentError, Problem

NAME = "translations/glossary.csv"


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

    @cached_property
    def wrong(self) -> re.Pattern[str] | None:
        """Finds the words that are wrong; None where there are none."""
        return _forms(self.avoid, self.nasal)


@dataclass(frozen=True)
class Glossary:
    """The terms by their English in small letters; `source` finds them in an English text."""

    terms: dict[str, Term]
    source: re.Pattern[str]

    def faults(self, english: str, here: str) -> Iterator[tuple[str, str]]:
        """(rule, message) for each term that is said in other words, and for each word to avoid."""
        found = [
            self.terms[name] for name in dict.fromkeys(match[1].lower() for match in self.source.finditer(english))
        ]
        left = here
        for term in found:
            if term.right:
                if not term.right.search(here):
                    yield (
                        "term" if term.must else "glossary",
                        f"“{term.source.lower()}” is “{' / '.join(term.use)}” in the glossary",
                    )
                left = term.right.sub(" ", left)
        for term in found:
            if term.wrong and (match := term.wrong.search(left)):
                yield "avoid", f"“{match[0]}” is wrong for “{term.source.lower()}”; write “{' / '.join(term.use)}”"


def read_glossary(translations: Path, folder: str) -> Glossary:
    """The glossary in one language; empty where there is none. Raises ContentError."""
    text = read_csv(translations / "glossary.csv", NAME)
    return Glossary({}, re.compile("(?!)")) if text is None else _parse(text, folder)


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
        for row in rows:
            if None in row or None in row.values():
                problems.append(Problem(NAME, rows.line_num, "more or fewer columns than the first line"))
            elif row["source"].lower() in terms:
                problems.append(Problem(NAME, rows.line_num, f"'{row['source']}' stands twice; keep one row"))
            else:
                terms[row["source"].lower()] = _term(row, folder, nasal)
    except csv.Error as error:
        problems.append(
            Problem(NAME, rows.reader.line_num, f"cannot be read as CSV: {error}; look for a missing quote")
        )
    if problems:
        raise ContentError(problems)
    longest = sorted(terms, key=len, reverse=True)
    # The longest term first: "leg cramp" is not "leg" and "cramp".
    source = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, longest)) or '(?!)'})(?:s|es)?(?![\w-])", re.I)
    return Glossary(terms, source)


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
