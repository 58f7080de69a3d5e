"""Files from other people's tools: what can mean one thing only is read, and every remedy that is printed works."""

import codecs
import gzip
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pwa.content.model import Content
from pwa.languages.message import Message
from pwa.languages.po import parse_po, read_po
from pwa.problems import ContentError, program
from pwa.workshop.returned_file import read_returned
from tests.support.catalogs import finished, write_catalog
from tests.support.command import catalog
from tests.support.project import ROOT, copy_project
from tests.unit.test_po import FAULTS, HEADER

CSV2PO = Path(sys.executable).with_name("csv2po")
ENTRY = 'msgctxt "step"\nmsgid "a"\nmsgstr "é，b"\n'

# How the bytes come: the file, made of the header and one entry.
ENCODED: dict[str, Callable[[str], bytes]] = {
    "plain": lambda text: text.encode(),
    "Notepad's byte-order mark": lambda text: codecs.BOM_UTF8 + text.encode(),
    "Notepad's Unicode": lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
    "big-endian": lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
    "UTF-16 without its mark": lambda text: text.encode("utf-16-le"),
    "big-endian without its mark": lambda text: text.encode("utf-16-be"),
    "UTF-32": lambda text: codecs.BOM_UTF32_LE + text.encode("utf-32-le"),
    "letters of seven bits": lambda text: text.replace("UTF-8", "utf-7").encode("utf-7"),
    "two byte-order marks": lambda text: codecs.BOM_UTF8 * 2 + text.encode(),
    "two files joined": lambda text: text.replace("msgctxt", "\ufeffmsgctxt").encode(),
    "line ends made for Windows twice": lambda text: text.replace("\n", "\r\r\n").encode(),
    "the charset of its header": lambda text: text.replace("UTF-8", "GB18030").encode("gb18030"),
    "line ends of old Macs": lambda text: f"# by Ani\n{text}".replace("\n", "\r").encode(),
    "utf8 without a hyphen": lambda text: text.replace("UTF-8", "utf8").encode(),
}


@pytest.mark.parametrize("encode", ENCODED.values(), ids=ENCODED)
def test_a_returned_file_is_read_in_its_encoding(tmp_path: Path, encode: Callable[[str], bytes]) -> None:
    path = tmp_path / "back.po"
    path.write_bytes(encode(HEADER + ENTRY))
    (entry,) = read_returned(path).entries
    assert (entry.context, entry.english, entry.translation) == ("step", "a", "é，b")


@pytest.mark.parametrize("charset", ["CHARSET", "UTF-8", "", "zlib_codec", "undefined", "rot13"])
def test_an_encoding_that_nobody_knows_is_said_with_what_to_do(tmp_path: Path, charset: str) -> None:
    path = tmp_path / "back.po"
    wrong = (HEADER + ENTRY).replace("charset=UTF-8", f"charset={charset}").encode("gb18030")
    path.write_bytes(wrong)
    with pytest.raises(ContentError, match=r"write the right one there \(charset=gb18030\), or save it as UTF-8"):
        read_returned(path)
    # The remedy, tried.
    path.write_bytes(wrong.replace(f"charset={charset}".encode(), b"charset=gb18030"))
    assert len(read_returned(path).entries) == 1


