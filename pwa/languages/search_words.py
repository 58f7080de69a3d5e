"""The words that readers of a language type into a search field: `translations/<folder>/search.yaml`.

A translator writes them; nothing is translated, and a language without the file is searched all the same.
"""

import os
from pathlib import Path

from pydantic import ValidationError

from pwa.content.across import search_words
from pwa.content.load import problems_of
from pwa.content.model import Content
from pwa.content.search import SearchWords
from pwa.content.yaml_file import YamlFile
from pwa.languages.table import ENGLISH, Language
from pwa.problems import ContentError

FILE = "search.yaml"


def read_search_words(content: Content, translations: Path, language: Language) -> SearchWords:
    """Those of a language; none without a file. Raises ContentError with every fault of the file."""
    path = translations / language.folder / FILE
    if language.folder == ENGLISH:
        return content.search
    if not os.path.lexists(path):  # a folder of that name, or a link to nowhere, is a fault
        return SearchWords()
    file = YamlFile(path, f"translations/{language.folder}/{FILE}")
    try:
        words = SearchWords.model_validate(file.data)
    except ValidationError as error:
        raise ContentError(problems_of(file, error)) from error
    if problems := list(search_words(content, words, file)):
        raise ContentError(problems)
    return words
