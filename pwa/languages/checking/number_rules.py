"""The patterns of a table by which quantities.py reads numbers, units and comparisons."""

import re
from dataclasses import dataclass
from functools import cached_property

from pwa.languages.checking.patterns import NEVER, Worded, any_of, either, longest
from pwa.languages.checking.pieces import Sieve


@dataclass(frozen=True)
class Side:
    """One comparison of a language, compiled: 2 and -2 say above and below for certain, 1 and -1 perhaps."""

    way: int
    before: re.Pattern[str]
    behind: re.Pattern[str]


class NumberRules(Worded):
    """How a language says numbers."""

    @cached_property
    def number_pattern(self) -> re.Pattern[str]:
        """A number: group `place` is a placeholder, `digits`, `word` number words in a row, `one` an article."""
        return re.compile(rf"(?P<place>\{{[a-z_]+\}})|(?P<digits>\d+(?:[.,]\d+)*)|{self._numbers_in_words}", re.I)

    @cached_property
    def number_in_words(self) -> Sieve:
        """A number without digits: number words, or an article."""
        return Sieve(self._numbers_in_words)

    @cached_property
    def number_word_pattern(self) -> re.Pattern[str]:
        """One number word."""
        return self.own_words(list(map(re.escape, self._number_words)))

    @cached_property
    def not_number_pattern(self) -> re.Pattern[str]:
        """Words that hold a number word and are no number."""
        return self.own_words(self.not_numbers)

    @cached_property
    def unit_pattern(self) -> re.Pattern[str]:
        """A unit behind a number; its group's place is that of its name in `unit_names`."""
        unit = "|".join(f"({pattern})" for pattern, _ in self._units_by_length) or NEVER
        return re.compile(rf"\s*-?(?:{unit})" + (r"(?![^\W\d_])" if self.spaced else ""), re.I)

    @cached_property
    def unit_names(self) -> tuple[str, ...]:
        """The name of the unit of each group of `unit_pattern`."""
        return tuple(name for _, name in self._units_by_length)

    @cached_property
    def unit_before_patterns(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """(unit, words that stand for it before its number)."""
        return tuple((unit, re.compile(f"(?:{words})$")) for unit, words in self.units_before.items())

    @cached_property
    def bare_unit_patterns(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """(unit, words that mean it without a number)."""
        return tuple((unit, self.own_words([words])) for unit, words in self.bare_units.items())

    @cached_property
    def any_bare_unit(self) -> Sieve:
        """Any of these words."""
        return Sieve(either(list(self.bare_units.values()), spaced=self.spaced))

    @cached_property
    def range_pattern(self) -> re.Pattern[str]:
        """What stands between the two numbers of a range."""
        return re.compile(rf"\s*(?:{any_of(self.ranges)})\s*", re.I)

    @cached_property
    def flip_pattern(self) -> re.Pattern[str]:
        """What turns a comparison behind it round: "not" above."""
        return re.compile(rf"(?:{self.comparisons.flips or NEVER})\s*$", re.I)

    @cached_property
    def sides(self) -> tuple[Side, ...]:
        """The comparisons, those with certain words first."""
        said = self.comparisons
        between = f"(?:{any_of(said.between)})"
        start, end = (r"(?<!\w)", r"(?!\w)") if self.spaced else ("", "")
        rows = [
            (2, said.above, said.above_behind),
            (-2, said.below, said.below_behind),
            (1, said.perhaps_above, said.perhaps_above_behind),
            (-1, said.perhaps_below, said.perhaps_below_behind),
        ]
        return tuple(
            Side(
                way=way,
                before=re.compile(rf"{start}(?:{longest(before)})(?:\s*{between})*\s*$", re.I),
                behind=re.compile(rf"\s*(?:{longest(behind)}){end}", re.I),
            )
            for way, before, behind in rows
        )

    @property
    def _numbers_in_words(self) -> str:
        """The groups `word` and `one` of `number_pattern`."""
        one = "|".join(map(re.escape, self._number_words)) or NEVER
        word = rf"\b(?:{one})(?:[\s-]+(?:{one}))*\b" if self.spaced else f"(?:{one})+"
        # In Indonesian "se" is part of its word, sejam; in English "an" stands alone.
        whole = "|".join(pattern for pattern, _ in self._units_by_length if len(pattern) > 2) or NEVER
        article = rf"\b(?:{any_of(self.one_before_unit)})(?=(?:{whole})\b)"
        return f"(?P<word>{word})|(?P<one>{article})"

    @property
    def _number_words(self) -> list[str]:
        words = [*self.numbers, *self.multipliers, *self.teens, *self.perhaps]
        return sorted(words, key=len, reverse=True)

    @property
    def _units_by_length(self) -> list[tuple[str, str]]:
        """(pattern, unit), the longest pattern first."""
        names = sorted((pattern, name) for name, patterns in self.units.items() for pattern in patterns)
        return sorted(names, key=lambda item: -len(item[0]))
