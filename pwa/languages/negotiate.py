"""Which language a reader gets: from an Accept-Language header here, from the phone's languages in the browser.

Two passes: first the first wanted language that we have in the same script, then a near one. Werkzeug's best_match
answers English to `zh-CN,zh;q=.9,en;q=.8` and to `in-ID,in,en`. The browser decides by the same rules, from
`negotiation_table`; what differs between the two is a fault (tests/unit/test_languages.py decides by the table alone).
"""

import re
from typing import TypedDict

from babel.core import get_global

from pwa.languages.table import NEAR, Language, name_and_script

RANGE = re.compile(r"^([a-z]{1,8}(?:-[a-z0-9]{1,8})*)$")
MOST_RANGES = 50


class Row(TypedDict):
    """One language of the table: its tag in addresses, its name and script, and whose readers can read it."""

    tag: str
    name: str
    script: str
    near: list[str]


class NegotiationTable(TypedDict):
    """All that a browser needs to decide as `negotiate` does.

    `languages` stand in order, the first is for whom nothing fits; `aliases` are old names of a language (in: id);
    `scripts` say in which script a name, or a name with a region, is written where the tag does not say it: {"zh":
    "Hans", "zh-TW": "Hant"}. A region that is not listed has its language's script.
    """

    languages: list[Row]
    aliases: dict[str, str]
    scripts: dict[str, str]


def negotiate(header: str, languages: list[Language]) -> Language:
    """The language for an Accept-Language header (RFC 9110, section 12.5.4); the first one when nothing fits."""
    wanted = [name_and_script(tag) for tag in _ranges(header)]
    exact = {language.name_and_script: language for language in reversed(languages)}
    for both in wanted:
        if both in exact:
            return exact[both]
    by_name = {language.name_and_script[0]: language for language in reversed(languages)}
    for name, _ in wanted:
        if found := by_name.get(name) or by_name.get(NEAR.get(name, "")):
            return found
    return languages[0]


def negotiation_table(languages: list[Language]) -> NegotiationTable:
    """The table for page and worker, as plain data for JSON."""
    rows = [_row(language) for language in languages]
    ours = {row["name"] for row in rows}
    known = ours.union(*(row["near"] for row in rows))
    aliases = {old: name for old, name in sorted(get_global("language_aliases").items()) if name in known}
    scripts = {name: name_and_script(name)[1] for name in sorted(ours)}
    for subtags in sorted(get_global("likely_subtags")):
        name, *rest = subtags.split("_")
        if name in ours and len(rest) == 1 and len(rest[0]) in (2, 3):
            tag = f"{name}-{rest[0]}"
            script = name_and_script(tag)[1]
            if script != scripts[name]:
                scripts[tag] = script
    return NegotiationTable(languages=rows, aliases=aliases, scripts=scripts)


def _row(language: Language) -> Row:
    name, script = language.name_and_script
    return Row(tag=language.tag, name=name, script=script, near=language.near)


def _ranges(header: str) -> list[str]:
    """Language ranges, most wanted first; refused ones (q=0) and `*` left out."""
    found: list[tuple[float, str]] = []
    for part in header.split(",")[:MOST_RANGES]:
        tag, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            if parameter.replace(" ", "").startswith("q="):
                try:
                    weight = float(parameter.split("=", 1)[1])
                except ValueError:
                    weight = 0.0
        tag = tag.replace("_", "-")
        if RANGE.match(tag) and 0 < weight <= 1:
            found.append((weight, tag))
    return [tag for _, tag in sorted(found, key=lambda item: -item[0])]
