"""The page for the doctor (content/doctor.yaml): what to ask, whom to see, and sections of Learn."""

from typing import ClassVar

from pydantic import Field

from pwa.content.base import Id, Node, Review, Sourced
from pwa.content.kinds import Label, Paragraph, Question


class Asked(Sourced):
    """A question that the reader may ask."""

    text: Question


class MedicineKind(Sourced):
    """A kind of medicine that goes with cramps, as somebody who takes it ticks it."""

    text: Label


class Whom(Sourced):
    """Whom to see for what."""

    text: Paragraph


class PartOfLearn(Node):
    """A section of a topic, whose facts are shown here too; pwa/content/across.py looks whether it is there."""

    topic: Id
    section: Id


class Doctor(Node):
    """The whole of content/doctor.yaml."""

    together: ClassVar[bool] = True
    review: Review
    kinds: list[MedicineKind] = Field(min_length=1)
    tests: list[PartOfLearn] = Field(min_length=1)
    others: PartOfLearn
    questions: list[Asked] = Field(min_length=5, max_length=5)
    whom: list[Whom] = Field(min_length=1)
