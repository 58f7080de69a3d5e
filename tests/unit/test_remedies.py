"""Every command that a message names is run here as it is printed, and what was wrong is gone.

A new one makes `test_every_command_that_is_printed_is_tried` red until it is tried too. What is to be done by hand in a
file is tried in test_files_as_they_come.py; here also what is written into a file, a table or a signature.
"""

import ast
import html
import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from pwa.content.model import Content
from pwa.languages.po import read_po
from pwa.problems import program
from tests.support.catalogs import finished, keys, quoted, write_catalog
from tests.support.command import catalog, run
from tests.support.project import ROOT, copy_project, replace

pytestmark = pytest.mark.slow
PO = "translations/id/LC_MESSAGES/messages.po"
PRINTED = re.compile(
    rf"{re.escape(program())} ((?:catalog|build|dates)\b(?:'[^'\n]*'|[^;\n'\[(])*?)(?:, then|; |\n|'(?= shows)|$| \[)"
)
DONE = ("button", "Done")


@pytest.fixture(scope="module")
def finished_project(content: Content, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose Indonesian is finished, as `update` writes it."""
    folder = copy_project(tmp_path_factory.mktemp("finished"), ("content", "translations"))
    shutil.rmtree(folder / "translations/zh_Hans")
    write_catalog(content, folder, finished(content))
    assert catalog(folder, "update").exit_code == 0
    return folder


@pytest.fixture
def project(finished_project: Path, tmp_path: Path) -> Path:
    """A copy of it to change."""
    return copy_project(tmp_path, ("content", "translations"), of=finished_project)


def printed(said: Result) -> list[str]:
    """The commands that were printed, without the program."""
    return [match.strip() for match in PRINTED.findall(said.stdout + said.stderr)]


def tried(project: Path, command: str) -> Result:
    """What it says, run as it stands."""
    return run(project, *shlex.split(command))


# Where a command is printed, and the test that runs it.
TRIED = {
    "catalog check {one.tag}": "errors_after_take",
    "catalog check {language.tag} --missing": "missing",
    "catalog check {tag}": "failing",
    "catalog next {language.tag}": "missing",
    "catalog next {found.tag}": "add",
    "catalog next {one.tag}": "suggest",
    "catalog update": "not_in_file, plural, status",
    "catalog format": "twice; encoding in test_files_as_they_come.py",
    "catalog take": "lost msgctxt in test_files_as_they_come.py",
    "catalog take {one.tag} {shlex.quote(str(file))}": "take",
    "catalog take {one.tag} FILE": "sheet",
    "catalog add {folder.name}": "folder",
    "catalog review {standing.language.tag}": "sign",
    "catalog review {tag}": "signing",
    'catalog sign {tag} --who "their name" --role "nurse"': "signing",
    "catalog review en": "english",
    "build {shlex.quote(str(folder))}": "test_static_site.py",
    "dates": "record",
}


def said_in(file: Path) -> Iterator[str]:
    """Every text that a module makes, with the names of what it puts in, and every plain one."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.JoinedStr):
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else f"{{{ast.unparse(part.value)}}}"
                for part in node.values
                if isinstance(part, ast.Constant | ast.FormattedValue)
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and "\n" not in node.value:
            yield node.value


def test_every_command_that_is_printed_is_tried() -> None:
    texts = [text for file in sorted((ROOT / "pwa").rglob("*.py")) for text in said_in(file)]
    # What stands in a docstring of one line is a sentence; what is printed names the program as it was started.
    assert [text for text in texts if re.search(r"python -m pwa \w", text) and not text.endswith(".")] == []
    found = {match.rstrip() for text in texts for match in re.findall(r"\{program\(\)\} ([^;\n,\']*)", text)}
    assert found == set(TRIED)


def test_not_in_file(project: Path) -> None:
    path = project / PO
    text = path.read_text(encoding="utf-8")
    first = text.index('msgctxt "button"\nmsgid "Done"')
    path.write_text(text[: text.rindex("\n\n", 0, first)] + text[text.index("\n\n", first) :], encoding="utf-8")
    for said in (catalog(project, "check", "id"), catalog(project, "status", "id")):
        assert "catalog update" in printed(said)
    assert tried(project, "catalog update").exit_code == 0
    assert "not in this file yet" not in catalog(project, "check", "id").stdout


def test_plural(project: Path) -> None:
    replace(project / PO, "nplurals=1; plural=0;", "nplurals=2; plural=(n != 1);")
    (command,) = printed(catalog(project, "check", "id"))
    assert tried(project, command).exit_code == 0
    assert "[plural]" not in catalog(project, "check", "id").stdout


def test_twice(project: Path) -> None:
    path = project / PO
    kept = '\n#~ msgid "x"\n#~ msgstr "y"\n'
    path.write_text(path.read_text(encoding="utf-8") + kept + kept, encoding="utf-8")
    (command,) = printed(catalog(project, "check", "id"))
    assert tried(project, command).exit_code == 0
    assert catalog(project, "check", "id").exit_code == 0


def test_missing_and_failing_and_what_take_and_suggest_leave(content: Content, project: Path) -> None:
    failing = next(key for key in keys(content, safety=True) if "{seconds}" in key[1])
    write_catalog(content, project, {failing: "Tahan."})
    said = catalog(project, "check", "id")
    assert [command.split()[1] for command in printed(said)] == ["next", "check"]
    for command in printed(said):
        assert tried(project, command).stdout, command
    assert tried(project, printed(said)[1]).stdout.count("[missing]") == len(keys(content)) - 1
    (check,) = printed(catalog(project, "status", "id"))[:1]
    assert "[placeholder]" in tried(project, check).stdout
    back = project / "back of Siti.po"
    back.write_text(f'msgctxt "{DONE[0]}"\nmsgid "{DONE[1]}"\nmsgstr "Beres"\n', encoding="utf-8")
    assert "[placeholder]" in tried(project, printed(catalog(project, "take", "id", back.name))[-1]).stdout
    assert "do now" in tried(project, printed(catalog(project, "suggest", "id"))[0]).stdout


def test_take(project: Path) -> None:
    back = project / "back of Siti.po"
    key = ("do now", "Keep the knee straight. Slowly.")
    entries = [(DONE, "Beres"), (key, "Lutut lurus terus. Pelan-pelan.")]
    back.write_text(
        "\n".join(f'msgctxt "{kind}"\nmsgid {quoted(english)}\nmsgstr "{said}"\n' for (kind, english), said in entries),
        encoding="utf-8",
    )
    commands = printed(catalog(project, "take", "id", back.name))
    assert [command.split(" --")[1].split()[0] for command in commands] == ["replace", "replace-safety"]
    for command in commands:
        assert tried(project, command).exit_code == 0
    now = {entry.key: entry.translation for entry in read_po(project / PO, "po").entries}
    assert [now[one] for one, _ in entries] == [said for _, said in entries]


def test_folder(project: Path) -> None:
    (project / PO).unlink()
    (command,) = printed(catalog(project, "status"))
    shutil.rmtree(project / "translations/id")  # as it says before the command
    assert tried(project, command).exit_code == 0
    assert catalog(project, "status", "id").exit_code == 0


def test_signing_by_the_codes_of_the_sheet(project: Path) -> None:
    review, sign = re.findall(
        rf"{re.escape(program())} (catalog (?:review|sign) [^,\n]*)", catalog(project, "status", "id").stdout
    )
    unknown = tried(project, f"{sign} 00000000")
    assert unknown.exit_code == 2
    for command in (review, printed(unknown)[0]):
        (project / "review-id.html").unlink(missing_ok=True)
        assert tried(project, command).exit_code == 0
    sheet = (project / "review-id.html").read_text(encoding="utf-8")
    code = sheet.split("☐ <code>")[1].split("<")[0]
    on_paper = html.unescape(sheet).split(f"<code>{program()} catalog sign")[1].split("<")[0]
    assert tried(project, f"{sign} {code}").exit_code == 0
    assert tried(project, f"catalog sign{on_paper} {code}").exit_code == 0


def test_english_is_read_by_a_clinician(project: Path) -> None:
    (command,) = printed(catalog(project, "status", "en"))
    assert tried(project, command).exit_code == 0
    assert (project / "review-en.html").exists()


def test_sheet_and_add(project: Path) -> None:
    (command,) = printed(catalog(project, "sheet", "id", "--to", str(project / "sheet.html")))
    (project / "FILE").write_text(f'msgctxt "{DONE[0]}"\nmsgid "{DONE[1]}"\nmsgstr "Selesai"\n', encoding="utf-8")
    assert tried(project, command).exit_code == 0
    (command,) = printed(catalog(project, "add", "ms"))
    assert "Cramp now" in tried(project, command).stdout


def test_record(project: Path) -> None:
    record = project / "content/changed.csv"
    before = record.read_bytes()
    record.write_text("damaged\n", encoding="utf-8")
    (command,) = printed(run(project, "dates"))
    record.write_bytes(before)  # as it says before the command
    assert tried(project, command).exit_code == 0


def waive(text: str, line: int, comment: str) -> str:
    """The text with a comment above the msgctxt of the entry whose msgstr is on a line."""
    lines = text.split("\n")
    above = next(number for number in range(line - 1, 0, -1) if lines[number].startswith("msgctxt"))
    return "\n".join([*lines[:above], comment, *lines[above:]])


WRONG: dict[str, Callable[[str], str]] = {
    "as it is printed": lambda printed: printed,
    "without a code": lambda printed: re.sub(r" [0-9a-f]{6}", "", printed),
    "with the code of other words": lambda printed: re.sub(r"[0-9a-f]{6}", "000000", printed),
    "without a reason": lambda printed: printed.removesuffix(" (the reason)"),
    "in words": lambda _printed: "# check-ok: it is right",
}


@pytest.mark.parametrize("name", WRONG)
def test_a_waiver_is_written_as_it_is_printed_and_mended_as_its_own_fault_says(
    content: Content, project: Path, name: str
) -> None:
    key = next(key for key in keys(content, safety=True) if key[1] == "Keep the knee straight. Slowly.")
    write_catalog(content, project, finished(content) | {key: "Lutut lurus terus."})
    path = project / PO
    clean = path.read_text(encoding="utf-8")

    def said() -> str:
        result = catalog(project, "check", "id").stdout
        return result if "[meaning]" in result or "[waiver]" in result else ""

    fault = said()
    place, line = re.findall(rf"{PO}:(\d+): error|(# check-ok: .*)", fault)[0][0], re.search("# check-ok: .*", fault)
    assert line
    path.write_text(waive(clean, int(place), WRONG[name](line[0])), encoding="utf-8")
    if name == "as it is printed":
        assert said() == ""
        return
    mended = re.search(r"write: (# check-ok: .*?\)) ?\[waiver\]", said())
    assert mended
    # Of words that are no waiver nobody knows the rule; the fault shows the form, with one of them.
    comment = line[0] if name == "in words" else mended[1]
    path.write_text(waive(clean, int(place), comment), encoding="utf-8")
    assert said() == ""
