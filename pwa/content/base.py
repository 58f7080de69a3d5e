"""What every node of content/ is made of: the node itself, a statement with its sources, ids, dates, closed lists.

A field's type is its rule: a key that the model does not know is an error, and so is one that is missing. Certainty
words and urgencies are the evidence's; see docs/content.md.
"""

from functools import cache
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from pwa.content.units import UNITS

# The worst first.
Urgency = Literal["emergency_now", "same_day", "appointment", "self_care_ok"]
URGENCIES: tuple[Urgency, ...] = get_args(Urgency)
Certainty = Literal["well_supported", "may_help", "disputed", "not_supported", "unsafe", "general_knowledge"]
# What a warning sign can switch off.
Advice = Literal["rub", "warmth", "stretch", "walk"]
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Name = Annotated[str, Field(pattern=r"^[a-z0-9_]+$")]
Month = Annotated[str, Field(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$")]


class Node(BaseModel):
    """A part of the content. `note` is for translators and is never shown; `was` is the id before a renaming."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)
    # Texts that mislead when half of them are in another language: they fall back to English together.
    together: ClassVar[bool] = False
    note: str = ""
    was: str = ""

    @property
    def numbers(self) -> dict[str, Any]:
        """What a sentence of this node may say as `{field}`: the fields whose type is a unit, and that are given."""
        given = {name: getattr(self, name) for name in _number_fields(type(self))}
        return {name: value for name, value in given.items() if value is not None}


class Sourced(Node):
    """A statement about health: it says where it comes from and how sure it is.

    `sources` are keys of content/sources.yaml, `claims` the ids of those in content/claims.yaml that it answers.
    """

    id: Id
    sources: list[str] = Field(min_length=1)
    certainty: Certainty
    claims: list[str] = Field(default=[])


class Review(Node):
    """When a text was checked and is due again; `reviewed_by`: the clinician who signed it, never invented."""

    checked: Month
    changed: Month
    due: Month
    reviewed_by: str


# Each text of the content asks for these, and a model does not change while the app runs.
@cache
def marks(model: type[Node], field: str) -> tuple[str, ...]:
    """The words beside a field's type (a kind of text, a unit); pydantic keeps those of `X | None` inside the union."""
    info = model.model_fields[field]
    inside = [mark for part in getattr(info.annotation, "__args__", ()) for mark in getattr(part, "__metadata__", ())]
    return tuple(mark for mark in (*info.metadata, *inside) if isinstance(mark, str))


@cache
def _number_fields(model: type[Node]) -> tuple[str, ...]:
    return tuple(name for name in model.model_fields if not set(marks(model, name)).isdisjoint(UNITS))
