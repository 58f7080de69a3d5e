"""The language table, and which language a reader gets.

A language is a folder under translations/; everything else about it comes from CLDR through Babel. URL tags are lower
case, HTML `lang` is BCP 47, folders are gettext's. Negotiation is our own, in two passes: Werkzeug's best_match answers
English to `zh-CN,zh;q=.9,en;q=.8` and to `in-ID,in,en`.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from babel import Locale
from babel.core import UnknownLocaleError, get_global

ENGLISH = "en"
# A reader of one of these can read the other, though it is not theirs: tried only after every exact choice.
NEAR = {"ms": "id", "jv": "id", "su": "id", "min": "id", "ban": "id", "yue": "zh", "wuu": "zh", "nan": "zh"}
RANGE = re.compile(r"^([a-z]{1,8}(?:-[a-z0-9]{1,8})*)$")
MOST_RANGES = 50


@dataclass(frozen=True)
class Language:
    """One row of the table, for example folder zh_Hans, html zh-Hans, tag zh-hans."""

    folder: str

    @property
    def html(self) -> str:
        return self.folder.replace("_", "-")

    @property
    def tag(self) -> str:
        return self.html.lower()

    @property
    def locale(self) -> Locale:
        return Locale.parse(self.folder)

    @property
    def name(self) -> str:
        """The language's name in itself: 简体中文, Bahasa Indonesia."""
        own = self.locale.languages.get(self.folder) or self.locale.get_display_name() or self.folder
        return OWN_NAMES.get(self.folder) or own[0].upper() + own[1:]

    @property
    def direction(self) -> str:
        return self.locale.text_direction

    @property
    def near(self) -> list[str]:
        """Names of the languages whose readers can read this one."""
        return [name for name, other in NEAR.items() if other == self.locale.language]


# Where speakers use a longer name than CLDR's.
OWN_NAMES = {"id": "Bahasa Indonesia"}


def find_languages(translations: Path) -> list[Language]:
    """English first, then the folders of translations/ by name. Folders that are no locale are left out."""
    found = [Language(ENGLISH)]
    for folder in sorted(translations.glob("*/LC_MESSAGES")):
        try:
            Locale.parse(folder.parent.name)
        except (ValueError, UnknownLocaleError):
            continue
        if folder.parent.name != ENGLISH:
            found.append(Language(folder.parent.name))
    return found


def negotiate(header: str, languages: list[Language]) -> Language:
    """The language for an Accept-Language header (RFC 9110, section 12.5.4); English when nothing fits.

    First pass: the first wanted language that we have in the same script. Second pass: a near one.
    """
    wanted = _ranges(header)
    by_key = {_key(language.html): language for language in reversed(languages)}
    for tag in wanted:
        if (key := _key(tag)) in by_key:
            return by_key[key]
    by_name = {_key(language.html)[0]: language for language in reversed(languages)}
    for tag in wanted:
        name = _key(tag)[0]
        name = NEAR.get(name, name)
        if name in by_name:
            return by_name[name]
    return languages[0]


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


def _key(tag: str) -> tuple[str, str]:
    """Language and script of a tag, with CLDR's aliases and likely subtags: zh-CN and zh are (zh, Hans)."""
    parts = tag.replace("_", "-").split("-")
    name = parts[0].lower()
    name = get_global("language_aliases").get(name, name)
    script = next((part.title() for part in parts[1:] if len(part) == 4 and part.isalpha()), "")
    region = next((part.upper() for part in parts[1:] if len(part) == 2 or (len(part) == 3 and part.isdigit())), "")
    if not script:
        likely = get_global("likely_subtags")
        full = likely.get(f"{name}_{region}") or likely.get(name) or name
        script = next((part for part in full.split("_")[1:] if len(part) == 4), "")
    return name, script
