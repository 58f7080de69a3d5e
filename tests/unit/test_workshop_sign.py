"""`catalog review` and `catalog sign`: a person signs what they have read, and nobody else does."""

import csv
from pathlib import Path

import html5lib
import pytest

from pwa.content.model import Content
from pwa.languages.po import read_po
from pwa.languages.standing import Standing, standing
from pwa.languages.table import Language
from pwa.workshop.asking import ask_about_section, ask_each
from pwa.workshop.history import translators
from pwa.workshop.review_sheet import write_sheet
from pwa.workshop.signing import code_of, keys_by_code, sections, sign, signer_fault
from tests.support.catalogs import finished, git, keys, quoted, write_catalog
from tests.support.command import catalog
from tests.support.project import copy_project


def read(content: Content, folder: Path, language: str = "id") -> Standing:
    return standing(content, folder / "translations", Language(language))


def rows(folder: Path) -> list[list[str]]:
    with (folder / "translations" / "id" / "reviewed.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.fixture
def translated(content: Content, tmp_path: Path) -> Path:
    write_catalog(content, tmp_path, finished(content))
    return tmp_path


@pytest.fixture(scope="module")
def judged(content: Content, tmp_path_factory: pytest.TempPathFactory) -> Standing:
    """The same, for tests that change nothing."""
    folder = tmp_path_factory.mktemp("judged")
    write_catalog(content, folder, finished(content))
    return read(content, folder)


def test_one_text_is_signed_by_its_code(content: Content, translated: Path) -> None:
    now = read(content, translated)
    key = keys(content, safety=True)[3]
    signed = keys_by_code(content, now)[code_of(key, now.translation(key))]
    assert sign(translated / "translations", now, signed, " A name ", "nurse") == 1
    assert read(content, translated).keys("signed", safety=True) == [key]
    assert rows(translated)[0] == ["hash", "who", "role", "date"]
    assert rows(translated)[1][1:3] == ["A name", "nurse"]


def test_signing_twice_changes_no_byte(content: Content, translated: Path) -> None:
    every = keys(content, safety=True)
    assert sign(translated / "translations", read(content, translated), every, "A", "nurse") == len(every)
    before = (translated / "translations/id/reviewed.csv").read_bytes()
    assert sign(translated / "translations", read(content, translated), every, "A", "nurse") == 0
    assert (translated / "translations/id/reviewed.csv").read_bytes() == before


def test_signatures_that_a_spreadsheet_saved_with_a_byte_order_mark_count(content: Content, translated: Path) -> None:
    key = keys(content, safety=True)[:1]
    sign(translated / "translations", read(content, translated), key, "A", "nurse")
    path = translated / "translations/id/reviewed.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read(content, translated).keys("signed", safety=True) == key


def test_a_second_person_can_sign_too(content: Content, translated: Path) -> None:
    key = keys(content, safety=True)[:1]
    sign(translated / "translations", read(content, translated), key, "A", "nurse")
    sign(translated / "translations", read(content, translated), key, "B", "doctor")
    assert [row[1] for row in rows(translated)[1:]] == ["A", "B"]


def test_what_is_missing_fuzzy_or_failing_has_no_code(content: Content, tmp_path: Path) -> None:
    safety = keys(content, safety=True)
    failing = next(key for key in safety if "{" in key[1])
    write_catalog(content, tmp_path, finished(content) | {safety[0]: "", failing: "Tahan."}, fuzzy={safety[1]})
    now = read(content, tmp_path)
    coded = [key for some in keys_by_code(content, now).values() for key in some]
    assert set(safety) - set(coded) == {safety[0], safety[1], failing}


def test_a_text_that_changes_after_the_printing_loses_its_code_and_its_heading_too(
    content: Content, translated: Path
) -> None:
    before = keys_by_code(content, read(content, translated))
    section = next(section for section in sections(content) if len(section.texts) > 1)
    every = [key for key, _ in section.texts]
    heading = next(code for code, some in before.items() if some == every)
    own = finished(content)
    write_catalog(content, translated, own | {every[0]: own[every[0]] + "!"})
    after = keys_by_code(content, read(content, translated))
    assert code_of(every[0], own[every[0]]) not in after
    assert heading not in after


def test_no_code_stands_for_the_whole_sheet(content: Content, translated: Path) -> None:
    most = max(len(keys) for keys in keys_by_code(content, read(content, translated)).values())
    assert most == max(len(section.texts) for section in sections(content)) < len(keys(content, safety=True)) / 4


TRANSLATOR = "Siti Aminah <siti@mail.test>"
THE_SAME = [
    "Siti Aminah", "Siti S Aminah", " siti  AMINAH ", "Dr. Siti Aminah", "Siti Aminah <other@mail.test>", "Siti",
    "S. Aminah", "Aminah Siti", "Ns. Siti Aminah, S.Kep", "Another Name <SITI@mail.test>", "Ｓｉｔｉ Aminah",
]  # fmt: skip


@pytest.mark.parametrize("who", THE_SAME)
def test_whoever_translated_does_not_sign_under_any_form_of_the_name(judged: Standing, who: str) -> None:
    assert "a second person signs" in (signer_fault(judged, ["B", TRANSLATOR], who) or "")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("王小明", "王 小明"),
        ("王小明", "王小明护士"),
        ("王小明 医生", "小明"),
        ("José García", "Jose Garcia"),
        ("Nguyễn Văn Đạt", "Nguyen Van Dat"),
        ("Siti Aminah", "Dr. SitiAminah"),
        ("김지훈", "김 지훈"),
    ],
)
def test_a_name_is_one_in_every_spelling(judged: Standing, one: str, two: str) -> None:
    for translator, who in ((one, two), (two, one)):
        assert "a second person signs" in (signer_fault(judged, [translator], who) or "")


