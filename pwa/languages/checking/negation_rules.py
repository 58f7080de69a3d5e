"""The patterns of a table by which negation.py reads what a text denies, forbids and asks."""

import re
from functools import cached_property

from pwa.languages.checking.patterns import Pairs, Worded, any_of, either, words
from pwa.languages.checking.pieces import Sieve


class NegationRules(Worded):
    """How a language denies."""

    @cached_property
    def negation_pattern(self) -> re.Pattern[str]:
        """A word that denies."""
        return self.own_words(self.negations)

    @cached_property
    def soft_negation_pattern(self) -> re.Pattern[str]:
        """A word that the other language may say with or without a negation."""
        return self.own_words(self.soft_negations)

    @cached_property
    def not_negation_pattern(self) -> re.Pattern[str]:
        """Words that hold a negation and deny nothing."""
        return self.own_words(self.not_negations)

    @cached_property
    def any_denial(self) -> Sieve:
        """Any word that counts when denials are counted, or keeps one from counting."""
        denying = [*self.negations, *self.soft_negations, *self.not_negations, *self.prohibitions]
        return Sieve(either(denying, spaced=self.spaced))

    @cached_property
    def prohibition_pattern(self) -> re.Pattern[str]:
        """A word that forbids."""
        return self.own_words(self.prohibitions)

    @cached_property
    def join_pattern(self) -> re.Pattern[str]:
        """A word that carries a negation over to what follows."""
        return words(self.joins, spaced=False)

    @cached_property
    def list_pattern(self) -> re.Pattern[str]:
        """A word or mark between the parts of a list."""
        return words(self.lists, spaced=False)

    @cached_property
    def condition_pattern(self) -> re.Pattern[str]:
        """A word that begins a condition: as good as a question inside a text."""
        return self.own_words(self.conditions)

    @cached_property
    def same_patterns(self) -> Pairs:
        """(English, here): two ways to say the same, one of them without a negation."""
        return tuple((words([english], spaced=True), self.own_words([here])) for english, here in self.same)

    @cached_property
    def antonym_patterns(self) -> Pairs:
        """(English, here): what is often said with a negation here."""
        return tuple((words([english], spaced=True), self.own_words([here])) for english, here in self.antonyms)

    @cached_property
    def any_same(self) -> Sieve:
        """The English of any of them: few texts have it, and one look is enough for the others."""
        return Sieve(either([english for english, _ in self.same], spaced=True))

    @cached_property
    def keep_patterns(self) -> Pairs:
        """(English, what must stand here for it)."""
        return tuple((words([english], spaced=True), re.compile(here, re.I)) for english, here in self.keeps)

    @cached_property
    def any_keep(self) -> Sieve:
        """The English of any of them."""
        return Sieve(either([english for english, _ in self.keeps], spaced=True))

    @cached_property
    def action_pattern(self) -> re.Pattern[str]:
        """An action that may be forbidden; its group's place is that of its name in `actions`."""
        return self.own_words([f"({'|'.join(words)})" for words in self.actions.values()])

    @cached_property
    def any_action(self) -> Sieve:
        """Any of the actions."""
        return Sieve(self.action_pattern.pattern)

    @cached_property
    def forbid_pattern(self) -> re.Pattern[str]:
        """Behind this word the actions of a clause are forbidden."""
        return self.own_words(self.forbids)

    @cached_property
    def forbid_behind_pattern(self) -> re.Pattern[str]:
        """Before this word they are forbidden too."""
        return self.own_words(self.forbids_behind)

    @cached_property
    def forbid_until_pattern(self) -> re.Pattern[str]:
        """Behind this word they no longer are."""
        return self.own_words(self.forbids_until)

    @cached_property
    def free_clause_pattern(self) -> re.Pattern[str]:
        """Where a clause begins that no negation before it reaches."""
        if self.spaced:
            return re.compile(rf"[,–—]\s*(?:{any_of(self.forbids_anew)})\b", re.I)
        return re.compile(rf"[，,](?!{any_of(self.forbids_on)})")
