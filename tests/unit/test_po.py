"""The strict .po reader: each fault has its own message and line, and what polib writes reads back the same."""

from pathlib import Path

import polib
import pytest

from pwa.languages.message import Message
from pwa.languages.po import parse_po, read_po
from pwa.problems import ContentError

HEADER = 'msgid ""\nmsgstr ""\n"Language: id\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
FIRST = HEADER.count("\n") + 1  # the line on which the body begins

# name: (body, line within the body, message)
FAULTS = {
    "conflict, ours": ('msgid "a"\n<<<<<<< HEAD\nmsgstr "b"\n', 2, "conflict marker"),
    "conflict, middle": ('msgid "a"\nmsgstr "b"\n=======\n', 3, "conflict marker"),
    "conflict, theirs": ('msgid "a"\nmsgstr "b"\n>>>>>>> branch\n', 3, "choose one side"),
    "conflict, base": ('||||||| base\nmsgid "a"\nmsgstr "b"\n', 1, "conflict marker"),
    "smart quotes": ('msgid "a"\nmsgstr “b”\n', 2, "plain double quotes"),
    "guillemets": ('msgid "a"\nmsgstr «b»\n', 2, "plain double quotes"),
    "corner brackets": ('msgid "a"\nmsgstr 「b」\n', 2, "plain double quotes"),
    "single quotes": ("msgid \"a\"\nmsgstr 'b'\n", 2, "plain double quotes"),
    "smart quotes on a line of their own": ('msgid "a"\nmsgstr ""\n“b”\n', 3, "plain double quotes"),
    "smart closing quote": ('msgid "a"\nmsgstr "b”\n', 2, "closing quote"),
    "full-width closing quote": ('msgid "a"\nmsgstr "b＂\n', 2, "closing quote"),
    "no opening quote": ('msgid "a"\nmsgstr b"\n', 2, "opening quote"),
    "no opening quote on a line of its own": ('msgid "a"\nmsgstr ""\nb"\n', 3, "cannot be understood"),
    "no closing quote": ('msgid "a"\nmsgstr "b\n', 2, "closing quote"),
    "an escaped closing quote": ('msgid "a"\nmsgstr "b\\"\n', 2, "closing quote"),
    "no closing quote after quoted words": ('msgid "a"\nmsgstr "say \\"b\\" now\n', 2, "closing quote"),
    "no quotes at all": ('msgid "a"\nmsgstr\n', 2, "opening quote"),
    "a quote inside": ('msgid "a"\nmsgstr "say "b" now"\n', 2, "a quote inside"),
    "a word after the text": ('msgid "a"\nmsgstr "b" now\n', 2, "a quote inside"),
    "unknown escape": ('msgid "a"\nmsgstr "C:\\dir"\n', 2, "unknown escape \\d"),
    "a duplicate": ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', 4, f"already on line {FIRST}"),
    "a duplicate in a context": (
        'msgctxt "step"\nmsgid "a"\nmsgstr "b"\n\nmsgctxt "step"\nmsgid "a"\nmsgstr "c"\n', 6, f"on line {FIRST + 1}",
    ),
    "a second header": ('msgid ""\nmsgstr "Language: zh_CN\\n"\n', 1, "already on line 1"),
    "no msgstr": ('msgid "a"\n\nmsgid "b"\nmsgstr "c"\n', 1, "without msgstr"),
    "no msgstr at the end": ('msgid "b"\nmsgstr "c"\n\nmsgid "a"\n', 4, "without msgstr"),
    "no msgid": ('msgctxt "step"\nmsgstr "b"\n\nmsgid "c"\nmsgstr ""\n', 2, "without msgid"),
    "no msgid at the end": ('msgctxt "step"\nmsgstr "b"\n', 2, "without msgid"),
    "two msgids": ('msgid "a"\nmsgid "b"\nmsgstr "c"\n', 2, "a second msgid"),
    "two msgstrs": ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', 3, "a second msgstr"),
    "a plural": ('msgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\n', 2, "plural"),
    "a plural form": ('msgid "a"\nmsgstr[0] "b"\n', 2, "plural"),
    "stray text": ('msgid "a"\nmsgstr "b"\nhello\n', 3, "cannot be understood: 'hello'"),
    "a misspelled keyword": ('msgid "a"\nmsgtsr "b"\n', 2, "cannot be understood"),
    "a stray quoted line": ('"b"\n', 1, "belongs to no msgid"),
    "smart quotes in an obsolete text": ('#~ msgid “a”\n#~ msgstr "b"\n', 1, "plain double quotes"),
    "no closing quote in an obsolete text": ('#~ msgid "a"\n#~ msgstr "b\n', 2, "closing quote"),
    "stray text in an obsolete text": ('#~ msgid "a"\n#~ msgstr "b"\n#~ hello\n', 3, "cannot be understood"),
    "half an obsolete text": ('#~ msgid "a"\n\nmsgid "b"\nmsgstr "c"\n', 1, "without msgstr"),
    "smart quotes in the previous English": ('#| msgid “old”\nmsgid "a"\nmsgstr "b"\n', 1, "plain double quotes"),
    "nothing in the previous English": ('#|\nmsgid "a"\nmsgstr "b"\n', 1, "delete this line"),
    "a comment below the last text": ('msgid "a"\nmsgstr "b"\n# why\n', 4, "put it above"),
    "a quoted line after a comment": ('msgid "a"\nmsgstr ""\n# why\n"b"\n', 4, "belongs to no msgid"),
}  # fmt: skip


