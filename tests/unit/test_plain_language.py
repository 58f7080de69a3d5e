"""Plain-language hints on the English sources: what they name, where, and what they leave alone."""

from pathlib import Path

import pytest

from pwa.content.load import load
from pwa.content.model import Content
from pwa.content.walk import texts
from pwa.languages.checking import read_rules
from pwa.problems import ContentError
from pwa.workshop.plain_language import hints, hints_on, plain_english

LONG = "Sit on the bed with the leg straight and pull the toes toward the shin until it eases and then let it go."

HINTS = {
    "a cramp called paralysis": ("The paralysis eases.", "banned-word", "say cramp"),
    "a cramp that paralyses": ("Both legs were paralysed.", "banned-word", "“paralysed”"),
    "a promise": ("It is guaranteed to help.", "banned-word", "say may"),
    "blame": ("Simply pull the toes.", "banned-word", "leave it out"),
    "a doctor's word": ("It may be a thrombosis.", "rare-word", "write: clot"),
    "a stiff word": ("Commence stretching.", "rare-word", "write: begin"),
    "a stiff phrase": ("Warm it prior to sleep.", "rare-word", "write: before"),
    "a word too long": ("A cardiopulmonary sign.", "long-word", "has 15 letters"),
    "a sentence too long": (LONG, "long-sentence", "23 words in a sentence; at most 20"),
    "the second sentence too long": (f"Stop. {LONG}", "long-sentence", "23 words"),
}


@pytest.mark.parametrize(("english", "rule", "message"), HINTS.values(), ids=HINTS)
def test_a_hint_is_given(english: str, rule: str, message: str) -> None:
    assert [(found, message in said) for found, said in hints_on(english)] == [(rule, True)]


PLAIN = [
    "Pull your toes toward your knee.",
    "Hold for {seconds} seconds, or until it eases. Rest, then pull again. Up to {times} times. Breathe slowly, too.",
    "Simplicity helps.",
    "One-two-three-four is a hyphened word.",
    "It may be a clot: call a doctor today; at night, call the advice line now, or the doctor at opening time.",
]


@pytest.mark.parametrize("english", PLAIN)
def test_plain_words_get_no_hint(english: str) -> None:
    assert [rule for rule, _ in hints_on(english) if rule != "long-word"] == []


def test_a_hint_is_a_warning_with_file_and_line(project: Path) -> None:
    path = project / "content" / "relief.yaml"
    text = path.read_text(encoding="utf-8")
    before = next(text_.english for text_ in texts(load(project / "content")) if text_.file == "content/relief.yaml")
    path.write_text(text.replace(before, "Terminate it"), encoding="utf-8")
    line = text[: text.index(before)].count("\n") + 1
    (hint,) = [hint for hint in hints(load(project / "content")) if hint.english == "Terminate it"]
    assert (hint.file, hint.line, hint.error, hint.rule) == ("content/relief.yaml", line, False, "rare-word")
    assert str(hint).startswith(
        f"content/relief.yaml:{line}: warning: “Terminate” is hard; write: end, stop [rare-word]"
    )


def test_none_of_our_sentences_is_long(content: Content) -> None:
    assert [str(hint) for hint in hints(content) if hint.rule == "long-sentence"] == []


def test_our_own_texts_have_few_hints(content: Content) -> None:
    assert len(hints(content)) <= 0.03 * len(list(texts(content)))


# what stands in the table instead of a line of ours: (ours, instead, what is said)
BROKEN = {
    "no number": ("most_words: 20", "most_words: twenty", "most_words: Input should be a valid integer"),
    "a broken pattern": ("  palsy: ", "  palsy(: ", "'palsy(' is no regular expression: missing )"),
    "an unknown key": ("most_words: 20", "most_words: 20\nmost_letters: 9", "most_letters: Extra inputs"),
}


@pytest.mark.parametrize(("ours", "instead", "message"), BROKEN.values(), ids=BROKEN)
def test_a_broken_list_of_words_is_one_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ours: str, instead: str, message: str
) -> None:
    text = (read_rules.FOLDER / "plain_english.yaml").read_text(encoding="utf-8")
    assert text.count(ours) == 1
    (tmp_path / "plain_english.yaml").write_text(text.replace(ours, instead), encoding="utf-8")
    monkeypatch.setattr(read_rules, "FOLDER", tmp_path)
    line = text[: text.index(ours)].count("\n") + 1 + instead.count("\n")
    with pytest.raises(ContentError) as caught:
        plain_english.__wrapped__()
    (problem,) = caught.value.problems
    assert str(problem).startswith(f"pwa/languages/checking/rules/plain_english.yaml:{line}: ")
    assert message in problem.message
