"""Signs safety texts: a second person read the translation, and says so with name, role and date.

What is signed is named by its code, the first letters of its hash, as the printed sheet shows it (review_sheet.py): a
text that was changed after the printing has another code, so nobody signs what they have not read. There is a code for
each heading of the sheet, which asks again, and none for the whole. Whoever translated does not sign.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pwa.content.model import Content
from pwa.content.text import Text, is_safety
from pwa.files import write_text
from pwa.languages.catalog import Key, grouped
from pwa.languages.signatures import Signature, hash_of, read_signatures, signatures_path, written
from pwa.languages.standing import Standing
from pwa.problems import HIDDEN

CODE_LENGTH = 8
# What stands before or behind a name and makes nobody another person.
TITLES = frozenset(
    ("dr", "dra", "drs", "drg", "prof", "mr", "mrs", "ms", "miss", "ns", "apt", "kep", "md", "phd", "rn", "pak", "bu")
)
# Behind a name that is written in one piece, the longest first.
HAN_TITLES = re.compile("(?:护士长|护士|护师|医生|医师|大夫|药师|主任|老师|教授|博士|先生|女士|小姐)+$")
HAN = re.compile("[\u3400-\u9fff]{2,}")
MARKS = re.compile("[\u0300-\u036f]")
# Letters whose stroke is no mark of its own.
STROKES = str.maketrans("đøłı", "doli")


@dataclass(frozen=True)
class Section:
    """The safety texts below one heading, in the order of the content."""

    heading: str
    texts: list[tuple[Key, list[Text]]]


def sections(content: Content) -> list[Section]:
    """Every safety text once, below the heading where it stands first."""
    found: dict[str, Section] = {}
    for key, group in grouped(content).items():
        if is_safety(*key):
            found.setdefault(group[0].where, Section(group[0].where, [])).texts.append((key, group))
    return list(found.values())


def code_of(key: Key, translation: str) -> str:
    """The code of one text on the sheet: the first letters of its hash."""
    return hash_of(key, translation)[:CODE_LENGTH]


def code_of_all(codes: list[str]) -> str:
    """One code for the texts below one heading of the sheet."""
    return hashlib.sha256(" ".join(codes).encode()).hexdigest()[:CODE_LENGTH]


def keys_by_code(content: Content, standing: Standing) -> dict[str, list[Key]]:
    """What each code on today's sheet stands for: a text or a section. Only what may be signed has a code."""
    found: dict[str, list[Key]] = {}
    for section in sections(content):
        keys = [key for key, _ in section.texts if may_be_signed(standing, key)]
        codes = [code_of(key, standing.translation(key)) for key in keys]
        found |= {code: [key] for code, key in zip(codes, keys, strict=True)}
        found[code_of_all(codes)] = keys
    return {code: keys for code, keys in found.items() if keys}


def may_be_signed(standing: Standing, key: Key) -> bool:
    """Whether the text is translated and passes: what readers do not see cannot be signed."""
    return standing.states[key] in ("unsigned", "signed")


def signer_fault(standing: Standing, translators: Iterable[str], who: str) -> str | None:
    """Why this person cannot sign, or None. Translators are named as `Name <address>`, as git and headers name them."""
    if not name_parts(who):
        return f"{who.strip()!r} is no name; give the full name of the person who read the texts"
    if mixed := next((word for word in re.findall(r"\w+", tidy(who)) if _mixes_scripts(word)), None):
        return f"“{mixed}” is written in letters of two scripts that look alike; type the name again"
    for translator in sorted(translators):
        if same_person(translator, who):
            return (
                f"{tidy(who)} has translated {standing.language.name} ({tidy(translator.split('<')[0])}); a second "
                "person signs; if you are another one, give your full name"
            )
    return None


def tidy(name: str) -> str:
    """The name with one space between its parts, and letters of one width that are seen."""
    return " ".join(HIDDEN.sub("", unicodedata.normalize("NFKC", name)).split())


def _mixes_scripts(word: str) -> bool:
    """Whether a translator could sign under the own name by it: Sіti with a Cyrillic і is another name to a program."""
    scripts = {unicodedata.name(letter, "").partition(" ")[0] for letter in word if letter.isalpha()}
    return len(scripts & {"LATIN", "CYRILLIC", "GREEK"}) > 1


def name_parts(name: str) -> frozenset[str]:
    """What makes a name: without its address, titles, marks and capitals."""
    return frozenset(_parts(name))


def _parts(name: str) -> list[str]:
    letters = MARKS.sub("", unicodedata.normalize("NFKD", tidy(name.split("<")[0]).casefold()))
    letters = unicodedata.normalize("NFKC", letters).translate(STROKES)
    # The vowels of many scripts are marks, and no letters.
    words = "".join(letter if unicodedata.category(letter)[0] in "LMN" else " " for letter in letters).split()
    return [word for word in (HAN_TITLES.sub("", word) for word in words) if word and word not in TITLES]


def same_person(one: str, two: str) -> bool:
    """Whether two names may be of one person: the same address, or all parts of the shorter stand in the longer.

    "Siti" and "S. Aminah" may both be Dr. Siti Aminah, and 小明 may be 王小明. The same letters are one name however
    they are put apart.
    """
    addresses = [set(re.findall(r"[\w.+-]+@[\w.-]+", name.casefold())) for name in (one, two)]
    if addresses[0] & addresses[1]:
        return True
    ours, theirs = name_parts(one), name_parts(two)
    shorter, longer = sorted(("".join(_parts(name)) for name in (one, two)), key=len)
    alike = shorter == longer or (HAN.fullmatch(shorter) and HAN.fullmatch(longer) and longer.endswith(shorter))
    return (bool(shorter) and bool(alike)) or _stands_in(ours, theirs) or _stands_in(theirs, ours)


def _stands_in(some: frozenset[str], all_: frozenset[str]) -> bool:
    """Whether each part of a name, or what its letter may stand for, is in another one; letters alone are no name."""
    return bool(some & all_) and all(
        part in all_ or (len(part) == 1 and any(other.startswith(part) for other in all_)) for part in some
    )


def sign(translations: Path, standing: Standing, keys: list[Key], who: str, role: str) -> int:
    """Write a signature for each text, and return how many are new. Those of others stay.

    Raises:
        ContentError: the file cannot be read whole.
        OSError: it cannot be written.
    """
    today = date.today().isoformat()
    who, role = tidy(who), tidy(role)
    # Read again: while a person answered, a pull or another sheet may have brought some.
    now = read_signatures(translations, standing.language)
    mine = {signature.hash for signature in now if name_parts(signature.who) == name_parts(who)}
    hashes = {hash_of(key, standing.translation(key)) for key in keys} - mine
    new = [Signature(hash_, who, role, today) for hash_ in hashes]
    if new:
        write_text(signatures_path(translations, standing.language), written([*now, *new]))
    return len(new)


def waivers(standing: Standing, key: Key) -> list[str]:
    """What the check was told to let pass in this text, each with its reason."""
    message = standing.messages.get(key)
    return message.waivers if message else []