def test_a_letter_that_is_none_is_said_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "back.po"
    path.write_bytes((HEADER + ENTRY).encode() + b'\nmsgctxt "step"\nmsgid "b"\nmsgstr "caf\xe9"\n')
    line = (HEADER + ENTRY).count("\n") + 4
    with pytest.raises(ContentError, match=rf"^{re.escape(str(path))}:{line}: is not UTF-8 text, and its header says"):
        read_returned(path)


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "is empty; ask for the file again"),
        (b"\xef\xbb\xbf\r\n", "is empty; ask for the file again"),
        (b"<!DOCTYPE html>\n<html lang=en>msgid", "is a web page, such as a sheet.*“Save as a file”"),
        (b'<?xml version="1.0"?><xliff>', "of XLIFF xliff2po"),
        (b'{\\rtf1\\ansi\\par\nmsgid "a"\\par', r"word processor \(RTF\); save it there as plain text"),
        ((HEADER + ENTRY).replace("charset=", "charset=3D").encode(), "is a mail as it travels"),
        (("> " + (HEADER + ENTRY).replace("\n", "\n> ")).encode(), "take away the > before each line"),
    ],
    ids=["nothing", "a byte-order mark alone", "the sheet itself", "XLIFF", "RTF", "quoted-printable", "a quoted mail"],
)
def test_what_is_no_po_is_said_with_what_to_ask_for(tmp_path: Path, raw: bytes, says: str) -> None:
    path = tmp_path / "back.po"
    path.write_bytes(raw)
    with pytest.raises(ContentError, match=says):
        read_returned(path)


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"\xde\x12\x04\x95\0\0\0\0", r"is a compiled file \(\.mo\).*msgunfmt"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is no text, but a picture"),
        (b"PK\x03\x04\x14\0\x08\xff", "is no text, but a picture, an archive.*unpack an archive"),
        (gzip.compress(HEADER.encode()), "unpack an archive, or ask for the .po"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "is no text, but a picture.*or ask for the .po"),
    ],
    ids=["a .mo", "a picture", "an archive", "a packed .po", "a PDF"],
)
def test_what_is_no_text_is_said_to_be_none(tmp_path: Path, raw: bytes, says: str) -> None:
    path = tmp_path / "back.po"
    path.write_bytes(raw)
    with pytest.raises(ContentError, match=says):
        read_returned(path)


@pytest.mark.parametrize("name", ["Notepad's Unicode", "big-endian", "the charset of its header"])
def test_our_own_file_in_another_encoding_names_it_and_format_mends_it(
    content: Content, tmp_path: Path, name: str
) -> None:
    path = write_catalog(content, copy_project(tmp_path, ("content",)), {("button", "Done"): "Selesai，sudah"})
    encode = ENCODED[name]
    path.write_bytes(encode(path.read_text(encoding="utf-8")))
    said = catalog(tmp_path, "check", "id").stderr
    assert re.search(
        r"^translations/id/LC_MESSAGES/messages\.po:\d+: is not UTF-8 text; it is (utf-16-[lb]e|gb18030), by its", said
    )
    assert said.strip().endswith(f"run: {program()} catalog format")
    assert catalog(tmp_path, "format").exit_code == 0
    assert "Selesai，sudah" in path.read_text(encoding="utf-8")
    assert "is not UTF-8" not in catalog(tmp_path, "check", "id").stderr


def test_a_file_whose_header_got_lost_gets_that_of_the_template(content: Content, tmp_path: Path) -> None:
    path = write_catalog(content, copy_project(tmp_path, ("content",)), {("button", "Done"): "Selesai"})
    body = path.read_text(encoding="utf-8").split("\n\n", 1)[1]
    path.write_text(body, encoding="utf-8")
    assert "take it from translations/messages.pot" in catalog(tmp_path, "check", "id").stderr
    template = (ROOT / "translations/messages.pot").read_text(encoding="utf-8").split("\n\n", 1)[0]
    path.write_text(f"{template}\n\n{body}", encoding="utf-8")
    assert catalog(tmp_path, "update").exit_code == 0
    assert read_po(path, "id.po").header["Language"] == "id"
    # What comes back by mail needs none: its texts say what it is.
    (tmp_path / "back.po").write_text(body.replace('"Selesai"', '"Beres"'), encoding="utf-8")
    assert "finished here: Done" in catalog(tmp_path, "take", "id", "back.po").stdout


def test_where_all_msgctxt_got_lost_take_reads_the_file_against_that_of_git(content: Content, tmp_path: Path) -> None:
    path = write_catalog(content, copy_project(tmp_path, ("content",)), finished(content))
    whole = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"^msgctxt .*\n", "", whole, flags=re.MULTILINE), encoding="utf-8")
    said = catalog(tmp_path, "check", "id").stderr
    assert f"git has them, and this file is read by: {program()} catalog take" in said
    path.rename(tmp_path / "back.po")
    path.write_text(whole, encoding="utf-8")
    done = catalog(tmp_path, "take", "id", "back.po")
    assert done.exit_code == 0
    assert " 0 not taken" in done.stdout


