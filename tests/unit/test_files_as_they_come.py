"""Files from other people's tools: what can mean one thing only is read, and every remedy that is printed works."""

import codecs
from pathlib import Path

import pytest

from pwa.languages.po import Message, parse_po
from pwa.problems import ContentError
from pwa.workshop.returned_file import read_returned
from tests.unit.test_po import FAULTS, HEADER

ENTRY = 'msgctxt "step"\nmsgid "a"\nmsgstr "é，b"\n'

# How the bytes come: the file, made of the header and one entry.
ENCODED = {
    "plain": lambda text: text.encode(),
    "Notepad's byte-order mark": lambda text: codecs.BOM_UTF8 + text.encode(),
    "Notepad's Unicode": lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
    "big-endian": lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
    "the charset of its header": lambda text: text.replace("UTF-8", "GB18030").encode("gb18030"),
    "utf8 without a hyphen": lambda text: text.replace("UTF-8", "utf8").encode(),
}


@pytest.mark.parametrize("encode", ENCODED.values(), ids=ENCODED)
def test_a_returned_file_is_read_in_its_encoding(tmp_path: Path, encode: object) -> None:
    path = tmp_path / "back.po"
    assert callable(encode)
    path.write_bytes(encode(HEADER + ENTRY))
    (entry,) = read_returned(path).entries
    assert (entry.context, entry.english, entry.translation) == ("step", "a", "é，b")


@pytest.mark.parametrize("charset", ["CHARSET", "UTF-8", ""])
def test_an_encoding_that_nobody_knows_is_said_with_what_to_do(tmp_path: Path, charset: str) -> None:
    path = tmp_path / "back.po"
    wrong = (HEADER + ENTRY).replace("charset=UTF-8", f"charset={charset}").encode("gb18030")
    path.write_bytes(wrong)
    with pytest.raises(ContentError, match=r"write the right one there \(charset=gb18030\), or save it as UTF-8"):
        read_returned(path)
    # The remedy, tried.
    path.write_bytes(wrong.replace(f"charset={charset}".encode(), b"charset=gb18030"))
    assert len(read_returned(path).entries) == 1


def parse(body: str) -> list[Message]:
    return parse_po((HEADER + body).encode(), "id.po").entries


# What other tools write and what it means.
READ = {
    "an empty line inside": 'msgid "a"\n\nmsgstr "b"\n',
    "a comment inside": 'msgid "a"\n# why\nmsgstr "b"\n',
    "octal escapes": 'msgid "a"\nmsgstr "\\142"\n',
    "hexadecimal escapes": 'msgid "a"\nmsgstr "\\x62"\n',
    "two strings on a line": 'msgid "a"\nmsgstr "" "b"\n',
    "the previous plural": '#, fuzzy\n#| msgid "x"\n#| msgid_plural "xs"\nmsgid "a"\nmsgstr "b"\n',
    "a no-break space": 'msgid\u00a0"a"\nmsgstr "b"\n',
    "obsolete ones in a row": '#~ msgid "x"\n#~ msgstr "y"\n#~ msgid "z"\n#~ msgstr "y"\n\nmsgid "a"\nmsgstr "b"\n',
}  # fmt: skip


@pytest.mark.parametrize("body", READ.values(), ids=READ)
def test_what_can_mean_one_thing_only_is_read(body: str) -> None:
    (entry,) = parse(body)
    assert (entry.english, entry.translation) == ("a", "b")


def test_bytes_of_a_letter_are_one_letter() -> None:
    (entry,) = parse('msgid "a"\nmsgstr "caf\\303\\251 \\\\303"\n')
    assert entry.translation == "café \\303"


def test_a_plural_entry_is_one_message() -> None:
    with pytest.raises(ContentError) as caught:
        parse('msgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\nmsgstr[1] "c"\n')
    assert len(caught.value.problems) == 1


