"""Signs safety texts: a second person read the translation, and says so with name, role and date.

What is signed is named by its code, the first letters of its hash, as the printed sheet shows it (review_sheet.py): a
text that was changed after the printing has another code, so nobody signs what they have not read.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pwa.content.model import Content
from pwa.content.text import SAFETY_KINDS, Text
from pwa.files import write_text
from pwa.languages.catalog import Key, grouped
from pwa.languages.signatures import Signature, hash_of, signatures_path, written
from pwa.languages.standing import Standing

CODE_LENGTH = 8


@dataclass(frozen=True)
class Section:
    """The safety texts below one heading, in the order of the content."""

    heading: str
    texts: list[tuple[Key, list[Text]]]


def sections(content: Content) -> list[Section]:
    """Every safety text once, below the heading where it stands first."""
    found: dict[str, Section] = {}
    for key, group in grouped(content).items():
        if key[0] in SAFETY_KINDS:
            found.setdefault(group[0].where, Section(group[0].where, [])).texts.append((key, group))
    return list(found.values())


def code_of(key: Key, translation: str) -> str:
    """The code of one text on the sheet: the first letters of its hash."""
    return hash_of(key, translation)[:CODE_LENGTH]


def code_of_all(codes: list[str]) -> str:
    """One code for several texts: that of a section of the sheet, or of the whole."""
    return hashlib.sha256(" ".join(codes).encode()).hexdigest()[:CODE_LENGTH]


def keys_by_code(content: Content, standing: Standing) -> dict[str, list[Key]]:
    """What each code on today's sheet stands for: a text, a section or all. Only what may be signed has a code."""
    found: dict[str, list[Key]] = {}
    every: list[Key] = []
    for section in sections(content):
        keys = [key for key, _ in section.texts if may_be_signed(standing, key)]
        codes = [code_of(key, standing.translation(key)) for key in keys]
        found |= {code: [key] for code, key in zip(codes, keys, strict=True)}
        found[code_of_all(codes)] = keys
        every += keys
    found[code_of_all([code_of(key, standing.translation(key)) for key in every])] = every
    return {code: keys for code, keys in found.items() if keys}


def may_be_signed(standing: Standing, key: Key) -> bool:
    """Whether the text is translated and passes: what readers do not see cannot be signed."""
    return standing.states[key] in ("unsigned", "signed")


def signer_fault(standing: Standing, translator: str, who: str) -> str | None:
    """Why this person cannot sign, or None. The file's header names the translator as `Name <address>`."""
    name = translator.split("<")[0].strip().casefold()
    if name and name == who.strip().casefold():
        return f"{who.strip()} is the last translator of {standing.language.name}; a second person signs"
    return None


def sign(translations: Path, standing: Standing, keys: list[Key], who: str, role: str) -> int:
    """Write a signature for each text, and return how many are new. Those of others stay."""
    today = date.today().isoformat()
    mine = {signature.hash for signature in standing.signatures if signature.who == who.strip()}
    hashes = {hash_of(key, standing.translation(key)) for key in keys} - mine
    new = [Signature(hash_, who.strip(), role.strip(), today) for hash_ in hashes]
    if new:
        write_text(signatures_path(translations, standing.language), written([*standing.signatures, *new]))
    return len(new)


def ask_each(content: Content, standing: Standing, ask: Callable[[str], str]) -> list[Key]:
    """Show each unsigned safety text and ask; what was answered with yes. Ctrl+D and Ctrl+C stop as q does."""
    signed: list[Key] = []
    waiting = [(section, item) for section in sections(content) for item in section.texts]
    waiting = [(section, item) for section, item in waiting if standing.states[item[0]] == "unsigned"]
    for number, (section, (key, group)) in enumerate(waiting, 1):
        notes = "".join(f"  Note: {note}\n" for note in dict.fromkeys(text.note for text in group if text.note))
        question = (
            f"\n{number} of {len(waiting)}  {section.heading}  [{key[0]}]\n{notes}"
            f"  English: {key[1]}\n  Here:    {standing.translation(key)}\n"
            "Does it say the same? y = sign it, Enter = not now, q = stop: "
        )
        try:
            answer = ask(question).strip().lower()
        except (EOFError, KeyboardInterrupt):
            print()
            break
        if answer == "q":
            break
        if answer in ("y", "yes"):
            signed.append(key)
    return signed