@pytest.mark.skipif(not CSV2PO.exists(), reason="translate-toolkit is not installed")
def test_a_table_is_no_po_and_the_program_that_is_named_makes_one_of_it(content: Content, tmp_path: Path) -> None:
    write_catalog(content, copy_project(tmp_path, ("content",)), {})
    table = tmp_path / "back.csv"
    table.write_text('"location","source","target"\n"content/interface.yaml","Done","Beres"\n', encoding="utf-8")
    done = catalog(tmp_path, "take", "id", str(table))
    assert done.exit_code == 1
    assert done.stderr.startswith(f"{table}:1: is no .po file: no line begins with msgid; of a table (CSV) csv2po")
    back = tmp_path / "back.po"
    subprocess.run([sys.executable, CSV2PO, "--progress=none", table, back], check=True, capture_output=True)
    assert " 1 new" in catalog(tmp_path, "take", "id", str(back)).stdout


TWICE = {
    "two kept ones": ('#~ msgctxt "step"\n#~ msgid "x"\n#~ msgstr "y"\n\n' * 2, 1),
    "one that is live": ('#~ msgctxt "button"\n#~ msgid "Done"\n#~ msgstr "Beres"\n', 0),
}


@pytest.mark.parametrize("name", TWICE)
@pytest.mark.parametrize("live", ["Selesai", ""])
def test_what_stands_twice_among_the_kept_ones_is_an_error_and_format_mends_it(
    content: Content, tmp_path: Path, name: str, live: str
) -> None:
    path = write_catalog(content, copy_project(tmp_path, ("content",)), {("button", "Done"): live})
    body, left = TWICE[name]
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{body}", encoding="utf-8")
    assert (
        f"stands twice, which gettext's tools refuse; run: {program()} catalog format [obsolete]"
        in catalog(tmp_path, "check", "id").stdout
    )
    assert catalog(tmp_path, "format").exit_code == 0
    assert "[obsolete]" not in catalog(tmp_path, "check", "id").stdout
    file = read_po(path, "id.po")
    assert len(file.obsolete) == left
    done = next(entry.translation for entry in file.entries if entry.english == "Done")
    assert done == (live or ("Beres" if name == "one that is live" else ""))


# Read where it can mean one thing only, and refused by gettext, so by Weblate and Poedit.
ODD_SPACES = {
    "before a string": ('msgid "Done"', 'msgid\u00a0"Done"'),
    "behind a string": ('msgid "Done"\n', 'msgid "Done"\u3000\n'),
    "before a keyword": ('msgid "Done"', '\u00a0msgid "Done"'),
    "in a kept one": ('msgstr "Selesai"\n', 'msgstr "Selesai"\n\n#~ msgid\u2003"x"\n#~ msgstr "y"\n'),
    "alone": ('msgstr "Selesai"\n', 'msgstr "Selesai"\n\u00a0\n'),
    "on two lines": ('msgid "Done"\nmsgstr "Selesai"', 'msgid\u00a0"Done"\nmsgstr\u00a0"Selesai"'),
}  # fmt: skip


@pytest.mark.parametrize(("plain", "odd"), ODD_SPACES.values(), ids=ODD_SPACES)
def test_a_space_that_gettext_refuses_is_an_error_and_format_mends_it(
    content: Content, tmp_path: Path, plain: str, odd: str
) -> None:
    path = write_catalog(content, copy_project(tmp_path, ("content",)), {("button", "Done"): "Selesai"})
    text = path.read_text(encoding="utf-8").replace(
        'msgctxt "button"\nmsgid "Done"', '# a\u00a0b\nmsgctxt "button"\nmsgid "Done"'
    )
    path.write_text(text, encoding="utf-8")
    assert "[odd-space]" not in catalog(tmp_path, "check", "id").stdout
    path.write_text(text.replace(plain, odd), encoding="utf-8")
    said = catalog(tmp_path, "check", "id").stdout
    assert f"which gettext's tools refuse{' (here and on 1 more lines)' * (odd.count(chr(160)) - 1)}; run:" in said
    assert catalog(tmp_path, "format").exit_code == 0
    assert "[odd-space]" not in catalog(tmp_path, "check", "id").stdout


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


