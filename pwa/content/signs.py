"""The checklist of warning signs and its outcomes (content/warning_signs.yaml), and the evidence's red flags."""

from typing import ClassVar

from pydantic import Field

from pwa.content.base import Advice, Id, Node, Review, Sourced, Urgency
from pwa.content.kinds import DoNow, Heading, OutcomeText, Reason, WarningSignText
from pwa.content.units import Hours, Minutes, Weeks


class Aid(Sourced):
    """First aid for one sign alone, while help is on its way."""

    text: DoNow


class WarningSign(Sourced):
    """A box of the checklist: one idea, in the words that its reader would say on the phone.

    `covers` names the items of content/red_flags.yaml that it asks for; `tonight` says that the call does not wait for
    opening time; `replaces` are boxes of older versions, whose ticks a phone may have kept. `on_card`: it is one of the
    worst that the card for the bedside has room for.
    """

    text: WarningSignText
    examples: WarningSignText | None = None
    minutes: Minutes | None = None
    weeks: Weeks | None = None
    urgency: Urgency
    covers: list[str] = Field(min_length=1)
    reason: Reason
    aid: list[Aid] = Field(default=[])
    tonight: bool = False
    replaces: list[Id] = Field(default=[])
    on_card: bool = False
    switches_off: list[Advice]


class SignGroup(Node):
    """A topic: what a person notices, and the boxes that open below it."""

    together: ClassVar[bool] = True
    id: Id
    title: Heading
    signs: list[WarningSign] = Field(min_length=1)


class Do(Sourced):
    """A line of an outcome.

    One with `advice` is for signs that switch that off, one with `tonight` for when a ticked sign has it or none has.
    """

    text: OutcomeText
    advice: Advice | None = None
    tonight: bool | None = None
    minutes: Minutes | None = None
    hours: Hours | None = None


class Outcome(Sourced):
    """What follows from the ticked signs; its sources and certainty are those of title and lead."""

    together: ClassVar[bool] = True
    urgency: Urgency
    title: OutcomeText
    lead: OutcomeText
    do: list[Do] = Field(min_length=1)
    do_not: list[Do] = Field(default=[])
    say: OutcomeText | None = None

    @property
    def only_off(self) -> bool:
        """Whether each "do not" is of advice that a sign switches off: without such a sign there is none to show."""
        return all(line.advice for line in self.do_not)


class WarningSigns(Node):
    """The whole of content/warning_signs.yaml; the outcomes stand in the order of the urgencies."""

    review: Review
    groups: list[SignGroup] = Field(min_length=1)
    outcomes: list[Outcome] = Field(min_length=4, max_length=4)


class RedFlag(Node):
    """An item of the evidence: the urgency and switched-off advice that a box covering it must not fall below."""

    id: str
    urgency: Urgency
    switches_off: list[Advice]


class RedFlags(Node):
    """The whole of content/red_flags.yaml; it has no texts."""

    review: Review
    red_flags: list[RedFlag]
