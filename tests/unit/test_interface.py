"""Every entry of content/interface.yaml is said somewhere: an entry that nothing uses is translated for nobody."""

from dataclasses import replace

from pwa.content.base import Node
from pwa.content.model import Content
from pwa.content.text import Text
from pwa.content.walk import texts, transform
from pwa.content.yaml_file import Place
from pwa.languages.table import Language
from pwa.pages.choose import choose_page
from pwa.pages.rescue import rescue_pages
from pwa.release.build import pages_and_files

# Values that the content may take, and does not today.
SPARE = {"interface/label.for-police-and-fire", "interface/label.self-care-ok", "interface/button.change-country"}


def marked(text: Text, holder: Node, place: Place) -> Text:
    """Its id in its place: where the id stands in a page, the entry is used."""
    return replace(text, english=f"[{text.id}]", value=f"[{text.id}]", live=())


def test_no_entry_is_unused(content: Content) -> None:
    said = replace(content, interface=transform(content.interface, marked))
    # Some are only said while a language is not finished.
    signs = transform(content.warning_signs, lambda text, holder, place: text.back_to_english())
    languages = {
        Language("en"): said,
        Language("id"): replace(said, stage="draft", warning_signs=signs),
        Language("zh_Hans"): replace(said, stage="beta"),
    }
    site, entries = pages_and_files(content, languages)
    files = [entry.body for entry in entries]
    files += [choose_page(site, languages, heading).encode() for heading in ("languages", "not_found")]
    files += [page.encode() for page in rescue_pages(site, languages).values()]
    everything = b"\n".join(files)
    unused = {text.id for text in texts(said.interface) if f"[{text.id}]".encode() not in everything}
    assert unused - SPARE == set()
