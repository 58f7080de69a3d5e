"""Merges a .po that came back by mail, from Poedit, Weblate or Lokalise, into the language's own file.

Three-way, as git merges: against the file as it was sent out, what only they changed is theirs and what only we
changed is ours. A text that is finished here is never replaced unasked, and a safety text or a signed one only when
that is said too. What it says of a sentence that has changed since, we take as fuzzy, by id. The rest is named, so that
nothing is lost unseen.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from pwa.content.text import is_safety
from pwa.languages.catalog import Key, po_name, po_path
from pwa.languages.checking.read_rules import rules_for
from pwa.languages.checking.wording import length
from pwa.languages.po import Message, PoFile, read_po
from pwa.languages.signatures import hash_of, read_signatures
from pwa.languages.table import Language
from pwa.problems import ContentError, Problem
from pwa.workshop.history import versions
from pwa.workshop.po_writer import canonical, filled_in, write_po
from pwa.workshop.returned_file import read_returned
from pwa.workshop.whose_language import other_language


@dataclass(frozen=True)
class Asked:
    """What the person has said may be done: replace finished texts, also safety or signed ones, whatever it is."""

    replace: bool = False
    safety: bool = False
    whole: bool = False


@dataclass
class MergeResult:
    """What happened to the texts of the file that came back.

    `replaced` and `held` hold what stands or stood here beside each message, `held` and `skipped` why each was not
    taken, `kept` what only we changed, `waivers` those of them that bring a `# check-ok:` that was not here.
    """

    new: list[Message] = field(default_factory=list)
    replaced: list[tuple[str, Message]] = field(default_factory=list)
    held: list[tuple[str, Message, str]] = field(default_factory=list)
    kept: list[Message] = field(default_factory=list)
    fuzzy: list[Message] = field(default_factory=list)
    same: int = 0
    skipped: list[tuple[Message, str]] = field(default_factory=list)
    waivers: list[Message] = field(default_factory=list)

    @property
    def found(self) -> int:
        """How many of its texts are texts of ours."""
        taken = len(self.new) + len(self.replaced) + len(self.fuzzy)
        return self.same + taken + len(self.held) + len(self.kept)


def merge_returned(
    translations: Path, language: Language, returned: Path, asked: Asked | None = None, base: Path | None = None
) -> MergeResult:
    """Merge `returned` into the language's own file and write that.

    Args:
        translations: the folder translations/.
        language: whose file it is.
        returned: the file that came back.
        asked: what may be replaced; nothing that is finished, where it is left out.
        base: the file as it was sent out; where it is left out, git is asked for the version that is most like it.

    Raises:
        ContentError: one of the files cannot be read whole, or is of another language; nothing was written.
        OSError: the file cannot be written.
    """
    asked = asked or Asked()
    ours = read_po(po_path(translations, language), po_name(language))
    theirs = read_returned(returned)
    sent = read_returned(base) if base else sent_out(po_path(translations, language), ours, theirs)
    if fault := other_language(translations, language, ours, sent, theirs, whole=asked.whole):
        raise ContentError([Problem(str(returned), 1, fault)])
    signed = {signature.hash for signature in read_signatures(translations, language)}
    merging = Merging(language, asked, _texts(sent), lambda entry: hash_of(entry.key, entry.translation) in signed)
    result = merging.merge(ours, theirs)
    # An editor that asks for no name leaves gettext's placeholder: our translator stays, and may not sign.
    if result.new or result.replaced or result.fuzzy:
        ours.header.update(filled_in(theirs.header))
    write_po(po_path(translations, language), canonical(ours, language))
    return result


def sent_out(path: Path, ours: PoFile, theirs: PoFile) -> PoFile | None:
    """The version of ours that went out: the one with which the returned file has most in common.

    None where no version has half of it: then nobody knows who changed what.
    """
    said = {(entry.english, entry.translation) for entry in theirs.entries if entry.translation}
    best: tuple[int, PoFile | None] = (len(said) // 2, None)
    for version in versions(path):
        alike = len(said & {(entry.english, entry.translation) for entry in version.entries})
        if alike > best[0]:
            best = alike, version
        if alike == len(said):
            break
    now = len(said & {(entry.english, entry.translation) for entry in ours.entries})
    return ours_as_it_was(ours) if now >= best[0] and now > len(said) // 2 else best[1]


def ours_as_it_was(ours: PoFile) -> PoFile:
    """A copy: merging changes the entries of ours."""
    entries = [Message(entry.context, entry.english, entry.translation, flags=[*entry.flags]) for entry in ours.entries]
    return PoFile([], {}, entries, [])


def _texts(file: PoFile | None) -> dict[Key, Message]:
    return {entry.key: entry for entry in file.entries} if file else {}


@dataclass
class Merging:
    """One merge: what is asked for, what was sent out, and what is signed here."""

    language: Language
    asked: Asked
    sent: dict[Key, Message]
    signed: Callable[[Message], bool]

    def merge(self, ours: PoFile, theirs: PoFile) -> MergeResult:
        """Put their translations into our entries."""
        result = MergeResult(skipped=list(theirs.aside))
        by_key = {entry.key: entry for entry in ours.entries}
        by_english: dict[str, list[Message]] = {}
        for entry in ours.entries:
            by_english.setdefault(entry.english, []).append(entry)
        by_id = {id_: entry for entry in ours.entries for id_ in entry.ids}
        for their in _once(theirs.entries, result):
            if not their.translation.strip():
                continue
            mine = by_key.get(their.key)
            if mine is None and not their.context:
                # Some services drop msgctxt; the English alone will do where it stands once.
                same = by_english.get(their.english, [])
                if len(same) > 1 and any(entry.translation != their.translation for entry in same):
                    why = "stands here in several kinds, and the file does not say which one it means"
                    result.skipped.append((their, why))
                    continue
                mine = next(iter(same), None)
            if mine is not None:
                self._same_english(mine, their, result)
            elif (mine := next((by_id[id_] for id_ in their.ids if id_ in by_id), None)) is not None:
                _other_english(mine, their, result)
            else:
                result.skipped.append((their, "is not in the app any more"))
        return result

    def _same_english(self, mine: Message, their: Message, result: MergeResult) -> None:
        before, finished = mine.translation, not mine.fuzzy
        if (before, mine.fuzzy) == (their.translation, their.fuzzy):
            result.same += 1
            _comments(mine, their, result)
            return
        if their.fuzzy and before and finished:
            result.skipped.append((their, "is marked as not finished there and finished here"))
            return
        if not their.fuzzy and not before and self._copied(their):
            result.skipped.append((their, "is the English, copied"))
            return
        if not their.fuzzy and before:
            sent = self.sent.get(mine.key)
            if finished and sent and sent.translation == their.translation and sent.translation != before:
                result.kept.append(mine)
                return
            if why := self._held(mine, their, changed_here=bool(sent and sent.translation != before)):
                result.held.append((before, their, why))
                return
        _comments(mine, their, result)
        mine.translation, mine.flags = their.translation, ["fuzzy"] if their.fuzzy else []
        if their.fuzzy:
            mine.previous, mine.previous_context = their.previous, their.previous_context
            result.fuzzy.append(mine)
        elif before:
            result.replaced.append((before, mine))
        else:
            result.new.append(mine)

    def _held(self, mine: Message, their: Message, changed_here: bool) -> str:
        """Why what stands here is not replaced unasked; nothing where it may be."""
        if mine.fuzzy and mine.translation != their.translation:
            return ""
        safety = is_safety(*mine.key)
        signed = not mine.fuzzy and self.signed(mine)
        if self.asked.safety if safety or signed else self.asked.replace:
            return ""
        if mine.fuzzy:
            return "the same words, and only the mark fuzzy is gone"
        if signed:
            return "signed here"
        also = "changed here too" if changed_here else "finished here"
        return f"a safety text, {also}" if safety else also

    def _copied(self, their: Message) -> bool:
        if their.translation != their.english:
            return False
        return any(
            rule == "unchanged" for rule, _ in length(their.english, their.english, rules_for(self.language.folder))
        )


def _once(entries: Iterable[Message], result: MergeResult) -> list[Message]:
    """Each text once. A service that drops msgctxt gives one English several times: alike, or nobody knows which."""
    found: dict[Key, list[Message]] = {}
    for entry in entries:
        found.setdefault(entry.key, []).append(entry)
    kept = []
    for same in found.values():
        said = list(dict.fromkeys((entry.translation, entry.fuzzy) for entry in same if entry.translation.strip()))
        if len(said) > 1:
            result.skipped += [(entry, "stands twice in the file, with other words") for entry in same]
        else:
            kept.append(next((entry for entry in same if entry.translation.strip()), same[0]))
    return kept


def _comments(mine: Message, their: Message, result: MergeResult) -> None:
    if set(their.waivers) - set(mine.waivers):
        result.waivers.append(their)
    mine.comments = their.comments or mine.comments


def _other_english(mine: Message, their: Message, result: MergeResult) -> None:
    """The English has changed since the file went out."""
    if mine.translation and not mine.fuzzy:
        result.skipped.append((their, "is of an older English, and is finished here"))
    elif their.fuzzy:
        result.skipped.append((their, "is of an older English, and not finished there"))
    elif mine.translation == their.translation:
        result.same += 1
    else:
        mine.translation, mine.flags = their.translation, ["fuzzy"]
        mine.previous = their.english
        mine.previous_context = their.context if their.context not in ("", mine.context) else None
        result.fuzzy.append(mine)
