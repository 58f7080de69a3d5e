"""What pages look up in the whole content: topics, documents, claims, and where the app says each claim."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pwa.content.base import Node, Sourced
from pwa.content.bedtime import Bedtime
from pwa.content.claims import WORST_FIRST, Claim
from pwa.content.doctor import Doctor, PartOfLearn
from pwa.content.model import Content
from pwa.content.morning import MorningAfter
from pwa.content.relief import Relief, Step
from pwa.content.signs import WarningSign, WarningSigns
from pwa.content.sources import Source
from pwa.content.topics import Compare, Section, Topic, TopicGroup
from pwa.content.walk import walk


def groups(content: Content) -> list[TopicGroup]:
    """The topics in their groups, in the order in which they are read."""
    return list(content.learn.values())


def topics(content: Content) -> list[Topic]:
    """The topics of all groups, in the order in which they are read."""
    return [topic for group in groups(content) for topic in group.topics]


def section_of(content: Content, part: PartOfLearn) -> Section | None:
    """The section of Learn that is named, or None."""
    sections = (section for topic in topics(content) if topic.id == part.topic for section in topic.sections)
    return next((section for section in sections if section.id == part.section), None)


def documents(content: Content) -> list[Source]:
    """The documents that the claims come from."""
    return [source for source in content.sources.sources if source.kind == "document"]


def claims_of(content: Content, document: str | None = None) -> list[Claim]:
    """What a document claims, the worst first; without a document: what none of them claims."""
    found = [c for c in content.claims.claims if (document in c.documents if document else not c.documents)]
    return sorted(found, key=lambda claim: WORST_FIRST.index(claim.certainty))


def statements(node: Any) -> Iterator[tuple[Sourced, tuple[Node, ...]]]:
    """Every statement inside a node, a list or the whole content, with the nodes that hold it, the outermost first."""
    for _, inside, holders in walk(node):
        if isinstance(inside, Sourced):
            yield inside, holders


@dataclass(frozen=True)
class Where:
    """A place in the app: the screen, the part that it shows where it has parts, and the anchor with its #."""

    screen: str
    part: str = ""
    anchor: str = ""


def said_in(content: Content) -> dict[str, list[Where]]:
    """Where the app says each claim, by claim id: one place to a page."""
    found: dict[str, dict[tuple[str, str], Where]] = {}
    for statement, holders in statements(content):
        if (where := where_of(statement, holders)) is not None:
            for id_ in statement.claims:
                found.setdefault(id_, {}).setdefault((where.screen, where.part), where)
    return {id_: list(places.values()) for id_, places in found.items()}


def where_of(statement: Sourced, holders: tuple[Node, ...]) -> Where | None:
    """The place that shows a statement, or None: pwa/content/across.py lets no content load that has such a one."""
    match holders:
        case (Relief(), Step() as step, *_):
            return Where("cramp_now", anchor=f"#{step.id}")
        case (Relief(), *_):
            return Where("cramp_now")
        case (Bedtime(), *_):
            return Where("bedtime")
        case (MorningAfter(), *_):
            return Where("morning_after")
        case (WarningSigns(), *_):
            return Where(
                "warning_signs", anchor=f"#{statement.id}" if isinstance(statement, WarningSign) else "#outcome"
            )
        case (TopicGroup(), Topic() as topic, *_):
            return Where("topic", topic.id)
        case (Compare(), *_):
            return Where("is_it_a_cramp")
        case (Doctor(), *_):
            return Where("doctor")
    return None
