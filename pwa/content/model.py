"""The model of content/: what the app says, as typed nodes.

A field's type is its rule: unknown keys are errors, a `Text` is translatable, a statement has sources and a certainty.
load.py reads the files into these nodes. Certainty words and urgencies are the evidence's; see docs/content.md.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from pwa.content.text import (
    AboutSource,
    Button,
    DoNot,
    DoNow,
    Heading,
    Label,
    Message,
    OutcomeText,
    Paragraph,
    Picture,
    Question,
    Reason,
    StepText,
    Title,
    WarningSignText,
)

if TYPE_CHECKING:  # models of single files build on this module
    from pwa.content.claims import Claims
    from pwa.content.synonyms import Synonyms
    from pwa.content.topics import Compare, TopicGroup

Urgency = Literal["emergency_now", "same_day", "appointment", "self_care_ok"]
URGENCIES: tuple[Urgency, ...] = get_args(Urgency)
Certainty = Literal["well_supported", "may_help", "disputed", "not_supported", "unsafe", "general_knowledge"]
Stage = Literal["draft", "beta", "released"]
Advice = Literal["rub", "warmth", "stretch"]
Limit = Literal["police", "fire", "police_and_fire", "rescue", "mobile", "some_areas", "older", "state"]
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Name = Annotated[str, Field(pattern=r"^[a-z0-9_]+$")]
Month = Annotated[str, Field(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$")]


class Node(BaseModel):
    """A part of the content. `note` is for translators and is never shown; `was` is the id before a renaming."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    # Texts that mislead when half of them are in another language: they fall back to English together.
    together: ClassVar[bool] = False
    note: str = ""
    was: str = ""


class Sourced(Node):
    """A statement about health: it says where it comes from and how sure it is."""

    id: Id
    sources: list[str] = Field(min_length=1)
    certainty: Certainty
    # The claims of content/claims.yaml that it answers; pwa/content/claims.py holds the two against each other.
    claims: list[str] = []


class Review(Node):
    """When a text was checked and is due again; `reviewed_by`: the clinician who signed it, never invented."""

    checked: Month
    changed: Month
    due: Month
    reviewed_by: str


class Point(Sourced):
    text: StepText
    seconds: int | None = None
    minutes: int | None = None
    max_minutes: int | None = None
    hours: int | None = None
    times: int | None = None
    celsius: int | None = None


class Avoid(Sourced):
    text: DoNot
    minutes: int | None = None
    celsius: int | None = None


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
    points: list[Point] = []


class Step(Node):
    together: ClassVar[bool] = True
    id: Id
    name: Label
    button: Button
    # What a ticked warning sign must have switched off for this step to be hidden; None: never hidden.
    advice: Advice | None = None
    hold: int | None = None
    rest: int | None = None
    rounds: int | None = None
    minutes: int | None = None
    max_minutes: int | None = None
    check_minutes: int | None = None
    variants: list[Variant] = Field(min_length=1)
    avoid: list[Avoid] = []


class GatePart(Sourced):
    text: Question
    # The warning sign that a yes ticks; it brings the urgency and what is switched off.
    sign: Id


class GateQuestion(Node):
    """A question of the evidence, in parts that each tick one sign: a yes must not record a sign that is not there."""

    id: Id
    parts: list[GatePart] = Field(min_length=1)


class Gate(Sourced):
    """Three questions before rubbing or heat: leg massage over a clot has killed (evidence: MASSBMC, MASSID).

    Sources and certainty are those of its lead, why one asks at all.
    """

    together: ClassVar[bool] = True
    name: Label
    title: DoNow
    lead: DoNow
    questions: list[GateQuestion] = Field(min_length=3, max_length=3)
    clear: Button
    stop: DoNot


class TenMinutes(Sourced):
    together: ClassVar[bool] = True
    minutes: int
    # The warning sign that is ticked when the app turns to the checklist by itself.
    sign: Id
    title: DoNow
    text: StepText


class Afterwards(Node):
    together: ClassVar[bool] = True
    title: Heading
    points: list[Point] = Field(min_length=1)


class Relief(Node):
    review: Review
    steps: list[Step] = Field(min_length=1)
    gate: Gate
    ten_minutes: TenMinutes
    afterwards: Afterwards


class WarningSign(Sourced):
    text: WarningSignText
    examples: WarningSignText | None = None
    minutes: int | None = None
    weeks: int | None = None
    urgency: Urgency
    covers: list[str] = Field(min_length=1)
    reason: Reason
    switches_off: list[Advice]


