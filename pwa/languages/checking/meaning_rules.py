"""The patterns of a table by which meaning.py compares what two texts name."""

import re
from functools import cached_property

from pwa.languages.checking.patterns import Pairs, Worded, any_of, either, words
from pwa.languages.checking.pieces import Index, quick


class MeaningRules(Worded):
    """What a language calls the things that a mistake must not change."""

    @cached_property
    def meaning_patterns(self) -> dict[str, re.Pattern[str]]:
        """In a folded text: what each thing is called, by name; as whole words in English, else also inside words."""
        return {name: quick(either([said], spaced=self.whole_words)) for name, said in self.meanings.items()}

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
        return tuple((words([english], spaced=True), re.compile(here, re.I)) for english, here in self.unsaid)

    @cached_property
    def unsaid_index(self) -> Index:
        """Which of `unsaid_patterns` a translation is worth asking for."""
        return Index([here for _, here in self.unsaid])

    @cached_property
    def opposite_patterns(self) -> tuple[tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]], ...]:
        """(English, the contrary here, English that allows it)."""
        return tuple(
            (words([english], spaced=True), re.compile(here, re.I), words([allows], spaced=True))
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
        return _changed_root(any_of(list(self.nasal.values())))


def _changed_root(changed: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=\b[mp]e)(?:{changed})(?=[aeiou])", re.I)
