"""The topics and the comparison: what they say, how sure it is, and where each statement leads."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import urljoin

import html5lib
import pytest

from pwa.content.base import Sourced
from pwa.content.claims import WORST_FIRST
from pwa.content.load import load
from pwa.content.lookup import groups, statements, topics
from pwa.content.model import Content
from pwa.content.walk import texts
from pwa.files import root
from pwa.headers import HTML
from pwa.languages.catalog import read_catalog
from pwa.languages.table import find_languages
from pwa.pages.certainty import word
from pwa.problems import ContentError
from pwa.release.model import Release
from tests.support.medicines import named
from tests.support.pages import every, page_of, words


def said(content: Content) -> list[Sourced]:
    """Every statement of the topics and the comparison."""
    return [statement for statement, _ in statements([*groups(content), content.compare])]


def faults_after(project: Path) -> list[str]:
    with pytest.raises(ContentError) as raised:
        load(project / "content")
    return [str(problem) for problem in raised.value.problems]


def test_every_claim_to_learn_and_every_myth_is_answered_in_a_topic(content: Content) -> None:
    answered = {id_ for statement in said(content) for id_ in statement.claims}
    asked = {claim.id for claim in content.claims.claims if claim.used in ("learn", "myth")}
    assert asked - answered == set()


def test_a_statement_is_as_sure_as_the_claims_that_it_answers(content: Content) -> None:
    """Everywhere: topics, comparison, steps, warning signs, outcomes. The weakest of several claims decides."""
    certainty = {claim.id: claim.certainty for claim in content.claims.claims}
    for statement, _ in statements(content):
        if statement.claims:
            weakest = min((certainty[id_] for id_ in statement.claims), key=WORST_FIRST.index)
            # A supported claim whose number is ours is only as good as that number.
            ours = {"may_help"} if weakest == "well_supported" and "APP" in statement.sources else set()
            allowed = {weakest, "general_knowledge"} | ours
            assert statement.certainty in allowed, (statement.id, statement.claims)


def test_where_our_own_reason_says_that_sources_differ_so_does_the_certainty(content: Content) -> None:
    for group in content.warning_signs.groups:
        for sign in group.signs:
            assert "ources differ" not in str(sign.reason) or sign.certainty == "disputed", sign.id


def test_weak_evidence_may_help_as_advice_and_may_be_so_elsewhere(content: Content) -> None:
    every_statement = [statement for statement, _ in statements(content)]
    words_of = {statement.id: word(statement) for statement in every_statement if statement.certainty == "may_help"}
    assert words_of["jiggle"] == words_of["coffee"] == "may_help"
    # "Do not ... May help", or a cause that may help, would mislead.
    assert words_of["sleepy"] == words_of["bruise"] == words_of["toes-down"] == "may_be_so"
    assert {word(statement) for statement in every_statement if statement.certainty != "may_help"} == {
        "well_supported",
        "one_source",
        "disputed",
        "not_supported",
        "unsafe",
        "general_knowledge",
    }


def test_something_often_said_is_never_called_well_supported(content: Content) -> None:
    """And it never comes first: who skims reads the first words as advice."""
    for statement in said(content):
        text = str(getattr(statement, "text", ""))
        assert not text.startswith("Often said"), statement.id
        if getattr(statement, "said", None) or text.startswith("Sometimes offered"):
            assert statement.certainty in ("disputed", "not_supported", "unsafe"), statement.id


def test_what_is_so_stands_above_what_is_often_said_and_its_verdict(release: Release) -> None:
    (item,) = (li for li in every(page_of(release, "en", "causes"), "li") if words(li).startswith("Lactic acid"))
    (myth,) = (part for part in every(item, "span") if part.get("class") == "said")
    assert words(item).startswith("Lactic acid clears fast")
    assert words(myth) == "Often said: lactic acid makes the calf cramp."
    assert [part.tag for part in item][-2:] == ["span", "details"]


def test_well_supported_by_one_page_is_said_to_be_so(content: Content) -> None:
    for statement, _ in statements(content):
        published = [key for key in statement.sources if key not in ("APP", "KNOWLEDGE") and key[:3] != "DOC"]
        if statement.certainty == "well_supported":
            assert word(statement) == ("one_source" if len(published) == 1 else "well_supported"), statement.id


def test_what_to_do_comes_first_and_studies_stand_behind_a_tap(release: Release, content: Content) -> None:
    for topic in topics(content):
        folded = [section.folded for section in topic.sections]
        assert folded == sorted(folded), topic.id
        page = page_of(release, "en", topic.id)
        shut = [part for part in every(page, "details") if part.get("class") == "folded"]
        assert len(shut) == sum(folded), topic.id
        assert len(list(every(page, "figure"))) == sum(len(list(every(part, "figure"))) for part in shut), topic.id


def test_no_medicine_to_take_is_named_in_any_language(content: Content) -> None:
    assert [text.id for text in texts(content) if named(text.english)] == []
    for language in find_languages(root() / "translations"):
        found = read_catalog(root() / "translations", language).messages.values()
        assert [entry.english for entry in found if named(entry.translation)] == [], language.tag


@pytest.mark.parametrize("name", ["Aspirin", "parasetamol", "deksametason", "布洛芬", "塞来昔布"])
def test_a_medicine_is_known_by_its_names(name: str) -> None:
    assert named(f"({name})")


def test_quinine_is_only_named_with_its_danger(content: Content) -> None:
    for topic in topics(content):
        named = [statement for statement, _ in statements(topic) if "quinine" in str(getattr(statement, "text", ""))]
        advised = [statement for statement in named if statement.certainty in ("well_supported", "may_help")]
        assert all("already" in str(getattr(statement, "text", "")) for statement in advised), topic.id


def test_the_bedtime_stretch_is_that_of_the_trial(content: Content) -> None:
    """Hallegraeff 2012: calf and hamstring. Stretching the calf alone is what Coppin 2005 found useless."""
    (habits,) = (topic for topic in topics(content) if topic.id == "habits")
    stretch = habits.sections[0]
    advised = {item.id: item for item in stretch.do}
    assert {"calf", "thigh"} <= set(advised)
    assert (advised["hold"].seconds, advised["hold"].times) == (10, 3)
    assert (advised["nights"].weeks, advised["nights"].minutes) == (6, 3)
    forbidden = " ".join(str(item.text) for item in stretch.do_not)
    assert all(reason in forbidden for reason in ("pop", "clot", "back pain", "weakness"))
    assert "warning_signs" in habits.next


def test_a_topic_that_one_would_rather_look_at_has_a_drawing(content: Content) -> None:
    drawn = {topic.id for topic in topics(content) if topic.picture or any(part.charts for part in topic.sections)}
    to_read = {"causes", "treatments", "what-does-not-help", "not-known", "home-remedies", "feet-at-night"}
    to_read |= {"other-places", "far-from-help", "same-night", "heat-and-sport", "children", "long-illness"}
    assert {topic.id for topic in topics(content)} - drawn == to_read
    used = [topic.picture for topic in topics(content) if topic.picture]
    assert len(set(used)) == len(used)


def test_examples_of_warning_signs_lead_to_the_whole_list(release: Release) -> None:
    main = next(every(page_of(release, "en", "when-to-see-whom"), "main"))
    for section in list(every(main, "section"))[:3]:
        lead = next(every(section, "p"))
        assert "examples" in words(lead)
        assert [link.get("href") for link in every(lead, "a")] == ["/en/warning-signs/"]


def test_a_topic_begins_with_its_one_sentence(release: Release, content: Content) -> None:
    for topic in topics(content):
        page = page_of(release, "en", topic.id)
        main = next(every(page, "main"))
        assert words(main).startswith(f"{topic.title} In one sentence {topic.in_short.text}".replace("\u00a0", " "))


def behind(release: Release, id_: str) -> list[tuple[str, list[str]]]:
    """(the word for how sure, the ids that its links lead to) of each statement of a page."""
    return [
        (words(next(every(part, "summary"))), [link.get("href", "").split("#")[1] for link in every(part, "a")])
        for part in every(page_of(release, "en", id_), "details")
        if part.get("class") == "sure"
    ]


def wanted(content: Content, found: Iterable[Sourced]) -> list[tuple[str, list[str]]]:
    label = {name: str(node.text) for name, node in content.interface.label.items()}
    return [(label[word(item)], [*(key.lower() for key in item.sources), *item.claims]) for item in found]


def test_a_tap_away_from_each_statement_are_its_sources_and_verdicts(release: Release, content: Content) -> None:
    for topic in topics(content):
        there = wanted(content, [statement for statement, _ in statements(topic)])
        assert sorted(behind(release, topic.id)) == sorted(there), topic.id


def test_the_sources_of_the_cramp_screen_stand_behind_its_steps(release: Release, content: Content) -> None:
    once: dict[str, Sourced] = {}
    for statement, _ in statements(content.relief):
        once.setdefault(str(getattr(statement, "text", None) or getattr(statement, "lead", None)), statement)
    assert sorted(behind(release, "behind-the-steps")) == sorted(wanted(content, once.values()))
    page = words(next(every(page_of(release, "en", "behind-the-steps"), "main")))
    assert [text for text in once if text.replace("\u00a0", " ") not in page] == []
    for path in ("/en/learn/", "/en/about/"):
        main = next(every(html5lib.parse(release.entries[path].body, namespaceHTMLElements=False), "main"))
        assert "/en/learn/behind-the-steps/" in [link.get("href") for link in every(main, "a")], path


def test_each_verdict_that_a_statement_links_to_is_there(release: Release) -> None:
    pages = {path: entry.body.decode() for path, entry in release.entries.items() if entry.media_type == HTML}
    link = re.compile(r'href="([^"]*sources/(?:doc\d/)?#c\d{3})"')
    led = {urljoin(path, href) for path, body in pages.items() for href in link.findall(body)}
    assert len(led) > 200
    for target in led:
        path, _, id_ = target.partition("#")
        assert f'<li id="{id_}">' in pages[path], target


def test_every_topic_is_on_the_first_page_of_the_section_and_leads_on(release: Release, content: Content) -> None:
    first = html5lib.parse(release.entries["/en/learn/"].body, namespaceHTMLElements=False)
    linked = {link.get("href") for link in every(first, "a")}
    assert {f"/en/learn/{topic.id}/" for topic in topics(content)} <= linked
    for topic in topics(content):
        main = next(every(page_of(release, "en", topic.id), "main"))
        leads = [link.get("href", "") for link in every(main, "a") if link.get("href", "").startswith("/en/")]
        assert len(leads) > len(topic.next), topic.id


def test_the_comparison_tells_twelve_things_apart_each_with_a_next_step(release: Release, content: Content) -> None:
    page = html5lib.parse(release.entries["/en/is-it-a-cramp/"].body, namespaceHTMLElements=False)
    rows = [row for row in every(page, "div") if row.get("role") == "row" and row.get("id")]
    assert [row.get("id") for row in rows] == [row.id for row in content.compare.conditions]
    assert len(rows) == 12
    for row in rows:
        cells = [cell for cell in every(row, "div") if cell.get("role") == "cell"]
        assert len(cells) == 4
        assert next(every(cells[-1], "a")).get("href", "").startswith("/en/")


def test_what_a_clot_or_an_artery_may_be_never_leads_to_self_care(content: Content) -> None:
    for row in content.compare.conditions:
        if row.id in ("clot", "blocked-artery", "narrow-artery", "pressure", "infection"):
            assert row.urgency in ("emergency_now", "same_day")
            assert row.next == "warning_signs"


FAULTS = {
    "a next step that leads nowhere": (
        "learn_cramps",
        "next: [cramp_now, is_it_a_cramp, learn/causes]",
        "next: [cramp_now, learn/cause]",
        "next: there is no topic 'learn/cause'",
    ),
    "a screen that is not there": ("compare", "next: cramp_now", "next: cramps", "next: string should match"),
    "a picture without words": ("learn_cramps", "    picture: tight\n", "", "give 'picture' and 'alt' together"),
    "a lead to no page": (
        "learn_care",
        """        more: warning_signs
        do:
          - id: clot""",
        """        do:
          - id: clot""",
        "give 'lead' and 'more' together",
    ),
    "a lead to a page that is not there": (
        "learn_care",
        """        more: warning_signs
        do:
          - id: often""",
        """        more: learn/often
        do:
          - id: often""",
        "next: there is no topic 'learn/often'",
    ),
    "a result outside its range": ("learn_living", "low: -0.84", "low: -0.1", "'effect' is not from 'low' to 'high'"),
    "a topic twice": ("learn_doubts", "- id: not-known", "- id: causes", "topic 'causes' is already in"),
    "a month that is none": (
        "compare",
        "changed: 2026-11",
        "changed: 2026-13",
        "review.changed: string should match",
    ),
    "a number in a step": (
        "learn_care",
        "over {weeks} weeks, or one",
        "over 2 weeks, or one",
        "a number stands in the",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_with_its_line(fault: str, edit: Callable[[str, str, str], int], project: Path) -> None:
    name, old, new, message = FAULTS[fault]
    line = edit(name, old, new)
    found = [problem for problem in faults_after(project) if message in problem]
    assert found
    assert any(problem.startswith(f"content/{name}.yaml:") for problem in found), found
    if fault not in ("a picture without words", "a topic twice", "a lead to no page"):
        assert any(problem.startswith(f"content/{name}.yaml:{line}:") for problem in found), (line, found)
