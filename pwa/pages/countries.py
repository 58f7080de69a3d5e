"""Countries: what each is called, in a language's order; which one a phone is in, as far as its clock says."""

from babel import Locale
from babel.core import get_global
from flask_babel import get_locale

from pwa.content.emergency import Country
from pwa.content.model import Content
from pwa.languages.domain import catalogs, current_language


def territories() -> dict[str, str]:
    """The names of countries and regions in the language of the request, by ISO 3166 or UN M49 code."""
    return dict((get_locale() or Locale("en")).territories)


def named_countries() -> list[tuple[str, Country]]:
    """(name in the language of the request, country), in that language's order."""
    names, language = territories(), current_language()
    rows = [(names.get(country.code, country.code), country) for country in catalogs().content.emergency.countries]
    return sorted(rows, key=lambda row: language.sort_key(row[0]))


def country_table(content: Content) -> dict[str, str]:
    """By a country's code the cities that name its time zones; the numbers stand on the page of emergency numbers."""
    zones = _territory_zones()
    codes = [country.code for country in content.emergency.countries]
    return {code: " ".join(zones.get(code, [])) for code in codes}


def other_names() -> dict[str, list[str]]:
    """What people type for a country beside its name on the page: in the page's language, and in English."""
    content = catalogs().content
    own, english = catalogs().search_words(current_language()).countries, content.search.countries
    names, shown = Locale("en").territories, territories()
    found = {}
    for code in (country.code for country in content.emergency.countries):
        words = [*own.get(code, []), names[code], *english.get(code, [])]
        found[code] = [word for word in dict.fromkeys(words) if word != shown.get(code)]
    return found


def _territory_zones() -> dict[str, list[str]]:
    """By territory. The city is enough, and half the bytes, but for the few that two territories share."""
    territories = get_global("zone_territories")
    # A phone may give a zone's old or new name (Asia/Calcutta, Asia/Kolkata). Not CET or EST5EDT: they are no place,
    # and CLDR would take all of Central Europe for Belgium.
    older = {old: territories[new] for old, new in get_global("zone_aliases").items() if new in territories}
    owners: dict[str, set[str]] = {}
    for zone, territory in {**older, **territories}.items():
        if "/" in zone:
            owners.setdefault(zone.rpartition("/")[2], set()).add(territory)
    found: dict[str, list[str]] = {}
    for city, (territory, *others) in sorted(owners.items()):
        if not others:
            found.setdefault(territory, []).append(city)
    return found
