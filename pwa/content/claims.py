"""What the documents claim, and what we think of it (content/claims.yaml).

The claims are the evidence's; pwa/content/across.py holds them against the statements of the app, so that no claim can
be forgotten and no statement can name a claim that is not there.
"""

from typing import Annotated, Literal

from pydantic import Field

from pwa.content.base import Node, Review
from pwa.content.kinds import Paragraph
from pwa.content.units import Minutes, Weeks, Years

Verdict = Literal["supported", "plausible_weak_evidence", "disputed", "unsupported", "unsafe_as_written"]
# The word on the screen is that of the certainty of a statement: readers learn one scale.
CERTAINTY = {
    "supported": "well_supported",
    "plausible_weak_evidence": "may_help",
    "disputed": "disputed",
    "unsupported": "not_supported",
    "unsafe_as_written": "unsafe",
}
WORST_FIRST = ("unsafe_as_written", "unsupported", "disputed", "plausible_weak_evidence", "supported")


class Claim(Node):
    """A claim as it is made, in our words, and what decided about it.

    `documents` are keys of sources.yaml, none when it is an addition of ours; `used` is where the app answers it.
    """

    id: Annotated[str, Field(pattern=r"^c\d{3}$")]
    documents: list[str]
    claim: Paragraph
    verdict: Verdict
    used: Literal["step", "red_flag", "learn", "myth", "omit"]
    sources: list[str] = Field(min_length=1)
    reason: Paragraph | None = None
    disagree: Paragraph | None = None
    minutes: Minutes | None = None
    max_minutes: Minutes | None = None
    weeks: Weeks | None = None
    years: Years | None = None

    @property
    def certainty(self) -> str:
        """The certainty of a statement that says the same."""
        return CERTAINTY[self.verdict]


class Claims(Node):
    """The whole of content/claims.yaml."""

    review: Review
    claims: list[Claim] = Field(min_length=1)
