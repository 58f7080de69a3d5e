"""What the first paint of a page needs stands in its HTML: its style, and a small script that runs before it.

Every file that a page waits for is a turn more through worker and storage at the moment that counts
(docs/performance.md). The policy names both by their hashes. A host that still sends the policy of the last release
refuses them: then common/policy-fallback.js brings the same style and scripts as files.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from flask import current_app
from markupsafe import Markup

from pwa.headers import Carried, hash_of, meta_policy

STATIC = Path(__file__).parent.parent / "static"


@dataclass(frozen=True)
class FirstPaint:
    """What a page carries: the name of its style sheet, its text or a part, and that of the script."""

    sheet: str
    style: Markup
    script: Markup
    is_part: bool

    @cached_property
    def policy(self) -> Markup:
        """The policy in the head of the page."""
        return Markup(meta_policy(Carried((hash_of(self.style),), (hash_of(self.script),))))  # noqa: S704 - only hashes


def first_paint(sheet: str, scripts: Sequence[str], first: str = "") -> FirstPaint:
    """A style sheet and the scripts before the paint, for a template.

    Args:
        sheet: the style of the page.
        scripts: in their order.
        first: the name of what the first paint needs of the style, where it does not need the whole.
    """
    return FirstPaint(sheet, _inside(first or sheet), _inside(*scripts), bool(first))


def _inside(*names: str) -> Markup:
    frozen: Mapping[str, bytes] = current_app.extensions["bodies"]
    styles: Mapping[str, Sequence[str]] = current_app.extensions["styles"]
    # As a release minifies them, or as they lie there.
    text = "\n".join(frozen[name].decode() if frozen else _as_they_lie(styles.get(name, (name,))) for name in names)
    if re.search(r"</s|<!--", text, re.IGNORECASE):
        raise ValueError(f"{', '.join(names)} cannot stand inside a page: it says </s or <!--")
    return Markup(text)  # noqa: S704 - files of ours, and judged


def _as_they_lie(parts: Sequence[str]) -> str:
    # Without empty lines, which no page has (pwa/pages/templating.py): the policy names it byte for byte.
    lines = "\n".join((STATIC / name).read_text(encoding="utf-8") for name in parts).split("\n")
    return "\n".join(filter(None, lines))
