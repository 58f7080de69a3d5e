"""Files that would take the memory, the time or the process: one line says what is wrong, and nothing is run."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import process_time

import pytest

from pwa.content.dates import read_record
from pwa.content.model import Content
from pwa.content.yaml_file import MOST_BYTES, YamlFile
from pwa.files import write_text
from pwa.languages.checking.read_rules import rules_for
from pwa.languages.checking.wording import doubled
from pwa.languages.csv_file import read_csv
from pwa.languages.encoding import as_it_says
from pwa.languages.po import read_po
from pwa.languages.signatures import Signature, hash_of, written
from pwa.languages.standing import standing
from pwa.languages.table import Language
from pwa.problems import ContentError
from pwa.workshop.asking import ask_each
from pwa.workshop.returned_file import read_returned
from tests.support.catalogs import finished, keys, quoted, write_catalog
from tests.support.command import catalog
from tests.support.project import copy_project
from tests.support.returned import DONE, message, returned

BOMB = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 11))
FILES: dict[str, tuple[str | bytes, int, str]] = {
    "an alias of itself": ("a: &a [*a]", 1, "not used here"),
    "aliases of aliases": (BOMB, 1, "not used here"),
    "an anchor alone": ("a: 1\nb: &b 2", 2, "not used here"),
    "brackets": ("a:\n " + "[" * 3_000, 2, "nested deeper than 20 times"),
    "brackets that end the process": ("[" * 100_000, 1, "nested deeper than 20 times"),
    "braces": ("{a: " * 5_000, 1, "nested deeper than 20 times"),
    "lists of lists": ("- " * 5_000 + "x", 1, "nested deeper than 20 times"),
    "a file of ten megabytes": ("a: " + "x" * 10_000_000, 1, f"and {MOST_BYTES:,} are the most"),
    "a Python object": ('a: 1\nb: !!python/object/apply:os.system ["touch run"]', 2, "'!!python/"),
    "a number that is none": ("a: !!int abc", 1, "'!!int' is a tag"),
    "a truth that is none": ("a: !!bool maybe", 1, "'!!bool' is a tag"),
    "a tag of somebody": ("%TAG ! tag:example.org,2000:\n---\na: !x 1", 3, "is a tag"),
    "a month 13": ("a: 1\nb:\n  - 2026-13-45", 3, "'2026-13-45' looks like a date or a number"),
    "an hour 99": ("a: 2026-01-01T99:99:99", 1, "put it in quotes"),
    "a name that looks like a month 13": ("2026-13-01: x", 1, "something else than a name"),
    "a hexadecimal without digits": ("a: 0x_", 1, "put it in quotes"),
    "a number of 5,000 digits": ("a: " + "9" * 5_000, 1, "put it in quotes"),
    "a number with a nought before it": ("a: 1\nseconds: 030", 2, "'030' is a number in another form"),
    "a number of minutes and seconds": ("seconds: 1:30", 1, "write it in plain digits"),
    "a number with a line in it": ("minutes: 1_0", 1, "write it in plain digits"),
    "a number of sixteens": ("minutes: 0x10", 1, "write it in plain digits"),
    "a number of twos": ("minutes: 0b11", 1, "write it in plain digits"),
    "a number with a plus": ("minutes: +30", 1, "write it in plain digits"),
    "one name twice, in two spellings": ("yes: 1\ntrue: 2", 1, "YAML takes 'yes' for something else than a name"),
    "no name": ("a: 1\n~: 2", 2, "YAML takes '~' for something else than a name"),
    "a name twice, deep inside": ("a:\n  - b: 1\n    b: 2", 3, "'b' is already given on line 2"),
    "values of another map": ("a: 1\n<<: {b: 2}", 2, "something else than a name"),
    "two documents": ("a: 1\n---\nb: 2", 2, "another document"),
    "letters that run backwards": ("a: 1\nb: x\u202ey", 2, "invisible control character"),
    "UTF-16": ("a: é".encode("utf-16"), 1, "is not UTF-8 text"),
    "Latin-1": ("a: 1\nb: é".encode("latin-1"), 2, "is not UTF-8 text"),
    "GB 18030": ("a: 抽筋".encode("gb18030"), 1, "is not UTF-8 text"),
    "a zero byte": (b"a: \x00", 1, "invisible control character"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_it_is_said_in_one_line(tmp_path: Path, name: str) -> None:
    text, line, says = FILES[name]
    file = tmp_path / "x.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ContentError) as found:
        YamlFile(file, "x.yaml")
    first = found.value.problems[0]
    assert (first.file, first.line) == ("x.yaml", line)
    assert says in first.message
    assert len(str(first)) < 250
    assert "\n" not in str(first)
    assert os.listdir(tmp_path) == ["x.yaml"]  # noqa: PTH208 - nothing was run


READERS: dict[str, Callable[[Path, str], object]] = {
    "YAML": YamlFile,
    "a catalog": read_po,
    "a table": read_csv,
    "the record of changes": lambda path, _name: read_record(path),
}


@pytest.mark.parametrize("kind", ["a pipe", "a device", "a folder", "ten gigabytes"])
@pytest.mark.parametrize("reader", READERS)
def test_what_is_no_file_is_not_waited_for(tmp_path: Path, reader: str, kind: str) -> None:
    path = tmp_path / "x.yaml"
    if kind == "a pipe":
        os.mkfifo(path)
    elif kind == "a device":
        path.symlink_to("/dev/zero")
    elif kind == "a folder":
        path.mkdir()
    else:
        with path.open("wb") as file:
            file.truncate(10 * 2**30)  # a hole, which takes no room
    with pytest.raises(ContentError, match=r":1: cannot be read: (it is no file|Is a directory|it has 10,737,418,240)"):
        READERS[reader](path, "x.yaml")


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_bytes(b"\xef\xbb\xbfa: b\n")
    assert YamlFile(tmp_path / "x.yaml", "x.yaml").data == {"a": "b"}


@pytest.mark.parametrize("kind", ["a pipe", "a device", "a folder"])
def test_what_is_no_file_is_not_written_over(tmp_path: Path, kind: str) -> None:
    """`--to /dev/full`, typed by whoever may do everything, would put a file in the place of the device."""
    path = tmp_path / "x.html"
    if kind == "a pipe":
        os.mkfifo(path)
    elif kind == "a device":
        path.symlink_to("/dev/zero")
    else:
        path.mkdir()
    before = path.lstat()
    with pytest.raises(OSError, match="it is no file"):
        write_text(path, "x")
    assert path.lstat() == before
    assert os.listdir(tmp_path) == ["x.html"]  # noqa: PTH208 - nothing is left beside it


# It names the window, and goes up a line and takes it away.
ORDERS = "\x1b]0;mine\x07\x1b[1A\x1b[2K"


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("check", "id"), "is not in the English"),
        (("take", "id", "back.po"), "says that its language is"),
        (("status", "en"), "signed by"),
    ],
    ids=["a message of the check", "a header of what came back", "a name in the signatures"],
)
def test_no_terminal_obeys_what_a_message_quotes(
    content: Content, tmp_path: Path, command: tuple[str, ...], told: str
) -> None:
    write_catalog(content, copy_project(tmp_path, ("content",)), {DONE: f"Selesai <b{ORDERS}>"})
    returned(tmp_path, message(*DONE, "Beres"), f'msgid ""\nmsgstr "Language: {ORDERS}xx\\n"\n')
    key = keys(content, safety=True)[0]
    row = Signature(hash_of(key, key[1]), f"A{ORDERS} name", "nurse", "2026-01-31")
    (tmp_path / "translations/en").mkdir(exist_ok=True)
    (tmp_path / "translations/en/reviewed.csv").write_text(written([row]), encoding="utf-8")
    done = catalog(tmp_path, *command)
    said = done.stdout + done.stderr
    assert told in said
    assert "<U+001B>" in said
    assert "\x1b" not in said


def test_no_terminal_obeys_a_waiver_that_is_shown_to_whoever_signs(content: Content, tmp_path: Path) -> None:
    path = write_catalog(content, tmp_path, finished(content))
    key = keys(content, safety=True)[0]
    above = f'msgctxt "{key[0]}"\nmsgid {quoted(key[1])}'
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(above, f"# check-ok: negation 012345 (it{ORDERS} is)\n{above}"), encoding="utf-8")
    asked: list[str] = []

    def ask(question: str) -> str:
        asked.append(question)
        return ""

    ask_each(content, standing(content, tmp_path / "translations", Language("id")), ask)
    assert "<U+001B>" in "".join(asked)
    assert "\x1b" not in "".join(asked)


def test_who_comes_to_the_page_about_by_a_returned_file_is_said(content: Content, tmp_path: Path) -> None:
    path = write_catalog(content, copy_project(tmp_path, ("content",)), {})
    head = f"# credit: Siti Aminah\n# credit: {'a' * 5_000}\n" + 'msgid ""\nmsgstr "Language: id\\n"\n'
    returned(tmp_path, message(*DONE, "Selesai"), head)
    done = catalog(tmp_path, "take", "id", "back.po")
    assert "Siti Aminah wants to be named on the page About\n" in done.stdout
    assert f"\n{'a' * 100} wants to be named" in done.stdout
    assert f"# credit: Siti Aminah\n# credit: {'a' * 100}\n" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "\n" * 10_000 + "x",
        "Content-Type:" * 9_000,
        'msgid ""\nmsgstr ""\n' + '"aaaaaaa"\n' * 150_000,
        'msgid "' + '\\"' * 20_000,
        "".join(f'#| "{"a" * 60}"\n' for _ in range(40_000)) + 'msgid "a"\nmsgstr "b"\n',
    ],
    ids=["empty lines", "a header without end", "a text of many lines", "quotes without end", "a long old English"],
)
def test_no_returned_file_takes_longer_than_its_length(tmp_path: Path, text: str) -> None:
    path = tmp_path / "back.po"
    path.write_text(text, encoding="utf-8")
    before = process_time()
    with suppress(ContentError):
        read_returned(path)
    with suppress(ContentError):
        as_it_says(path.read_bytes() + b"\xe9", "back.po")  # no UTF-8, so that the header is looked at
    assert process_time() - before < 1.5


def test_a_comment_of_a_sheet_that_is_deeper_than_the_stack_is_read_over(content: Content, tmp_path: Path) -> None:
    path = write_catalog(content, copy_project(tmp_path, ("content",)), {})
    head = 'msgid ""\nmsgstr "Language: id\\nX-Generator: Night Cramp sheet\\n"\n'
    returned(tmp_path, message(*DONE, "Selesai", f"# remark {'[' * 50_000}\n"), head)
    assert catalog(tmp_path, "take", "id", "back.po").exit_code == 0
    assert 'msgid "Done"\nmsgstr "Selesai"\n' in path.read_text(encoding="utf-8")


def test_no_text_takes_longer_than_its_length() -> None:
    before = process_time()
    assert not list(doubled("a", " " * 3_000 + "x", rules_for("id")))
    assert process_time() - before < 0.5
    assert [rule for rule, _ in doubled("a", "Tarik jari \n Tarik jari ", rules_for("id"))] == ["doubled"]
