"""Every entry of content/interface.yaml is said somewhere: an entry that nothing uses is translated for nobody."""

from dataclasses import replace

import pytest

from pwa.content.base import Node
from pwa.content.model import Content
from pwa.content.text import Text
from pwa.content.walk import texts, transform
from pwa.content.yaml_file import Place
from pwa.files import root
from pwa.languages.catalogs import Catalogs
from pwa.pages import templating
from pwa.release.build import build
from tests.support.releases import live_app

# Values that the content may take, and does not today; and what stands above names that nobody has asked for yet.
SPARE = {"interface/label.for-police-and-fire", "interface/label.self-care-ok", "interface/button.change-country",
         "interface/paragraph.translators"}  # fmt: skip


def marked(text: Text, _holder: Node, _place: Place) -> Text:
    """Its id in its place: where the id stands in a page, the entry is used."""
    return replace(text, english=f"[{text.id}]", live=())


@pytest.mark.slow
def test_no_entry_is_unused(content: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    # Some are only said while a language is not finished; of these English nothing is translated.
    stages = {"en": "released", "id": "draft", "zh_Hans": "beta"}
    monkeypatch.setattr(templating, "stage_of", lambda language: stages[language.folder])
    app = live_app(origin="https://example.org")  # whose address is on the page that hands it on

    def prepare(content: Content) -> Content:
        signs = transform(content.warning_signs, lambda text, _holder, _place: replace(text, english=f"{text}!"))
        return replace(content, interface=transform(content.interface, marked), warning_signs=signs)

    app.extensions["catalogs"] = Catalogs(root(), prepare)
    # The bundle is packed; all others are as they are.
    everything = b"\n".join(file.body for file in build(app).entries.values())
    unused = {text.id for text in texts(content.interface) if f"[{text.id}]".encode() not in everything}
    assert unused - SPARE == set()
