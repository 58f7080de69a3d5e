"""One view per screen: content in, page out. Everything a page needs is here; nothing is looked up at request time."""

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from babel.core import get_global
from jinja2 import Environment, PackageLoader, StrictUndefined

from pwa.content import Content
from pwa.languages import Language
from pwa.pictures import inline

# The screens that the foot of each page leads to, in order.
NAVIGATION = ("cramp_now", "warning_signs", "emergency", "sources", "settings", "about")
PATHS = {
    "cramp_now": "",
    "warning_signs": "warning-signs/",
    "emergency": "emergency/",
    "sources": "sources/",
    "settings": "settings/",
    "about": "about/",
    "not_found": "not-found/",
}


@dataclass(frozen=True)
class Site:
    """Where the site stands: `base` is its path on the host, `assets` the folder of this release's static files."""

    base: str
    assets: str
    languages: list[Language]


@dataclass(frozen=True)
class Page:
    """One screen in one language: what a view gets."""

    site: Site
    content: Content
    language: Language
    screen: str

    def link(self, screen: str) -> str:
        return f"{self.site.base}{self.language.tag}/{PATHS[screen]}"

    def in_language(self, language: Language) -> str:
        return f"{self.site.base}{language.tag}/{PATHS[self.screen]}"

    def asset(self, name: str) -> str:
        return f"{self.site.base}{self.site.assets}/{name}"


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("pwa"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals["picture"] = inline
    return environment


ENVIRONMENT = _environment()


def interface(content: Content) -> SimpleNamespace:
    """The interface's texts as `ui.button.done`."""
    parts = {}
    for kind in ("title", "heading", "button", "label", "message", "paragraph", "picture"):
        said = getattr(content.interface, kind)
        parts[kind] = SimpleNamespace(**{name: node.text for name, node in said.items()})
    return SimpleNamespace(**parts)


def render(page: Page) -> str:
    """The HTML of a page."""
    ui = interface(page.content)
    context = {
        "page": page,
        "ui": ui,
        "screens": [(name, page.link(name), getattr(ui.title, name)) for name in NAVIGATION],
        "title": getattr(ui.title, page.screen),
        **VIEWS[page.screen](page, ui),
    }
    return ENVIRONMENT.get_template(f"{page.screen}.html").render(context)


def cramp_now(page: Page, ui: Any) -> dict[str, Any]:
    relief = page.content.relief
    return {"relief": relief, "steps": {step.id: step for step in relief.steps}}


def warning_signs(page: Page, ui: Any) -> dict[str, Any]:
    signs = page.content.warning_signs
    return {"groups": signs.groups, "outcomes": signs.outcomes}


def emergency(page: Page, ui: Any) -> dict[str, Any]:
    return {"countries": named_countries(page)}


def settings(page: Page, ui: Any) -> dict[str, Any]:
    return {"countries": named_countries(page)}


def sources(page: Page, ui: Any) -> dict[str, Any]:
    every = page.content.sources.sources
    groups = [
        (ui.heading.pages, [s for s in every if s.kind == "page"]),
        (ui.heading.studies, [s for s in every if s.kind in ("trial", "review", "case_report")]),
        (ui.heading.documents, [s for s in every if s.kind == "document"]),
        (ui.heading.own, [s for s in every if s.kind == "own"]),
    ]
    return {"source_groups": groups}


def plain(page: Page, ui: Any) -> dict[str, Any]:
    return {}


VIEWS: dict[str, Callable[[Page, Any], dict[str, Any]]] = {
    "cramp_now": cramp_now,
    "warning_signs": warning_signs,
    "emergency": emergency,
    "sources": sources,
    "settings": settings,
    "about": plain,
    "not_found": plain,
}


def named_countries(page: Page) -> list[tuple[str, Any]]:
    """(name in the page's language, country), in that language's order."""
    names = page.language.locale.territories
    rows = [(names.get(country.code, country.code), country) for country in page.content.emergency.countries]
    # GB 18030 keeps the common Chinese characters in the order of their sound (pinyin), as readers expect.
    return sorted(rows, key=lambda row: row[0].encode("gb18030") if page.language.tag == "zh-hans" else row[0].encode())


def country_table(content: Content) -> list[dict[str, Any]]:
    """Numbers and time zones by country, for the scripts: which country a phone's clock suggests."""
    zones = _territory_zones()
    return [
        {
            "code": country.code,
            "zones": zones.get(country.code, []),
            "ambulance": [phone.number for phone in country.ambulance[:1]],
            "emergency": [phone.number for phone in country.emergency if phone.for_ is None][:1],
            "advice": [phone.number for phone in country.advice[:1]],
        }
        for country in content.emergency.countries
    ]


def _territory_zones() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for zone, territory in get_global("zone_territories").items():
        found.setdefault(territory, []).append(zone)
    # A phone may give a zone's old or new name (Asia/Calcutta, Asia/Kolkata).
    for old, new in get_global("zone_aliases").items():
        territory = get_global("zone_territories").get(new)
        if territory:
            found[territory].append(old)
    return {territory: sorted(set(zones)) for territory, zones in found.items()}
