"""Asks what a person has read before it is signed: by the codes of the printed sheet, or each text at a terminal."""

import sys
from collections.abc import Callable, Sequence

from pwa.content.model import Content
from pwa.languages.catalog import Key
from pwa.languages.standing import Standing
from pwa.problems import program, visible
from pwa.workshop.command_line import RefusedError
from pwa.workshop.signing import keys_by_code, sections, waivers


def keys_to_sign(content: Content, standing: Standing, codes: Sequence[str]) -> list[Key]:
    """The texts that codes name; without codes, those that whoever sits at the terminal says yes to.

    Raises:
        RefusedError: for a code that no text has now, and where nobody can be asked, or says no.
    """
    if not codes:
        if not sys.stdin.isatty():
            raise RefusedError(
                "name what was read by the codes of the printed sheet, or run this at a terminal to be asked"
            )
        return ask_each(content, standing, input)
    known = keys_by_code(content, standing)
    codes = tuple(code.lower() for code in codes)
    if unknown := [code for code in codes if code not in known]:
        raise RefusedError(
            f"no text has the code {', '.join(unknown)} now: it was changed after the sheet was printed, or is not "
            f"ready; nothing was signed; print it again: {program()} catalog review {standing.language.tag}"
        )
    for code in codes:
        if len(known[code]) > 1 and not (sys.stdin.isatty() and ask_about_section(known[code], input)):
            raise RefusedError(
                f"{code} stands for {len(known[code])} texts; run this at a terminal to be asked whether each was "
                "read, or name the texts by their own codes; nothing was signed"
            )
    return [key for code in codes for key in known[code]]


def ask_about_section(keys: list[Key], ask: Callable[[str], str]) -> bool:
    """Ask once more, before all texts below one heading are signed with one code."""
    texts = f"this code stands for {len(keys)} texts below one heading"
    try:
        return ask(f"{texts}; did you read each of them? y = sign them: ").strip().lower() in ("y", "yes")
    except (EOFError, KeyboardInterrupt):
        return False


def ask_each(content: Content, standing: Standing, ask: Callable[[str], str]) -> list[Key]:
    """Show each unsigned safety text and ask; what was answered with yes. A closed terminal ends it, as q does."""
    signed: list[Key] = []
    waiting = [(section, item) for section in sections(content) for item in section.texts]
    waiting = [(section, item) for section, item in waiting if standing.states[item[0]] == "unsigned"]
    for number, (section, (key, group)) in enumerate(waiting, 1):
        notes = "".join(f"  Note: {note}\n" for note in dict.fromkeys(text.note for text in group if text.note))
        question = (
            f"\n{number} of {len(waiting)}  {section.heading}  [{key[0]}]\n{notes}"
            f"  Here:    {visible(standing.translation(key))}\n  English: {key[1]}\n{_waived(standing, key)}"
            "Does it say the same? y = sign it, Enter = not now, q = stop: "
        )
        try:
            answer = ask(question).strip().lower()
        except (EOFError, KeyboardInterrupt):
            print()
            break
        except SystemExit:  # by a signal; nobody reads on
            break
        if answer == "q":
            break
        if answer in ("y", "yes"):
            signed.append(key)
    return signed


def _waived(standing: Standing, key: Key) -> str:
    return "".join(f"  The check was told to let pass: {visible(waiver)}\n" for waiver in waivers(standing, key))
