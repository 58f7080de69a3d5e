"""One view per screen: the content in, a page out, in the language of the path. SCREENS has their addresses.

The release asks each of these once per language and freezes what they answer; live they show the files as they are.
"""

from collections.abc import Callable
from typing import Any

from babel import Locale
from flask import Blueprint, abort, g, url_for
from markupsafe import Markup

from pwa.content.base import Review
from pwa.content.bedtime import Bedtime
from pwa.content.claims import Claim
from pwa.content.dates import together
from pwa.content.emergency import REGIONS
from pwa.content.lookup import claims_of, documents, groups, section_of, topics
from pwa.content.model import Content
from pwa.content.morning import MorningAfter
from pwa.languages.domain import catalogs, current_language
from pwa.pages.card import card, qr_code, site_address
from pwa.pages.citations import Cited, SourceTitle, cited, parts_of, source_names
from pwa.pages.countries import named_countries, other_names, territories
from pwa.pages.interface import interface
from pwa.pages.links import find_topic, next_step, places_of_claims
from pwa.pages.one_file import one_file, size_of
from pwa.pages.structured import medical_page
from pwa.pages.templating import draw, title_of
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
        standing=next(way for step in relief.steps for way in step.variants if way.id == "standing"),
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
        cited=_cited(content),
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
        cited=_cited(catalogs().content),
    )


@screen("morning_after")
def morning_after() -> str:
    """What is usual on the morning after a cramp, and what is not."""
    content = catalogs().content
    morning = content.morning_after
    return draw(
        "morning_after",
        morning=morning,
        steps=[next_step(step) for step in morning.next],
        review=morning.review,
        data=_of_page("morning_after", morning),
        cited=_cited(content),
    )


@screen("bedtime")
def bedtime() -> str:
    """The stretches before sleep, guided."""
    content = catalogs().content
    routine = content.bedtime
    return draw(
        "bedtime",
        bedtime=routine,
        leads={section.more: next_step(section.more) for section in routine.sections if section.more},
        review=routine.review,
        data=_of_page("bedtime", routine),
        cited=_cited(content),
    )


@screen("diary")
def diary() -> str:
    """The cramps that the reader has noted, which only the phone knows."""
    return draw("diary", relief=catalogs().content.relief)


@screen("doctor")
def doctor() -> str:
    """What a doctor asks about, to be filled in from the diary or by pen."""
    content = catalogs().content
    page = content.doctor
    return draw(
        "doctor",
        page=page,
        tests=[section_of(content, part) for part in page.tests],
        others=section_of(content, page.others),
        relief=content.relief,
        review=page.review,
        cited=_cited(content),
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
        cited=_cited(catalogs().content),
    )


@screen("behind_the_steps")
def behind_the_steps() -> str:
    """What stands behind each statement of the cramp screen."""
    relief = catalogs().content.relief
    return draw(
        "behind_the_steps",
        parts=parts_of(relief),
        review=relief.review,
        cited=_cited(catalogs().content),
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


@screen("share")
def share() -> str:
    """Handing it on: the address, a card for the bedside, one file."""
    content = catalogs().content
    return draw(
        "share",
        **card(content),
        file_size=size_of(len(one_file().encode())),
        site_address=site_address(),
        code=qr_code(site_address()),
        review=together([content.relief.review, content.warning_signs.review]),
    )


@screen("emergency")
def emergency() -> str:
    """The emergency numbers of every country."""
    # CLDR has no names of the regions in some languages, Sundanese among them.
    names = {**Locale("en").territories, **territories()}
    countries = named_countries()
    regions = [(names[region], [row for row in countries if row[1].region == region]) for region in REGIONS]
    review = catalogs().content.emergency.review
    return draw("emergency", countries=countries, regions=regions, also=other_names(), review=review)


@screen("settings")
def settings() -> str:
    """Language, country, look, and how far the app is saved."""
    ui = interface(catalogs().content)
    label = ui.label
    themes = {"": label.theme_phone, "night": label.theme_night, "day": label.theme_day}
    sizes = {"": label.text_normal, "125": label.text_larger, "150": label.text_large, "200": label.text_largest}
    looks = [("theme", ui.heading.theme, themes.items()), ("text", ui.heading.text_size, sizes.items())]
    return draw("settings", countries=named_countries(), looks=looks)


@screen("about")
def about() -> str:
    """What the app is, who has checked it, and who translated it."""
    found = catalogs().standing(current_language())
    return draw("about", translators=found.credits if found else ())


@screen("not_found")
def not_found() -> str:
    """For an address that leads nowhere."""
    return draw("not_found")


def _claims(claims: list[Claim]) -> dict[str, Any]:
    """Claims, the links to where the app says each, and the names of the sources that decided."""
    content = catalogs().content
    return {"claims": claims, "said": places_of_claims(), "decided": source_names(content, interface(content))}


def _cited(content: Content) -> Cited:
    return cited(content, interface(content), url_for("pages.sources"))


def _of_page(name: str, page: Bedtime | MorningAfter) -> Markup:
    """What a page with its one sentence says to machines."""
    return medical_page(title_of(name).plain, page.in_short.text.plain, current_language().html, page.review)


def _medical_page(name: str, introduction: str, review: Review) -> Markup:
    description = interface(catalogs().content).paragraph[introduction].plain
    return medical_page(title_of(name).plain, description, current_language().html, review)
