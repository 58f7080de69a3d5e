"""What pages name by themselves and the content has to hold: drawings, signs, steps, titles, territories, charts.

Without it a page could not be drawn, and a build would end at code that is not at fault.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from babel import Locale

from pwa.content.emergency import Country
from pwa.content.interface import Interface
from pwa.content.located import Located
from pwa.content.model import Content
from pwa.content.relief import GatePart, Relief, TenMinutes
from pwa.content.topics import Chart
from pwa.problems import Problem
from pwa.screens import SCREENS

PICTURES = Path(__file__).parent.parent / "templates" / "pictures"
# By the views, and by the templates of the cramp screen and the card.
STEPS = ("stretch", "rub", "move", "warmth", "position")
WAY = "standing"
TITLES = ("app", "app_short", "languages", *(name for name, row in SCREENS.items() if "<part>" not in row.path))


def named(content: Content, nodes: Iterable[Located]) -> Iterator[Problem]:
    """What a page would look for in vain."""
    pictures = {path.stem for path in PICTURES.glob("*.svg")}
    signs = {sign.id for group in content.warning_signs.groups for sign in group.signs}
    territories = Locale("en").territories
    for here in nodes:
        node, picture = here.node, getattr(here.node, "picture", None)
        if isinstance(picture, str) and picture not in pictures:
            yield here.problem(f"there is no drawing pwa/templates/pictures/{picture}.svg", "picture")
        if isinstance(node, GatePart | TenMinutes) and node.sign not in signs:
            yield here.problem(f"there is no sign '{node.sign}' in content/warning_signs.yaml", "sign")
        elif isinstance(node, Country) and node.code not in territories:
            yield here.problem(f"'{node.code}' is no territory; give its code of two letters (ISO 3166)", "code")
        elif isinstance(node, Chart) and not any(row.low or row.high for row in node.rows):
            yield here.problem("a chart needs a row that is not 0 from 'low' to 'high'", "rows")
        elif isinstance(node, Relief):
            yield from _ids(here, node)
        elif isinstance(node, Interface):
            for name in TITLES:
                if name not in node.title:
                    yield here.problem(f"title '{name}' is missing, and a page has it; add it", "title")


def _ids(here: Located, relief: Relief) -> Iterator[Problem]:
    for id_ in STEPS:
        if id_ not in {step.id for step in relief.steps}:
            yield here.problem(f"step '{id_}' is missing, and pages show it; keep its id", "steps")
    if WAY not in {way.id for step in relief.steps for way in step.variants}:
        yield here.problem(f"the way '{WAY}' is missing, and pages show it; keep its id", "steps")
