"""What the check knows about a language: its table, and the patterns made of it.

A language without a table is still checked for all that needs no words: placeholders, digits, markup, marks.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from pwa.languages.checking.pieces import Index, Sieve, quick
from pwa.languages.checking.schema import Table

# What matches nothing: a field that a table leaves empty.
NEVER = r"(?!)"
HAN = "[\u3400-\u9fff]"
Pairs = tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]


@dataclass(frozen=True)
class Side:
    """One comparison of a language, compiled: 2 and -2 say above and below for certain, 1 and -1 perhaps."""

    way: int
    before: re.Pattern[str]
    behind: re.Pattern[str]


class Rules(Table):
    """A table with its patterns.

    Two are equal only when they are the same object, so that one can be the key of a cache.
    """

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        """Identity."""
        return self is other

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
        return self._words(list(map(re.escape, self._number_words)))

    @cached_property
    def not_number_pattern(self) -> re.Pattern[str]:
        """Words that hold a number word and are no number."""
        return self._words(self.not_numbers)

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
        return tuple((unit, self._words([words])) for unit, words in self.bare_units.items())

    @cached_property
    def any_bare_unit(self) -> Sieve:
        """Any of these words."""
        return Sieve(_either(list(self.bare_units.values()), spaced=self.spaced))

    @cached_property
    def range_pattern(self) -> re.Pattern[str]:
        """What stands between the two numbers of a range."""
        return re.compile(rf"\s*(?:{_any(self.ranges)})\s*", re.I)

    @cached_property
    def flip_pattern(self) -> re.Pattern[str]:
        """What turns a comparison behind it round: "not" above."""
        return re.compile(rf"(?:{self.comparisons.flips or NEVER})\s*$", re.I)

    @cached_property
    def sides(self) -> tuple[Side, ...]:
        """The comparisons, those with certain words first."""
        words = self.comparisons
        between = f"(?:{_any(words.between)})"
        start, end = (r"(?<!\w)", r"(?!\w)") if self.spaced else ("", "")
        rows = [
            (2, words.above, words.above_behind),
            (-2, words.below, words.below_behind),
            (1, words.perhaps_above, words.perhaps_above_behind),
            (-1, words.perhaps_below, words.perhaps_below_behind),
        ]
        return tuple(
            Side(
                way=way,
                before=re.compile(rf"{start}(?:{_longest(before)})(?:\s*{between})*\s*$", re.I),
                behind=re.compile(rf"\s*(?:{_longest(behind)}){end}", re.I),
            )
            for way, before, behind in rows
        )

    @cached_property
    def negation_pattern(self) -> re.Pattern[str]:
        """A word that denies."""
        return self._words(self.negations)

    @cached_property
    def soft_negation_pattern(self) -> re.Pattern[str]:
        """A word that the other language may say with or without a negation."""
        return self._words(self.soft_negations)

    @cached_property
    def not_negation_pattern(self) -> re.Pattern[str]:
        """Words that hold a negation and deny nothing."""
        return self._words(self.not_negations)

    @cached_property
    def any_denial(self) -> Sieve:
        """Any word that counts when denials are counted, or keeps one from counting."""
        words = [*self.negations, *self.soft_negations, *self.not_negations, *self.prohibitions]
        return Sieve(_either(words, spaced=self.spaced))

    @cached_property
    def prohibition_pattern(self) -> re.Pattern[str]:
        """A word that forbids."""
        return self._words(self.prohibitions)

    @cached_property
    def join_pattern(self) -> re.Pattern[str]:
        """A word that carries a negation over to what follows."""
        return _words(self.joins, spaced=False)

    @cached_property
    def list_pattern(self) -> re.Pattern[str]:
        """A word or mark between the parts of a list."""
        return _words(self.lists, spaced=False)

    @cached_property
    def part_pattern(self) -> re.Pattern[str]:
        """What stands between two parts of a text, once or several times in a row."""
        return re.compile(rf"(?:(?:{_any(self.parts)})\s*)+", re.I)

    @cached_property
    def one_part_pattern(self) -> re.Pattern[str]:
        """English of two parts that this language says in one word."""
        return _words(self.one_part, spaced=True)

    @cached_property
    def condition_pattern(self) -> re.Pattern[str]:
        """A word that begins a condition: as good as a question inside a text."""
        return self._words(self.conditions)

    @cached_property
    def same_patterns(self) -> Pairs:
        """(English, here): two ways to say the same, one of them without a negation."""
        return tuple((_words([english], spaced=True), self._words([here])) for english, here in self.same)

    @cached_property
    def antonym_patterns(self) -> Pairs:
        """(English, here): what is often said with a negation here."""
        return tuple((_words([english], spaced=True), self._words([here])) for english, here in self.antonyms)

    @cached_property
    def any_same(self) -> Sieve:
        """The English of any of them: few texts have it, and one look is enough for the others."""
        return Sieve(_either([english for english, _ in self.same], spaced=True))

    @cached_property
    def keep_patterns(self) -> Pairs:
        """(English, what must stand here for it)."""
        return tuple((_words([english], spaced=True), re.compile(here, re.I)) for english, here in self.keeps)

    @cached_property
    def any_keep(self) -> Sieve:
        """The English of any of them."""
        return Sieve(_either([english for english, _ in self.keeps], spaced=True))

    @cached_property
    def meaning_patterns(self) -> dict[str, re.Pattern[str]]:
        """In a folded text: what each thing is called, by name; as whole words in English, else also inside words."""
        return {name: quick(_either([words], spaced=self.whole_words)) for name, words in self.meanings.items()}

    @cached_property
    def meaning_names(self) -> tuple[str, ...]:
        """The names, in the order of the table."""
        return tuple(self.meanings)

    @cached_property
    def meaning_index(self) -> Index:
        """Which of `meaning_patterns` a text is worth asking for."""
        return Index(list(self.meanings.values()))

    @cached_property
    def unsaid_patterns(self) -> Pairs:
        """(English that allows it, what may not stand here otherwise)."""
        return tuple((_words([english], spaced=True), re.compile(here, re.I)) for english, here in self.unsaid)

    @cached_property
    def unsaid_index(self) -> Index:
        """Which of `unsaid_patterns` a translation is worth asking for."""
        return Index([here for _, here in self.unsaid])

    @cached_property
    def opposite_patterns(self) -> tuple[tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]], ...]:
        """(English, the contrary here, English that allows it)."""
        return tuple(
            (_words([english], spaced=True), re.compile(here, re.I), _words([allows], spaced=True))
            for english, here, allows in self.opposites
        )

    @cached_property
    def opposite_index(self) -> Index:
        """Which of `opposite_patterns` an English text is worth asking for."""
        return Index([english for english, _, _ in self.opposites])

    @cached_property
    def root_patterns(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """(first letter of a root, what a prefix has made of it)."""
        return tuple((letter, _changed_root(changed)) for letter, changed in self.nasal.items())

    @cached_property
    def changed_root_pattern(self) -> re.Pattern[str]:
        """Any of them."""
        return _changed_root(_any(list(self.nasal.values())))

    @cached_property
    def action_pattern(self) -> re.Pattern[str]:
        """An action that may be forbidden; its group's place is that of its name in `actions`."""
        return self._words([f"({'|'.join(words)})" for words in self.actions.values()])

    @cached_property
    def any_action(self) -> Sieve:
        """Any of the actions."""
        return Sieve(self.action_pattern.pattern)

    @cached_property
    def forbid_pattern(self) -> re.Pattern[str]:
        """Behind this word the actions of a clause are forbidden."""
        return self._words(self.forbids)

    @cached_property
    def forbid_behind_pattern(self) -> re.Pattern[str]:
        """Before this word they are forbidden too."""
        return self._words(self.forbids_behind)

    @cached_property
    def forbid_until_pattern(self) -> re.Pattern[str]:
        """Behind this word they no longer are."""
        return self._words(self.forbids_until)

    @cached_property
    def free_clause_pattern(self) -> re.Pattern[str]:
        """Where a clause begins that no negation before it reaches."""
        if self.spaced:
            return re.compile(rf"[,–—]\s*(?:{_any(self.forbids_anew)})\b", re.I)
        return re.compile(rf"[，,](?!{_any(self.forbids_on)})")

    @cached_property
    def english_left_pattern(self) -> re.Pattern[str]:
        """An English word that no text of this language has."""
        return self._words(self.english_left)

    @cached_property
    def doubled_ok_pattern(self) -> re.Pattern[str]:
        """Words that hold the same twice, rightly."""
        return re.compile(_any(self.doubled_ok))

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

    @property
    def _numbers_in_words(self) -> str:
        """The groups `word` and `one` of `number_pattern`."""
        one = "|".join(map(re.escape, self._number_words)) or NEVER
        word = rf"\b(?:{one})(?:[\s-]+(?:{one}))*\b" if self.spaced else f"(?:{one})+"
        # In Indonesian "se" is part of its word, sejam; in English "an" stands alone.
        whole = "|".join(pattern for pattern, _ in self._units_by_length if len(pattern) > 2) or NEVER
        article = rf"\b(?:{_any(self.one_before_unit)})(?=(?:{whole})\b)"
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

    def _words(self, patterns: list[str]) -> re.Pattern[str]:
        return _words(patterns, spaced=self.spaced)


def _changed_root(changed: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=\b[mp]e)(?:{changed})(?=[aeiou])", re.I)


def _any(patterns: list[str]) -> str:
    return "|".join(patterns) or NEVER


def _longest(patterns: list[str]) -> str:
    """Any of them, the longest first, so that 多于 does not end at 多."""
    return _any(sorted(patterns, key=len, reverse=True))


def _words(patterns: list[str], *, spaced: bool) -> re.Pattern[str]:
    return re.compile(_either(patterns, spaced=spaced), re.I)


def _either(patterns: list[str], *, spaced: bool) -> str:
    """Any of the patterns; as whole words where a language writes spaces between words."""
    edges = (r"(?<!\w)", r"(?!\w)") if spaced else ("", "")
    return f"{edges[0]}(?:{_any(patterns)}){edges[1]}"
