"""The model of what the app teaches: topics in groups (content/learn_*.yaml) and a comparison (content/compare.yaml).

A topic is statements under headings; what can hurt when it is translated wrongly is a step or a "do not", the rest a
paragraph. Facts that no single node can know (a next step that leads nowhere) are looked for in `faults`.
"""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from pwa.content.model import Content, Id, Name, Node, Review, Sourced, Urgency
from pwa.content.text import DoNot, Heading, Label, OutcomeText, Paragraph, Picture, StepText, Title, WarningSignText
from pwa.content.yaml_file import Place, YamlFile
from pwa.problems import Problem

# Where a reader can go next: a screen, or another topic.
Next = Annotated[str, Field(pattern=r"^(cramp_now|warning_signs|is_it_a_cramp|emergency|sources|learn/[a-z0-9-]+)$")]
GROUPS = ("learn_cramps", "learn_twitches", "learn_care", "learn_living", "learn_doubts")


class Statement(Sourced):
    """The numbers that a statement may hold; each kind of statement brings its own text."""

    seconds: int | None = None
    minutes: int | None = None
    hours: int | None = None
    weeks: int | None = None
    times: int | None = None
    age: int | None = None
    people: int | None = None
    trials: int | None = None


class Fact(Statement):
    text: Paragraph


class Advised(Statement):
    text: StepText


class Warned(Statement):
    text: DoNot


class Row(Node):
    """A result with the range in which the truth probably lies; below zero is fewer or less."""

    id: Id
    label: Label
    age: int | None = None
    effect: float
    low: float
    high: float
    sources: list[str] = Field(min_length=1)


class Chart(Node):
    id: Id
    title: Heading
    words: Literal["cramps", "pain"]
    rows: list[Row] = Field(min_length=1)


class Section(Node):
    together: ClassVar[bool] = True
    id: Id
    title: Heading
    # What the section leaves to another page, and that page.
    lead: Paragraph | None = None
    more: Next | None = None
    facts: list[Fact] = Field(default=[])
    charts: list[Chart] = Field(default=[])
    do: list[Advised] = Field(default=[])
    do_not: list[Warned] = Field(default=[])


class Topic(Node):
    id: Id
    title: Title
    review: Review
    next: list[Next] = Field(min_length=1)
    picture: Name | None = None
    alt: Picture | None = None
    # What schema.org calls the subject, where it has a word for it.
    about: Literal["MedicalSymptom", "MedicalCondition"] | None = None
    in_short: Fact
    sections: list[Section] = Field(min_length=1)


class TopicGroup(Node):
    title: Heading
    topics: list[Topic] = Field(min_length=1)


class Condition(Sourced):
    """One thing that it may be; `urgency` is the worst that its next step can be."""

    together: ClassVar[bool] = True
    name: Heading
    feels: WarningSignText
    sees: WarningSignText
    can: WarningSignText
    then: OutcomeText
    urgency: Urgency
    next: Next
    minutes: int | None = None
    weeks: int | None = None


class Compare(Node):
    review: Review
    conditions: list[Condition] = Field(min_length=1)


def groups(content: Content) -> list[TopicGroup]:
    """The topics in their groups, in the order in which they are read."""
    return [getattr(content, name) for name in GROUPS]


def topics(content: Content) -> list[Topic]:
    return [topic for group in groups(content) for topic in group.topics]


def faults(nodes: dict[str, Any], files: dict[str, YamlFile]) -> Iterator[Problem]:
    """Next steps that lead nowhere, topics of one name, pictures without words, ranges without their result."""
    every = [(name, t, topic) for name in GROUPS for t, topic in enumerate(nodes[name].topics)]
    known: dict[str, str] = {}
    for name, t, topic in every:
        line = files[name].line(("topics", t, "id"))
        if topic.id in known:
            yield Problem(files[name].name, line, f"topic '{topic.id}' is already in content/{known[topic.id]}.yaml")
        known[topic.id] = name
        if (topic.picture is None) != (topic.alt is None):
            yield Problem(files[name].name, line, "give 'picture' and 'alt' together, or neither")
        for s, section in enumerate(topic.sections):
            if (section.lead is None) != (section.more is None):
                line = files[name].line(("topics", t, "sections", s, "id"))
                yield Problem(files[name].name, line, "give 'lead' and 'more' together, or neither")
            for c, chart in enumerate(section.charts):
                for r, row in enumerate(chart.rows):
                    if not row.low <= row.effect <= row.high:
                        place = ("topics", t, "sections", s, "charts", c, "rows", r)
                        yield Problem(files[name].name, files[name].line(place), "'effect' is not from 'low' to 'high'")
    leads: list[tuple[str, Place, str]]
    leads = [(name, ("topics", t, "next"), step) for name, t, topic in every for step in topic.next]
    leads += [
        (name, ("topics", t, "sections", s, "more"), section.more)
        for name, t, topic in every
        for s, section in enumerate(topic.sections)
        if section.more
    ]
    leads += [("compare", ("conditions", c, "next"), row.next) for c, row in enumerate(nodes["compare"].conditions)]
    for name, lead, step in leads:
        if step.startswith("learn/") and step.removeprefix("learn/") not in known:
            yield Problem(files[name].name, files[name].line(lead), f"next: there is no topic '{step}'")
