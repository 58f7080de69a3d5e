"""The bedtime stretches (content/bedtime.yaml): the dose of the trial, the ways to do it, and what it is worth.

Calf and back of the thigh belong together: stretching the calf alone is what the second trial found useless (COPPIN05).
"""

from typing import ClassVar

from pydantic import Field

from pwa.content.base import Id, Name, Node, Review, Sourced
from pwa.content.kinds import Button, DoNow, Picture, StepText
from pwa.content.topics import Fact, Section
from pwa.content.units import Minutes, Seconds, Times, Weeks


class Dose(Sourced):
    """How long and how often: `hold` and `rest` are seconds of each of the `times`, `minutes` is the trial's time.

    `max_minutes` is what the timer takes, changing legs included: each stretch on the left, then on the right.
    """

    text: StepText
    hold: Seconds
    rest: Seconds
    times: Times
    weeks: Weeks
    minutes: Minutes
    max_minutes: Minutes


class Stretch(Sourced):
    """One muscle in one way, with its own picture."""

    together: ClassVar[bool] = True
    picture: Name
    alt: Picture
    title: DoNow
    lead: DoNow


class Way(Node):
    """Standing or sitting: the calf first, then the back of the thigh."""

    id: Id
    choose: Button
    stretches: list[Stretch] = Field(min_length=2, max_length=2)


class Bedtime(Node):
    """The whole of content/bedtime.yaml, in the order of its screen."""

    review: Review
    in_short: Fact
    dose: Dose
    ways: list[Way] = Field(min_length=2)
    sections: list[Section] = Field(min_length=1)
