"""Countries for the scripts: which one a phone is in, as far as its clock says, and what people call each."""

from babel import Locale
from babel.core import get_global
from flask_babel import get_locale

from pwa.content.model import Content
from pwa.languages.domain import catalogs, current_language


def country_table(content: Content) -> list[dict[str, str]]:
    """Countries and the cities that name their time zones; the numbers stand on the page of emergency numbers."""
    zones = _territory_zones()
    codes = [country.code for country in content.emergency.countries]
    return [{"code": code, "zones": " ".join(zones.get(code, []))} for code in codes]


def other_names() -> dict[str, list[str]]:
    """What people type for a country beside its name on the page: in the page's language, and in English."""
    content = catalogs().content
    own, english = catalogs().search_words(current_language()).countries, content.search.countries
    names = Locale("en").territories
    shown = (get_locale() or Locale("en")).territories
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
