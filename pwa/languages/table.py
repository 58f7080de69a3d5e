"""The language table: which languages there are, and what each is called in folders, HTML and addresses.

A language is a folder under translations/; everything else about it comes from CLDR through Babel. URL tags are lower
case, HTML `lang` is BCP 47, folders are gettext's. Which one a reader gets is said in negotiate.py.
"""

from dataclasses import dataclass
from pathlib import Path

from babel import Locale
from babel.core import UnknownLocaleError, get_global

from pwa.problems import ContentError, Problem, program

ENGLISH = "en"
# A reader of one of these can read the other, though it is not theirs: tried only after every exact choice.
NEAR = {"ms": "id", "jv": "id", "su": "id", "min": "id", "ban": "id", "yue": "zh", "wuu": "zh", "nan": "zh"}
# Where speakers use a longer name than CLDR's.
OWN_NAMES = {"id": "Bahasa Indonesia", "ms": "Bahasa Melayu", "jv": "Basa Jawa", "su": "Basa Sunda",
             "min": "Baso Minangkabau", "ban": "Basa Bali"}  # fmt: skip
# What stands for a name where there is little room, unless it is the code of the language.
SHORT_NAMES = {"zh": "中文"}
# Babel's CLDR has no data of these: numbers, months and the names of countries are as in the language beside them.
BORROWED = {"min": "id", "ban": "id"}
# By language and script: GB 18030 keeps the common Chinese characters in the order of their sound (pinyin), as readers
# expect. In all others names stand in the order of Unicode.
SORTED_AS = {("zh", "Hans"): "gb18030"}


@dataclass(frozen=True)
class Language:
    """One row of the table, for example folder zh_Hans, html zh-Hans, tag zh-hans."""

    folder: str

    @property
    def html(self) -> str:
        """The BCP 47 tag for `lang` and `hreflang`: zh-Hans."""
        return self.folder.replace("_", "-")

    @property
    def tag(self) -> str:
        """The name in addresses: zh-hans."""
        return self.html.lower()

    @property
    def locale(self) -> Locale:
        """CLDR's data, through Babel."""
        return Locale.parse(BORROWED.get(self.folder, self.folder))

    @property
    def name(self) -> str:
        """The language's name in itself: 简体中文, Bahasa Indonesia."""
        own = self.locale.languages.get(self.folder) or self.locale.get_display_name() or self.folder
        return OWN_NAMES.get(self.folder) or own[0].upper() + own[1:]

    @property
    def short(self) -> str:
        """What stands for the name where there is little room: 中文, or the code of the language."""
        code = self.tag.partition("-")[0]
        return SHORT_NAMES.get(code, code)

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`, for HTML's `dir`."""
        return self.locale.text_direction

    @property
    def name_and_script(self) -> tuple[str, str]:
        """Language and script: ("zh", "Hans"), also where the folder does not say the script."""
        return name_and_script(self.html)

    @property
    def near(self) -> list[str]:
        """Names of the languages whose readers can read this one."""
        return [name for name, other in NEAR.items() if other == self.name_and_script[0]]

    def sort_key(self, name: str) -> bytes:
        """The key that puts names into this language's order."""
        return name.encode(SORTED_AS.get(self.name_and_script, "utf-8"))


def find_languages(translations: Path) -> list[Language]:
    """English first, then the folders of translations/ by name; files and hidden folders are none.

    Raises:
        ContentError: for each folder that is no language, or has no messages.po, and where translations/ is missing.
    """
    if not translations.is_dir():
        # A phone would lose its language with the next update, and nobody would be told.
        message = "is missing; put the folder back, or make an empty one for a site in English alone"
        raise ContentError([Problem(translations.name, 1, message)])
    folders = sorted(path for path in translations.glob("*") if path.is_dir() and path.name[0] != ".")
    # translations/en/ may hold the signatures of the original; see signatures.py.
    folders = [path for path in folders if path.name != ENGLISH]
    faults = [(path.name, folder_fault(path.name) or _missing_file(path)) for path in folders]
    if problems := [Problem(f"translations/{name}", 1, fault) for name, fault in faults if fault]:
        raise ContentError(problems)
    return [Language(ENGLISH), *(Language(path.name) for path in folders)]


def folder_fault(name: str) -> str | None:
    """Why no language's folder may have this name, with the remedy; None when it may.

    Babel alone would read `in` as Indonesian and `zh_Hanss` as Chinese, and the page would say lang="in".
    """
    called = folder_of(name)
    if called is None:
        return "is no language that CLDR knows; name it by a code such as ms or pt_BR, or move it out of translations/"
    return None if called == name else f"CLDR calls this language {called}; rename the folder"


def folder_of(name: str) -> str | None:
    """How CLDR calls a language that a folder, or a person, calls `name`: id for `in`; None where there is none."""
    name = get_global("language_aliases").get(name) or name
    # CLDR's parent of all languages is none itself; gettext's sr@latin is no tag, and Babel reads over what it says.
    if name == "root" or "@" in name:
        return None
    try:
        return name if name in BORROWED else str(Locale.parse(name))
    except (ValueError, UnknownLocaleError):
        return None


def _missing_file(folder: Path) -> str | None:
    if (folder / "LC_MESSAGES" / "messages.po").is_file():
        return None
    again = f"move the folder out of translations/ and run: {program()} catalog add {folder.name}"
    return f"has no LC_MESSAGES/messages.po; put the file back, or {again}"


def name_and_script(tag: str) -> tuple[str, str]:
    """Language and script of a tag, with CLDR's aliases and likely subtags: zh-CN and zh are both ("zh", "Hans").

    The script is "" where neither the tag nor CLDR says one.
    """
    parts = tag.replace("_", "-").split("-")
    name = parts[0].lower()
    name = get_global("language_aliases").get(name, name)
    script = next((part.title() for part in parts[1:] if len(part) == 4 and part.isalpha()), "")
    region = next((part.upper() for part in parts[1:] if len(part) == 2 or (len(part) == 3 and part.isdigit())), "")
    if not script:
        likely = get_global("likely_subtags")
        script = _script_of(likely.get(f"{name}_{region}") or likely.get(name) or name)
    return name, script


def _script_of(subtags: str) -> str:
    """The script in CLDR's `zh_Hant_TW`."""
    return next((part for part in subtags.split("_")[1:] if len(part) == 4), "")
