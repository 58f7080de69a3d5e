"""The glossary of one language as TBX, for Weblate: `python -m pwa catalog glossary id`.

Weblate's import of CSV reads the terms alone and loses the words to avoid (tried with Weblate 5.14).
"""

from pathlib import Path
from xml.etree import ElementTree

from pwa.languages.checking.glossary import NAME, read_glossary

DOCTYPE = '<!DOCTYPE martif PUBLIC "ISO 12200:1999A//DTD MARTIF core (DXFcdV04)//EN" "TBXcdv04.dtd">'


def tbx(translations: Path, folder: str) -> tuple[str, int]:
    """The file's text, and how many terms it has. Raises ContentError when the glossary cannot be read.

    What Weblate shows: a definition beside the English in every language, a note beside the term in this one.
    """
    martif = ElementTree.Element("martif", {"type": "TBX", "xml:lang": "en"})
    source = ElementTree.SubElement(ElementTree.SubElement(martif, "martifHeader"), "fileDesc")
    ElementTree.SubElement(ElementTree.SubElement(source, "sourceDesc"), "p").text = NAME
    body = ElementTree.SubElement(ElementTree.SubElement(martif, "text"), "body")
    for term in read_glossary(translations, folder).terms.values():
        if not term.use:
            continue
        entry = ElementTree.SubElement(body, "termEntry")
        english = ElementTree.SubElement(entry, "langSet", {"xml:lang": "en"})
        if term.note:
            ElementTree.SubElement(english, "descrip", {"type": "definition"}).text = term.note
        _term(english, term.source)
        here = ElementTree.SubElement(entry, "langSet", {"xml:lang": folder})
        _term(here, term.use[0])
        notes = [("Also", (*term.use[1:], *term.also)), ("Avoid", term.avoid)]
        if comment := ". ".join(f"{label}: {', '.join(words)}" for label, words in notes if words):
            ElementTree.SubElement(here, "note", {"from": "translator"}).text = comment
    ElementTree.indent(martif)
    text = ElementTree.tostring(martif, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{DOCTYPE}\n{text}\n', len(body)


def _term(place: ElementTree.Element, word: str) -> None:
    ElementTree.SubElement(ElementTree.SubElement(place, "tig"), "term").text = word
