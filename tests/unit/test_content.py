"""content/: what is in it keeps its promises. What is wrong in it: test_content_faults.py."""

import re
from collections import Counter
from typing import Any, get_args

import pytest

from pwa.content.base import URGENCIES, Certainty, Sourced
from pwa.content.lookup import statements as found_statements
from pwa.content.model import FILES, Content
from pwa.content.text import KINDS
from pwa.content.walk import texts
from pwa.files import root

MOST_TOPICS = 9
MOST_WORDS_OF_A_BOX = 14
URGENT_ITEMS = 66
MOST_WORDS = 19
# An amount, then a unit that medicines are measured in.
DOSE = re.compile(
    r"(?:\d|\}|\b(?:a|one|two|three|four|half|several)\b)[ -]?(?:mg|mcg|µg|ug|g|grams?|ml|mL|iu|IU|units?|drops?"
    r"|tablets?|capsules?|teaspoons?|pills?|doses?)\b"
)


# The boxes before the topics, and how urgent each was: phones may have kept ticks of them for a day.
OLDER = {
    "chest-or-breath": "emergency_now", "cold-or-still-leg": "emergency_now", "tight-calf-or-cast": "emergency_now",
    "unbearable-pain": "emergency_now", "face-arm-speech": "emergency_now", "numb-between-legs": "emergency_now",
    "jaw-or-fit": "emergency_now", "dark-pee": "emergency_now", "spreading-hot-skin": "emergency_now",
    "poison-bite-heat": "emergency_now", "one-leg-swollen": "same_day", "clot-risk": "same_day",
    "bruising-medicine": "same_day", "cramp-will-not-ease": "same_day", "pop-or-weak": "same_day",
    "numb-or-sore-foot": "same_day", "fever-or-child": "same_day", "fluids-or-kidneys": "same_day",
    "statin-or-poison": "same_day", "frequent-cramps": "appointment", "twitching-or-thin-muscle": "appointment",
    "illness-pregnancy-medicine": "appointment", "walking-pain-or-ankles": "appointment",
    "back-joints-weight": "appointment",
}  # fmt: skip


def statements(content: Content) -> list[Sourced]:
    return [statement for statement, _ in found_statements(content)]


def signs(content: Content) -> list[Any]:
    return [sign for group in content.warning_signs.groups for sign in group.signs]


def sentences(content: Content) -> list[tuple[str, str]]:
    """(id, sentence) of every safety text."""
    return [
        (text.id, sentence)
        for text in texts(content)
        if text.is_safety
        for sentence in re.split(r"[.?!]", text.english)
        if sentence.strip()
    ]


def test_the_content_loads_with_every_file(content: Content) -> None:
    files = {text.file for text in texts(content)}
    assert files == {f"content/{name}.yaml" for name in FILES if name not in ("red_flags", "search")}


def test_every_text_knows_its_kind_id_and_line(content: Content) -> None:
    files = {text.file for text in texts(content)}
    lines = {file: (root() / file).read_text(encoding="utf-8").splitlines() for file in files}
    for text in texts(content):
        assert text.kind in KINDS
        assert text.id
        assert text.english in lines[text.file][text.line - 1], f"{text.id} is not on line {text.line}"


def test_text_ids_are_unique(content: Content) -> None:
    assert [id_ for id_, count in Counter(text.id for text in texts(content)).items() if count > 1] == []


def test_every_statement_has_sources_that_exist(content: Content) -> None:
    known = {source.key for source in content.sources.sources}
    for statement in statements(content):
        assert statement.sources, statement.id
        assert set(statement.sources) <= known, statement.id


def test_every_statement_says_how_sure_it_is(content: Content) -> None:
    assert len(statements(content)) > 80
    for statement in statements(content):
        assert statement.certainty in get_args(Certainty), statement.id


def test_a_statement_with_no_page_behind_it_is_not_called_well_supported(content: Content) -> None:
    own = {source.key for source in content.sources.sources if source.kind == "own"}
    for statement in statements(content):
        if set(statement.sources) <= own:
            assert statement.certainty == "general_knowledge", statement.id


def test_a_judged_document_alone_makes_nothing_well_supported(content: Content) -> None:
    pages = {source.key for source in content.sources.sources if source.kind not in ("own", "document")}
    for statement in statements(content):
        assert statement.certainty != "well_supported" or set(statement.sources) & pages, statement.id


def test_source_keys_are_unique(content: Content) -> None:
    keys = [source.key for source in content.sources.sources]
    assert len(keys) == len(set(keys))


def test_no_page_stands_for_two_sources(content: Content) -> None:
    """Two keys of one page would make "good sources agree" of a single one."""
    addresses = Counter(source.url.partition("?")[0] for source in content.sources.sources if source.url)
    assert [address for address, times in addresses.items() if times > 1] == []


def test_the_checklist_is_short_enough_to_read_at_night(content: Content) -> None:
    assert len(content.warning_signs.groups) <= MOST_TOPICS
    assert [sign.id for sign in signs(content) if len(str(sign.text.english).split()) > MOST_WORDS_OF_A_BOX] == []


def test_a_box_is_one_sentence_that_its_reader_can_say(content: Content) -> None:
    for sign in signs(content):
        assert sign.text.english.count(".") == 1, sign.id
        assert not re.search(r"\b[Yy]ou(r|rs)?\b", sign.text.english), sign.id


def test_every_urgent_item_of_the_evidence_has_a_box(content: Content) -> None:
    urgent = {flag.id for flag in content.red_flags.red_flags if flag.urgency != "self_care_ok"}
    assert len(urgent) == URGENT_ITEMS
    assert {id_ for sign in signs(content) for id_ in sign.covers} == urgent


