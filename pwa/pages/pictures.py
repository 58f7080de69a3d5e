"""The drawings: inline where they must be there at first paint or follow the theme, else as files in night colours.

A file cannot see the page's colours, and the cramp screen is always night; as files, its later pictures do not weigh on
the first screen.
"""

import re
from pathlib import Path

from markupsafe import Markup

from pwa.content.model import Content

FOLDER = Path(__file__).parent.parent / "templates" / "pictures"
NIGHT = {
    "body": "#f6d7b0",
    "body-soft": "#c9a581",
    "muscle": "#ffa24d",
    "arrow": "#ffa24d",
    "help": "#9fc7a0",
    "ground": "#c9a581",
}
LINES = 'fill="none" stroke-linecap="round" stroke-linejoin="round"'  # for a page, common/parts.css says so
ROOT = re.compile(r'<svg class="pic"([^>]*) aria-hidden="true"')
CLASS = re.compile(r'class="pic-(' + "|".join(sorted(NIGHT, key=len, reverse=True)) + r')(-fill)?"')


def inline(name: str) -> Markup:
    """A drawing as markup for a page; its colours are classes."""
    return Markup(_read(name))  # noqa: S704 - a file of ours


def _read(name: str) -> str:
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8").strip()


def night_file(name: str) -> bytes:
    """A drawing as a file of its own, in the night palette."""
    svg = ROOT.sub(rf'<svg xmlns="http://www.w3.org/2000/svg" {LINES}\1', _read(name))
    return CLASS.sub(_colour, svg).encode()


def night_drawings(content: Content) -> list[str]:
    """The names of the drawings that are files: those of the cramp screen's later steps."""
    relief = content.relief
    return sorted({relief.afterwards.picture, *(way.picture for step in relief.steps for way in step.variants)})


def _colour(match: re.Match[str]) -> str:
    colour = NIGHT[match[1]]
    return f'fill="{colour}"' if match[2] else f'stroke="{colour}"'
