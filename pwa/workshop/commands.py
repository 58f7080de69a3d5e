"""The `catalog` commands: what a translator types. Plain words, file:line, and an exit code for CI.

0: done, 1: something is wrong in a file, 2: the command itself was not understood.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from pwa.content.load import load
from pwa.content.model import Content
from pwa.files import root, write_text
from pwa.languages.catalog import po_name, po_path
from pwa.languages.checking.check import Finding
from pwa.languages.checking.check import check_language as find_faults
from pwa.languages.checking.glossary import for_weblate
from pwa.languages.po import read_po
from pwa.languages.signatures import read_signatures, signatures_path, written
from pwa.languages.standing import standing
from pwa.languages.table import ENGLISH, Language, find_languages
from pwa.problems import ContentError, Problem
from pwa.workshop import signing
from pwa.workshop.add import add as add_language
from pwa.workshop.add import language_for
from pwa.workshop.merge_returned import merge_returned
from pwa.workshop.plain_language import hints
from pwa.workshop.po_writer import canonical, write_po
from pwa.workshop.review_sheet import write_sheet
from pwa.workshop.status import report
from pwa.workshop.terminal import count, paint, prepare
from pwa.workshop.update import update as bring_up

ONE = "for example id or zh-hans"


class Refused(Exception):
    """The command cannot be done as it was typed; the message says why and what would do."""


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """`catalog` and all below it."""
    catalog = subparsers.add_parser("catalog", help="what translators run")
    actions = catalog.add_subparsers(dest="action", required=True, metavar="command")
    for name, (run, says) in ACTIONS.items():
        action = actions.add_parser(name, help=says, description=says[0].upper() + says[1:] + ".")
        action.set_defaults(run=run)
        if name in ("status", "check", "format"):
            also = "; en: hints on the English" if name == "check" else ""
            action.add_argument("language", nargs="?", help=f"{ONE}; all languages when left out{also}")
        elif name != "update":
            action.add_argument("language", help="its code, for example ms, ar or pt_BR" if name == "add" else ONE)
        if name == "take":
            action.add_argument("file", type=Path, help="the .po file that came back")
        elif name == "review":
            action.add_argument("--to", type=Path, help="where to write it; review-<language>.html when left out")
        elif name == "glossary":
            action.add_argument("--to", type=Path, help="where to write it; glossary-<language>.tbx when left out")
        elif name == "sign":
            action.add_argument("codes", nargs="*", help="codes from the sheet; asks for each text when left out")
            action.add_argument("--who", required=True, help="the name of the person who read the texts")
            action.add_argument("--role", required=True, help="for example doctor, nurse, translator")


def run(arguments: argparse.Namespace) -> int:
    """Do what was typed. Raises ContentError with what is wrong in the files."""
    prepare()
    translations = root() / "translations"
    try:
        action: Callable[[argparse.Namespace, Content, Path], int] = arguments.run
        return action(arguments, load(root() / "content"), translations)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 2


def update(arguments: argparse.Namespace, content: Content, translations: Path) -> int:
    for file, counts in bring_up(content, translations, find_languages(translations)):
        print(f"{file}: " + ", ".join(f"{number} {word}" for word, number in counts.items()))
    return 0


def status(arguments: argparse.Namespace, content: Content, translations: Path) -> int:
    broken = False
    for language in _wanted(arguments.language, translations, english=True):
        try:
            print(report(standing(content, translations, language)))
        except ContentError as error:
            broken = True
            print(f"{paint('strong', language.name)} ({language.folder}): {paint('error', 'cannot be read')}")
            print("\n".join(f"  {problem}" for problem in error.problems))
            print("  next: mend the file; nothing is written to it, and no release is built, before it can be read")
    return 1 if broken else 0


def check(arguments: argparse.Namespace, content: Content, translations: Path) -> int:
    wanted = _wanted(arguments.language, translations, english=True)
    findings: list[Finding] = []
    unread: list[Problem] = []
    for language in wanted:
        try:
            findings += _findings(content, translations, language)
        except ContentError as error:
            unread += error.problems
    # The glossary is every language's.
    unread = sorted(set(unread))
    for problem in unread:
        print(problem, file=sys.stderr)
    for finding in findings:
        where, level, rest = str(finding).partition("error: " if finding.error else "warning: ")
        print(f"{where}{paint(level.rstrip(': '), level)}{rest}")
    warnings = sum(not finding.error for finding in findings)
    errors = len(unread) + len(findings) - warnings
    names = ", ".join(language.name for language in wanted)
    print(f"{count(errors, 'error')}, {count(warnings, 'warning')} in {names}")
    return 1 if errors else 0


def _findings(content: Content, translations: Path, language: Language) -> list[Finding]:
    """Faults of a translation; for English, which is the original, hints on how plain it is."""
    return hints(content) if language.folder == ENGLISH else find_faults(content, translations, language)


def format_(arguments: argparse.Namespace, content: Content, translations: Path) -> int:
    wanted = _wanted(arguments.language, translations)
    read = [(language, read_po(po_path(translations, language), po_name(language))) for language in wanted]
    signed = [(language, read_signatures(translations, language)) for language in wanted]
    for language, file in read:
        write_po(po_path(translations, language), canonical(file, language))
    for language, signatures in signed:
        if signatures:
            write_text(signatures_path(translations, language), written(signatures))
    print(f"in form: {', '.join(po_name(language) for language in wanted)}")
    return 0


def take(arguments: argparse.Namespace, content: Content, translations: Path) -> int:
    (language,) = _wanted(arguments.language, translations)
    result = merge_returned(translations, language, arguments.file)
    for before, entry in result.replaced:
        print(f"replaced: {entry.english}\n    before: {before}\n    now:    {entry.translation}")
    for entry, why in result.skipped:
        print(f"{arguments.file}:{entry.string_line}: {paint('warning', 'not taken')}: {why}: {entry.english}")
    print(
        f"{po_name(language)}: {len(result.new)} new, {len(result.replaced)} replaced, {len(result.fuzzy)} fuzzy, "
        f"{result.same} the same, {len(result.skipped)} not taken"
    )
    errors = sum(finding.error for finding in find_faults(content, translations, language))
    if errors:
        print(f"{count(errors, 'error')} in the file now: python -m pwa catalog check {language.tag}")
    return 0


def review(arguments: argparse.Namespace, content: Content, translations: Path) -> int:
    (language,) = _wanted(arguments.language, translations, english=True)
    path = arguments.to or Path(f"review-{language.tag}.html")
    number = write_sheet(content, standing(content, translations, language), path)
    print(f"{path}: {count(number, 'safety text')}; open it in a browser and print it")
    return 0


def glossary(arguments: argparse.Namespace, content: Content, translations: Path) -> int:
    (language,) = _wanted(arguments.language, translations)
    path = arguments.to or Path(f"glossary-{language.tag}.tbx")
    text, number = for_weblate(translations, language.folder)
    write_text(path, text)
    print(f"{path}: {count(number, 'term')}; deploy/weblate/README.md says where to import it")
    return 0


def sign(arguments: argparse.Namespace, content: Content, translations: Path) -> int:
    (language,) = _wanted(arguments.language, translations, english=True)
    if not arguments.who.strip() or not arguments.role.strip():
        raise Refused('a signature needs a name and a role: --who "name" --role "role"')
    now = standing(content, translations, language)
    translator = ""
    if language.folder != ENGLISH:
        translator = read_po(po_path(translations, language), po_name(language)).header.get("Last-Translator", "")
    if refusal := signing.signer_fault(now, translator, arguments.who):
        raise Refused(refusal)
    known = signing.keys_by_code(content, now)
    if unknown := [code for code in arguments.codes if code not in known]:
        raise Refused(
            f"no text has the code {', '.join(unknown)} now: it was changed after the sheet was printed, or is not "
            f"ready; nothing was signed; print it again: python -m pwa catalog review {language.tag}"
        )
    keys = [key for code in arguments.codes for key in known[code]]
    if not arguments.codes:
        if not sys.stdin.isatty():
            raise Refused("name what was read by the codes of the printed sheet, or run this at a terminal to be asked")
        keys = signing.ask_each(content, now, input)
    number = signing.sign(translations, now, keys, arguments.who, arguments.role)
    print(f"{count(number, 'text')} signed by {arguments.who.strip()}, {arguments.role.strip()}")
    print(report(standing(content, translations, language)))
    return 0


def add(arguments: argparse.Namespace, content: Content, translations: Path) -> int:
    language = language_for(arguments.language, find_languages(translations))
    if isinstance(language, str):
        raise Refused(language)
    add_language(content, translations, language)
    print(f"{po_name(language)}: {language.name} is a draft now, at /{language.tag}/ of the app; every text is English")
    print(f"next: make dev, then translate the safety texts first; python -m pwa catalog status {language.tag}")
    return 0


def _wanted(asked: str | None, translations: Path, english: bool = False) -> list[Language]:
    """The languages that a command is about; English is the original, and only some commands know it."""
    languages = [language for language in find_languages(translations) if english or language.folder != ENGLISH]
    if asked is None:
        return languages
    found = [language for language in languages if language.tag == asked.replace("_", "-").lower()]
    if not found:
        have = ", ".join(language.folder for language in languages)
        raise Refused(f"there is no language '{asked}'; there are: {have}")
    return found


ACTIONS: dict[str, tuple[Callable[[argparse.Namespace, Content, Path], int], str]] = {
    "status": (status, "say how far each language is, and what to do next"),
    "check": (check, "look for faults, each with file and line"),
    "update": (update, "bring the .po files up to the English"),
    "format": (format_, "put .po files that an editor rewrote back into form"),
    "take": (take, "merge a .po file that came back by mail, from Poedit, Weblate or Lokalise"),
    "review": (review, "write a sheet to print, for a second person or a clinician"),
    "sign": (sign, "sign safety texts that a second person has read"),
    "glossary": (glossary, "write the words to use and to avoid as a file that Weblate imports"),
    "add": (add, "begin a new language"),
}
