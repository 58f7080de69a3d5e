"""tests/cases.yaml replayed: what each person ticks leads where it must, and no box is without a person."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from pwa.content.base import URGENCIES
from pwa.content.load import load

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parents[1] / "cases.yaml").read_text(encoding="utf-8"))[
    "cases"
]
BOXES = {sign.id: sign for group in load().warning_signs.groups for sign in group.signs}
LEAST_CASES = 330
LEAST_PLAIN = 100


def outcome(ticks: list[str]) -> str:
    """The highest urgency ticked."""
    levels = [URGENCIES.index(BOXES[id_].urgency) for id_ in ticks]
    return URGENCIES[min(levels, default=len(URGENCIES) - 1)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["story"][:40])
def test_what_a_person_ticks_leads_where_it_must(case: dict[str, Any]) -> None:
    assert set(case["ticks"]) <= set(BOXES)
    assert outcome(case["ticks"]) == case["urgency"]


def test_the_stories_are_many_and_a_third_of_them_plain_cramps() -> None:
    assert len(CASES) >= LEAST_CASES
    assert len({case["story"] for case in CASES}) == len(CASES)
    assert sum(case["urgency"] == "self_care_ok" for case in CASES) >= LEAST_PLAIN


def test_every_box_has_somebody_who_ticks_it() -> None:
    assert set(BOXES) - {id_ for case in CASES for id_ in case["ticks"]} == set()
