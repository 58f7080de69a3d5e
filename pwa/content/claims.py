"""What the documents claim, what we think of it, and where the app says it (content/claims.yaml).

The claims are the evidence's; here they are held against the statements of the app, so that no claim can be forgotten
and no statement can name a claim that is not there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import reduce
from operator import getitem
from typing import Annotated, Any, Literal

from pydantic import Field

from pwa.content.model import Content, Node, Relief, Review, Source, Sourced, Step, WarningSign, WarningSigns
from pwa.content.text import Paragraph
from pwa.content.topics import Compare, Topic, TopicGroup
from pwa.content.yaml_file import YamlFile
from pwa.problems import Problem

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
    id: Annotated[str, Field(pattern=r"^c\d{3}$")]
    # The documents that make it; none when it is an addition of ours.
    documents: list[str]
    claim: Paragraph
    verdict: Verdict
    used: Literal["step", "red_flag", "learn", "myth", "omit"]
    sources: list[str] = Field(min_length=1)
    reason: Paragraph | None = None
    disagree: Paragraph | None = None
    minutes: int | None = None
    max_minutes: int | None = None
    weeks: int | None = None
    years: int | None = None

    @property
    def certainty(self) -> str:
        return CERTAINTY[self.verdict]


class Claims(Node):
    review: Review
    claims: list[Claim] = Field(min_length=1)


def documents(content: Content) -> list[Source]:
    """The documents that the claims come from."""
    return [source for source in content.sources.sources if source.kind == "document"]


def claims_of(content: Content, document: str | None = None) -> list[Claim]:
    """What a document claims, the worst first; without a document: what none of them claims."""
    found = [c for c in content.claims.claims if (document in c.documents if document else not c.documents)]
    return sorted(found, key=lambda claim: WORST_FIRST.index(claim.verdict))


def short_name(source: Source) -> str:
    """Who published it and when: "BMJ 2015" for "BMJ, via PMC"."""
    publisher = re.split(r", | \(", source.publisher)[0]
    return publisher if source.year == "undated" else f"{publisher} {source.year}"


@dataclass(frozen=True)
class Where:
    """A place in the app: the screen, the part that it shows where it has parts, and the anchor with its #."""

    screen: str
    part: str = ""
    anchor: str = ""


def said_in(content: Content) -> dict[str, list[Where]]:
    """Where the app says each claim, by claim id: one place to a page."""
    found: dict[str, dict[tuple[str, str], Where]] = {}
    for statement, holders in statements([getattr(content, part.name) for part in fields(content)]):
        for id_ in statement.claims:
            where = _where(statement, holders)
            found.setdefault(id_, {}).setdefault((where.screen, where.part), where)
    return {id_: list(places.values()) for id_, places in found.items()}


def _where(statement: Sourced, holders: tuple[Node, ...]) -> Where:
    match holders:
        case (Relief(), Step() as step, *_):
            return Where("cramp_now", anchor=f"#{step.id}")
        case (Relief(), *_):
            return Where("cramp_now")
        case (WarningSigns(), *_):
            return Where(
                "warning_signs", anchor=f"#{statement.id}" if isinstance(statement, WarningSign) else "#outcome"
            )
        case (TopicGroup(), Topic() as topic, *_):
            return Where("topic", topic.id)
        case (Compare(), *_):
            return Where("is_it_a_cramp")
    raise TypeError(f"statement '{statement.id}' stands in no screen that is known here")


def statements(node: Any, holders: tuple[Node, ...] = ()) -> Iterator[tuple[Sourced, tuple[Node, ...]]]:
    """Every statement inside a node, with the nodes that hold it, the outermost first."""
    if isinstance(node, Sourced):
        yield node, holders
    if isinstance(node, Node):
        for name in type(node).model_fields:
            yield from statements(getattr(node, name), (*holders, node))
    elif isinstance(node, list | dict):
        for part in node.values() if isinstance(node, dict) else node:
            yield from statements(part, holders)


def claim_faults(nodes: dict[str, Any], files: dict[str, YamlFile]) -> Iterator[Problem]:
    """Claims against the documents and against the statements of the app."""
    file = files["claims"]
    claims = {claim.id for claim in nodes["claims"].claims}
    known = {source.key for source in nodes["sources"].sources if source.kind == "document"}
    carried = set()
    for name, other in files.items():
        for place, line in other.lines.items():
            if name != "claims" and len(place) > 1 and place[-2] == "claims" and isinstance(place[-1], int):
                id_ = reduce(getitem, place, other.data)
                carried.add(id_)
                if id_ not in claims:
                    yield Problem(other.name, line, f"claim '{id_}' is not in content/claims.yaml; correct the id")
    for index, claim in enumerate(nodes["claims"].claims):
        line = file.line(("claims", index, "id"))
        for key in sorted(set(claim.documents) - known):
            yield Problem(file.name, line, f"{claim.id}: '{key}' is not a document of content/sources.yaml")
        if claim.reason is None and (claim.verdict != "supported" or claim.used == "omit"):
            yield Problem(file.name, line, f"{claim.id}: say why; add 'reason: \"...\"'")
        if claim.used != "omit" and claim.id not in carried:
            message = f"no statement carries it; write 'claims: [{claim.id}]' beside one, or 'used: omit' here"
            yield Problem(file.name, line, f"{claim.id}: {message}")