class SignGroup(Node):
    together: ClassVar[bool] = True
    id: Id
    title: Heading
    signs: list[WarningSign] = Field(min_length=1)


class Do(Sourced):
    """A line of an outcome; one with `advice` is for signs that switch that off."""

    text: OutcomeText
    advice: Advice | None = None
    minutes: int | None = None
    hours: int | None = None


class Outcome(Sourced):
    """What follows from the ticked signs; its sources and certainty are those of title and lead."""

    together: ClassVar[bool] = True
    urgency: Urgency
    title: OutcomeText
    lead: OutcomeText
    do: list[Do] = Field(min_length=1)
    do_not: list[Do] = []
    say: OutcomeText | None = None


class WarningSigns(Node):
    review: Review
    groups: list[SignGroup] = Field(min_length=1)
    outcomes: list[Outcome] = Field(min_length=4, max_length=4)


class RedFlag(Node):
    """An item of the evidence: the urgency and switched-off advice that a box covering it must not fall below."""

    id: str
    urgency: Urgency
    switches_off: list[Advice]


class RedFlags(Node):
    review: Review
    red_flags: list[RedFlag]


class Phone(Node):
    number: str = Field(pattern=r"^[+#]?[0-9]+( [0-9]+)*$")
    for_: Limit | None = Field(default=None, alias="for")
    name: str | None = None
    confidence: Literal["page", "knowledge"] | None = None

    @property
    def dial(self) -> str:
        """For a tel: link, where a # would begin the fragment."""
        return self.number.replace(" ", "").replace("#", "%23")


class Country(Node):
    code: str = Field(pattern=r"^[A-Z]{2}$")
    ambulance: list[Phone] = Field(min_length=1)
    emergency: list[Phone] = []
    advice: list[Phone] = []
    confidence: Literal["page", "knowledge"]
    checked: str
    remark: Message | None = None


class Emergency(Node):
    review: Review
    countries: list[Country] = Field(min_length=1)


class Source(Node):
    key: str = Field(pattern=r"^[A-Z0-9_]+$")
    title: str
    publisher: str
    year: str
    url: str | None = Field(default=None, pattern=r"^https?://")
    about: AboutSource
    kind: Literal["page", "trial", "review", "case_report", "document", "own"]


class Sources(Node):
    review: Review
    sources: list[Source]


def _short_form(value: Any) -> Any:
    """`next: "Next"` is short for `next: {text: "Next"}`."""
    return {"text": value} if isinstance(value, str) else value


class Said(Node):
    """A sentence of the interface. `live` names the placeholders that the phone fills in later."""

    live: list[str] = []
    number: str | None = None


class SaidTitle(Said):
    text: Title


class SaidHeading(Said):
    text: Heading


class SaidButton(Said):
    text: Button


class SaidLabel(Said):
    text: Label


class SaidMessage(Said):
    text: Message


class SaidParagraph(Said):
    text: Paragraph


class SaidPicture(Said):
    text: Picture


class Interface(Node):
    """What the screens say around the content, by kind: templates hold no text of their own."""

    title: dict[Name, Annotated[SaidTitle, BeforeValidator(_short_form)]]
    heading: dict[Name, Annotated[SaidHeading, BeforeValidator(_short_form)]]
    button: dict[Name, Annotated[SaidButton, BeforeValidator(_short_form)]]
    label: dict[Name, Annotated[SaidLabel, BeforeValidator(_short_form)]]
    message: dict[Name, Annotated[SaidMessage, BeforeValidator(_short_form)]]
    paragraph: dict[Name, Annotated[SaidParagraph, BeforeValidator(_short_form)]]
    picture: dict[Name, Annotated[SaidPicture, BeforeValidator(_short_form)]]


@dataclass(frozen=True)
class Content:
    """All of content/, in one language. `stage` is how far that language is; pwa/languages/standing.py computes it."""

    interface: Interface
    relief: Relief
    warning_signs: WarningSigns
    red_flags: RedFlags
    emergency: Emergency
    sources: Sources
    claims: "Claims"
    learn_cramps: "TopicGroup"
    learn_twitches: "TopicGroup"
    learn_care: "TopicGroup"
    learn_living: "TopicGroup"
    learn_doubts: "TopicGroup"
    compare: "Compare"
    synonyms: "Synonyms"
    stage: Stage = "released"
