"""Hints on the English sources: long sentences, banned words and rare ones, each with its file and line.

A text that an English reader of ten understands is also the one that gets translated well. Hints are warnings: the
author decides. The words are data (rules/plain_english.yaml).
"""

import re
from functools import cache

from pwa.content.model import Content
from pwa.content.walk import texts
from pwa.languages.checking.check import Finding
from pwa.languages.checking.read_rules import read_table
from pwa.languages.checking.rules import Row

SENTENCE = re.compile(r"[.!?;:]+(?:[”\"')]|\s|$)+")
WORD = re.compile(r"\{\w+\}|[^\W_][\w’'-]*")


class Plain(Row):
    """rules/plain_english.yaml."""

    most_words: int
    longest_word: int
    long_words_ok: str
    banned: dict[str, str]
    rare: dict[str, str]


def hints(content: Content) -> list[Finding]:
    """Every hint, in the order of the files. Raises ContentError when the list of words cannot be read."""
    return [
        Finding(text.file, text.line, False, rule, message, (text.kind, text.english))
        for text in texts(content)
        for rule, message in hints_on(text.english)
    ]


def hints_on(english: str) -> list[tuple[str, str]]:
    """(rule, message) for each hint on one text."""
    plain = _plain()
    found = []
    for sentence in SENTENCE.split(english):
        words = WORD.findall(sentence)
        if len(words) > plain.most_words:
            found.append(
                ("long-sentence", f"{len(words)} words in a sentence; at most {plain.most_words}: make two of it")
            )
    for word, why in _matches(english, "banned"):
        found.append(("banned-word", f"“{word}”: {why}"))
    for word, instead in _matches(english, "rare"):
        found.append(("rare-word", f"“{word}” is hard; write: {instead}"))
    for word in dict.fromkeys(WORD.findall(english)):
        if len(word) > plain.longest_word and not _known().fullmatch(word) and word[0] != "{":
            found.append(("long-word", f"“{word}” has {len(word)} letters; is there a shorter word?"))
    return found


@cache
def _plain() -> Plain:
    return read_table(Plain, "plain_english")[0]


@cache
def _known() -> re.Pattern[str]:
    return re.compile(_plain().long_words_ok, re.I)


@cache
def _patterns(kind: str) -> list[tuple[re.Pattern[str], str]]:
    rows: dict[str, str] = getattr(_plain(), kind)
    return [(re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.I), why) for pattern, why in rows.items()]


def _matches(english: str, kind: str) -> list[tuple[str, str]]:
    return [(match[0], why) for pattern, why in _patterns(kind) if (match := pattern.search(english))]
