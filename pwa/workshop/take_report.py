"""What `catalog take` prints: each text that was replaced, kept or not taken, with what stands here and there."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pwa.languages.catalog import Key
from pwa.problems import visible
from pwa.workshop.merge_returned import MergeResult
from pwa.workshop.sheet.taken import Said, Signing
from pwa.workshop.terminal import count, paint

NOT_TAKEN = paint("warning", "not taken")
# So many texts that are not taken for one reason are named one by one: a file of another project has thousands.
MOST_OF_A_KIND = 20


def report(file: Path, po: str, result: MergeResult, again: str) -> Iterator[str]:
    """The lines about translations.

    Args:
        file: what came back.
        po: how our own file is called.
        again: the command that takes it, as it was typed.
        result: what happened to the texts of it.
    """
    for before, message in result.replaced:
        yield f"replaced: {message.english}\n    before: {visible(before)}\n    now:    {visible(message.translation)}"
    for message in result.kept:
        yield f"kept: {message.english}"
        yield f"    here:   {visible(message.translation)} (changed here after the file went out)"
    for held in result.held:
        yield f"{file}:{held.their.string_line}: {NOT_TAKEN}: {held.why}: {visible(held.their.english)}"
        yield f"    here:   {visible(held.here)}\n    there:  {visible(held.their.translation)}"
        if held.code:
            yield f"    code:   {held.code}"
    for message in result.waivers:
        yield f"a waiver came with it: {message.english}\n    {visible('; '.join(message.waivers))}"
    yield from _skipped(file, result)
    yield from (f"{name} wants to be named on the page About" for name in result.credits)
    if result.baseless:
        yield f"{file}: nobody knows who changed what, for no version that was sent out is known: {result.baseless}"
    yield (
        f"{po}: {len(result.new)} new, {len(result.replaced)} replaced, {len(result.fuzzy)} fuzzy, "
        f"{result.same} the same, {len(result.kept)} kept, {len(result.skipped) + len(result.held)} not taken"
    )
    if any(not held.code for held in result.held):
        yield f"to take what is finished here and worded otherwise there: {again} --replace"
    if codes := [held.code for held in result.held if held.code]:
        yield f"to take a safety or signed text that you have read, by its code: {again} --replace-safety {codes[0]}"


def _skipped(file: Path, result: MergeResult) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for message, why in result.skipped:
        seen[why] += 1
        if seen[why] <= MOST_OF_A_KIND:
            yield f"{file}:{message.string_line}: {NOT_TAKEN}: {why}: {visible(message.english)}"
    for why, number in seen.items():
        if number > MOST_OF_A_KIND:
            yield f"{file}: {NOT_TAKEN}: {why}: {number - MOST_OF_A_KIND} more"


def remarks(said: Said) -> Iterator[str]:
    """What people say of single texts in a sheet: a second reader's no, a question."""
    about = {message.key: remark for message, remark in said.remarks}
    for key, (words, same) in said.read.items():
        if not same:
            yield f"{paint('warning', 'not right')}, says {said.reader or 'the reader'}: {key[1]}"
            yield f"    here:   {visible(words)}"
            if key in about:
                yield f"    reader: {visible(about.pop(key))}"
    for (_, english), remark in about.items():
        yield f"remark: {english}\n    {visible(remark)}"


def signatures(said: Said, done: Signing) -> Iterator[str]:
    """What became of the signatures of a sheet."""
    if done.fault:
        yield f"{paint('warning', 'nothing was signed')}: {done.fault}"
        return
    yield from (f"{paint('warning', 'not signed')}: {_unsigned(key, why)}" for key, why in done.unsigned)
    yield f"{count(done.signed, 'text')} signed by {said.reader}, {said.role}"


def _unsigned(key: Key, why: str) -> str:
    return f"{key[1]}\n    it {why}"
