"""Where a place that the content names is: a screen, a topic, or the statement that carries a claim."""

from collections.abc import Mapping
from functools import lru_cache

from flask import url_for

from pwa.content.lookup import Where, said_in, topics
from pwa.content.model import Content
from pwa.content.text import Text
from pwa.content.topics import TOPIC, Topic
from pwa.languages.domain import catalogs
from pwa.pages.templating import title_of


def find_topic(id_: str) -> Topic | None:
    """The topic with an id."""
    return next((topic for topic in topics(catalogs().content) if topic.id == id_), None)


def next_step(step: str) -> tuple[str, Text]:
    """Address and name of where to go next: a screen, or a topic (pwa.content.topics.Next)."""
    if not step.startswith(TOPIC):
        return url_for(f"pages.{step}"), title_of(step)
    (topic,) = (topic for topic in topics(catalogs().content) if topic.id == step.removeprefix(TOPIC))
    return url_for("pages.topic", part=topic.id), topic.title


def places_of_claims() -> dict[str, list[tuple[str, Text]]]:
    """Where the app says each claim, by claim id: addresses and their names."""
    return {id_: [_place(where) for where in places] for id_, places in places_in(catalogs().content).items()}


# Slow to find, and asked for each language. The content that a page may still be drawn from stays beside the new one.
@lru_cache(maxsize=2)
def places_in(content: Content) -> Mapping[str, list[Where]]:
    """Where a content says each claim, by claim id."""
    return said_in(content)


def address_of(where: Where) -> str:
    """The address of a place in the language of the request."""
    page: str = url_for(f"pages.{where.screen}", part=where.part or None)
    return page + where.anchor


def _place(where: Where) -> tuple[str, Text]:
    topic = find_topic(where.part) if where.screen == "topic" else None
    return address_of(where), topic.title if topic else title_of(where.screen)