@pytest.mark.parametrize(
    ("one", "two"),
    [("王芳", "王伟"), ("李明", "李明华"), ("李明", "李 芳"), ("राम", "रीमि"), ("Jose Garcia", "José Gómez")],
)
def test_names_that_begin_alike_are_two_people(judged: Standing, one: str, two: str) -> None:
    assert signer_fault(judged, [one], two) is None


@pytest.mark.parametrize("who", ["Siti Rahma", "Budi Santoso", "王芳", "A. Rahman"])
def test_another_person_may_sign(judged: Standing, who: str) -> None:
    assert signer_fault(judged, [TRANSLATOR, "王伟 <w@mail.test>"], who) is None
    assert signer_fault(judged, [], who) is None


@pytest.mark.parametrize("who", ["Dr.", "...", "<a@mail.test>"])
def test_a_signature_needs_a_name(judged: Standing, who: str) -> None:
    assert "is no name" in (signer_fault(judged, [], who) or "")


def test_a_name_is_no_other_one_by_letters_that_look_alike_or_are_not_seen(content: Content, translated: Path) -> None:
    now = read(content, translated)
    assert "two scripts" in (signer_fault(now, [TRANSLATOR], "S\u0456ti Am\u0456nah") or "")
    assert "has translated" in (signer_fault(now, [TRANSLATOR], "Si\u200bti \u202eAmi\u00adnah") or "")
    assert signer_fault(now, [TRANSLATOR], "Олена Ковальчук") is None


def test_everybody_who_ever_translated_is_known(content: Content, translated: Path) -> None:
    """The header names the last one; git and the credits above the header remember the others."""
    path = translated / "translations/id/LC_MESSAGES/messages.po"
    text = path.read_text(encoding="utf-8")
    git(translated, "init", "-q")
    for name, author in (("First Person", "Third Person"), ("Second Person", "Fourth Person")):
        header = f'charset=UTF-8\\n"\n"Last-Translator: {name} <x@mail.test>\\n"'
        said = text.replace("Selesai", f"Selesai {name}")
        path.write_text(
            "# Fifth Person <f@mail.test>, 2026.\n" + said.replace('charset=UTF-8\\n"', header), encoding="utf-8"
        )
        git(translated, "add", "translations")
        git(translated, "commit", "-q", "-m", "Translate", who=author)
    found = {name.split(" <")[0] for name in translators(path, read_po(path, "id.po"))}
    assert found == {f"{which} Person" for which in ("First", "Second", "Third", "Fourth", "Fifth")}


