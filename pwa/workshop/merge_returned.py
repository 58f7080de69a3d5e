"""Merges a .po that came back by mail, from Poedit, Weblate or Lokalise, into the language's own file.

Three-way, as git merges: against the file as it was sent out, what only they changed is theirs and what only we
changed is ours. What both changed, or nobody knows who, is replaced only when that is said, and a safety text or a
signed one only one by one, by the code of their words. What it says of a sentence that has changed since, we take as
fuzzy, by id. The rest is named, so that nothing is lost unseen.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from pwa.content.text import is_safety
from pwa.languages.catalog import WISH, Key, po_name, po_path
from pwa.languages.checking.read_rules import rules_for
from pwa.languages.checking.wording import length
from pwa.languages.message import WAIVER, Message, PoFile
from pwa.languages.po import read_po
from pwa.languages.signatures import hash_of, read_signatures
from pwa.languages.table import Language
from pwa.problems import ContentError, Problem, visible
from pwa.workshop.history import CREDIT, fault, versions
from pwa.workshop.po_writer import canonical, filled_in, write_po
from pwa.workshop.returned_file import read_returned
from pwa.workshop.sheet.taken import Said, take_out
from pwa.workshop.signing import code_of, tidy
from pwa.workshop.whose_language import other_language

LONGEST_NAME = 100
COPIED = "is the English, copied"


@dataclass(frozen=True)
class Asked:
    """What the person has said may be done.

    `replace` finished texts; safety texts and signed ones by the codes of their new words (`safety`); take the file
    `whole`, although much of it differs.
    """

    replace: bool = False
    safety: frozenset[str] = frozenset()
    whole: bool = False


@dataclass(frozen=True)
class Held:
    """A text that was not taken: what stands here, theirs, why, and the code that takes it if --replace does not."""

    here: str
    their: Message
    why: str
    code: str = ""


@dataclass
class MergeResult:
    """What happened to the texts of the file that came back.

    `replaced` holds what stood here beside each message, `skipped` why each was not taken, `kept` what only we changed,
    `waivers` those that bring a `# check-ok:` that was not here, `said` what a sheet says besides, `baseless` why git
    did not say what was sent out, `credits` who is named on the page About from now on.
    """

    new: list[Message] = field(default_factory=list)
    replaced: list[tuple[str, Message]] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    kept: list[Message] = field(default_factory=list)
    fuzzy: list[Message] = field(default_factory=list)
    same: int = 0
    skipped: list[tuple[Message, str]] = field(default_factory=list)
    waivers: list[Message] = field(default_factory=list)
    said: Said | None = None
    baseless: str = ""
    credits: list[str] = field(default_factory=list)

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
        ContentError: a file cannot be read whole, is of another language, or was saved meanwhile; nothing was written.
        OSError: the file cannot be written.
    """
    asked = asked or Asked()
    ours = read_po(po_path(translations, language), po_name(language))
    theirs = read_returned(returned)
    said = take_out(theirs)
    if said:
        sent: PoFile | None = PoFile([], {}, list(said.sent.values()), [])
    else:
        sent = read_returned(base) if base else sent_out(po_path(translations, language), ours, theirs)
    # A sheet holds what was changed and nothing else, and its header comes from us.
    if other := other_language(translations, language, ours, sent, theirs, whole=asked.whole or said is not None):
        raise ContentError([Problem(str(returned), 1, other)])
    signed = {signature.hash for signature in read_signatures(translations, language)}
    merging = Merging(
        language,
        asked,
        _texts(sent),
        lambda entry: hash_of(entry.key, entry.translation) in signed,
        said.still if said else set(),
    )
    result = merging.merge(ours, theirs)
    result.said = said
    result.baseless = "" if sent else fault(po_path(translations, language))
    if wrong := ", ".join(sorted(asked.safety - merging.used)):
        message = f"no text of it that waits here has the code {wrong}: its words are others, or it is there already"
        raise ContentError([Problem(str(returned), 1, f"{message}; nothing was taken; look without --replace-safety")])
    # An editor that asks for no name leaves gettext's placeholder: our translator stays, and may not sign.
    if result.new or result.replaced or result.fuzzy:
        ours.header.update(filled_in(theirs.header))
        names = [line.removeprefix(WISH) for line in theirs.comments if line.startswith(WISH)]
        names += [said.credit] if said else []
        wishes = {name: f"{WISH} {name}" for name in (tidy(name)[:LONGEST_NAME] for name in names) if name}
        result.credits = [name for name, line in wishes.items() if line not in ours.comments]
        kept = [line for line in theirs.comments if CREDIT.match(line)] + [*wishes.values()]
        ours.comments.extend(line for line in kept if line not in ours.comments)
    write_po(po_path(translations, language), canonical(ours, language), ours)
    return result


