"""A catalog of ours with something changed, and what the check finds in it."""

from pathlib import Path

from pwa.content.model import Content
from pwa.content.walk import texts
from pwa.languages.catalog import grouped, po_path, read_catalog
from pwa.languages.checking.check import Finding, check
from pwa.languages.checking.glossary import read_glossary
from pwa.languages.table import Language
from tests.support.catalogs import finished, quoted

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
INDONESIAN = Language("id")
HOLD = "Hold for {seconds} seconds, or until it eases."  # a step: safety
HELD = "Tahan selama {seconds} detik, atau sampai kram mereda."
HELD_KEY = ("step", HOLD)
DONE = "Done"  # a button
LICENCE = "The program is free under the MIT licence. The texts are free under CC BY 4.0."  # a paragraph
MOBILE = "In many countries {number} works from a mobile phone. In mainland China it does not."  # a message


def write(content: Content, folder: Path, changed: dict[str, str], above: dict[str, str] | None = None) -> Path:
    """The project's own Indonesian, but for what is changed; `above` are comment lines."""
    own = finished(content)
    lines = [HEADER]
    for kind, english in dict.fromkeys((text.kind, text.english) for text in texts(content)):
        comment = f"{above[english]}\n" if above and english in above else ""
        translation = quoted(changed.get(english, own[kind, english]))
        lines.append(f'{comment}msgctxt "{kind}"\nmsgid {quoted(english)}\nmsgstr {translation}\n')
    path = po_path(folder, INDONESIAN)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def check_file(content: Content, folder: Path, language: Language) -> list[Finding]:
    """Every finding in the language's file below the folder."""
    return check(grouped(content), read_catalog(folder, language), read_glossary(folder, language.folder))


def findings(content: Content, folder: Path, english: str, translation: str, above: str | None = None) -> list[Finding]:
    """What is found in one text."""
    write(content, folder, {english: translation}, {english: above} if above else None)
    return [finding for finding in check_file(content, folder, INDONESIAN) if finding.english == english]


def rules_of(found: list[Finding]) -> list[str]:
    return sorted({finding.rule for finding in found})