def test_a_tick_of_an_older_box_stands_for_the_worst_that_came_of_it(content: Content) -> None:
    boxes = {sign.id: sign for sign in signs(content)}
    replaced = {old: sign for sign in signs(content) for old in sign.replaces}
    assert sum(len(sign.replaces) for sign in signs(content)) == len(replaced)
    assert set(replaced) & set(boxes) == set()
    for old, urgency in OLDER.items():
        assert URGENCIES.index((boxes.get(old) or replaced[old]).urgency) <= URGENCIES.index(urgency), old


def test_no_box_is_less_urgent_than_what_it_covers(content: Content) -> None:
    flags = {flag.id: flag for flag in content.red_flags.red_flags}
    for sign in signs(content):
        worst = min(URGENCIES.index(flags[id_].urgency) for id_ in sign.covers)
        assert URGENCIES.index(sign.urgency) <= worst, sign.id


def test_a_box_switches_off_all_that_the_evidence_forbids(content: Content) -> None:
    flags = {flag.id: flag for flag in content.red_flags.red_flags}
    for sign in signs(content):
        assert {advice for id_ in sign.covers for advice in flags[id_].switches_off} <= set(sign.switches_off), sign.id


def test_the_worst_signs_stand_first(content: Content) -> None:
    for group in content.warning_signs.groups:
        order = [URGENCIES.index(sign.urgency) for sign in group.signs]
        assert order == sorted(order), group.id
    worst = [URGENCIES.index(group.signs[0].urgency) for group in content.warning_signs.groups]
    assert worst == sorted(worst)


def test_nobody_with_an_ambulance_sign_a_clot_or_a_torn_calf_is_sent_for_a_walk(content: Content) -> None:
    for sign in signs(content):
        if sign.urgency == "emergency_now" or "stretch" in sign.switches_off:
            assert "walk" in sign.switches_off, sign.id


def test_new_weakness_or_another_colour_is_not_sent_to_a_doctor_without_the_word_for_suddenly(content: Content) -> None:
    """A stroke or a blocked artery begins so, and its reader may be on any page."""
    today = [text.english for text in texts(content) if "doctor today" in text.english]
    changed = [text for text in today if re.search("new weakness|numbness|colour", text, re.I)]
    assert len(changed) >= 4
    assert [text for text in changed if not re.search("sudden[^.]*call an ambulance", text, re.I)] == []


def test_a_page_that_speaks_of_a_trial_says_that_it_is_a_test_with_people(content: Content) -> None:
    said: dict[str, str] = {}
    for text in texts(content):
        page = text.id.partition(".")[0]
        if not page.startswith(("sources", "claims")):
            said[page] = f"{said.get(page, '')} {text.english}"
    spoken = {page for page, words in said.items() if re.search(r"\btrials?\b", words, re.I)}
    assert len(spoken) >= 4
    assert {page for page in spoken if not re.search("tests? with people", said[page])} == set()


def test_what_the_cramp_screen_ticks_is_a_box_that_stops_rubbing_and_heat(content: Content) -> None:
    boxes = {sign.id: sign for sign in signs(content)}
    gate, ten_minutes = content.relief.gate, content.relief.ten_minutes
    answers = [part.sign for question in gate.questions for part in question.parts]
    for id_ in (*answers, ten_minutes.sign):
        assert {"rub", "warmth"} <= set(boxes[id_].switches_off), id_
    assert boxes[ten_minutes.sign].minutes == ten_minutes.minutes


def test_warmth_says_how_hot_how_long_and_how_often(content: Content) -> None:
    warmth = next(step for step in content.relief.steps if step.id == "warmth")
    points = {point.id: point for point in warmth.variants[0].points}
    assert [str(item.text) for item in warmth.avoid if item.celsius] == ["Never above 45\u00a0°C."]
    assert (points["limit"].times, points["limit"].hours) == (3, 2)
    assert warmth.max_minutes == points["time"].max_minutes == 15


def test_box_ids_are_unique(content: Content) -> None:
    ids = [sign.id for sign in signs(content)]
    assert len(ids) == len(set(ids))


def test_there_is_an_outcome_for_each_urgency(content: Content) -> None:
    assert [outcome.urgency for outcome in content.warning_signs.outcomes] == list(URGENCIES)


def test_safety_sentences_are_short(content: Content) -> None:
    assert [id_ for id_, sentence in sentences(content) if len(sentence.split()) > MOST_WORDS] == []


def test_no_safety_sentence_holds_a_number_of_its_own(content: Content) -> None:
    assert [text.id for text in texts(content) if text.is_safety and re.search(r"\d", text.english)] == []


def test_no_text_holds_a_dose_of_medicine(content: Content) -> None:
    assert [text.id for text in texts(content) if DOSE.search(text.english)] == []


@pytest.mark.parametrize("said", ["300 mg", "{minutes} ml", "two tablets", "a 5-ml spoon", "half a teaspoon"])
def test_a_dose_would_be_found(said: str) -> None:
    assert DOSE.search(f"Take {said} at night.")


def test_numbers_said_are_those_of_the_data(content: Content) -> None:
    hold = next(text for text in texts(content) if text.id == "relief/stretch.lying.hold")
    assert str(hold) == "Hold for 30\u00a0seconds, or until it eases."


def test_every_country_has_an_ambulance_number_and_stands_once(content: Content) -> None:
    codes = [country.code for country in content.emergency.countries]
    assert codes == sorted(set(codes))
    assert all(country.ambulance for country in content.emergency.countries)
