"""Words that must not get lost on the way, and words that must not come in: suddenly, both, before, slowly, may.

A table says under one name what a thing is called in its language (`meanings`). What the English names has to be named
in the translation; names that one of the two tables has not are passed by. `unsaid` is the other way round: what may
stand here only where the English says something of the kind. Both hold whole texts against each other, not clauses.
"""

import re
from collections.abc import Iterator

from pwa.content.text import PLACEHOLDER
from pwa.languages.checking.pieces import fold
from pwa.languages.checking.rules import Fault, Rules

# {minutes} before {max_minutes}: "10 to 5 minutes" is no range.
MOST = "max_"
CLAUSE = re.compile("[,.;:?!]")


def meanings_in(text: str, rules: Rules) -> frozenset[str]:
    """The names of all that a text speaks of, by the table of its language."""
    folded, patterns = fold(text), rules.meaning_patterns
    asked = (rules.meaning_names[place] for place in rules.meaning_index.worth_asking(folded))
    return frozenset(name for name in asked if patterns[name].search(folded))


def faults(english: str, here: str, named: frozenset[str], rules: Rules) -> Iterator[Fault]:
    """(rule, message) for each word that was lost and each that came in; `named` is what the English speaks of."""
    patterns, words = rules.meaning_patterns, fold(f"{here}\n{roots(here, rules)}")
    lost = [name for name in rules.meaning_names if name in named and not patterns[name].search(words)]
    for rule, some in (
        ("meaning", [name for name in lost if name not in rules.doubtful]),
        ("wording", [name for name in lost if name in rules.doubtful]),
    ):
        if some:
            yield rule, f"nothing here says: {', '.join(some)}"
    for place in rules.unsaid_index.worth_asking(here):
        allowed, unsaid = rules.unsaid_patterns[place]
        if (word := _affirmed(unsaid, here, rules)) and not allowed.search(english):
            yield "meaning", f"“{word}” is here, and the English says nothing of the kind"
    for place in rules.opposite_index.worth_asking(english):
        said, contrary, allowed = rules.opposite_patterns[place]
        if (one := said.search(english)) and not allowed.search(english) and (word := _affirmed(contrary, here, rules)):
            yield "meaning", f"“{word}” is here, and the English says “{one[0]}”"


def _affirmed(pattern: re.Pattern[str], here: str, rules: Rules) -> str:
    """The first words that the pattern finds and no negation just before them denies: not bent is straight.

    Without spaces between words nobody knows how far "just before" reaches, and nothing counts as denied.
    """
    for match in pattern.finditer(here):
        last_words = " ".join(CLAUSE.split(here[: match.start()])[-1].split()[-3:])
        if not (rules.spaced and rules.negation_pattern.search(last_words)):
            return match[0].strip()
    return ""


def roots(text: str, rules: Rules) -> str:
    """The text with the first letter of each root as it is without a prefix: menarik has tarik in it."""
    if rules.changed_root_pattern.search(text):
        for letter, pattern in rules.root_patterns:
            text = pattern.sub(letter, text)
    return text


def ranges(english: str, here: str) -> Iterator[Fault]:
    """(rule, message) where the two ends of a range have changed places."""
    wanted, given = PLACEHOLDER.findall(english), PLACEHOLDER.findall(here)
    for name in wanted:
        most = MOST + name
        if most in wanted and name in given and most in given:
            first, second = (names.index(name) < names.index(most) for names in (wanted, given))
            if first != second:
                yield "numbers", f"{{{name}}} and {{{most}}} have changed places"