def test_at_a_terminal_each_text_is_shown_and_asked_for(content: Content, translated: Path) -> None:
    asked: list[str] = []
    answers = iter(["y", "", "n", "yes", "q"])

    def ask(question: str) -> str:
        asked.append(question)
        return next(answers)

    signed = ask_each(content, read(content, translated), ask)
    order = [key for section in sections(content) for key, _ in section.texts]
    assert signed == [order[0], order[3]]
    assert f"English: {order[0][1]}" in asked[0]
    assert f"Here:    {finished(content)[order[0]]}" in asked[0]


@pytest.mark.parametrize("end", [EOFError, KeyboardInterrupt], ids=["Ctrl+D", "Ctrl+C"])
def test_leaving_the_questions_keeps_what_was_answered(content: Content, translated: Path, end: type) -> None:
    answers = iter(["y", "y"])

    def ask(question: str) -> str:
        try:
            return next(answers)
        except StopIteration:
            raise end from None

    assert len(ask_each(content, read(content, translated), ask)) == 2


def test_the_sheet_has_every_safety_text_its_code_and_room_for_a_back_translation(
    content: Content, translated: Path
) -> None:
    path = translated / "sheet.html"
    assert write_sheet(content, read(content, translated), path) == len(keys(content, safety=True))
    tree = html5lib.parse(path.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    lines = tree.findall("./body/table/tbody/tr")
    assert len(lines) == len(keys(content, safety=True))
    assert all(len(line) == 3 for line in lines)
    assert all(not "".join(line[2].itertext()).strip() for line in lines)
    first, last = ("".join(row.itertext()) for row in (lines[0], lines[-1]))
    english = keys(content, safety=True)
    assert english[0][1] not in first
    whole = "".join(tree.itertext())
    assert whole.index(last.strip()) < whole.index("\nThe English\n") < whole.rindex(english[0][1])
    text = path.read_text(encoding="utf-8")
    assert "Tahan selama 30\u00a0detik" in text
    assert "{seconds}" not in text


def test_the_sheet_writes_markup_as_text_and_a_right_to_left_language_from_the_right(
    content: Content, tmp_path: Path
) -> None:
    key = keys(content, safety=True)[0]
    write_catalog(content, tmp_path, {key: "<b>نص</b>"}, folder="ar")
    path = tmp_path / "sheet.html"
    write_sheet(content, read(content, tmp_path, "ar"), path)
    assert '<td class="said" lang="ar" dir="rtl">&lt;b&gt;نص&lt;/b&gt;</td>' in path.read_text(encoding="utf-8")


def test_the_sheet_says_who_has_signed(content: Content, translated: Path) -> None:
    key = keys(content, safety=True)[:1]
    sign(translated / "translations", read(content, translated), key, "A name", "nurse")
    write_sheet(content, read(content, translated), translated / "sheet.html")
    assert (translated / "sheet.html").read_text(encoding="utf-8").count("signed: A name, nurse, ") == 1


@pytest.fixture
def checkout(content: Content, tmp_path: Path) -> Path:
    write_catalog(content, copy_project(tmp_path, ("content",)), finished(content))
    return tmp_path


def test_the_commands_print_a_sheet_and_sign_what_was_read(content: Content, checkout: Path) -> None:
    printed = catalog(checkout, "review", "id")
    assert printed.exit_code == 0, printed.stderr
    sheet = (checkout / "review-id.html").read_text(encoding="utf-8")
    code = sheet.split("☐ <code>")[1].split("<")[0]
    done = catalog(checkout, "sign", "id", code.upper(), "--who", "A  full name ", "--role", "nurse")
    assert done.exit_code == 0, done.stderr
    assert "1 text signed by A full name, nurse" in done.stdout
    assert rows(checkout)[1][1] == "A full name"


def test_the_code_of_a_heading_signs_nothing_unasked(content: Content, checkout: Path) -> None:
    known = keys_by_code(content, read(content, checkout))
    code = next(code for code, some in known.items() if len(some) > 1)
    done = catalog(checkout, "sign", "id", code, "--who", "A name", "--role", "nurse")
    assert done.exit_code == 2
    assert f"{code} stands for {len(known[code])} texts; run this at a terminal" in done.stderr
    assert not (checkout / "translations/id/reviewed.csv").exists()


@pytest.mark.parametrize(("answer", "signs"), [("y", True), ("", False), ("n", False)])
def test_the_code_of_a_heading_asks_again(answer: str, signs: bool) -> None:
    asked: list[str] = []

    def ask(question: str) -> str:
        asked.append(question)
        return answer

    assert ask_about_section([("step", "a"), ("step", "b")], ask) == signs
    assert asked[0].startswith("this code stands for 2 texts")


def test_a_waiver_is_shown_to_whoever_signs(content: Content, translated: Path) -> None:
    key = keys(content, safety=True)[0]
    path = translated / "translations/id/LC_MESSAGES/messages.po"
    text = path.read_text(encoding="utf-8")
    above = f'msgctxt "{key[0]}"\nmsgid {quoted(key[1])}\n'
    path.write_text(text.replace(above, f"# check-ok: negation 012345 (an idiom)\n{above}"), encoding="utf-8")
    now = read(content, translated)
    write_sheet(content, now, translated / "sheet.html")
    said = "The check was told to let pass: negation 012345 (an idiom)"
    assert said in (translated / "sheet.html").read_text(encoding="utf-8")
    asked: list[str] = []

    def ask(question: str) -> str:
        asked.append(question)
        return ""

    ask_each(content, now, ask)
    assert [said in question for question in asked].count(True) == 1


DANGER = {
    ("button", "Emergency: {number}"), ("button", "Find the emergency number"), ("heading", "An ambulance, now"),
    ("paragraph", "A clot: today. Chest signs, or pressure inside a muscle: call an ambulance now."),
}  # fmt: skip


def test_buttons_headings_and_paragraphs_that_send_for_help_are_safety_texts(content: Content) -> None:
    assert set(keys(content, safety=True)) >= DANGER
    assert not [key for key in keys(content, safety=True) if key[0] == "about source"]


@pytest.mark.parametrize(("who", "role"), [(" ", "nurse"), ("A name", "\u202e"), ("\u200b", "nurse")])
def test_a_signature_of_letters_that_nobody_sees_is_none(checkout: Path, who: str, role: str) -> None:
    """The row would be one that no command can read."""
    done = catalog(checkout, "sign", "id", "12345678", "--who", who, "--role", role)
    assert done.exit_code == 2
    assert "a signature needs a name and a role" in done.stderr


def test_an_unknown_code_signs_nothing_and_says_why(checkout: Path) -> None:
    done = catalog(checkout, "sign", "id", "12345678", "--who", "A", "--role", "nurse")
    assert done.exit_code == 2
    assert "it was changed after the sheet was printed" in done.stderr
    assert not (checkout / "translations/id/reviewed.csv").exists()


def test_nothing_is_signed_without_codes_and_without_a_person_at_a_terminal(checkout: Path) -> None:
    done = catalog(checkout, "sign", "id", "--who", "A", "--role", "nurse")
    assert done.exit_code == 2
    assert "codes of the printed sheet" in done.stderr
    assert not (checkout / "translations/id/reviewed.csv").exists()


def test_english_can_be_printed_and_signed(content: Content, checkout: Path) -> None:
    assert catalog(checkout, "review", "en").exit_code == 0
    assert "What is wrong" in (checkout / "review-en.html").read_text(encoding="utf-8")
