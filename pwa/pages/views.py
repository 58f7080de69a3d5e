"""One view per screen: the content in, a page out, in the language of the path. SCREENS has their addresses.

The release asks each of these once per language and freezes what they answer; live they show the files as they are.
"""

from collections.abc import Callable
from typing import Any

from babel import Locale
from flask import Blueprint, abort, g
from flask_babel import get_locale
from markupsafe import Markup

from pwa.content.base import Review
from pwa.content.claims import Claim
from pwa.content.dates import together
from pwa.content.emergency import REGIONS, Country
from pwa.content.lookup import claims_of, documents, groups, topics
from pwa.content.model import Content
from pwa.languages.domain import catalogs, current_language
from pwa.pages.citations import Cited, SourceTitle, cited, parts_of, source_names
from pwa.pages.countries import other_names
from pwa.pages.links import find_topic, next_step, places_of_claims
from pwa.pages.structured import medical_page
from pwa.pages.templating import draw, interface, title_of
from pwa.screens import SCREENS

pages = Blueprint("pages", __name__)
View = Callable[..., str]

# The parts of a screen that has a page for each of several things of the content.
PARTS: dict[str, Callable[[Content], list[str]]] = {
    "document": lambda content: [source.key.lower() for source in documents(content)],
    "topic": lambda content: [topic.id for topic in topics(content)],
}


def screen(name: str) -> Callable[[View], View]:
    """Register the view of a row of SCREENS under its address."""
    return pages.get(f"/{SCREENS[name].path}", endpoint=name)


@pages.url_value_preprocessor
def take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """The first part of the path is the language of the request."""
    tag = (values or {}).pop("language", "")
    catalogs().refresh()
    g.language = next((language for language in catalogs().languages if language.tag == tag), None)
    if g.language is None:
        abort(404)
    catalogs().refresh_language(g.language)


@pages.url_defaults
def add_language(_endpoint: str, values: dict[str, Any]) -> None:
    """Links lead to pages in the language of the request."""
    values.setdefault("language", current_language().tag)


@screen("cramp_now")
def cramp_now() -> str:
    """The first instruction, and all that follows it."""
    content = catalogs().content
    relief, warnings = content.relief, content.warning_signs
    return draw(
        "cramp_now",
        relief=relief,
        review=relief.review,
        steps={step.id: step for step in relief.steps},
        signs={sign.id: sign for group in warnings.groups for sign in group.signs},
        outcomes={outcome.urgency: outcome for outcome in warnings.outcomes},
    )


@screen("warning_signs")
def warning_signs() -> str:
    """The checklist of red flags and its outcomes."""
    content = catalogs().content
    signs = content.warning_signs
    return draw(
        "warning_signs",
        groups=signs.groups,
        outcomes=signs.outcomes,
        ten_minutes=content.relief.ten_minutes,
        places=content.emergency.places,
        review=signs.review,
        data=_medical_page("warning_signs", "signs_intro", signs.review),
        cited=_cited(content, "../sources/"),
    )


@screen("is_it_a_cramp")
def is_it_a_cramp() -> str:
    """What else it may be, side by side."""
    compare = catalogs().content.compare
    return draw(
        "is_it_a_cramp",
        rows=[(condition, *next_step(condition.next)) for condition in compare.conditions],
        review=compare.review,
        data=_medical_page("is_it_a_cramp", "compare_intro", compare.review),
        cited=_cited(catalogs().content, "../sources/"),
    )


@screen("learn")
def learn() -> str:
    """Every topic, and the search."""
    content = catalogs().content
    return draw("learn", groups=groups(content), review=together(topic.review for topic in topics(content)))


@screen("topic")
def topic(part: str) -> str:
    """One topic."""
    here = find_topic(part) or abort(404)
    data = medical_page(here.title.plain, here.in_short.text.plain, current_language().html, here.review, here.about)
    return draw(
        "topic",
        topic=here,
        title=here.title,
        steps=[next_step(step) for step in here.next],
        leads={section.more: next_step(section.more) for section in here.sections if section.more},
        review=here.review,
        data=data,
        cited=_cited(catalogs().content, "../../sources/"),
    )


@screen("behind_the_steps")
def behind_the_steps() -> str:
    """What stands behind each statement of the cramp screen."""
    relief = catalogs().content.relief
    return draw(
        "behind_the_steps",
        parts=parts_of(relief),
        review=relief.review,
        cited=_cited(catalogs().content, "../../sources/"),
    )


@screen("sources")
def sources() -> str:
    """Every source, and what none of the documents claims."""
    content = catalogs().content
    ui, every = interface(content), content.sources.sources
    source_groups = [
        (ui.heading.pages, [s for s in every if s.kind == "page"]),
        (ui.heading.studies, [s for s in every if s.kind in ("trial", "study", "review", "case_report")]),
        (ui.heading.own, [s for s in every if s.kind == "own"]),
    ]
    return draw(
        "sources",
        source_groups=source_groups,
        documents=[(source, len(claims_of(content, source.key))) for source in documents(content)],
        review=together([content.sources.review, content.claims.review]),
        **_claims(claims_of(content)),
    )


@screen("document")
def document(part: str) -> str:
    """What one of the documents claims, and what we think of it."""
    content = catalogs().content
    source = next((source for source in documents(content) if source.key.lower() == part), None) or abort(404)
    return draw(
        "document",
        source=source,
        title=SourceTitle(source.title),
        review=content.claims.review,
        **_claims(claims_of(content, source.key)),
    )


@screen("emergency")
def emergency() -> str:
    """The emergency numbers of every country."""
    # CLDR has no names of the regions in some languages, Sundanese among them.
    names = {**Locale("en").territories, **_territories()}
    countries = _named_countries()
    regions = [(names[region], [row for row in countries if row[1].region == region]) for region in REGIONS]
    review = catalogs().content.emergency.review
    return draw("emergency", countries=countries, regions=regions, also=other_names(), review=review)


@screen("settings")
def settings() -> str:
    """Language, country, look, and how far the app is saved."""
    return draw("settings", countries=_named_countries())


@screen("about")
def about() -> str:
    """What the app is, and who has checked it."""
    return draw("about")


@screen("not_found")
def not_found() -> str:
    """For an address that leads nowhere."""
    return draw("not_found")


def _territories() -> dict[str, str]:
    return dict((get_locale() or Locale("en")).territories)


def _named_countries() -> list[tuple[str, Country]]:
    """(name in the page's language, country), in that language's order."""
    names, language = _territories(), current_language()
    rows = [(names.get(country.code, country.code), country) for country in catalogs().content.emergency.countries]
    return sorted(rows, key=lambda row: language.sort_key(row[0]))


def _claims(claims: list[Claim]) -> dict[str, Any]:
    """Claims, the links to where the app says each, and the names of the sources that decided."""
    content = catalogs().content
    return {"claims": claims, "said": places_of_claims(), "decided": source_names(content, interface(content))}


def _cited(content: Content, sources_address: str) -> Cited:
    return cited(content, interface(content), sources_address)


def _medical_page(name: str, introduction: str, review: Review) -> Markup:
    description = getattr(interface(catalogs().content).paragraph, introduction).plain
    return medical_page(title_of(name).plain, description, current_language().html, review)
