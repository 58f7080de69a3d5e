"""What the check counts: the parts of a list and the sentences of a text, and a word that says the contrary."""

import pytest

from pwa.languages.checking import meaning, parts
from pwa.languages.checking.read_rules import rules_for

ENGLISH, INDONESIAN, CHINESE = rules_for("en"), rules_for("id"), rules_for("zh_Hans")
LIST = "Dizzy, weak, sleepy, or about to fall?"


# the English, the translation, and what is said of it
COUNTED = {
    "a list as long": (LIST, "Pusing, lemas, mengantuk, atau akan jatuh?", ""),
    "other words between the parts": (LIST, "Pusing dan lemas, mengantuk, ataupun akan jatuh?", ""),
    "a list in two sentences": (LIST, "Pusing, lemas? Mengantuk, atau akan jatuh, ya?", ""),
    "a lost part": (LIST, "Pusing, lemas, atau akan jatuh?", "a part of a list is left out: 4 in the English, 3 here"),
    "leg or foot in one word": ("The leg or foot is cold, pale or blue.", "Kaki dingin, pucat, atau biru.", ""),
    "no list": ("Wait, then call.", "Tunggu dan telepon.", ""),
    "two sentences in one": ("Sit down. Then wait for help.", "Duduklah, lalu tunggu sampai bantuan datang.", ""),
    "a lost sentence": ("Sit down. Then wait for help.", "Duduk.", "a sentence is left out: 2 in the English, 1 here"),
}


@pytest.mark.parametrize(("english", "here", "said"), COUNTED.values(), ids=COUNTED)
def test_a_lost_part_is_found_and_other_grammar_is_not(english: str, here: str, said: str) -> None:
    found = [message for _, message in parts.faults(english, here, ENGLISH, INDONESIAN)]
    assert found == ([said] if said else [])


# Chinese joins sentences with commas, so that its clauses are counted.
JOINED = {
    "two sentences in one": ("Drink if you are thirsty. There is no need to force it.", "口渴才喝，没必要硬灌。", ""),
    "a lost sentence": ("Sit down. Then wait for help.", "坐下。", "a sentence is left out: 2 in the English, 1 here"),
    "a long sentence for two": ("Sit. Wait.", "坐着等人来", ""),
}


@pytest.mark.parametrize(("english", "here", "said"), JOINED.values(), ids=JOINED)
def test_a_lost_sentence_is_found_where_commas_join_sentences(english: str, here: str, said: str) -> None:
    found = [message for _, message in parts.faults(english, here, ENGLISH, CHINESE)]
    assert found == ([said] if said else [])


def test_a_language_that_names_no_parts_is_not_counted() -> None:
    assert list(parts.faults(LIST, "Des vertiges ?", ENGLISH, rules_for("fr"))) == []


# the English, the translation, and the word that says the contrary
CONTRARY = {
    "the contrary": ("The pain gets worse.", "Nyerinya membaik.", "membaik"),
    "the contrary denied": ("The pain gets worse.", "Nyerinya memburuk, tidak juga membaik.", ""),
    "the English says both": ("Worse, or better?", "Memburuk atau membaik?", ""),
}


@pytest.mark.parametrize(("english", "here", "word"), CONTRARY.values(), ids=CONTRARY)
def test_a_contrary_is_found_unless_it_is_denied_or_said(english: str, here: str, word: str) -> None:
    found = [said for _, said in meaning.faults(english, here, frozenset(), INDONESIAN)]
    assert [said for said in found if "the English says “" in said] == (
        [f"“{word}” is here, and the English says “worse”"] if word else []
    )


# the same in Chinese, where nobody knows how far a negation reaches
CHINESE_CONTRARY = {
    "up for down": ("Keep the toes pushed down.", "把脚趾一直往上扳。", "往上"),
    "down for down": ("Keep the toes pushed down.", "把脚趾一直往下压。", ""),
    "hard for lightly": ("Stroke or press lightly.", "轻抚或用力按。", "或用力"),
    "not hard for lightly": ("Stroke or press lightly.", "轻抚或轻按，不要用力。", ""),
    "worse for easing": ("It eases when the leg hangs down.", "腿垂下来就更疼。", "更疼"),
    "not so for counting": ("Chest trouble counts too.", "胸部不适不算。", "不算"),
    "walking for rest": ("It hurts at rest too.", "走路时也疼。", "走路时"),
    "spare time for a call": ("Phone a doctor.", "有空给医生打电话。", "有空"),
}


@pytest.mark.parametrize(("english", "here", "word"), CHINESE_CONTRARY.values(), ids=CHINESE_CONTRARY)
def test_a_contrary_in_chinese(english: str, here: str, word: str) -> None:
    found = [said for _, said in meaning.faults(english, here, frozenset(), CHINESE) if "the English says “" in said]
    assert [said.split("”")[0] for said in found] == ([f"“{word}"] if word else [])


def test_a_root_is_found_under_its_prefix() -> None:
    assert "kecil" in meaning.roots("Ototnya mengecil.", INDONESIAN)
    assert meaning.roots("肌肉变细。", rules_for("zh_Hans")) == "肌肉变细。"
