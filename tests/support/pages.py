"""What tests read in a page of the release."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

from pwa.release.model import Release


def page_of(release: Release, tag: str, id_: str) -> Element:
    body = release.entries[f"/{tag}/learn/{id_}/"].body
    page: Element = html5lib.parse(body, namespaceHTMLElements=False)
    return page


def every(page: Element, name: str) -> Iterator[Element]:
    return (part for part in page.iter() if isinstance(part.tag, str) and part.tag.rsplit("}", 1)[-1] == name)


def first_words(body: bytes) -> str:
    """The first instruction of a cramp screen, as one reads it."""
    page = html5lib.parse(body, namespaceHTMLElements=False)
    (instruction,) = (part for part in page.iter() if part.get("id") == "first-step")
    return words(instruction)


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
