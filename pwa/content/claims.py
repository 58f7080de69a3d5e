"""What the documents claim, and what we think of it (content/claims.yaml).

The claims are the evidence's; pwa/content/across.py holds them against the statements of the app, so that no claim can
be forgotten and no statement can name a claim that is not there.
"""

from typing import Annotated, Literal, get_args

from pydantic import Field

from pwa.content.base import Node, Review
from pwa.content.kinds import Paragraph
from pwa.content.units import Minutes, Weeks, Years

# The words of a statement's certainty, because readers learn one scale; a claim is weighed, so none is only known.
Verdict = Literal["unsafe", "not_supported", "disputed", "may_help", "well_supported"]
WORST_FIRST: tuple[Verdict, ...] = get_args(Verdict)


class Claim(Node):
    """A claim as it is made, in our words, and what decided about it.

    `documents` are keys of sources.yaml, none when it is an addition of ours; `used` is where the app answers it.
    """

    id: Annotated[str, Field(pattern=r"^c\d{3}$")]
    documents: list[str]
    claim: Paragraph
    certainty: Verdict
    used: Literal["step", "red_flag", "learn", "myth", "omit"]
    sources: list[str] = Field(min_length=1)
    reason: Paragraph | None = None
    disagree: Paragraph | None = None
    minutes: Minutes | None = None
    max_minutes: Minutes | None = None
    weeks: Weeks | None = None
    years: Years | None = None


class Claims(Node):
    """The whole of content/claims.yaml."""

    review: Review
    claims: list[Claim] = Field(min_length=1)