def test_what_another_program_did_to_each_line_is_said_once() -> None:
    """A phone's keyboard begins each line with a capital, and each message repeats another line."""
    with pytest.raises(ContentError) as caught:
        parse("".join(f'Msgid "{number}"\nMsgstr "b"\n\n' for number in range(50)))
    assert len(caught.value.problems) == 1
    assert "(here and on 99 more lines)" in str(caught.value)


AROUND = {
    "a greeting": ("Selamat malam,\nini berkasnya:\n\n", ""),
    "a mail": ("From: ani@example.org\nSubject: terjemahan\n\n", "\n-- \nDikirim dari ponsel\n"),
    "a fence": ("```po\n", "```\n"),
    "an end of file of DOS": ("", "\x1a"),
}


@pytest.mark.parametrize("name", AROUND)
def test_what_stands_before_and_behind_the_entries_is_no_fault_of_a_returned_file(tmp_path: Path, name: str) -> None:
    before, behind = AROUND[name]
    path = tmp_path / "back.po"
    path.write_text(f"{before}{HEADER}{ENTRY}{behind}", encoding="utf-8")
    (entry,) = read_returned(path).entries
    assert entry.translation == "é，b"
    assert entry.string_line == (before + HEADER + ENTRY).count("\n")


def test_two_files_of_one_language_that_were_joined_are_read_and_two_of_two_are_not(tmp_path: Path) -> None:
    path, second = tmp_path / "back.po", ENTRY.replace('"a"', '"c"')
    path.write_text(f"{HEADER}{ENTRY}\n{HEADER}{second}", encoding="utf-8")
    assert [entry.english for entry in read_returned(path).entries] == ["a", "c"]
    path.write_text(f"{HEADER}{ENTRY}\n{HEADER.replace('Language: id', 'Language: ms')}{second}", encoding="utf-8")
    with pytest.raises(ContentError, match="the same text is already on line 1; keep one of the two"):
        read_returned(path)


def test_what_stands_between_the_entries_of_a_returned_file_is_still_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "back.po"
    path.write_text(f"{HEADER}{ENTRY}see below\n{ENTRY.replace('a', 'c')}", encoding="utf-8")
    with pytest.raises(ContentError, match="cannot be understood: 'see below'"):
        read_returned(path)


def test_what_a_returned_file_may_hold_is_set_aside_or_mended(tmp_path: Path) -> None:
    path = tmp_path / "back.po"
    body = "msgid “a”\nmsgstr “”\n“b”\n\n"
    body += 'msgid "c"\nmsgid_plural "cs"\nmsgstr[0] "d"\n\nmsgid "a"\nmsgstr "e"\n\n# the end\n'
    path.write_text(HEADER + body, encoding="utf-8")
    file = read_returned(path)
    assert [(entry.english, entry.translation) for entry in file.entries] == [("a", "b"), ("a", "e")]
    assert [(entry.english, why) for entry, why in file.aside] == [("c", "has plural forms, which no text here has")]


def test_a_file_from_a_word_processor_is_read_whole(content: Content, tmp_path: Path) -> None:
    """Every quote is curly, also those of the header and those that were written behind a backslash."""
    words = finished(content) | {("button", "Done"): 'Sudah "beres"'}
    path = write_catalog(content, copy_project(tmp_path, ("content",)), words)
    curly = re.sub(r'^(msg\w+ |)"(.*)"$', r"\1“\2”", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    back = tmp_path / "back.po"
    back.write_text(curly.replace('\\"', "\\”"), encoding="utf-8")
    done = catalog(tmp_path, "take", "id", "back.po")
    assert f" {len(words)} the same, 0 kept, 0 not taken" in done.stdout


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
