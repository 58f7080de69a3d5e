"""The check of questions: inside a text a condition is as good, and only what turns the whole round is an error."""

import pytest

from pwa.languages.checking import negation
from pwa.languages.checking.read_rules import rules_for

# language, the English, the translation, the rule that finds it
ASKED = {
    "a question": ("id", "Leg cold or numb?", "Apakah kaki dingin atau kebas?", ""),
    "a question turned statement": ("id", "Leg cold or numb?", "Kaki dingin atau kebas.", "question"),
    "two questions turned condition": ("id", "Cold? Or numb?", "Jika dingin, atau kebas.", "question"),
    "a question turned condition": ("id", "Sore? Call.", "Jika nyeri, telepon.", ""),
    "a question turned condition in Chinese": ("zh_Hans", "Sore? Call.", "如果疼，打电话。", ""),
    "a condition turned question": ("id", "If it is sore, call.", "Nyeri? Telepon.", ""),
    "who it is about turned question": ("id", "With diabetes, look at it.", "Punya diabetes? Lihatlah.", ""),
    "a condition that is lost": ("id", "Sore? Call.", "Nyeri. Telepon.", "condition"),
    "a step without an end mark": ("id", "Sore? Call", "Nyeri. Telepon", "condition"),
    "a question behind a statement": ("id", "Ten minutes. Has it let go?", "Setelah sepuluh menit, lepas.", ""),
    "a statement turned question": ("id", "Walk slowly.", "Berjalan pelan?", "question"),
    "a last statement turned question": ("id", "Sit down. Walk slowly.", "Duduk. Berjalan pelan?", "question"),
    "a condition that is lost in Malay": ("ms", "Sore? Call.", "Sakit. Telefon.", "condition"),
    "a language that names no conditions": ("fr", "Sore? Call.", "Mal. Appelez.", ""),
    "a language without a table": ("fr", "Sore?", "Mal.", "question"),
}


@pytest.mark.parametrize(("language", "english", "here", "rule"), ASKED.values(), ids=ASKED)
def test_a_question_must_stay_one_as_a_whole(language: str, english: str, here: str, rule: str) -> None:
    found = [found for found, _ in negation.questions(english, here, rules_for(language))]
    assert found == ([rule] if rule else [])
