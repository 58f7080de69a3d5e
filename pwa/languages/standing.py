"""How far a language is, computed from its files and never typed: the state of each text, and the stage of the whole.

The app falls back to English where a text is failing, shows a banner while a language is not released, and `catalog
status` counts; all three ask here, so that they cannot differ.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, get_args

from pwa.content.load import texts
from pwa.content.model import Content, Stage
from pwa.content.text import SAFETY_KINDS
from pwa.languages.catalog import Catalog, Key, read_catalog
from pwa.languages.checking.check import Finding, check
from pwa.languages.po import Message
from pwa.languages.signatures import Signature, hash_of, read_signatures
from pwa.languages.table import ENGLISH, Language

# missing, fuzzy and failing texts are shown in English; unsigned and signed ones are translated.
State = Literal["missing", "fuzzy", "failing", "unsigned", "signed"]
STATES: tuple[State, ...] = get_args(State)


@dataclass(frozen=True)
class Standing:
    """A language with the state of each of its texts. English has a standing too: it is signed by nobody yet."""

    catalog: Catalog
    states: dict[Key, State]
    signatures: list[Signature]
    findings: list[Finding]

    @property
    def language(self) -> Language:
        return self.catalog.language

    def keys(self, *states: State, safety: bool) -> list[Key]:
        """The texts in one of these states, safety texts or the others."""
        return [key for key, state in self.states.items() if state in states and (key[0] in SAFETY_KINDS) == safety]

    def translation(self, key: Key) -> str:
        """What stands in the file, whatever its state."""
        if self.language.folder == ENGLISH:
            return key[1]
        entry = self.catalog.entries.get(key)
        return entry.translation if entry else ""

    @property
    def stage(self) -> Stage:
        return self.catalog.stage


def standing(content: Content, translations: Path, language: Language) -> Standing:
    """Read, check and judge one language. Raises ContentError when one of its files cannot be read whole."""
    catalog = read_catalog(translations, language)
    signatures = read_signatures(translations, language)
    findings = [] if language.folder == ENGLISH else check(content, translations, language)
    catalog = replace(catalog, failing=frozenset(_failing(catalog.entries.values(), findings)))
    signed = {signature.hash for signature in signatures}
    keys = dict.fromkeys((text.kind, text.english) for text in texts(content))
    states = {key: _state(key, catalog, signed) for key in keys}
    return Standing(replace(catalog, stage=_stage(states)), states, signatures, findings)


def _failing(entries: Iterable[Message], findings: list[Finding]) -> Iterable[Key]:
    """The texts on whose lines the check has found an error; msgctxt stands on the line above msgid."""
    lines = {finding.line for finding in findings if finding.error}
    for entry in entries:
        if not lines.isdisjoint(range(entry.line - 1, entry.string_line + 1)):
            yield entry.context, entry.english


def _stage(states: dict[Key, State]) -> Stage:
    """draft: a safety text is missing, fuzzy or failing. beta: not all of them are signed. released: all are."""
    safety = {state for (kind, _), state in states.items() if kind in SAFETY_KINDS}
    if safety & {"missing", "fuzzy", "failing"}:
        return "draft"
    return "beta" if "unsigned" in safety else "released"


def _state(key: Key, catalog: Catalog, signed: set[str]) -> State:
    if catalog.language.folder == ENGLISH:
        return "signed" if hash_of(key, key[1]) in signed else "unsigned"
    entry = catalog.entries.get(key)
    if entry is None or not entry.translation.strip():
        return "missing"
    if entry.fuzzy:
        return "fuzzy"
    if key in catalog.failing:
        return "failing"
    return "signed" if hash_of(key, entry.translation) in signed else "unsigned"
