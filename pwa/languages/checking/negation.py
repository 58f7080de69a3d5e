"""A negation lost or added, and a question turned into a statement.

"Do not rub" without its "not" is the worst that a translation can do here. Negations are counted sentence by sentence,
because one too many elsewhere in a text must not hide a lost one. "Harmless" and "safe" are data (`same:`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pwa.languages.checking.rules import Rules

ADDED = "is added"
SENTENCE = re.compile(r"[.!?;:。！？；：]+(?!\d)")


@dataclass(frozen=True)
class Count:
    """Of one sentence: sure negations, words said with or without one, words that join or list, words that forbid."""

    sure: int = 0
    soft: int = 0
    joins: int = 0
    lists: int = 0
    forbids: int = 0

    def __add__(self, other: "Count") -> "Count":
        """Of two sentences as one."""
        return Count(
            self.sure + other.sure,
            self.soft + other.soft,
            self.joins + other.joins,
            self.lists + other.lists,
            self.forbids + other.forbids,
        )


@dataclass(frozen=True)
class Denials:
    """What a text denies and forbids.

    `rest` is the text without its numbers, `counts` has each sentence of it, and `forbidden` says of each action that
    the text names whether it is forbidden, place by place.
    """

    text: str
    rest: str
    counts: tuple[Count, ...]
    forbidden: dict[str, list[bool]]


def denials_in(text: str, rest: str, rules: Rules) -> Denials:
    """The denials of a text by the rules of its language; `rest` as in quantities.Numbers."""
    return Denials(text, rest, _counts(rest, rules), _forbidden(text, rules))


def compare(english: Denials, here: Denials, ours: Rules, theirs: Rules) -> Iterator[tuple[str, str]]:
    """(rule, message) for a negation that the translation has lost or added."""
    if not theirs.negations:
        return
    one, two = english.counts, here.counts
    left, right = _without_same(english.rest, here.rest, theirs)
    if left != english.rest:
        one, two = _counts(left, ours), _counts(right, theirs)
    faults = _faults(one, two)
    # "Do not bend it" is "keep it straight".
    if faults and all(ADDED in fault for fault in faults):
        plain = _without_antonyms(english.text, right, theirs)
        faults = _faults(one, _counts(plain, theirs)) if plain != right else faults
    faults += list(_allowed(english.forbidden, here.forbidden))
    keeps = theirs.keep_patterns if theirs.keep_english_pattern.search(english.text) else ()
    for said, must in keeps:
        if (match := said.search(english.text)) and not must.search(here.text):
            faults.append(f"“{match[0]}” is in the English; nothing here says so")
    for fault in dict.fromkeys(faults):
        yield "negation", fault


def _faults(english: tuple[Count, ...], here: tuple[Count, ...]) -> list[str]:
    if len(english) == len(here):
        return [fault for first, second in zip(english, here, strict=True) if (fault := _fault(first, second))]
    return _best(english, here)


def _without_antonyms(english: str, here: str, rules: Rules) -> str:
    """The translation without what it says with a negation for a word of the English that has none."""
    for ours, theirs in rules.antonym_patterns:
        if ours.search(english):
            here = theirs.sub(lambda match: " " * len(match[0]), here)
    return here


def _allowed(english: dict[str, list[bool]], here: dict[str, list[bool]]) -> Iterator[str]:
    """Actions that every English sentence forbids and the translation allows in one place: 不要揉，热敷."""
    for name, forbidden in english.items():
        if all(forbidden) and not all(here.get(name, [True])):
            yield f"“{name}” is forbidden in the English, and in one place here it is not"


def _forbidden(text: str, rules: Rules) -> dict[str, list[bool]]:
    names = list(rules.actions)
    found: dict[str, list[bool]] = {}
    if not rules.action_pattern.search(text):
        return found
    for clause in (clause for sentence in SENTENCE.split(text) for clause in rules.free_clause_pattern.split(sentence)):
        begins = rules.forbid_pattern.search(clause)
        ends = rules.forbid_until_pattern.search(clause, begins.end()) if begins else None
        for match in rules.action_pattern.finditer(clause):
            forbidden = bool(begins and begins.start() <= match.start())
            forbidden = forbidden and not (ends and ends.start() < match.start())
            # 踮不起: the negation stands inside the verb.
            forbidden = forbidden or bool(not rules.spaced and rules.forbid_pattern.match(clause, match.end()))
            if match.lastindex is not None:
                found.setdefault(names[match.lastindex - 1], []).append(forbidden)
    return found


def questions(english: str, here: str, rules: Rules) -> Iterator[tuple[str, str]]:
    """(rule, message) where the two texts do not ask the same number of questions."""
    if not rules.questions:
        return
    wanted, given = english.count("?"), sum(map(here.count, rules.questions))
    if given < wanted:
        yield "question", f"{wanted} questions in English, {given} here; a question must not become a statement"
    elif given > wanted:
        yield "question", f"{wanted or 'no'} questions in English, {given} here; a statement must not become a question"


def _without_same(english: str, here: str, rules: Rules) -> tuple[str, str]:
    """Both texts without what says the same with a negation on one side only."""
    if not rules.same_english_pattern.search(english):
        return english, here
    for ours, theirs in rules.same_patterns:
        while (one := ours.search(english)) and (two := theirs.search(here)):
            # Where both sides have a negation there, counting sees it anyway.
            english = english[: one.start()] + " " * len(one[0]) + english[one.end() :]
            here = here[: two.start()] + " " * len(two[0]) + here[two.end() :]
    return english, here


def _counts(text: str, rules: Rules) -> tuple[Count, ...]:
    return tuple(_count(sentence, rules) for sentence in SENTENCE.split(text) if sentence.strip(" ”\"'’)）」"))


def _count(sentence: str, rules: Rules) -> Count:
    plain = rules.not_negation_pattern.sub(lambda match: " " * len(match[0]), sentence)
    forbids = len(rules.prohibition_pattern.findall(plain))
    soft = len(rules.soft_negation_pattern.findall(plain))
    plain = rules.soft_negation_pattern.sub(lambda match: " " * len(match[0]), plain)
    joins, listed = len(rules.join_pattern.findall(plain)), len(rules.list_pattern.findall(plain))
    return Count(len(rules.negation_pattern.findall(plain)), soft, joins, listed, forbids)


def _fault(english: Count, here: Count) -> str:
    """What is wrong with one sentence, or nothing."""
    both = min(english.soft, here.soft)
    soft_english, soft_here = english.soft - both, here.soft - both
    if here.sure + soft_here < english.sure:
        return f"a negation is lost: {english.sure} in the English sentence, {here.sure} here"
    if here.forbids and not english.forbids:
        return "a prohibition is added: the English sentence forbids nothing"
    if here.sure > english.sure + soft_english:
        if not english.sure + english.soft:
            return f"a negation is added: none in the English sentence, {here.sure} here"
        if here.sure > english.sure + soft_english + english.joins + english.lists:
            return f"a negation is added: {english.sure} in the English sentence, {here.sure} here"
    if english.sure and here.sure + here.joins < english.sure + english.joins:
        return "“not A or B”: each part needs its negation, or a word for “or” that carries it over"
    return ""


def _best(english: tuple[Count, ...], here: tuple[Count, ...]) -> list[str]:
    """The faults of the kindest way to lay two different numbers of sentences side by side, in their order."""
    best: dict[tuple[int, int], list[str]] = {(0, 0): []}
    for i in range(len(english) + 1):
        for j in range(len(here) + 1):
            if (i, j) == (0, 0):
                continue
            ways = []
            for a, b in ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2)):
                if i >= a and j >= b and (before := best.get((i - a, j - b))) is not None:
                    fault = _fault(sum(english[i - a : i], Count()), sum(here[j - b : j], Count()))
                    ways.append([*before, fault] if fault else before)
            if ways:
                best[i, j] = min(ways, key=len)
    whole = _fault(sum(english, Count()), sum(here, Count()))
    return best.get((len(english), len(here)), [whole] if whole else [])
