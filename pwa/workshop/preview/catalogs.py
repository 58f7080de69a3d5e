"""What the preview shows: the texts as they stand in the files, or, when asked, what readers see of them.

Who saves a text wants to see it, also while its group is held back on the real site. What cannot be read takes nothing
away: the last good text stays.
"""

import threading
from pathlib import Path

from babel.support import NullTranslations

from pwa.content.text import Untranslated
from pwa.languages.catalogs import Catalogs, JudgedTranslations
from pwa.languages.standing import Standing
from pwa.languages.table import ENGLISH, Language
from pwa.problems import ContentError
from pwa.workshop.preview.marks import marked
from pwa.workshop.pseudo import PSEUDO, PseudoTranslations


class AsWritten(NullTranslations):
    """Every translation of a file, whatever its state."""

    def __init__(self, standing: Standing) -> None:
        """Those of a standing."""
        super().__init__()
        self.standing = standing

    def upgettext(self, context: str, message: str) -> str:
        """The translation, or the English marked as Untranslated."""
        return self.standing.translation((context, message)) or Untranslated(message)


class LastGood(Catalogs):
    """Catalogs that keep what could be read last.

    Attributes:
        broken: what cannot be read now, by language ("": content).
        as_readers: whether pages show what readers see, and not all that stands in the files.
    """

    def __init__(self, folder: Path) -> None:
        """The marked texts of a folder, and the pseudo-language."""
        super().__init__(folder, marked, {PSEUDO: PseudoTranslations()})
        self.broken: dict[str, ContentError] = {}
        self.as_readers = False
        self.lock = threading.RLock()

    def refresh(self) -> None:
        """As Catalogs; raises only where nothing could ever be read."""
        with self.lock:
            try:
                super().refresh()
                self.broken.pop("", None)
                # Its folder may have gone while another thread was reading it.
                there = {language.tag for language in self.languages}
                self.broken = {tag: error for tag, error in self.broken.items() if tag in there}
            except ContentError as error:
                if not self.languages:
                    raise
                self.broken[""] = error

    def refresh_language(self, language: Language, whole: bool = False) -> None:
        """As Catalogs, but a language that cannot be read stays as it was.

        A page waits for the judgement of the safety texts only, which says the stage; of the others it shows what
        stands in the file, whatever its state. Once all are judged, or pages show what readers see, none is left out.
        """
        with self.lock:
            known = self._judged.get(language)
            try:
                super().refresh_language(language, whole or self.as_readers or bool(known and known.whole))
                self.broken.pop(language.tag, None)
            except ContentError as error:
                self.broken[language.tag] = error

    def translations(self, language: Language) -> NullTranslations:
        """What the pages show now."""
        standing = self.standing(language)
        if self.as_readers or standing is None or language.folder == ENGLISH:
            return super().translations(language)
        return AsWritten(standing)

    def held_back(self, language: Language) -> dict[str, list[str]]:
        """What readers see in English because its group waits, by id, and for which safety texts."""
        judged = super().translations(language)
        return judged.held_back if isinstance(judged, JudgedTranslations) else {}
