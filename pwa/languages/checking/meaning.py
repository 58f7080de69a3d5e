"""Words that must not get lost on the way, and words that must not come in: suddenly, both, before, slowly, may.

A table says under one name what a thing is called in its language (`meanings`). What the English names has to be named
in the translation; names that one of the two tables has not are passed by. `unsaid` is the other way round: what may
stand here only where the English says something of the kind. Both hold whole texts against each other, not clauses.
"""

from collections.abc import Iterator

from pwa.content.text import PLACEHOLDER
from pwa.languages.checking.rules import Rules

# {minutes} before {max_minutes}: "10 to 5 minutes" is no range.
MOST = "max_"


def meanings_in(text: str, rules: Rules) -> frozenset[str]:
    """The names of all that a text speaks of, by the table of its language."""
    return frozenset(name for name, pattern in rules.meaning_patterns.items() if pattern.search(text))


def faults(english: str, here: str, named: frozenset[str], rules: Rules) -> Iterator[tuple[str, str]]:
    """(rule, message) for each word that was lost and each that came in; `named` is what the English speaks of."""
    patterns = rules.meaning_patterns
    lost = [name for name in patterns if name in named and not patterns[name].search(here)]
    if lost:
        yield "meaning", f"nothing here says: {', '.join(lost)}"
    for allowed, unsaid in rules.unsaid_patterns:
        if (match := unsaid.search(here)) and not allowed.search(english):
            yield "meaning", f"“{match[0].strip()}” is here, and the English says nothing of the kind"


def ranges(english: str, here: str) -> Iterator[tuple[str, str]]:
    """(rule, message) where the two ends of a range have changed places."""
    wanted, given = PLACEHOLDER.findall(english), PLACEHOLDER.findall(here)
    for name in wanted:
        most = MOST + name
        if most in wanted and name in given and most in given:
            first, second = (names.index(name) < names.index(most) for names in (wanted, given))
            if first != second:
                yield "numbers", f"{{{name}}} and {{{most}}} have changed places"
