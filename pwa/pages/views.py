"""One view per screen: content in, page out. Everything a page needs is here; nothing is looked up at request time."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from babel import Locale
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pwa.content.claims import Claim
from pwa.content.dates import month, together
from pwa.content.emergency import REGIONS
from pwa.content.lookup import Where, claims_of, documents, groups, topics
from pwa.content.model import Content
from pwa.content.text import Text
from pwa.headers import META_POLICY
from pwa.languages.table import Language
from pwa.pages.certainty import word
from pwa.pages.charts import number, svg
from pwa.pages.citations import cited, parts_of, source_names
from pwa.pages.pictures import inline
from pwa.pages.structured import medical_page

# The screens that the foot of each page leads to, in order.
NAVIGATION = ("cramp_now", "warning_signs", "is_it_a_cramp", "learn", "emergency", "sources", "settings", "about")
PATHS = {
    "cramp_now": "",
    "behind_the_steps": "learn/behind-the-steps/",
    "warning_signs": "warning-signs/",
    "is_it_a_cramp": "is-it-a-cramp/",
    "learn": "learn/",
    "emergency": "emergency/",
    "sources": "sources/",
    "settings": "settings/",
    "about": "about/",
    "not_found": "not-found/",
}


# Screens with a page for each part of the content: the folder that they stand in, and the parts.
PARTS: dict[str, tuple[str, Callable[[Content], list[str]]]] = {
    "document": ("sources/", lambda content: [source.key.lower() for source in documents(content)]),
    "topic": ("learn/", lambda content: [topic.id for topic in topics(content)]),
}


def address(screen: str, part: str = "") -> str:
    """Where a page stands below its language."""
    return f"{PARTS[screen][0]}{part}/" if part else PATHS[screen]


def addresses(content: Content) -> list[tuple[str, str]]:
    """(screen, part) of every page of a language."""
    plain_screens = [(screen, "") for screen in PATHS]
    return plain_screens + [(screen, part) for screen, (_, parts) in PARTS.items() for part in parts(content)]


@dataclass(frozen=True)
class Site:
    """Where the site stands: `base` is its path on the host, `assets` the folder of this release's static files,
    `drawings` that of its pictures: a changed style leaves the lines that name a picture as they were.

    `origin` is the host with its scheme where it is known (SITE_URL), for the links that have to be absolute.
    """

    base: str
    assets: str
    drawings: str
    languages: list[Language]
    origin: str = ""
    # Languages that search engines are told of: no drafts.
    findable: list[Language] = field(default_factory=list)
    # Where the app says each claim: the same in every language, and slow to find.
    places: Mapping[str, list[Where]] = field(default_factory=dict)


@dataclass(frozen=True)
class Page:
    """One screen in one language: what a view gets. `part` is the id of what a screen of PARTS shows."""

    site: Site
    content: Content
    language: Language
    screen: str
    part: str = ""

    def link(self, screen: str, part: str = "") -> str:
        return f"{self.site.base}{self.language.tag}/{address(screen, part)}"

    def in_language(self, language: Language) -> str:
        return f"{self.site.base}{language.tag}/{address(self.screen, self.part)}"

    def asset(self, name: str) -> str:
        return f"{self.site.base}{self.site.assets}/{name}"

    def drawing(self, name: str) -> str:
        return f"{self.site.base}{self.site.drawings}/{name}.svg"


# Where an update may cut a page (pwa/release/bundle.py): a line of its own in a template, an empty line in the page.
CUT = "\f"
EMPTY_LINES = re.compile(r"\n{2,}")


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("pwa"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals["picture"] = inline
    environment.globals["month"] = month
    environment.globals["sure_word"] = word
    environment.globals["chart"] = svg
    environment.globals["number"] = number
    environment.globals["policy"] = Markup(META_POLICY)
    environment.globals["cut"] = CUT
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
        "title": getattr(ui.title, page.screen, None),
        **VIEWS[page.screen](page, ui),
    }
    html = ENVIRONMENT.get_template(f"{page.screen}.html").render(context)
    return EMPTY_LINES.sub("\n", html).replace(f"{CUT}\n", "\n")


def cramp_now(page: Page, ui: Any) -> dict[str, Any]:
    relief = page.content.relief
    return {"relief": relief, "review": relief.review, "steps": {step.id: step for step in relief.steps}}


def warning_signs(page: Page, ui: Any) -> dict[str, Any]:
    signs = page.content.warning_signs
    intro = ui.paragraph.signs_intro.plain
    return {
        "groups": signs.groups,
        "outcomes": signs.outcomes,
        "ten_minutes": page.content.relief.ten_minutes,
        "review": signs.review,
        "data": medical_page(ui.title.warning_signs.plain, intro, page.language.html, signs.review),
        "cited": cited(page.content, ui, "../sources/"),
    }


def emergency(page: Page, ui: Any) -> dict[str, Any]:
    # CLDR has no names of the regions in some languages, Sundanese among them.
    names = {**Locale("en").territories, **page.language.locale.territories}
    countries = named_countries(page)
    regions = [(names[region], [row for row in countries if row[1].region == region]) for region in REGIONS]
    return {"countries": countries, "regions": regions, "review": page.content.emergency.review}


def settings(page: Page, ui: Any) -> dict[str, Any]:
    return {"countries": named_countries(page)}


def sources(page: Page, ui: Any) -> dict[str, Any]:
    every = page.content.sources.sources
    groups = [
        (ui.heading.pages, [s for s in every if s.kind == "page"]),
        (ui.heading.studies, [s for s in every if s.kind in ("trial", "review", "case_report")]),
        (ui.heading.own, [s for s in every if s.kind == "own"]),
    ]
    counts = [(source, len(claims_of(page.content, source.key))) for source in documents(page.content)]
    dates = together([page.content.sources.review, page.content.claims.review])
    said = {"source_groups": groups, "documents": counts, "review": dates}
    return {**said, **_claims(page, ui, claims_of(page.content))}


def document(page: Page, ui: Any) -> dict[str, Any]:
    (source,) = (source for source in documents(page.content) if source.key.lower() == page.part)
    # The documents are in English, and so are their titles.
    title = Text(source.title, fallback=page.language.html != "en")
    said = {"source": source, "title": title, "review": page.content.claims.review}
    return {**said, **_claims(page, ui, claims_of(page.content, source.key))}


def _claims(page: Page, ui: Any, claims: list[Claim]) -> dict[str, Any]:
    """Claims, the links to where the app says each, and the names of the sources that decided."""
    links = {
        id_: [(page.link(where.screen, where.part) + where.anchor, _name(page, ui, where)) for where in places]
        for id_, places in page.site.places.items()
    }
    return {"claims": claims, "said": links, "decided": source_names(page.content, ui)}


def _name(page: Page, ui: Any, where: Where) -> Text:
    """What a link to a place is called: its topic or its screen."""
    topic = next((topic for topic in topics(page.content) if where.screen == "topic" and topic.id == where.part), None)
    name: Text = topic.title if topic else getattr(ui.title, where.screen)
    return name


def learn(page: Page, ui: Any) -> dict[str, Any]:
    return {"groups": groups(page.content), "review": together(topic.review for topic in topics(page.content))}


def behind_the_steps(page: Page, ui: Any) -> dict[str, Any]:
    relief = page.content.relief
    said = {"parts": parts_of(relief), "review": relief.review}
    return {**said, "title": ui.title.behind_the_steps, "cited": cited(page.content, ui, "../../sources/")}


def topic(page: Page, ui: Any) -> dict[str, Any]:
    (here,) = (topic for topic in topics(page.content) if topic.id == page.part)
    data = medical_page(here.title.plain, here.in_short.text.plain, page.language.html, here.review, here.about)
    steps = [next_step(page, ui, step) for step in here.next]
    leads = {section.more: next_step(page, ui, section.more) for section in here.sections if section.more}
    said = {"leads": leads, "topic": here, "title": here.title, "steps": steps, "review": here.review}
    return {**said, "data": data, "cited": cited(page.content, ui, "../../sources/")}


def is_it_a_cramp(page: Page, ui: Any) -> dict[str, Any]:
    compare = page.content.compare
    intro = ui.paragraph.compare_intro.plain
    data = medical_page(ui.title.is_it_a_cramp.plain, intro, page.language.html, compare.review)
    rows = [(condition, *next_step(page, ui, condition.next)) for condition in compare.conditions]
    return {"rows": rows, "review": compare.review, "data": data, "cited": cited(page.content, ui, "../sources/")}


def next_step(page: Page, ui: Any, step: str) -> tuple[str, Text]:
    """Link and name of where to go next: a screen, or "learn/<topic>"."""
    if not step.startswith("learn/"):
        return page.link(step), getattr(ui.title, step)
    id_ = step.removeprefix("learn/")
    return page.link("topic", id_), next(topic.title for topic in topics(page.content) if topic.id == id_)


def plain(page: Page, ui: Any) -> dict[str, Any]:
    return {}


VIEWS: dict[str, Callable[[Page, Any], dict[str, Any]]] = {
    "cramp_now": cramp_now,
    "warning_signs": warning_signs,
    "emergency": emergency,
    "sources": sources,
    "document": document,
    "learn": learn,
    "behind_the_steps": behind_the_steps,
    "topic": topic,
    "is_it_a_cramp": is_it_a_cramp,
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
