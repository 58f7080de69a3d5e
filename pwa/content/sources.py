"""What statements and claims name as their sources (content/sources.yaml)."""

import re
from typing import Literal

from pydantic import Field

from pwa.content.base import Node, Review
from pwa.content.kinds import AboutSource


class Source(Node):
    """A source by its key. Title, publisher and year ("undated" where it has none) stay in their own language.

    `kind`: document is one of the five that the app started from, own is APP or KNOWLEDGE.
    """

    key: str = Field(pattern=r"^[A-Z0-9_]+$")
    title: str
    publisher: str
    year: str
    url: str | None = Field(default=None, pattern=r"^https?://")
    about: AboutSource
    kind: Literal["page", "trial", "study", "review", "case_report", "document", "own"]


class Sources(Node):
    """The whole of content/sources.yaml."""

    review: Review
    sources: list[Source]


def short_name(source: Source) -> str:
    """Who published it and when: "BMJ 2015" for "BMJ, via PMC"."""
    publisher = re.split(r", | \(", source.publisher)[0]
    return publisher if source.year == "undated" else f"{publisher} {source.year}"
