"""The morning after a cramp (content/morning_after.yaml): what is usual, what is not, and whom to ask."""

from pydantic import Field

from pwa.content.base import Node, Review
from pwa.content.topics import Fact, Next, Section


class MorningAfter(Node):
    """The whole of content/morning_after.yaml."""

    review: Review
    next: list[Next] = Field(min_length=1)
    in_short: Fact
    sections: list[Section] = Field(min_length=1)