def sent_out(path: Path, ours: PoFile, theirs: PoFile) -> PoFile | None:
    """The version of ours that went out: the one with which the returned file has most in common.

    None where there is no history, or no version has half of it: then nobody knows who changed what.
    """
    said = {(entry.english, entry.translation) for entry in theirs.entries if entry.translation}
    found: PoFile | None = None
    most, known = len(said) // 2 + 1, False
    for version in versions(path):
        known = True
        alike = len(said & {(entry.english, entry.translation) for entry in version.entries})
        # Of two that are equally like it the older: what differs between them, both sides may have changed.
        if alike >= most:
            most, found = alike, version
        if alike == len(said):
            break
    # Work that is not committed yet may have gone out too.
    now = len(said & {(entry.english, entry.translation) for entry in ours.entries})
    return ours_as_it_was(ours) if known and now >= most + bool(found) else found


def ours_as_it_was(ours: PoFile) -> PoFile:
    """A copy: merging changes the entries of ours."""
    entries = [Message(entry.context, entry.english, entry.translation, flags=[*entry.flags]) for entry in ours.entries]
    return PoFile([], {}, entries, [])


def _texts(file: PoFile | None) -> dict[Key, Message]:
    return {entry.key: entry for entry in file.entries} if file else {}


@dataclass
class Merging:
    """One merge: what is asked for, what was sent out, what is signed here, and which fuzzy texts were called right."""

    language: Language
    asked: Asked
    sent: dict[Key, Message]
    signed: Callable[[Message], bool]
    still: set[Key]
    used: set[str] = field(default_factory=set)

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
                self._other_english(mine, their, result)
            elif same := by_english.get(their.english, []):
                kinds = " or ".join(f"'{entry.context}'" for entry in same)
                why = f"its msgctxt is '{visible(their.context[:60])}', and should be {kinds}, as it was sent out"
                result.skipped.append((their, why))
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
        # A service fills with it what nobody has reviewed.
        if before != their.translation and self._copied(their):
            result.skipped.append((their, COPIED))
            return
        if not their.fuzzy and before:
            sent = self.sent.get(mine.key)
            if finished and sent and sent.translation == their.translation and sent.translation != before:
                result.kept.append(mine)
                return
            if held := self._held(mine, their, sent):
                result.held.append(held)
                return
        _comments(mine, their, result)
        mine.translation = their.translation
        mine.mark(fuzzy=their.fuzzy)
        if their.fuzzy:
            mine.previous, mine.previous_context = their.previous, their.previous_context
            result.fuzzy.append(mine)
        elif before:
            result.replaced.append((before, mine))
        else:
            result.new.append(mine)

    def _other_english(self, mine: Message, their: Message, result: MergeResult) -> None:
        """The English has changed since the file went out."""
        if mine.translation and not mine.fuzzy:
            result.skipped.append((their, "is of an older English, and is finished here"))
        elif their.fuzzy:
            result.skipped.append((their, "is of an older English, and not finished there"))
        elif self._copied(their):
            result.skipped.append((their, COPIED))
        elif mine.translation == their.translation:
            result.same += 1
        else:
            mine.translation = their.translation
            mine.mark(fuzzy=True)
            mine.previous = their.english
            mine.previous_context = their.context if their.context not in ("", mine.context) else None
            result.fuzzy.append(mine)

    def _held(self, mine: Message, their: Message, sent: Message | None) -> Held | None:
        """What stands here and is not replaced unasked; None where theirs is taken."""
        if mine.fuzzy and (mine.translation != their.translation or mine.key in self.still):
            return None
        safety, signed = is_safety(*mine.key), not mine.fuzzy and self.signed(mine)
        code = code_of(mine.key, their.translation) if safety or signed else ""
        only_theirs = sent is not None and sent.translation == mine.translation and not mine.fuzzy
        if code in self.asked.safety:
            self.used.add(code)
            return None
        if not code and (self.asked.replace or only_theirs):
            return None
        if mine.fuzzy:
            why = "the same words, and only the mark fuzzy is gone"
        elif signed:
            why = "signed here"
        else:
            why = "finished here" if sent is None or only_theirs else "changed here too"
            why = f"a safety text, {why}" if safety else why
        return Held(mine.translation, their, why, code)

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
    ours = mine.comments
    if their.waivers and mine.translation != their.translation:  # ours were given for other words
        ours = [line for line in ours if not line.startswith(WAIVER)]
    mine.comments = [*dict.fromkeys([*ours, *their.comments])]
