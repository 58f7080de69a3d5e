"""The language table, and which language a reader gets for an Accept-Language header."""

import json
import re
from pathlib import Path

import pytest

from pwa.files import root
from pwa.languages.negotiate import NegotiationTable, negotiate, negotiation_table
from pwa.languages.table import Language, find_languages
from pwa.problems import ContentError, program

OURS = [Language("en"), Language("id"), Language("zh_Hans")]

# Accept-Language: the language for it, by tag
NEGOTIATION = {
    # exact, by weight and by order
    "en": "en",
    "id": "id",
    "zh-Hans": "zh-hans",
    "id,en": "id",
    "en,id": "en",
    "en;q=0.5,id": "id",
    "id;q=.1,en;q=.2,zh;q=.3": "zh-hans",
    "fr,de;q=.9,id;q=.1": "id",
    "id-ID": "id",
    "en-GB,id;q=.9": "en",
    # what browsers really send
    "zh-CN,zh;q=.9,en;q=.8": "zh-hans",
    "in-ID,in,en": "id",
    "in": "id",
    "id-ID,id;q=0.9,en-US;q=0.8,en;q=0.7": "id",
    "en-US,en;q=0.9,zh-CN;q=0.8": "en",
    # Chinese by script, whatever the place is called
    "zh": "zh-hans",
    "zh-CN": "zh-hans",
    "zh-SG": "zh-hans",
    "zh-MY": "zh-hans",
    "zh-Hans-HK": "zh-hans",
    "zh-Hans-TW,en": "zh-hans",
    "zh-cmn-Hans-CN": "zh-hans",
    "cmn-Hans,en": "zh-hans",
    # Traditional is read only when nothing else fits
    "zh-TW": "zh-hans",
    "zh-TW,en": "en",
    "zh-TW,zh;q=0.9,en;q=0.8": "zh-hans",
    "zh-TW,en;q=0.8,id;q=0.7": "en",
    "zh-Hant-HK": "zh-hans",
    "zh-Hant-HK,id;q=0.1": "id",
    "zh-HK,zh-Hant": "zh-hans",
    "yue,fr": "zh-hans",
    # near languages, weakly too
    "ms": "id",
    "ms-MY,fr": "id",
    "ms,en": "en",
    "ms-MY,en;q=0.1": "en",
    "jv": "id",
    "su-ID": "id",
    "jv,id;q=.5": "id",
    "ms,zh;q=.2": "zh-hans",
    # refused
    "id;q=0": "en",
    "id;q=0,zh;q=.1": "zh-hans",
    "en;q=0,id": "id",
    "id; q=0.000, zh": "zh-hans",
    # written oddly
    "ID": "id",
    "ZH-hans-cn": "zh-hans",
    "zh_CN": "zh-hans",
    "zh_Hans,en": "zh-hans",
    "id_ID": "id",
    " id ; q=1 , en ; q=.1": "id",
    "id;Q=.9,en;q=.1": "id",
    "id;level=1;q=.9,en;q=.1": "id",
    ",,id,,": "id",
    # nothing that fits, and no language at all
    "": "en",
    "*": "en",
    "fr": "en",
    "*,id;q=.5": "id",
    "fr,*;q=.5": "en",
    "tlh-Qaak": "en",
    "x-pirate": "en",
    "-": "en",
    ";": "en",
    ";q=1": "en",
    "q=1": "en",
    "id;q=": "en",
    "id;q=abc,zh;q=.1": "zh-hans",
    "id;q=nan": "en",
    "id;q=inf,zh;q=.1": "zh-hans",
    "id;q=2,zh;q=.1": "zh-hans",
    "id;q=-1,zh;q=.1": "zh-hans",
    "../../etc/passwd": "en",
    "<script>": "en",
    "id\r\nSet-Cookie: a=b": "en",
    "id\x00": "en",
    "印尼": "en",
    "\ud800": "en",
}  # fmt: skip


@pytest.mark.parametrize(("header", "tag"), NEGOTIATION.items(), ids=map(ascii, NEGOTIATION))
def test_a_header_gives_a_language(header: str, tag: str) -> None:
    assert negotiate(header, OURS).tag == tag


