"""The `catalog` commands: what a translator types. Plain words, file:line, and an exit code for CI.

0: done, 1: something is wrong in a file, 2: the command cannot be done as it was typed. What draws pages is imported by
the two commands that write one.
"""

import shlex
from pathlib import Path

import click

from pwa.content.load import load
from pwa.content.model import Content
from pwa.files import root, write_text
from pwa.languages.catalog import po_name, po_path
from pwa.languages.checking.check import Finding, unchecked
from pwa.languages.checking.glossary import read_glossary
from pwa.languages.checking.read_rules import unfilled
from pwa.languages.po import read_po
from pwa.languages.search_words import read_search_words
from pwa.languages.signatures import read_signatures, signatures_path, written
from pwa.languages.standing import Standing, standing
from pwa.languages.table import ENGLISH, Language, find_languages
from pwa.problems import ContentError, Problem, program
from pwa.workshop import check_report, next_texts, signing, take_report
from pwa.workshop.add import add as add_language
from pwa.workshop.add import language_for
from pwa.workshop.asking import keys_to_sign
from pwa.workshop.command_line import Group, RefusedError, ending_cleanly, file_errors
from pwa.workshop.history import in_repository, translators
from pwa.workshop.merge_returned import Asked, merge_returned
from pwa.workshop.plain_language import hints
from pwa.workshop.po_writer import canonical, write_po
from pwa.workshop.returned_file import read_saved
from pwa.workshop.sheet.taken import Said, sign_what_was_read
from pwa.workshop.status import report
from pwa.workshop.suggest import suggest
from pwa.workshop.tbx import tbx
from pwa.workshop.terminal import count, paint
from pwa.workshop.update import update as update_files

commands = Group("catalog")
one_language = click.argument("language")
one_or_all = click.argument("language", required=False)
to_file = click.option("--to", "path", type=click.Path(path_type=Path), help="Where to write it; left out, here.")


@commands.command()
@one_or_all
@click.pass_context
def status(ctx: click.Context, language: str | None) -> None:
    """Say how far LANGUAGE is, or each, and what to do next."""
    wanted, content, translations = _languages(language, english=True), _content(), _translations()
    broken = False
    for one in wanted:
        try:
            click.echo(report(standing(content, translations, one)))
        except ContentError as error:
            broken = True
            click.echo(f"{paint('strong', one.name)} ({one.folder}): {paint('error', 'cannot be read')}")
            click.echo("\n".join(f"  {problem}" for problem in error.problems))
            click.echo(
                "  next: mend the file; nothing is written to it, and no release is built, before it can be read"
            )
    ctx.exit(1 if broken else 0)


@commands.command("next")
@one_language
@click.option("--number", type=click.IntRange(min=1), default=5, show_default=True, help="How many texts.")
def next_(language: str, number: int) -> None:
    """Show what to translate next in LANGUAGE, safety texts first."""
    one, content, translations = _language(language), _content(), _translations()
    glossary = read_glossary(translations, one.folder)
    for line in next_texts.report(content, standing(content, translations, one), glossary, number):
        click.echo(line)


@commands.command()
@one_or_all
@click.option("--missing", is_flag=True, help="Name each missing text, however many there are.")
@click.pass_context
def check(ctx: click.Context, language: str | None, missing: bool) -> None:
    """Look for faults in LANGUAGE, or in all, with file and line."""
    wanted, content, translations = _languages(language, english=True), _content(), _translations()
    findings: dict[Language, list[Finding]] = {}
    unread: set[Problem] = set()  # a set, because each language reads the one glossary
    for one in wanted:
        try:
            # English is the original: it has no faults of translation, but can be hard to read.
            english = one.folder == ENGLISH
            findings[one] = hints(content) if english else standing(content, translations, one).findings
            read_search_words(content, translations, one)  # no build goes without them either
        except ContentError as error:
            unread.update(error.problems)
    for problem in sorted(unread):
        click.echo(problem, err=True)
    for one, some in findings.items():
        for line in check_report.report(some, one, missing):
            click.echo(line)
    every = [finding for some in findings.values() for finding in some]
    warnings = sum(not finding.error for finding in every)
    errors = len(unread) + len(every) - warnings
    names = ", ".join(one.name for one in wanted)
    click.echo(f"{count(errors, 'error')}, {count(warnings, 'warning')} in {names}")
    ctx.exit(1 if errors else 0)


