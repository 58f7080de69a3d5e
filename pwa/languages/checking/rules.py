"""What the check knows about a language: its table, and the patterns made of it.

A language without a table is still checked for all that needs no words: placeholders, digits, markup, marks.
"""

import re
from functools import cached_property

from pwa.languages.checking.meaning_rules import MeaningRules
from pwa.languages.checking.negation_rules import NegationRules
from pwa.languages.checking.number_rules import NumberRules
from pwa.languages.checking.patterns import HAN, NEVER, any_of, words

# The name of a rule of the check, and what is wrong by it.
Fault = tuple[str, str]


class Rules(NumberRules, NegationRules, MeaningRules):
    """A table with its patterns.

    Two are equal only when they are the same object, so that one can be the key of a cache.
    """

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        """Identity."""
        return self is other

    @classmethod
    def patterns(cls) -> list[str]:
        """The names of all that is made of the table."""
        made = [vars(kind).items() for kind in cls.__mro__]
        return [name for of_kind in made for name, value in of_kind if isinstance(value, cached_property)]

    @cached_property
    def part_pattern(self) -> re.Pattern[str]:
        """What stands between two parts of a text, once or several times in a row."""
        return re.compile(rf"(?:(?:{any_of(self.parts)})\s*)+", re.I)

    @cached_property
    def one_part_pattern(self) -> re.Pattern[str]:
        """English of two parts that this language says in one word."""
        return words(self.one_part, spaced=True)

    @cached_property
    def english_left_pattern(self) -> re.Pattern[str]:
        """An English word that no text of this language has."""
        return self.own_words(self.english_left)

    @cached_property
    def doubled_ok_pattern(self) -> re.Pattern[str]:
        """Words that hold the same twice, rightly."""
        return re.compile(any_of(self.doubled_ok))

    @cached_property
    def doubled_pattern(self) -> re.Pattern[str]:
        """The same twice where no spaces are written: two letters or more, one of `doubled`, a mark."""
        single = f"[{self.doubled}]" if self.doubled else NEVER
        return re.compile(rf"({HAN}{{2,}}?)\1|({single})\2|([，。、；：])\3")

    @cached_property
    def traditional_letters(self) -> frozenset[str]:
        """The letters of the Traditional script, where this language is not written in it."""
        row = self.traditional
        if row is None:
            return frozenset()
        letters = "".join(map(chr, range(0x3400, 0xA000)))
        lacking, having = (set(letters.encode(name, "ignore").decode(name)) for name in (row.not_in, row.but_in))
        return frozenset((having - lacking | set(row.also)) - set(row.but))
