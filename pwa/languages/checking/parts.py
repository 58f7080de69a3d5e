"""A part of a list, or a whole sentence, that is not there: what no single word can tell.

Both are counted, so they find a loss of words that no table names. A language says what may stand between two parts in
more ways than English does, and only a text with fewer of them has lost one.
"""

import re
from collections.abc import Iterator

from pwa.languages.checking.rules import Fault, Rules

SENTENCE = re.compile(r"[.!?;:。！？；：]+(?!\d)")
SENTENCE_END = re.compile(r"[.!?。！？]+(?!\d)")
# Where no spaces are written a comma joins two sentences, more often than not.
CLAUSE_END = re.compile(r"[.!?,:;。！？，：；]+(?!\d)")
LETTER = re.compile(r"[^\W\d_]")
CLOSING = " .?!。？！”’\"')）"


def faults(english: str, here: str, ours: Rules, theirs: Rules) -> Iterator[Fault]:
    """(rule, message) where a list of the English has lost a part, or the text a sentence and the letters of one."""
    if not theirs.parts:
        return
    listed = [_parts(sentence, ours) for sentence in SENTENCE.split(theirs.one_part_pattern.sub(" ", english))]
    wanted = sum(parts for parts in listed if parts > 1)  # "A or B" may be one word elsewhere
    given = sum(_parts(sentence, theirs) for sentence in SENTENCE_END.split(here))
    if given < wanted:
        yield "meaning", f"a part of a list is left out: {wanted + 1} in the English, {given + 1} here"
        return
    wanted, given = _ends(english, SENTENCE_END), _ends(here, SENTENCE_END if theirs.spaced else CLAUSE_END)
    if given < wanted and _letters(here) < _letters(english) * theirs.sentence_lost:
        yield "meaning", f"a sentence is left out: {wanted} in the English, {given} here"


def _parts(sentence: str, rules: Rules) -> int:
    """How many marks and words such as "or" stand between the parts of a sentence."""
    return len(rules.part_pattern.findall(sentence))


def _ends(text: str, mark: re.Pattern[str]) -> int:
    """How many sentences a text has, each but the last with such a mark behind it."""
    return len(mark.findall(text.rstrip(CLOSING))) + 1


def _letters(text: str) -> int:
    return len(LETTER.findall(text))
