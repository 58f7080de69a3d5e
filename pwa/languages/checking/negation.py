"""A negation lost or added, and a question turned into a statement.

"Do not rub" without its "not" is the worst that a translation can do here. Negations are counted sentence by sentence,
because one too many elsewhere in a text must not hide a lost one. "Harmless" and "safe" are data (`same:`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pwa.languages.checking.pieces import fold
from pwa.languages.checking.rules import Fault, Rules
from pwa.languages.checking.wording import last_mark

ADDED = "is added"
# What may be no end of a sentence.
INSIDE = (re.compile("(?!)"), re.compile("[;:；：]"), re.compile("[;:；：?？]"))
SENTENCE = re.compile(r"[.!?;:。！？；：]+(?!\d)")


@dataclass(frozen=True)
class Count:
    """Of one sentence: sure negations, words said with or without one, words that join or list, words that forbid.

    `carried` are the joins behind the first negation: "not A or B", and not "A or not B".
    """

    sure: int = 0
    soft: int = 0
    joins: int = 0
    lists: int = 0
    forbids: int = 0
    carried: int = 0

    def __add__(self, other: "Count") -> "Count":
        """Of two sentences as one."""
        return Count(
            self.sure + other.sure,
            self.soft + other.soft,
            self.joins + other.joins,
            self.lists + other.lists,
            self.forbids + other.forbids,
            self.carried + other.carried,
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


def compare(english: Denials, here: Denials, ours: Rules, theirs: Rules) -> Iterator[Fault]:
    """(rule, message) for a negation that the translation has lost or added."""
    if not theirs.negations:
        return
    faults = _faults(english.counts, here.counts)
    if faults:
        left, right = _without_same(english.rest, here.rest, theirs)
        lost, faults = not any(ADDED in fault for fault in faults), _kinder(left, right, ours, theirs)
        if lost and left != english.rest and all(ADDED in fault for fault in faults):
            faults = []  # what seemed to be lost is there, said in both ways
        # "Do not bend it" is "keep it straight".
        if faults and all(ADDED in fault for fault in faults):
            plain = _kinder(left, _without_antonyms(english.text, right, theirs), ours, theirs)
            # What is lost without them is no fault: they stood for it.
            faults = [fault for fault in plain if ADDED in fault]
    faults += list(_allowed(english.forbidden, here.forbidden))
    keeps = theirs.keep_patterns if theirs.any_keep.finds(fold(english.text)) else ()
    for said, must in keeps:
        if (match := said.search(english.text)) and not must.search(here.text):
            faults.append(f"“{match[0]}” is in the English; nothing here says so")
    for fault in dict.fromkeys(faults):
        yield "negation", fault


def _kinder(english: str, here: str, ours: Rules, theirs: Rules) -> list[str]:
    """The faults of two texts, the kindest of the ways to end a sentence.

    "Not meant: X" is "X is not meant"; and where only one of them asks, "Do not do X when Y" is "Y? Do not do X".
    """
    marks = INSIDE if english.count("?") != sum(map(here.count, theirs.questions)) else INSIDE[:2]
    ways = [(mark.sub(" ", english), mark.sub(" ", here)) for mark in marks]
    return min((_faults(_counts(one, ours), _counts(two, theirs)) for one, two in ways), key=len)


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
    if not rules.any_action.finds(fold(text)):
        return found
    for clause in (clause for sentence in SENTENCE.split(text) for clause in rules.free_clause_pattern.split(sentence)):
        begins = rules.forbid_pattern.search(clause)
        ends = rules.forbid_until_pattern.search(clause, begins.end()) if begins else None
        behind = rules.forbid_behind_pattern.search(clause)
        for match in rules.action_pattern.finditer(clause):
            forbidden = bool(begins and begins.start() <= match.start())
            forbidden = forbidden and not (ends and ends.start() < match.start())
            forbidden = forbidden or bool(behind and match.end() <= behind.start())
            # 踮不起: the negation stands inside the verb.
            forbidden = forbidden or bool(not rules.spaced and rules.forbid_pattern.match(clause, match.end()))
            if match.lastindex is not None:
                found.setdefault(names[match.lastindex - 1], []).append(forbidden)
    return found


def questions(english: str, here: str, rules: Rules) -> Iterator[Fault]:
    """(rule, message) where a question has become a statement, or a statement a question.

    Inside a text a condition is as good: "Sore? Call." is "If it is sore, call.", and the other way round.
    """
    if not rules.questions:
        return
    ends = [end for end in SENTENCE.findall(english) if end[0] not in ";:"]
    asked, asks = "?" in english, any(mark in here for mark in rules.questions)
    if asked and not asks:
        if last_mark(english) == "?" and all("?" in end for end in ends):
            yield "question", "the English asks and nothing here does; a question must not become a statement"
        elif rules.conditions and not rules.condition_pattern.search(here):
            yield "condition", "the English asks; nothing here asks or says “if”"
    elif not asked and last_mark(here) in rules.questions:
        yield "question", "no question in the English, one at the end here; a statement must not become a question"


def _without_same(english: str, here: str, rules: Rules) -> tuple[str, str]:
    """Both texts without what says the same with a negation on one side only."""
    if not rules.any_same.finds(fold(english)):
        return english, here
    for ours, theirs in rules.same_patterns:
        while (one := ours.search(english)) and (two := theirs.search(here)):
            # Where both sides have a negation there, counting sees it anyway.
            english = english[: one.start()] + " " * len(one[0]) + english[one.end() :]
            here = here[: two.start()] + " " * len(two[0]) + here[two.end() :]
    return english, here


def _counts(text: str, rules: Rules) -> tuple[Count, ...]:
    sentences = [sentence for sentence in SENTENCE.split(text) if sentence.strip(" ”\"'’)）」")]
    if not rules.any_denial.finds(fold(text)):
        return (Count(),) * len(sentences)  # what joins and lists is asked only beside a denial
    return tuple(_count(sentence, rules) for sentence in sentences)


def _count(sentence: str, rules: Rules) -> Count:
    if not rules.any_denial.finds(fold(sentence)):
        return Count(joins=len(rules.join_pattern.findall(sentence)), lists=len(rules.list_pattern.findall(sentence)))
    plain = rules.not_negation_pattern.sub(lambda match: " " * len(match[0]), sentence)
    forbids = len(rules.prohibition_pattern.findall(plain))
    soft = len(rules.soft_negation_pattern.findall(plain))
    plain = rules.soft_negation_pattern.sub(lambda match: " " * len(match[0]), plain)
    joins, listed = len(rules.join_pattern.findall(plain)), len(rules.list_pattern.findall(plain))
    denials = [match.end() for match in rules.negation_pattern.finditer(plain)]
    carried = len(rules.join_pattern.findall(plain, denials[0])) if denials else 0
    return Count(len(denials), soft, joins, listed, forbids, carried)


def _fault(english: Count, here: Count) -> str:
    """What is wrong with one sentence, or nothing."""
    both = min(english.soft, here.soft)
    soft_english, soft_here = english.soft - both, here.soft - both
    if here.sure + here.soft < english.sure:
        return f"a negation is lost: {english.sure} in the English sentence, {here.sure} here"
    if here.forbids and not english.forbids:
        return "a prohibition is added: the English sentence forbids nothing"
    if here.sure > english.sure + soft_english:
        if not english.sure + english.soft:
            return f"a negation is added: none in the English sentence, {here.sure} here"
        # One more in a sentence that denies anyway is mostly a turn of speech: 没问过医生，不要停药.
        if here.sure > english.sure + soft_english + english.joins + english.lists + 1:
            return f"a negation is added: {english.sure} in the English sentence, {here.sure} here"
    if english.sure and here.sure + soft_here + here.joins < english.sure + english.carried:
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
