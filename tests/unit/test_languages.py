"""The language table, and which language a reader gets for an Accept-Language header."""

from pathlib import Path

import pytest

from pwa.languages.table import Language, find_languages, negotiate

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
    "ms": ("ms", "ms", "ltr", "Melayu"),
    "vi": ("vi", "vi", "ltr", "Tiếng Việt"),
}


@pytest.mark.parametrize(("folder", "row"), TABLE.items(), ids=TABLE)
def test_a_folder_says_everything_about_its_language(folder: str, row: tuple[str, str, str, str]) -> None:
    language = Language(folder)
    assert (language.html, language.tag, language.direction, language.name) == row


def test_the_real_languages_are_the_three_promised() -> None:
    from pwa.files import root

    assert [language.folder for language in find_languages(root() / "translations")][:1] == ["en"]
    assert {"id", "zh_Hans"} <= {language.folder for language in find_languages(root() / "translations")}


def test_english_comes_first_then_folders_by_name(project: Path) -> None:
    assert find_languages(project / "translations") == OURS


def test_adding_a_folder_adds_a_language(project: Path) -> None:
    (project / "translations" / "ar" / "LC_MESSAGES").mkdir(parents=True)
    assert Language("ar") in find_languages(project / "translations")


@pytest.mark.parametrize("name", ["glossary", "xx_YY", "README", "id-ID", "old id", "..id", "__pycache__"])
def test_a_folder_that_is_no_locale_is_left_out(project: Path, name: str) -> None:
    (project / "translations" / name / "LC_MESSAGES").mkdir(parents=True)
    assert find_languages(project / "translations") == OURS


def test_a_folder_without_messages_inside_is_left_out(project: Path) -> None:
    (project / "translations" / "fr").mkdir()
    (project / "translations" / "de").write_text("a file")
    assert find_languages(project / "translations") == OURS


def test_a_folder_for_english_does_not_make_it_twice(project: Path) -> None:
    (project / "translations" / "en" / "LC_MESSAGES").mkdir(parents=True)
    assert find_languages(project / "translations") == OURS


def test_without_translations_there_is_english(tmp_path: Path) -> None:
    assert find_languages(tmp_path / "none") == [Language("en")]
