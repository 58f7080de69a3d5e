"""Patterns of the words of a table: what the rules of numbers, negations and meanings are made with."""

import re

from pwa.languages.checking.schema import Table

# What matches nothing: a field that a table leaves empty.
NEVER = r"(?!)"
HAN = "[\u3400-\u9fff]"
Pairs = tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]


class Worded(Table):
    """A table whose words are whole ones where its language writes spaces between words."""

    def own_words(self, patterns: list[str]) -> re.Pattern[str]:
        """Any of the words of this language."""
        return words(patterns, spaced=self.spaced)


def any_of(patterns: list[str]) -> str:
    """Any of the patterns; of none, what matches nothing."""
    return "|".join(patterns) or NEVER


def longest(patterns: list[str]) -> str:
    """Any of them, the longest first, so that 多于 does not end at 多."""
    return any_of(sorted(patterns, key=len, reverse=True))


def words(patterns: list[str], *, spaced: bool) -> re.Pattern[str]:
    """Any of the patterns, compiled; as whole words where `spaced`."""
    return re.compile(either(patterns, spaced=spaced), re.I)


def either(patterns: list[str], *, spaced: bool) -> str:
    """Any of the patterns; as whole words where a language writes spaces between words."""
    edges = (r"(?<!\w)", r"(?!\w)") if spaced else ("", "")
    return f"{edges[0]}(?:{any_of(patterns)}){edges[1]}"
