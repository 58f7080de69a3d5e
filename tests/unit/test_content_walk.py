"""The one way through the content, and the one rule for ids: nothing is passed by, and no id changes by itself."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from pwa.content import ids as ids_
from pwa.content.across import located, unplaced
from pwa.content.base import Node, Sourced, marks
from pwa.content.ids import breadcrumb, ids
from pwa.content.load import read_file
from pwa.content.lookup import statements
from pwa.content.model import FILES, Content
from pwa.content.text import KINDS, Text
from pwa.content.topics import Next
from pwa.content.units import UNITS
from pwa.content.walk import texts, transform, walk
from pwa.files import root
from pwa.screens import taken


def every_text(part: Any) -> list[Text]:
    """Found by looking into each attribute and item, without the model."""
    if isinstance(part, Text):
        return [part]
    inside = part if isinstance(part, list) else list(part.values()) if isinstance(part, dict) else []
    if isinstance(part, Node):
        inside = [value for _, value in part]
    return [text for value in inside for text in every_text(value)]


def test_no_text_is_passed_by(content: Content) -> None:
    assert list(texts(content)) == [text for name in FILES for text in every_text(content.files[name])]


def test_each_part_is_found_at_its_place_in_the_nodes_that_hold_it(content: Content) -> None:
    for place, part, holders in walk(content):
        here: Any = content.files
        passed = []
        for step in place:
            here = getattr(here, str(step)) if isinstance(here, Node) else here[step]
            passed.append(here)
        assert here is part
        assert [id(node) for node in holders] == [id(node) for node in passed[:-1] if isinstance(node, Node)]


def test_a_transformed_content_differs_in_its_texts_only(content: Content) -> None:
    def shout(text: Text, holder: Node, place: tuple[str | int, ...]) -> Text:
        held: Text = getattr(holder, str(place[-1]))
        assert held is text
        return replace(held, note=text.english.upper())

    before = [text.note for text in texts(content)]
    loud: Content = transform(content, shout)
    assert [text.note for text in texts(loud)] == [text.english.upper() for text in texts(content)]
    notes = iter(before)
    again: Content = transform(loud, lambda text, holder, place: replace(text, note=next(notes)))
    assert again.files == content.files
    assert [text.note for text in texts(content)] == before


def test_the_id_of_each_text_is_what_it_has_always_been(content: Content) -> None:
    """Translations are merged by these: messages.pot has those of the last `catalog update`."""
    pot = (root() / "translations" / "messages.pot").read_text(encoding="utf-8")
    assert set(re.findall(r"^#\. \[(.+)\]$", pot, re.M)) == {text.id for text in texts(content)}


def test_loading_and_a_renaming_ask_the_same_rule(content: Content) -> None:
    for place, text, _ in walk(content):
        if isinstance(text, Text):
            file = str(place[0])
            assert ids(file, content.files[file], place[1:]) == [text.id]


@pytest.mark.parametrize(
    ("was", "former"),
    [
        ("held", ["relief/stretch.lying.held"]),
        ("relief/rub.stroke.toes", ["relief/rub.stroke.toes"]),
        ("", []),
    ],
)
def test_a_renamed_text_knows_its_former_ids(content: Content, was: str, former: list[str]) -> None:
    relief = content.relief
    place = ("steps", 0, "variants", 0, "points", 0)
    point = relief.steps[0].variants[0].points[0].model_copy(update={"was": was})
    variant = relief.steps[0].variants[0].model_copy(update={"points": [point]})
    renamed = relief.model_copy(update={"steps": [relief.steps[0].model_copy(update={"variants": [variant]})]})
    assert ids("relief", renamed, (*place, "text")) == ["relief/stretch.lying.hold", *former]


def test_a_breadcrumb_names_what_a_text_stands_in(content: Content) -> None:
    place = ("steps", 0, "variants", 0, "points", 0, "text")
    assert breadcrumb("Cramp now", content.relief, place) == "Cramp now > Stretch > Pull your toes toward your knee"


def test_only_a_number_with_a_unit_can_be_said(content: Content) -> None:
    said = {(type(node), name) for _, node, _ in walk(content) if isinstance(node, Node) for name in node.numbers}
    assert said
    for model, name in said:
        assert set(marks(model, name)) & set(UNITS), (model, name)
    for _, node, _ in walk(content):
        if isinstance(node, Node):
            for name, value in node:
                # A result of a study is drawn, never said; the room for a text is for translators.
                if type(value) is int and name != "max":
                    assert name in node.numbers, (type(node), name)


def test_a_statement_that_no_page_shows_is_named(content: Content) -> None:
    files = {name: read_file(root() / "content" / f"{name}.yaml").file for name in FILES}
    nodes = located(content, files)
    assert list(unplaced(nodes)) == []
    lost = [replace(here, holders=()) for here in nodes if isinstance(here.node, Sourced) and here.node.id == "towel"]
    (problem,) = unplaced(lost)
    assert (problem.file, problem.line) == ("content/relief.yaml", lost[0].line("id"))
    assert "'towel' stands in no screen that is known" in problem.message


def test_statements_are_found_in_a_part_as_in_the_whole(content: Content) -> None:
    whole = [statement for statement, _ in statements(content)]
    assert whole == [statement for node in content.files.values() for statement, _ in statements(node)]


def test_no_topic_can_have_the_address_of_a_screen() -> None:
    assert taken("topic") == {"behind-the-steps"}
    assert taken("document") == set()


@pytest.mark.parametrize(
    ("step", "right"),
    [("emergency", True), ("learn/causes", True), ("settings", False), ("topic", False), ("learn/", False)],
)
def test_the_table_of_screens_says_where_a_reader_may_be_sent(step: str, right: bool) -> None:
    try:
        TypeAdapter(Next).validate_python(step)
    except ValidationError:
        assert not right
    else:
        assert right


def test_every_kind_has_a_type() -> None:
    from pwa.content import kinds

    named = {mark for value in vars(kinds).values() for mark in getattr(value, "__metadata__", ())}
    assert named == set(KINDS)


def test_the_rule_for_ids_is_asked_by_the_loader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ids_, "OWN", ())
    other = (root() / "content" / "compare.yaml").read_text(encoding="utf-8") + "# else what was read before is known\n"
    (tmp_path / "compare.yaml").write_text(other, encoding="utf-8")
    compare = read_file(tmp_path / "compare.yaml").node
    found = {text.id for text in texts(compare)}
    assert {id_ for id_ in found if id_.endswith(".name")} == {
        f"compare/{index}.name" for index in range(len(compare.conditions))
    }
