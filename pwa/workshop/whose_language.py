"""Whether a file that came back is of another language: by its header, its letters, and what it shares with ours.

Some services and converters leave `Language:` out, and then nothing but the texts can say it.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from pwa.languages.catalog import read_catalog
from pwa.languages.checking.read_rules import letters_of, rules_for
from pwa.languages.message import Message, PoFile
from pwa.languages.table import ENGLISH, Language, find_languages, folder_of, name_and_script
from pwa.problems import ContentError

# Below so many texts nothing can be said of a file.
ENOUGH = 10
MOST_CHANGED = 1 / 3


def other_language(
    translations: Path, language: Language, ours: PoFile, sent: PoFile | None, theirs: PoFile, *, whole: bool
) -> str | None:
    """Why the file cannot be taken, in one sentence; `whole` lets pass what only looks so."""
    if fault := _by_header(theirs, language):
        return fault
    said = [entry for entry in theirs.entries if entry.translation.strip() and entry.translation != entry.english]
    alien = sum(_is_alien(entry.translation, language) for entry in said)
    if alien and alien > len(said) * MOST_CHANGED:
        return f"{alien} of its {len(said)} texts are in another script than {language.name} ({language.folder})"
    if whole:
        return None
    if other := _like_another(translations, language, said):
        return f"says what {other.name} ({other.folder}) says; this would put it into {language.name}; --whole takes it"
    return _much_changed(language, ours, sent, said)


def _by_header(theirs: PoFile, language: Language) -> str | None:
    code = theirs.header.get("Language", "")
    if code and folder_of(code.replace("-", "_")) is None:
        return f"says that its language is '{code}', which is none; correct Language: in its header"
    (name, script), (own, own_script) = name_and_script(code or language.html), language.name_and_script
    # A region has its script (zh_TW is Hant); where CLDR names none, the language decides.
    if name == own and (script == own_script or not (script and own_script)):
        return None
    return f"says that its language is '{code}'; this would put it into {language.name} ({language.folder})"


def _is_alien(text: str, language: Language) -> bool:
    """Whether most letters of a text are of another script, or some of the Traditional one."""
    if rules_for(language.folder).traditional_letters & set(text):
        return True
    own = letters_of(language.folder)
    letters = [unicodedata.name(letter, "").partition(" ")[0] for letter in text if letter.isalpha()]
    return bool(own and letters) and sum(name in own for name in letters) * 2 < len(letters)


def _like_another(translations: Path, language: Language, said: list[Message]) -> Language | None:
    """Another language of ours that says the same in most of the texts."""
    if len(said) < ENOUGH:
        return None
    for other in find_languages(translations):
        if other.folder in (ENGLISH, language.folder):
            continue
        try:
            messages = read_catalog(translations, other).messages.values()
        except ContentError:
            continue
        theirs = {(entry.english, entry.translation) for entry in messages}
        if sum((entry.english, entry.translation) in theirs for entry in said) * 2 > len(said):
            return other
    return None


def _much_changed(language: Language, ours: PoFile, sent: PoFile | None, said: list[Message]) -> str | None:
    known = dict.fromkeys(_pairs(ours.entries))
    known |= dict.fromkeys(_pairs(sent.entries if sent else []))
    finished = {entry.english for entry in ours.entries if entry.translation and not entry.fuzzy}
    both = [entry for entry in said if entry.english in finished]
    changed = sum((entry.english, entry.translation) not in known for entry in both)
    if len(both) < ENOUGH or changed <= len(both) * MOST_CHANGED:
        return None
    return (
        f"{changed} of {len(both)} texts that are finished in {language.name} say something else there: is it of "
        "another language? --whole takes it"
    )


def _pairs(entries: Iterable[Message]) -> Iterator[tuple[str, str]]:
    return ((entry.english, entry.translation) for entry in entries)
