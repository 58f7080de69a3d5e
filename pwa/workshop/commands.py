"""The `catalog` commands: what a translator types. Plain words, file:line, and an exit code for CI.

0: done, 1: something is wrong in a file, 2: the command cannot be done as it was typed.
"""

import sys
from pathlib import Path

import click

from pwa.content.load import load
from pwa.content.model import Content
from pwa.files import root, write_text
from pwa.languages.catalog import po_name, po_path
from pwa.languages.checking.check import Finding, unchecked
from pwa.languages.checking.read_rules import has_table
from pwa.languages.po import read_po
from pwa.languages.signatures import read_signatures, signatures_path, written
from pwa.languages.standing import standing
from pwa.languages.table import ENGLISH, Language, find_languages
from pwa.problems import ContentError, Problem
from pwa.workshop import signing
from pwa.workshop.add import add as add_language
from pwa.workshop.add import language_for
from pwa.workshop.command_line import Group, RefusedError, file_errors
from pwa.workshop.history import translators
from pwa.workshop.merge_returned import Asked, merge_returned
from pwa.workshop.plain_language import hints
from pwa.workshop.po_writer import canonical, write_po
from pwa.workshop.review_sheet import write_sheet
from pwa.workshop.status import report
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


@commands.command()
@one_or_all
@click.pass_context
def check(ctx: click.Context, language: str | None) -> None:
    """Look for faults in LANGUAGE, or in all, with file and line."""
    wanted, content, translations = _languages(language, english=True), _content(), _translations()
    findings: list[Finding] = []
    unread: set[Problem] = set()  # a set, because each language reads the one glossary
    for one in wanted:
        try:
            # English is the original: it has no faults of translation, but can be hard to read.
            findings += hints(content) if one.folder == ENGLISH else standing(content, translations, one).findings
        except ContentError as error:
            unread.update(error.problems)
    for problem in sorted(unread):
        click.echo(problem, err=True)
    for finding in findings:
        place, level = f"{finding.file}:{finding.line}", paint(finding.level, finding.level)
        click.echo("\n".join([f"{place}: {level}: {finding.message} [{finding.rule}]", *finding.details]))
    warnings = sum(not finding.error for finding in findings)
    errors = len(unread) + len(findings) - warnings
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
    files = [(one, read_po(po_path(translations, one), po_name(one))) for one in wanted]
    signed = [(one, read_signatures(translations, one)) for one in wanted]
    with file_errors("write to", translations):
        for one, file in files:
            write_po(po_path(translations, one), canonical(file, one))
        for one, signatures in signed:
            if signatures:
                write_text(signatures_path(translations, one), written(signatures))
    click.echo(f"in form: {', '.join(po_name(one) for one in wanted)}")


@commands.command()
@one_language
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--base", type=click.Path(path_type=Path), help="The file as it was sent out; left out, git is asked.")
@click.option("--replace", is_flag=True, help="Also replace texts that are finished here.")
@click.option("--replace-safety", is_flag=True, help="Also replace finished safety texts, and signed ones.")
@click.option("--whole", is_flag=True, help="Take it although much of it differs.")
@click.pass_context
def take(
    ctx: click.Context, language: str, file: Path, base: Path | None, replace: bool, replace_safety: bool, whole: bool
) -> None:
    """Merge a .po FILE that came back by mail or from a service."""
    one, content, translations = _language(language), _content(), _translations()
    with file_errors("write", po_path(translations, one)):
        result = merge_returned(translations, one, file, Asked(replace, replace_safety, whole), base)
    for before, message in result.replaced:
        click.echo(f"replaced: {message.english}\n    before: {before}\n    now:    {message.translation}")
    for message in result.kept:
        click.echo(f"kept: {message.english}\n    here:   {message.translation} (changed here after the file went out)")
    for before, message, why in result.held:
        click.echo(f"{file}:{message.string_line}: {paint('warning', 'not taken')}: {why}: {message.english}")
        click.echo(f"    here:   {before}\n    there:  {message.translation}")
    for message in result.waivers:
        click.echo(f"a waiver came with it: {message.english}\n    {'; '.join(message.waivers)}")
    for message, why in result.skipped:
        click.echo(f"{file}:{message.string_line}: {paint('warning', 'not taken')}: {why}: {message.english}")
    click.echo(
        f"{po_name(one)}: {len(result.new)} new, {len(result.replaced)} replaced, {len(result.fuzzy)} fuzzy, "
        f"{result.same} the same, {len(result.kept)} kept, {len(result.skipped) + len(result.held)} not taken"
    )
    if result.held:
        click.echo("to take what was not taken because it is finished here: --replace; safety texts: --replace-safety")
    errors = sum(finding.error for finding in standing(content, translations, one).findings)
    if errors:
        click.echo(f"{count(errors, 'error')} in the file now: python -m pwa catalog check {one.tag}")
    if not result.found:
        click.echo(f"{file}: nothing in it is a translation of a text of the app", err=True)
        ctx.exit(1)


@commands.command()
@one_language
@to_file
def review(language: str, path: Path | None) -> None:
    """Write a sheet of the safety texts, to print and to read."""
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
    if not who.strip() or not role.strip():
        raise RefusedError('a signature needs a name and a role: --who "name" --role "role"')
    now = standing(content, translations, one)
    names: set[str] = set()
    if one.folder != ENGLISH:
        names = translators(po_path(translations, one), read_po(po_path(translations, one), po_name(one)))
    if fault := signing.signer_fault(now, names, who):
        raise RefusedError(fault)
    known = signing.keys_by_code(content, now)
    codes = tuple(code.lower() for code in codes)
    if unknown := [code for code in codes if code not in known]:
        raise RefusedError(
            f"no text has the code {', '.join(unknown)} now: it was changed after the sheet was printed, or is not "
            f"ready; nothing was signed; print it again: python -m pwa catalog review {one.tag}"
        )
    for code in codes:
        if len(known[code]) > 1 and not (sys.stdin.isatty() and signing.ask_about_section(known[code], input)):
            raise RefusedError(
                f"{code} stands for {len(known[code])} texts; run this at a terminal to be asked whether each was "
                "read, or name the texts by their own codes; nothing was signed"
            )
    keys = [key for code in codes for key in known[code]]
    if not codes:
        if not sys.stdin.isatty():
            raise RefusedError(
                "name what was read by the codes of the printed sheet, or run this at a terminal to be asked"
            )
        keys = signing.ask_each(content, now, input)
    with file_errors("write", signatures_path(translations, one)):
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
    if not has_table(found.folder):
        click.echo(f"{unchecked(found.folder)}; at most a draft until then, or until every safety text is signed")
    click.echo(f"next: make dev, then translate the safety texts first; python -m pwa catalog status {found.tag}")


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
