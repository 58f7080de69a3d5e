"""What stands behind a statement, a tap away: its sources by names that readers know, and the claims it answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import escape

from pwa.content.model import Content
from pwa.content.relief import Relief
from pwa.content.sources import short_name
from pwa.content.text import Text
from pwa.languages.domain import current_language
from pwa.languages.table import ENGLISH
from pwa.pages.interface import Ui


@dataclass(frozen=True)
class SourceTitle:
    """What a document calls itself: in English on every page."""

    title: str

    @property
    def plain(self) -> str:
        """As Text.plain."""
        return Text(self.title).fill(self.title)

    def __html__(self) -> str:
        html = str(escape(self.plain))
        return html if current_language().folder == ENGLISH else f'<span lang="en">{html}</span>'


@dataclass(frozen=True)
class Cited:
    """`sources` leads to the sources page; `names` and `weighed` are by key of a source and by id of a claim."""

    sources: str
    names: dict[str, str | Text]
    # Where the verdict on a claim stands, below the sources page.
    weighed: dict[str, str]


@dataclass(frozen=True)
class Part:
    """A title, what is itself a statement about health below it (a way to stretch), and the statements."""

    title: Text
    itself: Any
    points: list[Any]
    avoid: list[Any]


def cited(content: Content, ui: Ui, sources: str) -> Cited:
    """What the statements of a page need to name what is behind them; `sources` is the address of the sources page."""
    weighed = {claim.id: f"{claim.documents[0].lower()}/" if claim.documents else "" for claim in content.claims.claims}
    return Cited(sources, source_names(content, ui), weighed)


def parts_of(relief: Relief) -> list[Part]:
    """The statements of the cramp screen in its order; one that several ways to stretch say stands with the first."""
    seen: set[str] = set()

    def new(items: Sequence[Any]) -> list[Any]:
        fresh = [item for item in items if item.text.english not in seen]
        seen.update(item.text.english for item in fresh)
        return fresh

    parts = []
    for step in relief.steps:
        parts += [Part(way.title, way, new(way.points), []) for way in step.variants]
        parts[-len(step.variants)].avoid.extend(new(step.avoid))
        seen.update(way.lead.english for way in step.variants)
        parts += [Part(muscle.title, muscle, [], []) for muscle in step.muscles if muscle.lead.english not in seen]
        if step is relief.steps[0]:
            asked = [node for question in relief.gate.questions for node in (question, *question.parts)]
            parts.append(Part(relief.gate.title, relief.gate, new(asked), []))
    parts.append(Part(relief.afterwards.title, None, new(relief.afterwards.points), []))
    parts.append(Part(relief.ten_minutes.title, None, [relief.ten_minutes, relief.danger], []))
    return [part for part in parts if part.points or part.itself]


def source_names(content: Content, ui: Ui) -> dict[str, str | Text]:
    """Sources as a list beside a statement calls them."""
    own = {"own": ui.label.general_knowledge}
    every = content.sources.sources
    return {s.key: own.get(s.kind) or (s.title if s.kind == "document" else short_name(s)) for s in every}
