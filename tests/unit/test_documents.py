"""The documents: what they show and link to is there, and commands, settings and rules are in them."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.support.project import ROOT

DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *(file for name in ("docs", "deploy", ".github") for file in ROOT.glob(f"{name}/**/*.md"))]
)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_document_shows_and_links_to_is_there(document: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)", document.read_text(encoding="utf-8"))
    local = [target for target in targets if not re.match(r"[a-z]+:", target)]
    assert [target for target in local if not (document.parent / target).exists()] == []


def anchors(document: Path) -> set[str]:
    """What GitHub makes of the headings of a document."""
    text = re.sub(r"^```.*?^```", "", document.read_text(encoding="utf-8"), flags=re.M | re.S)
    headings = re.findall(r"^#{1,6} (.+)$", text, re.M)
    shown = [re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).strip().lower() for heading in headings]
    return {re.sub(r"[^\w\- ]", "", heading).replace(" ", "-") for heading in shown}


def test_every_heading_that_a_document_links_to_is_there() -> None:
    links = [
        (document, document.parent / name if name else document, anchor)
        for document in DOCUMENTS
        for name, anchor in re.findall(r"\]\(([^)#\s:]*)#([^)\s]+)\)", document.read_text(encoding="utf-8"))
    ]
    assert len(links) >= 5
    assert [f"{document}: {at}#{anchor}" for document, at, anchor in links if anchor not in anchors(at)] == []


# In documents and comments. What a project may have is none of this project's: a language more, signatures.
NAMED = re.compile(
    r"(?<![\w./<-])(?:pwa|tests|tools|bench|docs|deploy|scripts|content|static|templates)"
    r"/[\w./-]*\w\.(?:py|md|js|css|html|yaml|csv|sh|svg|jinja|json|toml)\b"
)
NOT_HERE = {"pwa/data/content/relief.yaml", "pwa/languages/checking/rules/fr.yaml"}
KINDS = ("py", "md", "js", "css", "html", "yaml", "sh", "toml", "jinja")


def test_every_file_that_a_document_or_a_comment_names_is_there() -> None:
    folders = ("pwa", "content", "tests", "tools", "bench", "docs", "deploy", "scripts")
    inside = (file for name in folders for kind in KINDS for file in ROOT.glob(f"{name}/**/*.{kind}"))
    named = {
        (str(file.relative_to(ROOT)), name)
        for file in {*inside, *ROOT.glob("*.*"), ROOT / "Makefile"}
        if file.is_file()
        for name in NAMED.findall(file.read_text(encoding="utf-8"))
    }
    assert len(named) > 100
    lost = {(file, name) for file, name in named if not ((ROOT / name).exists() or (ROOT / "pwa" / name).exists())}
    assert {(file, name) for file, name in lost if name not in NOT_HERE} == set()


def test_every_module_that_the_walk_names_is_in_its_room() -> None:
    walk = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = re.findall(r"^## \d `(\w+)/`.*?\n(.*?)(?=^## )", walk, re.M | re.S)
    assert [room for room, _ in rooms] == ["content", "languages", "pages", "release", "hosting", "workshop"]
    for room, said in rooms:
        files = re.findall(r"`([\w/]+\.py)`", said)
        assert len(files) >= 5, room
        lost = [name for name in files if not any((ROOT / "pwa" / at / name).is_file() for at in (room, ""))]
        assert lost == [], room


def test_the_pictures_of_the_screens_stay_small() -> None:
    assert sum(path.stat().st_size for path in (ROOT / "docs" / "screens").iterdir()) <= 6_000_000


def targets_of_make() -> set[str]:
    declared = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    assert declared
    return set(declared[1].split())


def test_make_alone_names_every_target_in_a_line_and_sets_nothing_up(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    told = subprocess.run(["make"], cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    named = {found[1] for line in told.splitlines() if (found := re.match(r" +make (\w+) +\S", line))}
    assert named == targets_of_make() - {"help"}
    assert [path.name for path in tmp_path.iterdir()] == ["Makefile"]


def test_every_make_command_of_a_document_exists() -> None:
    commands = re.compile(r"`(?:[A-Z_]+=\S+ )*make (\w+)[^`]*`|^ *(?:[A-Z_]+=\S+ )*make (\w+)", re.M)
    named = {
        target: document.name
        for document in DOCUMENTS
        for target in filter(None, sum(commands.findall(document.read_text(encoding="utf-8")), ()))
    }
    assert {target: document for target, document in named.items() if target not in targets_of_make()} == {}
    assert {"run", "test", "build", "dev"} <= named.keys()


def test_every_setting_is_documented() -> None:
    code = {file.name: file.read_text(encoding="utf-8") for file in (ROOT / "pwa").rglob("*.py")}
    settings = set(re.findall(r'"([A-Z]+(?:_[A-Z]+)+)"', code["settings.py"]))
    others = r'os\.environ(?:\.get\(|\[)"([A-Z_]+)"|"(NIGHT_CRAMP_[A-Z_]+)"|envvar="([A-Z_]+)"'
    settings |= {name for names in re.findall(others, "".join(code.values())) for name in names if name}
    settings -= {"NO_COLOR", "TERM"}  # of terminals, heeded as by other programs: no-color.org
    assert {"SITE_URL", "RETIRE_WORKER"} <= settings
    hosting = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
    assert {name for name in settings if f"| `{name}" not in hosting} == set()


def test_the_changelog_has_the_version_of_the_package_below_what_is_unreleased() -> None:
    package = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["version"]["path"]
    version = re.search(r'__version__ = "(.+)"', (ROOT / package).read_text(encoding="utf-8"))
    heads = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)
    assert version
    assert heads[0] == "Unreleased"
    assert re.fullmatch(rf"{re.escape(version[1])} - \d{{4}}-\d\d-\d\d", heads[1])


def test_a_change_is_in_the_one_group_of_those_who_notice_it() -> None:
    sections = re.split(r"^##+ (?!For )", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.M)[1:]
    for section in sections:
        groups = re.findall(r"^#### For (.+)$", section, re.M)
        assert set(groups) <= {"readers", "translators", "hosts", "developers"}, section[:20]
        assert len(groups) == len(set(groups)), section[:20]


def test_what_is_pinned_names_no_address() -> None:
    pinned = sorted(ROOT.glob("requirements*.txt"))
    assert len(pinned) == 3
    assert [path.name for path in pinned if re.search(r"://|^--?\w*(?:index|find)", path.read_text(), re.M)] == []


OF_FOLDERS = ("tools.screens", "tools.preview_screens", "tools.text_pictures", "tools.compare_builds")


@pytest.mark.parametrize("command", [*OF_FOLDERS, "tools.icons", "bench"])
def test_a_developers_command_without_its_packages_ends_with_one_sentence(command: str, tmp_path: Path) -> None:
    # -S leaves out what is installed, as in an environment of `make run`.
    run = [sys.executable, "-S", "-m", command, str(tmp_path)]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, env={"PATH": os.environ["PATH"]})
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1, done.stderr
    assert "requirements-dev.txt" in done.stderr


@pytest.mark.parametrize("command", OF_FOLDERS)
def test_a_developers_command_without_its_folder_says_how_it_is_called(command: str) -> None:
    done = subprocess.run([sys.executable, "-m", command], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert re.fullmatch(rf"usage: python -m {re.escape(command)} (?:FOLDER|OLD NEW)\n", done.stderr)


def test_pictures_without_a_browser_end_with_one_sentence(tmp_path: Path) -> None:
    environ = {"PATH": str(tmp_path), "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path)}
    run = [sys.executable, "-m", "tools.icons"]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, env=environ)
    assert done.returncode == 1
    assert done.stderr.startswith("no Chromium found; "), done.stderr
    assert done.stderr.count("\n") == 1
