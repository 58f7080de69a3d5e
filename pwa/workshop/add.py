"""A new language: its folder, its header with CLDR's plural rule, and every text, empty.

Nothing else is needed: the app finds languages by their folders, and everything else about one comes from CLDR.
"""

from pathlib import Path

from babel import Locale
from babel.core import UnknownLocaleError, get_global

from pwa.content.model import Content
from pwa.languages.catalog import po_path
from pwa.languages.po import PoFile
from pwa.languages.table import ENGLISH, Language
from pwa.workshop.po_writer import write_po
from pwa.workshop.update import merge


def language_for(name: str, have: list[Language]) -> Language | str:
    """The language that somebody means by `ms`, `pt-br` or `zh_hant`; or, in one sentence, why there is none."""
    parts = name.replace("-", "_").split("_")
    folder = "_".join([parts[0].lower(), *(part.title() if len(part) == 4 else part.upper() for part in parts[1:])])
    now = get_global("language_aliases").get(folder)
    if now:
        return f"'{name}' is an old code; use {now}"
    try:
        called = str(Locale.parse(folder))
    except (ValueError, UnknownLocaleError):
        return f"CLDR knows no language '{name}'; give its code, for example ms, ar or pt_BR"
    if called != folder:
        return f"CLDR calls '{name}' {called}; use that"
    if folder == ENGLISH:
        return "English is the language that all others are translated from"
    if folder in [language.folder for language in have]:
        return f"{Language(folder).name} is there already: translations/{folder}/"
    return Language(folder)


def add(content: Content, translations: Path, language: Language) -> Path:
    """Write the new file and return where it is."""
    path = po_path(translations, language)
    file, _ = merge(content, PoFile([], {}, [], []), language, {})
    write_po(path, file)
    return path
