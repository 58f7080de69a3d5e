"""What the documents show and link to is there."""

import re
from pathlib import Path

import pytest

from tests.support.project import ROOT

DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("deploy/**/*.md")])


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_document_shows_and_links_to_is_there(document: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)", document.read_text(encoding="utf-8"))
    local = [target for target in targets if not re.match(r"[a-z]+:", target)]
    assert [target for target in local if not (document.parent / target).exists()] == []


def test_the_pictures_of_the_screens_stay_small() -> None:
    assert sum(path.stat().st_size for path in (ROOT / "docs" / "screens").iterdir()) <= 6_000_000
