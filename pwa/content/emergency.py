"""Phone numbers by country (content/emergency.yaml)."""

from typing import Annotated, Literal, get_args

from pydantic import Field

from pwa.content.base import Node, Review
from pwa.content.kinds import Message
from pwa.content.units import Dialled

Limit = Literal["police", "fire", "police_and_fire", "rescue", "mobile", "some_areas", "older", "state", "information"]
# When somebody answers; left out: not known.
Hours = Literal["day_and_night", "office"]
# "page": a published page was read; "knowledge": nobody has looked it up yet.
Confidence = Literal["page", "knowledge"]
# The world's regions by their UN M49 codes, for which CLDR has names, in the order of the page.
Region = Literal["142", "150", "019", "002", "009"]
REGIONS: tuple[Region, ...] = get_args(Region)


class Phone(Node):
    """A number as it is written, what it is only for (`for` in YAML), and the service's own name."""

    number: str = Field(pattern=r"^[+#]?[0-9]+( [0-9]+)*$")
    for_: Annotated[Limit | None, Field(alias="for")] = None
    name: str | None = None
    hours: Hours | None = None
    confidence: Confidence | None = None

    @property
    def dial(self) -> str:
        """For a tel: link; empty with a #, which iPhones do not dial (Apple URL Scheme Reference, Phone Links)."""
        return "" if "#" in self.number else self.number.replace(" ", "")


class Places(Node):
    """Where to go, in the words of a country: now for what cannot wait, `today` where nobody answers the phone.

    `calling` says how to call an ambulance there; `number` and `instead` are numbers that the sentences say. `checked`
    says what was read, and when.
    """

    now: Message
    today: Message
    calling: Message | None = None
    number: Dialled | None = None
    instead: Dialled | None = None
    confidence: Confidence
    checked: str


class Country(Node):
    """The numbers of a country or territory by its ISO 3166 code, the one to try first standing first."""

    code: str = Field(pattern=r"^[A-Z]{2}$")
    region: Region
    ambulance: list[Phone] = Field(min_length=1)
    emergency: list[Phone] = Field(default=[])
    advice: list[Phone] = Field(default=[])
    confidence: Confidence
    checked: str
    remark: Message | None = None
    places: Places | None = None


class Emergency(Node):
    """The whole of content/emergency.yaml."""

    review: Review
    # For a country that has no `places` of its own.
    places: Places
    countries: list[Country] = Field(min_length=1)
