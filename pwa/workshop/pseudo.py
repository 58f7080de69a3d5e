"""The pseudo-language at /en-xa/: English with accents, a third longer, between ⟦ and ⟧.

Text outside the brackets has bypassed translation, text that is cut will be cut in Indonesian too. Made in memory from
the content, because a file goes stale; Babel knows no en_XA, so its locale is English.
"""

import re
from dataclasses import dataclass

from babel import Locale
from babel.support import NullTranslations

from pwa.languages.table import Language

LONGER = 0.35
ACCENTS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "åƀçðéƒĝĥîĵķļɱñöþɋŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞɊŔŠŢÛṼŴẊÝŽ",
)
VOWELS = "aeiouyAEIOUY"
PLACEHOLDERS = re.compile(r"(\{[a-z_]+\})")


@dataclass(frozen=True)
class PseudoLanguage(Language):
    """A row of the language table that no folder stands for."""

    folder: str = "en_XA"

    @property
    def locale(self) -> Locale:
        """English, because CLDR has no pseudo-language."""
        return Locale("en")

    @property
    def name(self) -> str:
        """What the language menu shows."""
        return pseudo("Pseudo")


PSEUDO = PseudoLanguage()


def pseudo(english: str) -> str:
    """⟦Ĥééļļö~⟧ for Hello. Placeholders stay as they are; vowels are doubled, so that lines still break at spaces."""
    made: list[str] = []
    owed = 0.0
    for part in PLACEHOLDERS.split(english):
        if PLACEHOLDERS.match(part):
            made.append(part)
            continue
        for letter in part:
            made.append(letter.translate(ACCENTS))
            owed += LONGER
            if letter in VOWELS and owed >= 1:
                made.append(letter.lower().translate(ACCENTS))
                owed -= 1
    return f"⟦{''.join(made)}{'~' * round(owed)}⟧"


class PseudoTranslations(NullTranslations):
    """Every text in the pseudo-language, for Flask-Babel's domain."""

    def upgettext(self, context: str, message: str) -> str:  # noqa: ARG002 - every kind alike
        """The English, made to look foreign."""
        return pseudo(message)
