"""What to translate next, the most urgent first: `catalog next`."""

from collections.abc import Iterator

from pwa.content.model import Content
from pwa.content.text import Text
from pwa.languages.catalog import Key, po_name
from pwa.languages.checking.glossary import Glossary
from pwa.languages.standing import Standing, State
from pwa.problems import visible
from pwa.workshop.order import urgent_first
from pwa.workshop.template import numbers_of, room_of
from pwa.workshop.terminal import count, paint

WAITING: tuple[State, ...] = ("failing", "fuzzy", "missing")


def waiting(content: Content, standing: Standing) -> list[tuple[Key, list[Text]]]:
    """Every text that is not finished, in the order in which it should be."""
    return [item for item in urgent_first(content).items() if standing.states[item[0]] in WAITING]


def report(content: Content, standing: Standing, glossary: Glossary, number: int) -> Iterator[str]:
    """The next texts with what a translator needs to know, and how many their screen waits for."""
    left = waiting(content, standing)
    if not left:
        yield "nothing is left to translate; thank you"
        return
    place = left[0][1][0].where.partition(" > ")[0]
    same = [key for key, group in left if group[0].where.partition(" > ")[0] == place]
    safety = len([key for key in same if key in standing.keys(*WAITING, safety=True)])
    yield f"{paint('strong', place)}: {count(safety, 'safety text')} and {count(len(same) - safety, 'other text')} left"
    for key, group in left[:number]:
        yield "\n".join(_lines(key, group, standing, glossary))


def _lines(key: Key, group: list[Text], standing: Standing, glossary: Glossary) -> Iterator[str]:
    message = standing.messages.get(key)
    state = standing.states[key]
    yield f"{po_name(standing.language)}:{message.string_line if message else 1}: {state}: {key[0]}, {group[0].where}"
    yield f"    English: {key[1]}"
    if message and message.translation:
        yield f"    Here:    {visible(message.translation)}"
    yield from (f"    Note:    {note}" for note in dict.fromkeys(text.note for text in group if text.note))
    if numbers := numbers_of(group[0]):
        yield f"    Numbers: {numbers}"
    if room := room_of(group):
        yield f"    Room:    at most {room} letters; wide letters count as two"
    yield from (f"    Words:   {term.advice}" for term in glossary.terms_in(key[1]) if term.use)
