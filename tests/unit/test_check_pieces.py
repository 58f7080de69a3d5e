"""The index of patterns by the letters of their matches: it leaves out most of them, and none that would match."""

import re

import pytest

from pwa.content.load import load
from pwa.files import root
from pwa.languages.catalog import grouped, read_catalog
from pwa.languages.checking.pieces import Index, Sieve, fold, pieces, quick
from pwa.languages.checking.quantities import FIGURE
from pwa.languages.checking.read_rules import rules_for
from pwa.languages.checking.rules import Rules
from pwa.languages.table import ENGLISH, find_languages

LANGUAGES = {language.folder: language for language in find_languages(root() / "translations")}


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("ben[dt]", {"ben"}),
        ("sudden(?:ly)?", {"sud"}),
        ("toes?|feet", {"toe", "fee"}),
        ("(?:toes?|feet) up", {" up"}),
        ("(?<!so )calf", {"cal"}),
        ("(?:ab)+", {"ab"}),
        ("热|烫", {"热", "烫"}),
        ("Ambulance", {"amb"}),
        (r"an?\s(?=hour|day)", {"hou", "day"}),
        (r"an?\s(?!hour|day)", {"a"}),
        (r"\d+", set()),
        ("pain|", set()),
        ("(?:pain)?", set()),
        ("[^a]", set()),
    ],
)
def test_every_match_of_a_pattern_holds_one_of_its_pieces(pattern: str, found: set[str]) -> None:
    assert pieces(pattern) == found


def test_a_pattern_is_asked_only_for_a_whole_piece() -> None:
    assert Index(["suddenly", "without"]).worth_asking("A sudden pain, with nothing else.") == []
    assert not Sieve("suddenly|without").finds("a sudden pain, with nothing else.")
    assert Sieve("suddenly|without").finds("a pain without end.")


def test_a_pattern_without_certain_letters_is_always_asked() -> None:
    assert Index(["calf", r"\d+", "thigh"]).worth_asking("The thigh.") == [1, 2]


@pytest.mark.parametrize("letter", ["SIT", "ſit", "sıt", "sİt", "Sit"])
def test_letters_are_alike_as_they_are_to_a_pattern(letter: str) -> None:
    assert re.search("sit", letter, re.I)
    assert Index(["sit"]).worth_asking(letter) == [0]
    assert Sieve("sit").finds(fold(letter))
    assert quick(r"(?<!\w)(?P<word>sit)(?!\w)").search(fold(letter))


@pytest.mark.parametrize("folder", [ENGLISH, *(folder for folder in LANGUAGES if folder != ENGLISH)])
def test_nothing_that_matches_is_left_out_in_our_own_catalogs(folder: str) -> None:
    rules, translations = rules_for(folder), root() / "translations"
    keys = list(grouped(load()))
    messages = read_catalog(translations, LANGUAGES[folder]).messages
    texts = [key[1] if folder == ENGLISH else messages[key].translation for key in keys]
    asked_of = {
        "unsaid": (rules.unsaid_index, [here for _, here in rules.unsaid_patterns]),
        "opposites": (rules.opposite_index, [said for said, _, _ in rules.opposite_patterns]),
    }
    if folder == ENGLISH:
        asked_of["meanings"] = rules.meaning_index, [re.compile(words, re.I) for words in rules.meanings.values()]
    for name, (index, all_) in asked_of.items():
        asked = [set(index.worth_asking(text)) for text in texts]
        lost = [
            (pattern.pattern, text)
            for text, places in zip(texts, asked, strict=True)
            for place, pattern in enumerate(all_)
            if place not in places and pattern.search(text)
        ]
        assert not lost, name
        assert not all_ or sum(map(len, asked)) < len(all_) * len(texts) / 4, f"{name}: hardly a pattern is left out"
    numbers = [bool(rules.number_pattern.search(text)) for text in texts]
    assert numbers == [bool(FIGURE.search(text)) or rules.number_in_words.finds(fold(text)) for text in texts]
    made = {name: getattr(rules, name) for name in Rules.patterns()}
    sieves = {name: value for name, value in made.items() if isinstance(value, Sieve)}
    assert len(sieves) > 3
    for name, sieve in sieves.items():
        own = re.compile(sieve.pattern.pattern, re.I)
        for text in [*texts, *map(str.upper, texts)]:
            assert bool(own.search(text)) == sieve.finds(fold(text)), (name, text)
