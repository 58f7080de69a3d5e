"""Hints on the English sources: long sentences, banned words and rare ones, each with its file and line.

A text that an English reader of ten understands is also the one that gets translated well. Hints are warnings: the
author decides. The words are data (rules/plain_english.yaml).
"""

import re
from functools import cache
from typing import Annotated, Any

from pydantic import BeforeValidator

from pwa.content.model import Content
from pwa.content.walk import texts
from pwa.languages.checking.check import Finding
from pwa.languages.checking.read_rules import read_table
from pwa.languages.checking.schema import Row

TABLE = "plain_english"
SENTENCE = re.compile(r"[.!?;:]+(?:[”\"')]|\s|$)+")
WORD = re.compile(r"\{\w+\}|[^\W_][\w’'-]*")


def _whole_words(pattern: Any) -> re.Pattern[str]:
    try:
        return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.I)
    except re.error as error:
        raise ValueError(f"{pattern!r} is no regular expression: {error.msg}") from error


WordPattern = Annotated[re.Pattern[str], BeforeValidator(_whole_words)]


class PlainEnglish(Row):
    """rules/plain_english.yaml: limits in words and letters, and by pattern why a word is banned or what is easier."""

    most_words: int
    longest_word: int
    long_words_ok: WordPattern
    banned: dict[WordPattern, str]
    rare: dict[WordPattern, str]


# The table is part of the program and does not change while it runs; the preview starts anew when one is saved.
@cache
def plain_english() -> PlainEnglish:
    """The table. Raises ContentError with the line of each fault."""
    return read_table(PlainEnglish, TABLE)[0]


def hints(content: Content) -> list[Finding]:
    """Every hint, in the order of the files. Raises ContentError when the list of words cannot be read."""
    return [
        Finding(text.file, text.line, False, rule, message, (text.kind, text.english))
        for text in texts(content)
        for rule, message in hints_on(text.english)
    ]


def hints_on(english: str) -> list[tuple[str, str]]:
    """(rule, message) for each hint on one text."""
    plain = plain_english()
    lengths = [len(WORD.findall(sentence)) for sentence in SENTENCE.split(english)]
    found = [
        ("long-sentence", f"{length} words in a sentence; at most {plain.most_words}: make two of it")
        for length in lengths
        if length > plain.most_words
    ]
    found += [("banned-word", f"“{word}”: {why}") for word, why in _matches(english, plain.banned)]
    found += [("rare-word", f"“{word}” is hard; write: {easier}") for word, easier in _matches(english, plain.rare)]
    found += [
        ("long-word", f"“{word}” has {len(word)} letters; is there a shorter word?")
        for word in dict.fromkeys(WORD.findall(english))
        if len(word) > plain.longest_word and word[0] != "{" and not plain.long_words_ok.fullmatch(word)
    ]
    return found


def _matches(english: str, rows: dict[re.Pattern[str], str]) -> list[tuple[str, str]]:
    """The first match of each pattern, with what its row says."""
    return [(match[0], row) for pattern, row in rows.items() if (match := pattern.search(english))]
