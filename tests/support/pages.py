"""What tests read in a page of the release."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

from pwa.release.model import Release


def page_of(release: Release, tag: str, id_: str) -> Element:
    body = release.entries[f"/{tag}/learn/{id_}/"].body
    return html5lib.parse(body, namespaceHTMLElements=False)


def every(page: Element, name: str) -> Iterator[Element]:
    return (part for part in page.iter() if isinstance(part.tag, str) and part.tag.rsplit("}", 1)[-1] == name)


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