@commands.command()
def update() -> None:
    """Bring the .po files up to the English."""
    translations = _translations()
    with file_errors("write to", translations):
        for file, counts in update_files(_content(), translations, find_languages(translations)):
            click.echo(f"{file}: " + ", ".join(f"{number} {word}" for word, number in counts.items()))


@commands.command("format")
@one_or_all
def format_(language: str | None) -> None:
    """Put .po files that an editor rewrote back into their one form."""
    translations, wanted = _translations(), _languages(language)
    files = [(one, read_saved(po_path(translations, one), po_name(one))) for one in wanted]
    signed = [(one, read_signatures(translations, one)) for one in wanted]
    with file_errors("write to", translations):
        for one, file in files:
            write_po(po_path(translations, one), canonical(file, one), file)
        for one, signatures in signed:
            if signatures:
                write_text(signatures_path(translations, one), written(signatures))
    click.echo(f"in form: {', '.join(po_name(one) for one in wanted)}")


@commands.command()
@one_language
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--base", type=click.Path(path_type=Path), help="The file as it was sent out; left out, git is asked.")
@click.option("--replace", is_flag=True, help="Also replace texts that are finished here.")
@click.option("--replace-safety", "codes", multiple=True, metavar="CODE", help="A safety or signed text to replace.")
@click.option("--whole", is_flag=True, help="Take it although much of it differs.")
@click.pass_context
def take(
    ctx: click.Context, language: str, file: Path, base: Path | None, replace: bool, codes: tuple[str, ...], whole: bool
) -> None:
    """Merge a .po FILE that came back by mail or from a service."""
    one, content, translations = _language(language), _content(), _translations()
    with file_errors("write", po_path(translations, one)):
        asked = Asked(replace, frozenset(code.lower() for code in codes), whole)
        result = merge_returned(translations, one, file, asked, base)
    again = f"{program()} catalog take {one.tag} {shlex.quote(str(file))}"
    again += f" --base {shlex.quote(str(base))}" * bool(base) + " --whole" * whole
    for line in take_report.report(file, po_name(one), result, again):
        click.echo(line)
    now = standing(content, translations, one)
    signed = _sign(now, result.said) if result.said else True
    if errors := sum(finding.error for finding in now.findings):
        click.echo(f"{count(errors, 'error')} in the file now: {program()} catalog check {one.tag}")
    # A sheet may hold nothing but a question.
    found = result.found or bool(result.said and result.said.remarks)
    if not found:
        click.echo(f"{file}: nothing in it is a translation of a text of the app", err=True)
    ctx.exit(0 if found and signed else 1)


def _sign(now: Standing, said: Said) -> bool:
    """Say what a sheet remarks, and sign what its reader said yes to; whether all of that could be signed."""
    translations = _translations()
    for line in take_report.remarks(said):
        click.echo(line)
    if not any(same for _, same in said.read.values()):
        return True
    with file_errors("write", signatures_path(translations, now.language)):
        done = sign_what_was_read(translations, now, said, _translators(now.language))
    for line in take_report.signatures(said, done):
        click.echo(line)
    return not (done.fault or done.unsigned)


@commands.command()
@one_language
@to_file
def sheet(language: str, path: Path | None) -> None:
    """Write a sheet in which somebody translates or signs on a phone."""
    from pwa.workshop.preview.screen_pictures import pictures
    from pwa.workshop.sheet.write import write_sheet

    one, content, translations = _language(language), _content(), _translations()
    path = path or Path(f"sheet-{one.tag}.html")
    found = standing(content, translations, one)
    with file_errors("write", path):
        number = write_sheet(content, found, read_glossary(translations, one.folder), pictures(root()), path)
    click.echo(f"{path}: {count(number, 'text')}; send it to whoever translates or signs, to be opened in a browser")
    click.echo(f"what comes back: {program()} catalog take {one.tag} FILE")


@commands.command()
@one_language
@to_file
def review(language: str, path: Path | None) -> None:
    """Write a sheet of the safety texts, to print and to read."""
    from pwa.workshop.review_sheet import write_sheet

    one, content, translations = _language(language, english=True), _content(), _translations()
    path = path or Path(f"review-{one.tag}.html")
    with file_errors("write", path):
        number = write_sheet(content, standing(content, translations, one), path)
    click.echo(f"{path}: {count(number, 'safety text')}; open it in a browser and print it")


