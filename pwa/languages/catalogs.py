"""The content and the judged catalog of each language, as an app shows them; read anew when a file was saved.

A language is read when it is first asked for, because judging one takes most of a second and the live app shows one
at a time. What could be read last stays when a file is broken: whoever asks decides what to show beside it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from babel.support import NullTranslations

from pwa.content.base import Node
from pwa.content.load import Reading, load, read_file
from pwa.content.model import Content
from pwa.content.search import SearchWords
from pwa.content.text import Untranslated
from pwa.content.walk import texts, walk
from pwa.files import Stamps, stamps
from pwa.languages.catalog import Key
from pwa.languages.search_words import read_search_words
from pwa.languages.standing import Standing, standing
from pwa.languages.table import Language, find_languages
from pwa.problems import ContentError, Problem


class JudgedTranslations(NullTranslations):
    """What one language may show, by kind and English.

    `held_back`: by the id of each text whose group stays English, the ids of the safety texts that the group waits for.
    """

    def __init__(self, content: Content, standing: Standing) -> None:
        """Take from a standing what it lets show."""
        super().__init__()
        self.shown = {key: wording for key in standing.states if (wording := standing.shown(*key)) is not None}
        self.held_back = _held_back(content, self.shown)

    def upgettext(self, context: str, message: str) -> str:
        """The translation, or the English marked as Untranslated."""
        wording = self.shown.get((context, message))
        return Untranslated(message) if wording is None else wording


NO_WORDS = SearchWords()


@dataclass(frozen=True)
class Judged:
    """One language as it was last read; a language that no file holds (the pseudo-language) has no standing.

    `whole`: whether all its texts are judged, and not the safety texts alone.
    """

    stamp: object
    translations: NullTranslations
    standing: Standing | None = None
    search_words: SearchWords = NO_WORDS
    whole: bool = True


class Catalogs:
    """The content in English, the languages that there are, and the judged catalog of each.

    Attributes:
        content: as the files were at the last `refresh` that could read them.
        languages: English first.
    """

    content: Content

    def __init__(
        self,
        folder: Path,
        prepare: Callable[[Content], Content] = lambda content: content,
        made: Mapping[Language, NullTranslations] | None = None,
    ) -> None:
        """Read nothing yet.

        Args:
            folder: holds content/ and translations/.
            prepare: what is done to the content once it is read (the preview marks its texts).
            made: languages that no folder stands for.
        """
        self.folder, self.prepare, self.made = folder, prepare, dict(made or {})
        self.languages: list[Language] = []
        self._stamp: Stamps | None = None
        self._readings: dict[Path, tuple[object, Reading]] = {}
        self._judged: dict[Language, Judged] = {}

    def refresh(self) -> None:
        """Read the content and the list of languages, if a file was saved. Raises ContentError."""
        stamp = stamps([self.folder / "content"])
        if stamp != self._stamp:
            self.content = self.prepare(load(self.folder / "content", partial(self._read, stamp)))
            self._stamp = stamp
        self.languages = [*find_languages(self.folder / "translations"), *self.made]

    def _read(self, stamp: Stamps, path: Path) -> Reading:
        """Reading YAML takes most of the time, and one file is saved at a time."""
        known = self._readings.get(path)
        if known is None or known[0] != stamp.get(path):
            known = self._readings[path] = stamp.get(path), read_file(path)
        return known[1]

    def refresh_language(self, language: Language, whole: bool = True) -> None:
        """Read and judge one language, if one of its files was saved; not `whole`: its safety texts.

        Raises ContentError.
        """
        translations = self.folder / "translations"
        # What lies beside the folders of the languages is every language's: the glossary.
        own = {
            path: stamp
            for path, stamp in stamps([translations]).items()
            if path.parent == translations or path.is_relative_to(translations / language.folder)
        }
        stamp = (self._stamp, own)
        if (known := self._judged.get(language)) and known.stamp == stamp and (known.whole or not whole):
            return
        if language in self.made:
            self._judged[language] = Judged(stamp, self.made[language])
            return
        found = standing(self.content, translations, language, safety_alone=not whole)
        words = read_search_words(self.content, translations, language)
        self._judged[language] = Judged(stamp, JudgedTranslations(self.content, found), found, words, whole)

    def refresh_all(self) -> None:
        """Read everything. Raises ContentError with the problems of all languages."""
        self.refresh()
        problems: list[Problem] = []
        for language in self.languages:
            try:
                self.refresh_language(language)
            except ContentError as error:
                problems += error.problems
        if problems:
            raise ContentError(problems)

    def translations(self, language: Language) -> NullTranslations:
        """What a language may show, as it was last read."""
        return self._judged[language].translations if language in self._judged else NullTranslations()

    def standing(self, language: Language) -> Standing | None:
        """How far a language is, as it was last read; None for one that no file holds or that could not be read."""
        return self._judged[language].standing if language in self._judged else None

    def stamp(self, language: Language) -> object:
        """Of which files it was last read; as often as one of them was saved it is another one."""
        return self._judged[language].stamp if language in self._judged else None

    def search_words(self, language: Language) -> SearchWords:
        """What readers of a language type, as it was last read; none for one that no file holds."""
        return self._judged[language].search_words if language in self._judged else NO_WORDS


def _held_back(content: Content, shown: Mapping[Key, str]) -> dict[str, list[str]]:
    """The texts of every group in which a safety text may not be shown.

    A list of warning signs half in another language misleads (corona-warn-app#4218 was one).
    """
    found: dict[str, list[str]] = {}
    for _, group, _ in walk(content):
        if isinstance(group, Node) and group.together:
            every = list(texts(group))
            lost = [text.id for text in every if text.is_safety and (text.kind, text.english) not in shown]
            if lost:
                found |= dict.fromkeys((text.id for text in every), lost)
    return found
