"""How far each language is, for whoever keeps the project: translations.json for programs, translations.svg to look at.

Counted from the files at each build, never typed. Both stand on the host, so that a README or a page can show the
picture by its address; no phone keeps them.
"""

from html import escape
from typing import Any

from pwa.languages.standing import SHOWN, STATES, Standing
from pwa.languages.table import ENGLISH

JSON_NAME = "translations.json"
SVG_NAME = "translations.svg"
ROW, NAME, BAR, STAGE = 24, 170, 160, 230
# Dark enough for white and light enough for black behind it: 3:1 with either (WCAG 2.2, 1.4.11).
COLOURS = {"draft": "#b45309", "beta": "#2563eb", "released": "#15803d"}


def progress(standings: list[Standing], version: str) -> dict[str, Any]:
    """What translations.json says; English, the original, is in it for its signatures."""
    return {"format": 1, "version": version, "languages": [_row(standing) for standing in standings]}


def _row(standing: Standing) -> dict[str, Any]:
    language = standing.language
    return {
        "language": language.html,
        "name": language.name,
        "stage": standing.stage,
        "safety": _counts(standing, safety=True),
        "others": _counts(standing, safety=False),
    }


def _counts(standing: Standing, *, safety: bool) -> dict[str, int]:
    found: dict[str, int] = {state: len(standing.keys(state, safety=safety)) for state in STATES}
    return {"all": sum(found.values()), "translated": sum(found[state] for state in SHOWN), **found}


def picture(standings: list[Standing]) -> str:
    """The same as an SVG: a row for each translation, its bar as long as its texts are translated."""
    rows = [_row(standing) for standing in standings if standing.language.folder != ENGLISH]
    drawn = "".join(_drawn(number, row) for number, row in enumerate(rows))
    width, height = NAME + BAR + STAGE, max(1, len(rows)) * ROW
    said = "; ".join(f"{row['name']}: {row['stage']}, {_summary(row)}" for row in rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" font-family="system-ui,sans-serif" font-size="14"><title>{escape(said)}</title>'
        f'<rect width="{width}" height="{height}" fill="#fff"/>{drawn}</svg>\n'
    )


def _drawn(number: int, row: dict[str, Any]) -> str:
    top = number * ROW
    every = row["safety"]["all"] + row["others"]["all"]
    done = row["safety"]["translated"] + row["others"]["translated"]
    length = BAR * done // max(1, every)
    return (
        f'<text x="4" y="{top + 17}">{escape(row["name"])}</text>'
        f'<rect x="{NAME}" y="{top + 6}" width="{BAR}" height="12" fill="#e5e7eb"/>'
        f'<rect x="{NAME}" y="{top + 6}" width="{length}" height="12" fill="{COLOURS[row["stage"]]}"/>'
        f'<text x="{NAME + BAR + 8}" y="{top + 17}">{row["stage"]}, {escape(_summary(row))}</text>'
    )


def _summary(row: dict[str, Any]) -> str:
    every = row["safety"]["all"] + row["others"]["all"]
    done = row["safety"]["translated"] + row["others"]["translated"]
    return f"{done} of {every}, {row['safety']['signed']} signed"