@commands.command()
@one_language
@to_file
def glossary(language: str, path: Path | None) -> None:
    """Write the words to use and to avoid, as Weblate imports them."""
    one = _language(language)
    path = path or Path(f"glossary-{one.tag}.tbx")
    text, number = tbx(_translations(), one.folder)
    if not number:
        columns = ", ".join(f"'{one.folder}{more}'" for more in ("", " also", " avoid"))
        raise RefusedError(f"translations/glossary.csv has no words of {one.name} yet: fill its columns {columns}")
    with file_errors("write", path):
        write_text(path, text)
    click.echo(f"{path}: {count(number, 'term')}; deploy/weblate/README.md says where to import it")


@commands.command()
@one_language
@click.argument("codes", nargs=-1)
@click.option("--who", required=True, help="Name of the person who read the texts.")
@click.option("--role", required=True, help="Their role, for example doctor, nurse or translator.")
def sign(language: str, codes: tuple[str, ...], who: str, role: str) -> None:
    """Sign safety texts that a second person has read."""
    one, content, translations = _language(language, english=True), _content(), _translations()
    if not signing.tidy(who) or not signing.tidy(role):
        raise RefusedError('a signature needs a name and a role: --who "name" --role "role"')
    now = standing(content, translations, one)
    if fault := signing.signer_fault(now, _translators(one) if one.folder != ENGLISH else [], who):
        raise RefusedError(fault)
    with ending_cleanly(), file_errors("write", signatures_path(translations, one)):
        keys = keys_to_sign(content, now, codes)
        number = signing.sign(translations, now, keys, who, role)
    click.echo(f"{count(number, 'text')} signed by {signing.tidy(who)}, {signing.tidy(role)}")
    click.echo(report(standing(content, translations, one)))


@commands.command()
@one_language
def add(language: str) -> None:
    """Begin a new language by its code, such as ms, ar or pt_BR."""
    translations = _translations()
    found = language_for(language, find_languages(translations))
    if isinstance(found, str):
        raise RefusedError(found)
    with file_errors("write", po_path(translations, found)):
        add_language(_content(), translations, found)
    click.echo(f"{po_name(found)}: {found.name} is a draft now, at /{found.tag}/ of the app; every text is English")
    if unfilled(found.folder):
        click.echo(f"{unchecked(found.folder)}; at most a draft until then, or until every safety text is signed")
    click.echo(f"next: make dev, and translate what '{program()} catalog next {found.tag}' shows: safety texts first")


@commands.command("suggest")
@one_language
@click.option("--from", "near", help="A near language, such as id for ms; left out, only the language's own words.")
def suggest_(language: str, near: str | None) -> None:
    """Fill the empty texts of LANGUAGE with what is known, as fuzzy."""
    one, translations = _language(language), _translations()
    other = _language(near) if near else None
    if other == one:
        raise RefusedError(f"{one.name} cannot be filled from itself; leave --from out")
    if other and other.name_and_script[1] != one.name_and_script[1]:
        raise RefusedError(f"{other.name} is written in another script than {one.name}; nobody could correct that")
    with file_errors("write", po_path(translations, one)):
        done = suggest(translations, one, other)
    said = f", {done.near} from {other.name}" if other else ""
    click.echo(f"{po_name(one)}: {done.own} filled from the same English elsewhere{said}; each is fuzzy: look at it")
    click.echo(f"next: {program()} catalog next {one.tag}")


def _translators(language: Language) -> set[str]:
    """Who may not sign. Raises ContentError."""
    path = po_path(_translations(), language)
    if not in_repository(path):
        click.echo(f"{po_name(language)}: git does not have it, so its header alone says who translated")
    return translators(path, read_po(path, po_name(language)))


def _content() -> Content:
    return load(root() / "content")


def _translations() -> Path:
    return root() / "translations"


def _language(name: str, english: bool = False) -> Language:
    """The language that a command is about. Raises RefusedError."""
    return _languages(name, english)[0]


def _languages(name: str | None, english: bool = False) -> list[Language]:
    """The language of a name, or all. Only some commands know English, the original. Raises RefusedError."""
    languages = [one for one in find_languages(_translations()) if english or one.folder != ENGLISH]
    if name is None:
        return languages
    found = [one for one in languages if one.tag == name.replace("_", "-").lower()]
    if not found:
        have = ", ".join(one.folder for one in languages)
        raise RefusedError(f"there is no language '{name}'; there are: {have}")
    return found