def parse(body: str) -> list[Message]:
    return parse_po((HEADER + body).encode(), "id.po").entries


@pytest.mark.parametrize(("body", "line", "message"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_named_with_its_line(body: str, line: int, message: str) -> None:
    with pytest.raises(ContentError) as caught:
        parse(body)
    found = [problem for problem in caught.value.problems if message in problem.message]
    assert [problem.line for problem in found][:1] == [FIRST + line - 1], str(caught.value)
    assert str(found[0]).startswith(f"id.po:{FIRST + line - 1}: ")


def test_every_fault_of_a_file_is_reported() -> None:
    with pytest.raises(ContentError) as caught:
        parse('msgid "a"\nmsgstr “b”\n\nmsgid "c"\nmsgstr d"\n\nmsgid "e"\n')
    assert [problem.line for problem in caught.value.problems] == [FIRST + 1, FIRST + 4, FIRST + 6]


def test_a_byte_order_mark_is_read_over() -> None:
    assert parse_po(b"\xef\xbb\xbf" + HEADER.encode(), "id.po").header["Language"] == "id"


def test_text_that_is_not_utf_8_is_named_with_its_line() -> None:
    with pytest.raises(ContentError, match=rf"^id\.po:{FIRST + 1}: is not UTF-8 text; save the file as UTF-8$"):
        parse_po(HEADER.encode() + b'msgid "a"\nmsgstr "\xb0"\n', "id.po")


@pytest.mark.parametrize("body", ["", "\n\n", "# only a comment\n", 'msgid "a"\nmsgstr "b"\n'])
def test_a_file_without_a_header_is_told_where_to_get_one(body: str) -> None:
    with pytest.raises(ContentError, match=r"^id\.po:1: has no header .*take it from translations/messages.pot$"):
        parse_po(body.encode(), "id.po")


@pytest.mark.parametrize("field", ["", "Content-Type: text/plain; charset=GB2312\\n"])
def test_a_header_without_utf_8_is_refused(field: str) -> None:
    with pytest.raises(ContentError, match=r"^id\.po:1: the header should say 'Content-Type: .*UTF-8'$"):
        parse_po(f'msgid ""\nmsgstr "Language: id\\n{field}"\n'.encode(), "id.po")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"^id\.po:1: cannot be read: No such file"):
        read_po(tmp_path / "messages.po", "id.po")


def test_the_header_is_read() -> None:
    header = parse_po(HEADER.encode(), "id.po").header
    assert header == {"Language": "id", "Content-Type": "text/plain; charset=UTF-8"}


def test_an_entry_knows_its_lines() -> None:
    (entry,) = parse('#. [a/b]\nmsgctxt "step"\nmsgid ""\n"one "\n"two"\nmsgstr "satu"\n')
    assert (entry.line, entry.string_line) == (FIRST + 2, FIRST + 5)


def test_lines_of_one_text_are_joined() -> None:
    (entry,) = parse('msgctxt "step"\nmsgid ""\n"one "\n"two"\nmsgstr "satu "\n"dua\\n"\n"tiga"\n')
    assert (entry.context, entry.english, entry.translation) == ("step", "one two", "satu dua\ntiga")


def test_escapes_are_read() -> None:
    (entry,) = parse('msgid "a"\nmsgstr "\\"b\\"\\t\\\\n\\n"\n')
    assert entry.translation == '"b"\t\\n\n'


def test_entries_need_no_empty_line_between_them() -> None:
    entries = parse('msgid "a"\nmsgstr "b"\nmsgid "c"\nmsgstr "d"\n# why\nmsgctxt "step"\nmsgid "e"\nmsgstr "f"\n')
    assert [(entry.context, entry.english, entry.translation) for entry in entries] == [
        ("", "a", "b"),
        ("", "c", "d"),
        ("step", "e", "f"),
    ]


def test_the_same_english_in_two_contexts_is_two_entries() -> None:
    entries = parse('msgctxt "step"\nmsgid "a"\nmsgstr "b"\n\nmsgctxt "button"\nmsgid "a"\nmsgstr "c"\n')
    assert [entry.translation for entry in entries] == ["b", "c"]


def test_flags_ids_and_waivers_are_read() -> None:
    (entry,) = parse(
        "# by hand\n# check-ok: numbers (2 hours)\n#. Warning signs\n#. [a/b.c]\n#. [d/e]\n#. Note: [no id]\n"
        '#, fuzzy, c-format\n#| msgid "old"\nmsgid "a"\nmsgstr "b"\n'
    )
    assert entry.fuzzy
    assert entry.flags == ["fuzzy", "c-format"]
    assert entry.ids == ["a/b.c", "d/e"]
    assert entry.waivers == ["numbers (2 hours)"]


def test_comments_belong_to_the_entry_below_them() -> None:
    first, second = parse('msgid "a"\nmsgstr "b"\n#, fuzzy\n#. [c/d]\nmsgid "c"\nmsgstr "d"\n')
    assert (first.fuzzy, first.ids) == (False, [])
    assert (second.fuzzy, second.ids) == (True, ["c/d"])


def test_an_empty_line_does_not_lose_a_fuzzy_mark() -> None:
    (entry,) = parse('#, fuzzy\n\nmsgid "a"\nmsgstr "b"\n')
    assert entry.fuzzy


def test_obsolete_entries_are_not_read() -> None:
    gone = '#, fuzzy\n#~| msgid "old"\n#~ msgctxt "step"\n#~ msgid "a"\n#~ msgstr "c"\n'
    (entry,) = parse(f'msgid "a"\nmsgstr "b"\n\n{gone}')
    assert (entry.translation, entry.fuzzy) == ("b", False)


def test_an_obsolete_entrys_fuzzy_mark_stays_with_it() -> None:
    (entry,) = parse('#, fuzzy\n#~ msgid "old"\n#~ msgstr "c"\n\nmsgid "a"\nmsgstr "b"\n')
    assert not entry.fuzzy


def test_the_previous_english_is_read() -> None:
    body = '#, fuzzy\n#| msgctxt "step"\n#| msgid ""\n#| "old "\n#| "words"\nmsgid "a"\nmsgstr "b"\n'
    (entry,) = parse(body)
    assert (entry.previous_context, entry.previous) == ("step", "old words")


def test_obsolete_entries_are_kept_for_writing_back() -> None:
    gone = '# mine\n#, fuzzy\n#~| msgid "older"\n#~ msgctxt "step"\n#~ msgid "old"\n#~ msgstr "c"\n'
    file = parse_po((HEADER + gone).encode(), "id.po")
    (entry,) = file.obsolete
    assert (entry.context, entry.english, entry.translation) == ("step", "old", "c")
    assert (entry.comments, entry.fuzzy, entry.previous) == (["mine"], True, "older")


@pytest.mark.parametrize("letter", ["\a", "\b", "\f", "\v", "\x1b", "\u2028"])
def test_an_odd_letter_survives_polibs_writing(letter: str) -> None:
    file = polib.POFile(wrapwidth=0)
    file.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    file.append(polib.POEntry(msgid="a", msgstr=f"b{letter}c"))
    (entry,) = parse_po(str(file).encode(), "id.po").entries
    assert entry.translation == f"b{letter}c"


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_other_line_ends_are_read_the_same(ends: str) -> None:
    raw = (HEADER + 'msgid "a"\nmsgstr "b"\n').replace("\n", ends).encode()
    (entry,) = parse_po(raw, "id.po").entries
    assert (entry.translation, entry.string_line) == ("b", FIRST + 1)


@pytest.mark.parametrize("letter", ["\x0c", "\x85", "\u2028", "\u2029"])
def test_a_letter_that_only_looks_like_a_line_end_shifts_no_line(letter: str) -> None:
    (entry,) = parse(f'# one{letter}# two\nmsgid "a"\nmsgstr "b{letter}c"\n')
    assert (entry.string_line, entry.translation) == (FIRST + 2, f"b{letter}c")


ROUND_TRIP = [
    "Tahan selama {seconds} detik.",
    "说“停”，然后…",
    'She said "now".',
    "C:\\new\\table",
    "one\ntwo\n",
    "a\ttab",
    "trailing space ",
    "long " * 60,
    "# no comment",
    "msgid",
    "“",
    "",
]


@pytest.mark.parametrize("width", [0, 78])
def test_what_polib_writes_reads_back_the_same(width: int) -> None:
    file = polib.POFile(wrapwidth=width)
    file.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Language": "id"}
    for number, text in enumerate(ROUND_TRIP):
        file.append(polib.POEntry(msgctxt="step", msgid=f"{number} {text}", msgstr=text, comment=f"[a/b{number}]"))
    file[2].flags = ["fuzzy"]
    file[2].previous_msgid = "old\nwords " * 20
    file.append(polib.POEntry(msgid="gone", msgstr="hilang", obsolete=True, flags=["fuzzy"]))
    read = parse_po(str(file).encode(), "id.po")
    header, entries = read.header, read.entries
    assert header["Language"] == "id"
    assert [(e.context, e.english, e.translation, e.ids) for e in entries] == [
        ("step", f"{number} {text}", text, [f"a/b{number}"]) for number, text in enumerate(ROUND_TRIP)
    ]
    assert [e.fuzzy for e in entries] == [number == 2 for number in range(len(ROUND_TRIP))]
