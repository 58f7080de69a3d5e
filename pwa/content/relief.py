"""What to do during a cramp (content/relief.yaml): steps, ways to do them, the gate before rubbing, afterwards."""

from typing import ClassVar

from pydantic import Field

from pwa.content.base import Advice, Id, Name, Node, Review, Sourced
from pwa.content.kinds import Button, DoNot, DoNow, Heading, Label, Picture, Question, StepText
from pwa.content.units import Celsius, Hours, Minutes, Months, Seconds, Times


class Point(Sourced):
    """A line of a way to do a step, and the numbers that it says, each in the unit of its name."""

    text: StepText
    seconds: Seconds | None = None
    minutes: Minutes | None = None
    max_minutes: Minutes | None = None
    hours: Hours | None = None
    times: Times | None = None
    celsius: Celsius | None = None


class Avoid(Sourced):
    """What not to do in a step."""

    text: DoNot
    minutes: Minutes | None = None
    celsius: Celsius | None = None


class Variant(Sourced):
    """One way to do a step, with its own picture: straight and bent knee are never mixed in one.

    Sources and certainty are those of its title and lead, the first instruction.
    """

    together: ClassVar[bool] = True
    choose: Button
    picture: Name
    alt: Picture
    title: DoNow
    lead: DoNow
    points: list[Point] = Field(default=[])


class Muscle(Sourced):
    """How a step begins when another muscle than the calf cramps; its id is that of the way to stretch it."""

    together: ClassVar[bool] = True
    title: DoNow
    lead: DoNow


class Step(Node):
    """A card of the flow.

    `hold` and `rest` are seconds of each of the `rounds`. `minutes` to `max_minutes` is how long the whole step takes,
    `check_minutes` how often the skin is looked at meanwhile.
    """

    together: ClassVar[bool] = True
    id: Id
    name: Label
    button: Button
    # What a ticked warning sign must have switched off for this step to be hidden; None: never hidden.
    advice: Advice | None = None
    hold: Seconds | None = None
    rest: Seconds | None = None
    rounds: Times | None = None
    minutes: Minutes | None = None
    max_minutes: Minutes | None = None
    check_minutes: Minutes | None = None
    variants: list[Variant] = Field(min_length=1)
    muscles: list[Muscle] = Field(default=[])
    avoid: list[Avoid] = Field(default=[])


class GatePart(Sourced):
    """What makes a yes specific; `sign` is the warning sign that it ticks."""

    text: Question
    months: Months | None = None
    sign: Id


class GateQuestion(Sourced):
    """A question of the evidence: a yes asks which of the parts it is, and a yes alone records no sign.

    `fine` says what a plain cramp brings with it too, and is no reason for a yes.
    """

    text: Question
    parts: list[GatePart] = Field(min_length=1)
    fine: StepText | None = None


class Gate(Sourced):
    """Three questions before rubbing or heat: leg massage over a clot has killed (evidence: MASSBMC, MASSID).

    Sources and certainty are those of its lead, why one asks at all.
    """

    together: ClassVar[bool] = True
    name: Label
    title: DoNow
    lead: DoNow
    questions: list[GateQuestion] = Field(min_length=3, max_length=3)
    which: Question
    clear: Button
    stop: DoNot


class TenMinutes(Sourced):
    """When a cramp lasts: after `minutes` the app asks, and `sign` is what "no, still tight" says."""

    together: ClassVar[bool] = True
    minutes: Minutes
    sign: Id
    question: Question
    title: DoNow
    text: StepText


class Danger(Sourced):
    """What stands on the card that replaces every step when an ambulance is needed: until it comes."""

    text: DoNow


class Afterwards(Node):
    """What to do when the cramp has eased."""

    together: ClassVar[bool] = True
    picture: Name
    alt: Picture
    title: Heading
    points: list[Point] = Field(min_length=1)


class Relief(Node):
    """The whole of content/relief.yaml, in the order of the cramp screen."""

    review: Review
    steps: list[Step] = Field(min_length=1)
    gate: Gate
    ten_minutes: TenMinutes
    danger: Danger
    afterwards: Afterwards