def decide(wanted: list[str], table: NegotiationTable) -> str:
    """As a browser decides: by the table alone. `wanted` are tags as navigator.languages has them."""

    def name_and_script(tag: str) -> tuple[str, str]:
        name, *rest = tag.replace("_", "-").split("-")
        name = table["aliases"].get(name.lower(), name.lower())
        own = next((part.title() for part in rest if len(part) == 4 and part.isalpha()), "")
        region = next((part.upper() for part in rest if len(part) == 2 or (len(part) == 3 and part.isdigit())), "")
        likely = table["scripts"].get(f"{name}-{region}") or table["scripts"].get(name, "")
        return name, own or likely

    pairs = [name_and_script(tag) for tag in wanted]
    for pair in pairs:
        for row in table["languages"]:
            if (row["name"], row["script"]) == pair:
                return row["tag"]
    for name, _ in pairs:
        for fits in (lambda row, name=name: row["name"] == name, lambda row, name=name: name in row["near"]):
            if found := next(filter(fits, table["languages"]), None):
                return found["tag"]
    return table["languages"][0]["tag"]


MANY = [*OURS, *map(Language, ("zh_Hant", "ms", "sr_Latn", "sr", "pt_BR", "ar"))]
TAGS = [*(header for header in NEGOTIATION if re.fullmatch(r"[\w-]+(,[\w-]+)*", header, re.ASCII))]
TAGS += ["zh-US", "zh-419", "ms-Arab", "ms-Arab,zh", "sr-ME", "sr-RS,id", "sr-Cyrl,en", "pt-PT", "pt,id", "ar-EG", "jw"]


@pytest.mark.parametrize("header", TAGS)
def test_the_table_alone_decides_as_the_header_does(header: str) -> None:
    for languages in (OURS, MANY):
        table = json.loads(json.dumps(negotiation_table(languages)))
        assert decide(header.split(","), table) == negotiate(header, languages).tag


def test_the_table_is_as_small_as_the_worker_that_carries_it() -> None:
    table = negotiation_table(OURS)
    assert table["languages"][2] == {"tag": "zh-hans", "name": "zh", "script": "Hans", "near": ["yue", "wuu", "nan"]}
    assert table["aliases"]["in"] == "id"
    assert (table["scripts"]["zh"], table["scripts"]["zh-TW"]) == ("Hans", "Hant")
    assert len(json.dumps(table)) < 1000


def test_a_script_that_we_have_is_not_taken_for_another() -> None:
    both = [*OURS, Language("zh_Hant")]
    assert [negotiate(header, both).tag for header in ("zh-TW,en", "zh-HK", "zh-CN", "zh")] == [
        "zh-hant",
        "zh-hant",
        "zh-hans",
        "zh-hans",
    ]


def test_malay_is_malay_once_we_have_it() -> None:
    assert negotiate("ms-MY,id", [*OURS, Language("ms")]).tag == "ms"


@pytest.mark.parametrize("header", ["a" * 1_000_000, "a-" * 500_000, "fr," * 500_000, "fr;q=" + "9" * 1_000_000])
def test_a_very_long_header_gives_english(header: str) -> None:
    assert negotiate(header, OURS).tag == "en"


def test_a_wish_after_fifty_others_is_not_read() -> None:
    assert negotiate("fr," * 49 + "id", OURS).tag == "id"
    assert negotiate("fr," * 50 + "id", OURS).tag == "en"


TABLE = {
    # folder: (html, tag, direction, name)
    "en": ("en", "en", "ltr", "English"),
    "id": ("id", "id", "ltr", "Bahasa Indonesia"),
    "zh_Hans": ("zh-Hans", "zh-hans", "ltr", "简体中文"),
    "zh_Hant": ("zh-Hant", "zh-hant", "ltr", "繁體中文"),
    "pt_BR": ("pt-BR", "pt-br", "ltr", "Português (Brasil)"),
    "ar": ("ar", "ar", "rtl", "العربية"),
    "ms": ("ms", "ms", "ltr", "Bahasa Melayu"),
    "vi": ("vi", "vi", "ltr", "Tiếng Việt"),
}


@pytest.mark.parametrize(("folder", "row"), TABLE.items(), ids=TABLE)
def test_a_folder_says_everything_about_its_language(folder: str, row: tuple[str, str, str, str]) -> None:
    language = Language(folder)
    assert (language.html, language.tag, language.direction, language.name) == row


