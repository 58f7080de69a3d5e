"""What statements and claims name as their sources (content/sources.yaml)."""

import re
from typing import Literal, Self

from pydantic import Field, model_validator

from pwa.content.base import Node, Review
from pwa.content.kinds import AboutSource

HAN = re.compile("[\u4e00-\u9fff]")


class Source(Node):
    """A source by its key. Title, publisher and year ("undated" where it has none) stay in their own language.

    `lang`: the language of the title, in which a voice reads it. `kind`: document is one of the five that the app
    started from, own is APP or KNOWLEDGE.
    """

    key: str = Field(pattern=r"^[A-Z0-9_]+$")
    title: str
    lang: Literal["en", "id", "zh"] = "en"
    publisher: str
    year: str
    url: str | None = Field(default=None, pattern=r"^https?://")
    about: AboutSource
    kind: Literal["page", "trial", "study", "review", "case_report", "document", "own"]

    @model_validator(mode="after")
    def _title_has_its_language(self) -> Self:
        if bool(HAN.search(self.title)) != (self.lang == "zh"):
            raise ValueError("a title in Chinese characters, and no other, has `lang: zh`")
        return self


class Sources(Node):
    """The whole of content/sources.yaml."""

    review: Review
    sources: list[Source]


def short_name(source: Source) -> str:
    """Who published it and when: "BMJ 2015" for "BMJ, via PMC"."""
    publisher = re.split(r", | \(", source.publisher)[0]
    return publisher if source.year == "undated" else f"{publisher} {source.year}"
