"""Phone numbers by country (content/emergency.yaml)."""

from typing import Annotated, Literal, get_args

from pydantic import Field

from pwa.content.base import Node, Review
from pwa.content.kinds import Message

Limit = Literal["police", "fire", "police_and_fire", "rescue", "mobile", "some_areas", "older", "state"]
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
    confidence: Confidence | None = None

    @property
    def dial(self) -> str:
        """For a tel: link, where a # would begin the fragment."""
        return self.number.replace(" ", "").replace("#", "%23")


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


class Emergency(Node):
    """The whole of content/emergency.yaml."""

    review: Review
    countries: list[Country] = Field(min_length=1)