@pytest.mark.parametrize(
    ("folder", "short"),
    [("en", "en"), ("zh_Hans", "中文"), ("zh_Hant", "中文"), ("pt_BR", "pt"), ("min", "min"), ("yue", "yue")],
)
def test_the_short_name_of_a_language_is_that_of_no_other(folder: str, short: str) -> None:
    assert Language(folder).short == short


def test_the_real_languages_are_the_three_promised() -> None:
    assert [language.folder for language in find_languages(root() / "translations")][:1] == ["en"]
    assert {"id", "zh_Hans"} <= {language.folder for language in find_languages(root() / "translations")}


def test_english_comes_first_then_folders_by_name(project: Path) -> None:
    assert find_languages(project / "translations") == OURS


def add_folder(project: Path, name: str) -> None:
    path = project / "translations" / name / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    path.write_text("")


def test_adding_a_folder_adds_a_language(project: Path) -> None:
    add_folder(project, "ar")
    assert Language("ar") in find_languages(project / "translations")


# a folder's name: what is said of it
NO_LANGUAGE = {
    "zh_Hanss": "CLDR calls this language zh_Hans; rename the folder",
    "zh_CN": "CLDR calls this language zh_Hans_CN; rename the folder",
    "in": "CLDR calls this language id; rename the folder",
    "ID": "CLDR calls this language id; rename the folder",
    "foo": "is no language that CLDR knows",
    "xx_YY": "is no language that CLDR knows",
    "glossary": "is no language that CLDR knows",
    "id-ID": "is no language that CLDR knows",
    "old id": "is no language that CLDR knows",
    "__pycache__": "is no language that CLDR knows",
}


@pytest.mark.parametrize(("name", "fault"), NO_LANGUAGE.items(), ids=NO_LANGUAGE)
def test_a_folder_that_is_no_language_is_an_error(project: Path, name: str, fault: str) -> None:
    add_folder(project, name)
    with pytest.raises(ContentError) as error:
        find_languages(project / "translations")
    assert str(error.value).startswith(f"translations/{name}:1: {fault}")


def test_a_folder_without_its_file_is_an_error_that_says_what_to_do(project: Path) -> None:
    (project / "translations" / "fr").mkdir()
    (project / "translations" / "ms" / "LC_MESSAGES").mkdir(parents=True)
    with pytest.raises(ContentError) as error:
        find_languages(project / "translations")
    remedy = f"put the file back, or move the folder out of translations/ and run: {program()} catalog add"
    assert str(error.value).splitlines() == [
        f"translations/{name}:1: has no LC_MESSAGES/messages.po; {remedy} {name}" for name in ("fr", "ms")
    ]


@pytest.mark.parametrize("name", [".git", ".zh", "..id"])
def test_a_hidden_folder_is_none_of_ours(project: Path, name: str) -> None:
    (project / "translations" / name).mkdir()
    assert find_languages(project / "translations") == OURS


def test_files_beside_the_folders_are_none_of_ours(project: Path) -> None:
    (project / "translations" / "de").write_text("a file")
    assert find_languages(project / "translations") == OURS


def test_a_folder_for_english_holds_its_signatures_and_does_not_make_it_twice(project: Path) -> None:
    (project / "translations" / "en").mkdir()
    assert find_languages(project / "translations") == OURS
    (project / "translations" / "en" / "LC_MESSAGES").mkdir()
    assert find_languages(project / "translations") == OURS


def test_a_missing_folder_is_not_a_site_in_english_alone(tmp_path: Path) -> None:
    """A phone in Indonesian would lose its language with the next update."""
    with pytest.raises(ContentError, match="translations:1: is missing; put the folder back"):
        find_languages(tmp_path / "translations")


def test_without_translations_there_is_english(tmp_path: Path) -> None:
    (tmp_path / "translations").mkdir()
    assert find_languages(tmp_path / "translations") == [Language("en")]


def test_names_of_countries_stand_in_the_order_that_readers_expect() -> None:
    names = ["中国", "阿根廷", "巴西", "埃及"]
    assert sorted(names, key=Language("zh_Hans").sort_key) == ["阿根廷", "埃及", "巴西", "中国"]
    assert sorted(names, key=Language("zh_Hant").sort_key) == sorted(names)
    assert sorted(["b", "é", "a"], key=Language("id").sort_key) == ["a", "b", "é"]
