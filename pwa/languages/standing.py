"""How far a language is, computed from its files and never typed: the state of each text, and the stage of the whole.

Here alone is decided what a reader may see of a translation: pages, preview, `catalog status` and signing all ask a
Standing, and nothing shows a text of a catalog by any other way.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal, get_args

from pwa.content.model import Content
from pwa.content.text import PLACEHOLDER, is_safety
from pwa.languages.catalog import Catalog, Key, grouped, read_catalog
from pwa.languages.checking.check import Finding, check
from pwa.languages.checking.glossary import read_glossary
from pwa.languages.checking.read_rules import unfilled
from pwa.languages.message import Message
from pwa.languages.signatures import Signature, hash_of, read_signatures
from pwa.languages.table import ENGLISH, Language

State = Literal["missing", "fuzzy", "failing", "unsigned", "signed"]
STATES: tuple[State, ...] = get_args(State)
Stage = Literal["draft", "beta", "released"]
# All others stay English.
SHOWN: tuple[State, ...] = ("unsigned", "signed")


@dataclass(frozen=True)
class Standing:
    """A judged language. English has a standing too: it is the original, and signed by nobody yet.

    `messages` and `header` are what stands in the file, whatever its state; `states` has each text of the content;
    `credits` are the translators who want to be named.
    """

    language: Language
    header: dict[str, str]
    messages: dict[Key, Message]
    states: dict[Key, State]
    findings: list[Finding]
    signatures: list[Signature]
    credits: tuple[str, ...] = ()

    def shown(self, kind: str, english: str) -> str | None:
        """What a reader may see of a text, with its placeholders; None when it must stay English."""
        if self.language.folder == ENGLISH:
            return english
        key = (kind, english)
        return self.messages[key].translation if self.states.get(key) in SHOWN else None

    def translation(self, key: Key) -> str:
        """What stands in the file, whatever its state: for translators, never for readers."""
        if self.language.folder == ENGLISH:
            return key[1]
        message = self.messages.get(key)
        return message.translation if message else ""

    def keys(self, *states: State, safety: bool) -> list[Key]:
        """The texts in one of these states, safety texts or the others."""
        return [key for key, state in self.states.items() if state in states and is_safety(*key) == safety]

    @cached_property
    def findings_by_key(self) -> dict[Key, list[Finding]]:
        """The check's findings in each text that has one."""
        found: dict[Key, list[Finding]] = {}
        for finding in self.findings:
            if finding.key is not None:
                found.setdefault(finding.key, []).append(finding)
        return found

    @cached_property
    def stage(self) -> Stage:
        """draft: a safety text is missing, fuzzy or failing. beta: not all of them are signed. released: all are.

        Where no table says what the words mean, nobody has looked at the meaning before somebody signs: a draft.
        """
        whole = self._safety_states <= set(SHOWN)
        return self.stage_of_whole_pages if whole and self._safety_states else "draft"

    @property
    def stage_of_whole_pages(self) -> Stage:
        """The stage as pages say it that show nothing in English, whatever is missing on others."""
        if "unsigned" not in self._safety_states:
            return "released"
        return "beta" if self.checked else "draft"

    @cached_property
    def _safety_states(self) -> set[State]:
        return {state for key, state in self.states.items() if is_safety(*key)}

    @cached_property
    def checked(self) -> bool:
        """Whether the check knows the words of this language; English is the original."""
        return self.language.folder == ENGLISH or not unfilled(self.language.folder)


def standing(content: Content, translations: Path, language: Language, safety_alone: bool = False) -> Standing:
    """Read, check and judge one language. Raises ContentError when one of its files cannot be read whole.

    With `safety_alone` the other texts are not judged, and so not shown; the stage does not ask for them.
    """
    signatures = read_signatures(translations, language)
    every = not safety_alone or language.folder == ENGLISH  # the original is judged in no time
    keys = [key for key in grouped(content) if every or is_safety(*key)]
    catalog = read_catalog(translations, language)
    findings = check(keys, catalog, read_glossary(translations, language.folder))
    return judge(keys, catalog, findings, signatures)


def judge(keys: Iterable[Key], catalog: Catalog, findings: list[Finding], signatures: list[Signature]) -> Standing:
    """The standing of a catalog: of each text that the content has, by (kind, English)."""
    failing = {finding.key for finding in findings if finding.error}
    signed = {signature.hash for signature in signatures}
    english = catalog.language.folder == ENGLISH
    states: dict[Key, State] = {}
    for key in keys:
        message = Message(*key, key[1]) if english else catalog.messages.get(key)
        states[key] = _state(key, message, key in failing, signed)
    return Standing(catalog.language, catalog.header, catalog.messages, states, findings, signatures, catalog.credits)


def unread(language: Language) -> Standing:
    """The standing of a language whose files cannot be read: all of it stays English."""
    return Standing(language, {}, {}, {}, [], [])


def _state(key: Key, message: Message | None, failing: bool, signed: set[str]) -> State:
    if message is None or not message.translation.strip():
        return "missing"
    if message.fuzzy:
        return "fuzzy"
    # The check says so too; but what would show `{second}` to a reader must not depend on any rule of it.
    if failing or set(PLACEHOLDER.findall(message.translation)) != set(PLACEHOLDER.findall(key[1])):
        return "failing"
    return "signed" if hash_of(key, message.translation) in signed else "unsigned"