def test_curly_quotes_in_a_whole_file_are_said_once() -> None:
    with pytest.raises(ContentError) as caught:
        parse("".join(f"msgid “{number}”\nmsgstr “b”\n\n" for number in range(50)))
    assert len(caught.value.problems) == 1
    assert "(here and on 99 more lines)" in str(caught.value)


def test_what_a_returned_file_may_hold_is_set_aside_or_mended(tmp_path: Path) -> None:
    path = tmp_path / "back.po"
    body = (
        'msgid “a”\nmsgstr “b”\n\nmsgid "c"\nmsgid_plural "cs"\nmsgstr[0] "d"\n\nmsgid "a"\nmsgstr "e"\n\n# the end\n'
    )
    path.write_text(HEADER + body, encoding="utf-8")
    file = read_returned(path)
    assert [(entry.english, entry.translation) for entry in file.entries] == [("a", "b"), ("a", "e")]
    assert [(entry.english, why) for entry, why in file.aside] == [("c", "has plural forms, which no text here has")]


# By the fault of test_po.py: the file after somebody has done what its message says.
A = 'msgid "a"\nmsgstr "b"\n'
MENDED = {
    "conflict, ours": A, "conflict, middle": A, "conflict, theirs": A, "conflict, base": A,
    "smart quotes": A, "guillemets": A, "corner brackets": A, "single quotes": A,
    "smart quotes on a line of their own": 'msgid "a"\nmsgstr ""\n"b"\n',
    "smart closing quote": A, "full-width closing quote": A, "no opening quote": A,
    "no opening quote on a line of its own": 'msgid "a"\nmsgstr ""\n"b"\n',
    "no closing quote": A, "an escaped closing quote": A,
    "no closing quote after quoted words": 'msgid "a"\nmsgstr "say \\"b\\" now"\n',
    "no quotes at all": 'msgid "a"\nmsgstr ""\n',
    "a quote inside": 'msgid "a"\nmsgstr "say \\"b\\" now"\n',
    "a word after the text": 'msgid "a"\nmsgstr "b now"\n',
    "unknown escape": 'msgid "a"\nmsgstr "C:\\\\dir"\n',
    "a duplicate": A, "a duplicate in a context": 'msgctxt "step"\nmsgid "a"\nmsgstr "b"\n',
    "a second header": "",
    "no msgstr": 'msgid "a"\nmsgstr ""\n\nmsgid "b"\nmsgstr "c"\n',
    "no msgstr at the end": 'msgid "b"\nmsgstr "c"\n\nmsgid "a"\nmsgstr ""\n',
    "no msgid": 'msgctxt "step"\nmsgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr ""\n',
    "no msgid at the end": 'msgctxt "step"\nmsgid "a"\nmsgstr "b"\n',
    "two msgids": 'msgid "a"\nmsgstr ""\n\nmsgid "b"\nmsgstr "c"\n', "two msgstrs": A,
    "a plural": A, "a plural form": A, "stray text": A, "a misspelled keyword": A, "a stray quoted line": "",
    "smart quotes in an obsolete text": '#~ msgid "a"\n#~ msgstr "b"\n',
    "no closing quote in an obsolete text": '#~ msgid "a"\n#~ msgstr "b"\n',
    "stray text in an obsolete text": '#~ msgid "a"\n#~ msgstr "b"\n',
    "half an obsolete text": '#~ msgid "a"\n#~ msgstr ""\n\nmsgid "b"\nmsgstr "c"\n',
    "smart quotes in the previous English": '#| msgid "old"\nmsgid "a"\nmsgstr "b"\n',
    "nothing in the previous English": A,
    "a comment below the last text": '# why\nmsgid "a"\nmsgstr "b"\n',
    "a quoted line after a comment": 'msgid "a"\nmsgstr ""\n"b"\n',
}  # fmt: skip


def test_every_fault_has_its_remedy_tried() -> None:
    assert set(MENDED) == set(FAULTS)


@pytest.mark.parametrize("name", MENDED)
def test_after_its_remedy_a_file_is_read(name: str) -> None:
    parse(MENDED[name])
