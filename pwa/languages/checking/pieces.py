"""Which of many patterns a text may match at all: few do, and to ask each of them was half the time of a check.

Every match of a pattern holds one of a few pieces of plain letters: "ben" for `ben[dt]`. An index by these pieces names
the patterns that are worth asking, and never leaves out one that would match.
"""

import re
import sys
from collections.abc import Iterable, Sequence
from functools import lru_cache
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

MOST = 3  # letters of a piece by which it is found: more take longer
MOST_RUNS = 60  # ways to write a piece: ben[dt] has two
# What is written with letters in a pattern and is none: \W, the name of a group.
NO_LETTERS = re.compile(r"\\.|\(\?P<\w+>")
# re.I takes ı and İ for an i; str.casefold leaves the first and makes an i with a dot of its own of the second.
LIKE_I = {0x131: "i", 0x307: None}


def fold(text: str) -> str:
    """A text in which letters are alike wherever they are alike to re.I."""
    folded = text.casefold()
    return folded if folded.isascii() else folded.translate(LIKE_I)


def quick(pattern: str) -> re.Pattern[str]:
    """A pattern for folded texts, in which it has no need of re.I: that takes two thirds of a search."""
    letters = NO_LETTERS.sub("", pattern)
    return re.compile(pattern, re.I if letters != fold(letters) else 0)


def pieces(pattern: str, most: int = MOST) -> frozenset[str]:
    """Pieces one of which is in every folded text with a match; none where such a text may hold no certain letters."""
    return _of(_parser.parse(pattern, re.I), most)


def _of(steps: Iterable[tuple[Any, Any]], most: int) -> frozenset[str]:
    """The best pieces of steps in a row, each of which has to match: the longest, and the fewest of these."""
    ways: list[frozenset[str]] = []
    runs = {""}
    for operation, value in steps:
        if operation is _constants.LITERAL:
            runs = {run + chr(value) for run in runs}
            continue
        few = operation is _constants.IN and len(runs) * len(value) <= MOST_RUNS
        if few and all(kind is _constants.LITERAL for kind, _ in value):
            runs = {run + chr(letter) for run in runs for _, letter in value}
            continue
        ways.append(frozenset(filter(None, runs)))
        runs = {""}
        if operation is _constants.BRANCH:
            branches = [_of(branch, most) for branch in value[1]]
            ways.append(frozenset().union(*branches) if all(branches) else frozenset())
        elif operation is _constants.SUBPATTERN:
            ways.append(_of(value[3], most))
        elif operation is _constants.ASSERT:
            ways.append(_of(value[1], most))
        elif operation is _constants.MAX_REPEAT and value[0]:
            ways.append(_of(value[2], most))
    ways.append(frozenset(filter(None, runs)))
    folded = [frozenset(fold(piece)[:most] for piece in way) for way in ways]
    best = max(folded, key=lambda way: (min(map(len, way), default=0), -len(way)))
    return best if all(best) else frozenset()


class Sieve:
    """A pattern that is searched for only in a folded text with one of its pieces."""

    def __init__(self, pattern: str) -> None:
        """Of a pattern as it is written in a table."""
        self.pattern = quick(pattern)
        some = pieces(pattern, most=sys.maxsize) or {""}
        self.pieces = tuple(piece for piece in some if not any(other in piece for other in some - {piece}))

    def finds(self, folded: str) -> bool:
        """Whether the pattern matches somewhere in a folded text."""
        return any(map(folded.__contains__, self.pieces)) and self.pattern.search(folded) is not None


class Index:
    """Patterns by the pieces of their matches."""

    def __init__(self, patterns: Sequence[str]) -> None:
        """Of patterns as they are written in a table; each is known by its place among them."""
        self.by_start: dict[str, list[tuple[str, int]]] = {}
        self.always: list[int] = []
        for place, pattern in enumerate(patterns):
            some = pieces(pattern, most=sys.maxsize)
            for piece in some:
                self.by_start.setdefault(piece[:MOST], []).append((piece, place))
            if not some:
                self.always.append(place)
        self.lengths = tuple(sorted({len(start) for start in self.by_start}))

    def worth_asking(self, text: str) -> list[int]:
        """The places of the patterns that may match somewhere in a text, in their order."""
        folded, found = fold(text), set(self.always)
        for start in _starts(folded, self.lengths) & self.by_start.keys():
            found.update(place for piece, place in self.by_start[start] if piece in folded)
        return sorted(found)


# Two indices ask for the same English, one after the other.
@lru_cache(maxsize=4)
def _starts(folded: str, lengths: tuple[int, ...]) -> frozenset[str]:
    return frozenset(folded[at : at + length] for length in lengths for at in range(len(folded)))
