"""A new language: its folder, its header with CLDR's plural rule, and every text, empty.

Nothing else is needed: the app finds languages by their folders, and everything else about one comes from CLDR. Until
somebody fills in its table of words (begun here, all comments) the check knows nothing of its meaning. Its columns in
the glossary wait for words too.
"""

import csv
from contextlib import suppress
from io import StringIO
from pathlib import Path

from pwa.content.model import Content
from pwa.files import write_text
from pwa.languages.catalog import po_path
from pwa.languages.checking.glossary import NAME, read_glossary
from pwa.languages.checking.read_rules import FOLDER, rules_for, table_name
from pwa.languages.csv_file import read_csv
from pwa.languages.message import PoFile
from pwa.languages.table import ENGLISH, Language, folder_of
from pwa.workshop.po_writer import write_po
from pwa.workshop.update import merge


def language_for(name: str, have: list[Language]) -> Language | str:
    """The language that somebody means by `ms`, `pt-br` or `zh_hant`; or, in one sentence, why there is none."""
    parts = name.replace("-", "_").split("_")
    folder = "_".join([parts[0].lower(), *(part.title() if len(part) == 4 else part.upper() for part in parts[1:])])
    called = folder_of(folder)
    if called is None:
        return f"CLDR knows no language '{name}'; give its code, for example ms, ar or pt_BR"
    if called == ENGLISH:
        return "English is the language that all others are translated from"
    if folder in [language.folder for language in have]:
        return f"{Language(folder).name} is there already: translations/{folder}/"
    language = Language(called)
    # A reader gets a language by its name and script: nobody would ever be given the second of two.
    if same := next((one for one in have if one.name_and_script == language.name_and_script), None):
        return f"'{name}' is {same.name} in the same script, which is there already: {same.folder}"
    return language if called == folder else f"CLDR calls '{name}' {called}; use that"


def add(content: Content, translations: Path, language: Language) -> Path:
    """Write the new file and return where it is. Raises ContentError before anything is written."""
    read_glossary(translations, language.folder)
    path = po_path(translations, language)
    file, _ = merge(content, PoFile([], {}, [], []), language, {})
    # The .po last: a folder with it is a language, and is not added again.
    add_columns(translations / "glossary.csv", language.folder)
    begin_table(translations.parent / table_name(language.folder), language)
    try:
        write_po(path, file)
    except OSError:
        for folder in (path.parent, path.parent.parent):
            with suppress(OSError):  # it holds something, or was never made
                folder.rmdir()
        raise
    return path


def add_columns(path: Path, folder: str) -> None:
    """The three columns of a language in the glossary, empty."""
    text = read_csv(path, NAME)
    if text is None:
        return
    rows = list(csv.reader(StringIO(text)))
    if folder in rows[0]:
        return
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*rows[0], folder, f"{folder} also", f"{folder} avoid"])
    writer.writerows([*row, "", "", ""] for row in rows[1:])
    write_text(path, out.getvalue())


def begin_table(path: Path, language: Language) -> None:
    """The table of words, all of it comments: that of a language of the same kind, to be replaced line by line."""
    if path.exists() or not path.parent.is_dir():
        return
    like = "id" if rules_for(language.folder).spaced else "zh_Hans"
    sample = (FOLDER / f"{like}.yaml").read_text(encoding="utf-8").splitlines()
    head = [
        f"# {language.name} ({language.folder}): words for the catalog check. README.md beside this names each field.",
        f"# Below is the table {like}.yaml as comments. Put the words of your language in their place and take the",
        "# mark # away, one field after the other; what you leave as a comment is not checked.",
    ]
    write_text(path, "\n".join([*head, *(f"# {line}".rstrip() for line in sample)]) + "\n")
