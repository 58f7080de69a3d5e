"""What the app teaches: topics in groups (content/learn_*.yaml) and a comparison (content/compare.yaml).

A topic is statements under headings; what can hurt when it is translated wrongly is a step or a "do not", the rest a
paragraph. Facts that no single node can know (a next step that leads nowhere) are looked for in pwa/content/across.py.
"""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from pwa.content.base import Id, Name, Node, Review, Sourced, Urgency
from pwa.content.kinds import DoNot, Heading, Label, OutcomeText, Paragraph, Picture, StepText, Title, WarningSignText
from pwa.content.units import Age, Count, Hours, Minutes, Seconds, Times, Weeks
from pwa.screens import LINKABLE

# Where a reader can go next: a screen by its name, or a topic by its id behind this.
TOPIC = "learn/"
Next = Annotated[str, Field(pattern=f"^({'|'.join(LINKABLE)}|{TOPIC}[a-z0-9-]+)$")]
# The groups in the order in which they are read: the file of each.
GROUPS = ("learn_cramps", "learn_twitches", "learn_care", "learn_living", "learn_doubts")


class Statement(Sourced):
    """The numbers that a statement may say, each in the unit of its name; each kind of statement brings its own text.

    `age` and `max_age` are in years; `people`, `trials` and `some` of those are counts.
    """

    seconds: Seconds | None = None
    minutes: Minutes | None = None
    hours: Hours | None = None
    weeks: Weeks | None = None
    times: Times | None = None
    age: Age | None = None
    max_age: Age | None = None
    people: Count | None = None
    trials: Count | None = None
    some: Count | None = None


class Fact(Statement):
    """Something to know. `said` is what is often said about it: the certainty is then that of what is said."""

    text: Paragraph
    said: Paragraph | None = None


class Advised(Statement):
    """Something to do."""

    text: StepText


class Warned(Statement):
    """Something not to do."""

    text: DoNot


class Row(Node):
    """A result with the range in which the truth probably lies, in the unit that the title of the chart names.

    Below zero is fewer or less.
    """

    id: Id
    label: Label
    age: Age | None = None
    effect: float
    low: float
    high: float
    sources: list[str] = Field(min_length=1)


class Chart(Node):
    """Results of studies side by side; `title` names their unit, `words` what is written at the two sides of zero."""

    id: Id
    title: Heading
    words: Literal["cramps", "pain"]
    rows: list[Row] = Field(min_length=1)


class Section(Node):
    """Statements below one heading; `lead` and `more` are what it leaves to another page, and that page.

    `folded`: studies, which stand behind a tap, because who wants fewer cramps looks for what to do.
    """

    together: ClassVar[bool] = True
    id: Id
    title: Heading
    folded: bool = False
    lead: Paragraph | None = None
    more: Next | None = None
    facts: list[Fact] = Field(default=[])
    charts: list[Chart] = Field(default=[])
    do: list[Advised] = Field(default=[])
    do_not: list[Warned] = Field(default=[])


class Topic(Node):
    """A page of Learn; `about` is what schema.org calls the subject, where it has a word for it."""

    id: Id
    title: Title
    review: Review
    next: list[Next] = Field(min_length=1)
    picture: Name | None = None
    alt: Picture | None = None
    about: Literal["MedicalSymptom", "MedicalCondition"] | None = None
    in_short: Fact
    sections: list[Section] = Field(min_length=1)


class TopicGroup(Node):
    """The whole of one content/learn_*.yaml."""

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
    minutes: Minutes | None = None
    weeks: Weeks | None = None


class Compare(Node):
    """The whole of content/compare.yaml."""

    review: Review
    conditions: list[Condition] = Field(min_length=1)
