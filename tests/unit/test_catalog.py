"""Content in another language: what is shown, what falls back to English, and what falls back together."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from babel.support import NullTranslations
from flask import Flask
from flask_babel import Babel, Domain

from pwa.content.model import Content
from pwa.content.text import Text, Untranslated
from pwa.content.walk import texts
from pwa.files import root
from pwa.languages import po as po_reader
from pwa.languages.catalog import Catalog, Key, grouped, read_catalog
from pwa.languages.catalogs import JudgedTranslations
from pwa.languages.checking.check import Finding, check
from pwa.languages.checking.glossary import read_glossary
from pwa.languages.message import Message, PoFile
from pwa.languages.po import parse_po
from pwa.languages.standing import Standing, judge, standing, unread
from pwa.languages.table import Language
from pwa.problems import ContentError

HOLD = "Hold for {seconds} seconds, or until it eases."


def judged(
    content: Content,
    language: Language,
    changed: Mapping[str, Message | None] | None = None,
    failing: Key | None = None,
) -> Standing:
    """Everything translated, as «English», but for what `changed` says by English; None: no such message.

    The check finds nothing but an error in the text `failing`.
    """
    messages = {key: Message(*key, f"«{key[1]}»") for key in grouped(content)}
    for key in list(messages):
        message = (changed or {}).get(key[1], messages[key])
        if message is None:
            del messages[key]
        else:
            messages[key] = message
    findings = [Finding("id.po", 1, True, "numbers", "numbers differ", failing)] if failing else []
    return judge(grouped(content), Catalog(language, {}, messages), findings, [])


def only(content: Content, language: Language, *messages: Message) -> Standing:
    """These messages, and no other."""
    return judge(grouped(content), Catalog(language, {}, {message.key: message for message in messages}), [], [])


@dataclass(frozen=True)
class Seen:
    """What a reader gets of a text: its words, its markup, and whether it fell back to English."""

    words: str
    html: str
    fallback: bool


class OneDomain(Domain):  # type: ignore[misc]
    """Flask-Babel's lookup, answered by one language."""

    def __init__(self, translations: NullTranslations) -> None:
        super().__init__()
        self.translations = translations

    def get_translations(self) -> NullTranslations:
        return self.translations


def seen(content: Content, standing: Standing) -> dict[str, Seen]:
    """Every text of the content by its id, as a page in the standing's language shows it."""
    app = Flask("a page")
    Babel(app).domain_instance = OneDomain(JudgedTranslations(content, standing))
    with app.app_context():
        return {text.id: Seen(str(text), text.__html__(), text.fallback) for text in texts(content)}


def fallen_back(found: dict[str, Seen]) -> set[str]:
    return {id_ for id_, text in found.items() if text.fallback}


def find(content: Content, id_: str) -> Text:
    return next(text for text in texts(content) if text.id == id_)


def ids_in(content: Content, start: str) -> set[str]:
    found = {text.id for text in texts(content) if text.id.startswith(start)}
    assert found
    return found


def test_english_is_left_as_it_is(content: Content) -> None:
    found = seen(content, only(content, Language("en")))
    assert fallen_back(found) == set()
    assert [text.words for text in found.values()] == [str(text) for text in texts(content)]


def test_a_translated_text_has_no_mark(content: Content, chinese: Language) -> None:
    text = seen(content, judged(content, chinese))["interface/title.settings"]
    assert text == Seen("«Settings»", "«Settings»", fallback=False)


def test_with_a_whole_catalog_nothing_falls_back(content: Content, indonesian: Language) -> None:
    found = seen(content, judged(content, indonesian))
    assert fallen_back(found) == set()
    assert all(text.words.startswith("«") for text in found.values())


def test_with_an_empty_catalog_everything_falls_back(content: Content, indonesian: Language) -> None:
    found = seen(content, only(content, indonesian))
    assert fallen_back(found) == {text.id for text in texts(content)}
    assert [text.words for text in found.values()] == [str(text) for text in texts(content)]


FALLS_BACK = {
    "not there": None,
    "empty": Message("title", "Settings", ""),
    "only spaces": Message("title", "Settings", " \n"),
    "fuzzy": Message("title", "Settings", "Selesai", flags=["fuzzy"]),
    "a placeholder too many": Message("title", "Settings", "Selesai {seconds}"),
}


@pytest.mark.parametrize("entry", FALLS_BACK.values(), ids=FALLS_BACK)
def test_a_text_falls_back_to_marked_english(content: Content, indonesian: Language, entry: Message | None) -> None:
    text = seen(content, judged(content, indonesian, {"Settings": entry}))["interface/title.settings"]
    assert text == Seen("Settings", '<span lang="en">Settings</span>', fallback=True)


def test_a_text_in_which_the_check_found_an_error_falls_back(content: Content, indonesian: Language) -> None:
    failing = judged(content, indonesian, failing=("button", "Clear all ticks"))
    assert fallen_back(seen(content, failing)) == {"interface/button.clear"}


def test_a_failing_safety_text_takes_its_group_back(content: Content, indonesian: Language) -> None:
    sign = find(content, "warning-signs/one-leg.one-leg-swollen")
    failing = judged(content, indonesian, failing=(sign.kind, sign.english))
    assert fallen_back(seen(content, failing)) == ids_in(content, "warning-signs/one-leg.")


def test_a_warning_of_the_check_changes_nothing(content: Content, indonesian: Language) -> None:
    whole = judged(content, indonesian)
    warning = Finding("id.po", 1, False, "spaces", "two spaces in a row", ("button", "Clear all ticks"))
    again = judge(grouped(content), Catalog(indonesian, {}, whole.messages), [warning], [])
    assert again.states == whole.states


def test_a_language_that_lacks_a_safety_text_is_a_draft(content: Content, indonesian: Language) -> None:
    assert judged(content, indonesian).stage == "beta"
    assert judged(content, indonesian, {HOLD: None}).stage == "draft"


def test_a_language_that_cannot_be_read_is_a_draft_in_english(content: Content, indonesian: Language) -> None:
    assert unread(indonesian).stage == "draft"
    assert fallen_back(seen(content, unread(indonesian))) == {text.id for text in texts(content)}


def test_nothing_can_be_shown_from_a_catalog_that_nobody_has_judged(content: Content, indonesian: Language) -> None:
    """Without its "jangan" the sentence would tell the reader to point the toes down."""
    translations = root() / "translations"
    now = standing(content, translations, indonesian)
    key = next(key for key, message in now.messages.items() if message.translation.startswith("Jangan arahkan jari"))
    catalog = read_catalog(translations, indonesian)
    message = catalog.messages[key]
    catalog.messages[key] = replace(message, translation=message.translation.replace("Jangan arahkan", "Arahkan"))
    with pytest.raises(AttributeError):
        JudgedTranslations(content, catalog)  # type: ignore[arg-type]
    findings = check(grouped(content), catalog, read_glossary(translations, "id"))
    turned = judge(grouped(content), catalog, findings, [])
    assert now.shown(*key) == message.translation
    assert (turned.shown(*key), turned.stage, turned.states[key]) == (None, "draft", "failing")
    assert {finding.rule for finding in turned.findings_by_key[key]} == {"negation"}


def test_a_text_that_the_content_has_not_is_never_shown(content: Content, indonesian: Language) -> None:
    gone = Message("button", "Not in the app", "Tidak ada")
    assert only(content, indonesian, gone).shown("button", "Not in the app") is None


def test_english_shows_itself(content: Content) -> None:
    english = only(content, Language("en"))
    assert english.shown("button", "Done") == "Done"
    assert set(english.states.values()) == {"unsigned"}
    assert english.stage == "beta"


def test_a_po_is_read_once_for_a_standing(
    content: Content, indonesian: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def counted(raw: bytes, name: str) -> PoFile:
        read.append(name)
        return parse_po(raw, name)

    monkeypatch.setattr(po_reader, "parse_po", counted)
    standing(content, root() / "translations", indonesian)
    assert read == ["translations/id/LC_MESSAGES/messages.po"]


@pytest.mark.parametrize(
    "translation",
    [
        "Tahan.",
        "Tahan {second} detik.",
        "Tahan {Seconds} detik.",
        "Tahan { seconds } detik.",
        "Tahan ｛seconds｝ detik.",
        "Tahan {seconds} detik, {times} kali.",
        "Tahan {seconds detik.",
    ],
)
def test_wrong_placeholders_fall_back(content: Content, indonesian: Language, translation: str) -> None:
    found = seen(content, judged(content, indonesian, {HOLD: Message("step", HOLD, translation)}))
    assert found["relief/stretch.lying.hold"].fallback


def test_the_same_english_of_another_kind_is_another_text(content: Content, indonesian: Language) -> None:
    one = only(content, indonesian, Message("button", "Stretch", "Regangkan"))
    assert "relief/stretch.name" in fallen_back(seen(content, one))


# What is missing, and how the ids of all that goes back to English with it begin.
TOGETHER = {
    "a point of one way to stretch": ("relief/stretch.towel.ball", "relief/stretch."),
    "the title of a step": ("relief/rub.stroke.title", "relief/rub."),
    "what not to do": ("relief/warmth.diabetes", "relief/warmth."),
    "a question of the gate": ("relief/gate.clot.swollen", "relief/gate."),
    "the stop of the gate": ("relief/gate.stop", "relief/gate."),
    "what to do after ten minutes": ("relief/ten-minutes", "relief/ten-minutes"),
    "what to do afterwards": ("relief/afterwards.sore", "relief/afterwards."),
    "a warning sign": ("warning-signs/one-leg.one-leg-swollen", "warning-signs/one-leg."),
    "an example of a sign": ("warning-signs/one-leg.clot-risk.examples", "warning-signs/one-leg."),
    "the reason of a sign": (
        "warning-signs/medicines-and-illnesses.blood-thinners.reason",
        "warning-signs/medicines-and-illnesses.",
    ),
    "what to do": ("warning-signs/emergency-now.call-ambulance", "warning-signs/emergency-now."),
    "what not to do now": ("warning-signs/emergency-now.no-driving", "warning-signs/emergency-now."),
    "what to say": ("warning-signs/appointment.say", "warning-signs/appointment."),
}


@pytest.mark.parametrize(("missing", "start"), TOGETHER.values(), ids=TOGETHER)
def test_a_missing_safety_text_takes_its_whole_group_back_and_no_other(
    content: Content, indonesian: Language, missing: str, start: str
) -> None:
    english = find(content, missing).english
    assert sum(text.english == english for text in texts(content)) == 1
    assert fallen_back(seen(content, judged(content, indonesian, {english: None}))) == ids_in(content, start)


NOT_TOGETHER = {
    "the title of a group": "warning-signs/one-leg.title",
    "the name of a step": "relief/rub.name",
    "the button of a step": "relief/stretch.button",
    "the alternative of a picture": "relief/stretch.lying.alt",
    "a word of the interface": "interface/title.settings",
}


@pytest.mark.parametrize("missing", NOT_TOGETHER.values(), ids=NOT_TOGETHER)
def test_a_missing_title_takes_nothing_else_back(content: Content, indonesian: Language, missing: str) -> None:
    gone = find(content, missing)
    key = (gone.kind, gone.english)
    messages = [message for message in judged(content, indonesian).messages.values() if message.key != key]
    same = {text.id for text in texts(content) if (text.kind, text.english) == key}
    assert fallen_back(seen(content, only(content, indonesian, *messages))) == same


def test_a_group_goes_back_when_its_sign_is_fuzzy(content: Content, indonesian: Language) -> None:
    english = find(content, "warning-signs/one-leg.one-leg-swollen").english
    fuzzy = Message("warning sign", english, "Satu kaki bengkak.", flags=["fuzzy"])
    found = seen(content, judged(content, indonesian, {english: fuzzy}))
    assert fallen_back(found) == ids_in(content, "warning-signs/one-leg.")


def test_numbers_are_filled_in(content: Content, indonesian: Language) -> None:
    translated = Message("step", HOLD, "Tahan {seconds} detik, atau sampai reda.")
    text = seen(content, judged(content, indonesian, {HOLD: translated}))["relief/stretch.lying.hold"]
    assert text.words == "Tahan 30\u00a0detik, atau sampai reda."


def test_a_number_and_its_unit_stay_on_one_line(content: Content) -> None:
    assert "Hold for 30\u00a0seconds" in str(find(content, "relief/stretch.lying.hold"))
    assert "About 40\u00a0°C feels" in str(find(content, "relief/warmth.pack.heat"))


def test_chinese_gets_no_space_between_number_and_word(content: Content, chinese: Language) -> None:
    translated = Message("step", HOLD, "保持{seconds}秒，直到缓解。")
    text = seen(content, judged(content, chinese, {HOLD: translated}))["relief/stretch.lying.hold"]
    assert text.words == "保持30秒，直到缓解。"


def test_what_the_phone_fills_in_is_marked_for_it(content: Content, indonesian: Language) -> None:
    english = "Saving for offline: {done} of {total}"
    entry = Message("message", english, "Menyimpan: {done} dari {total}")
    text = seen(content, judged(content, indonesian, {english: entry}))["interface/message.saving"]
    assert text.html == 'Menyimpan: <span data-live="done"></span> dari <span data-live="total"></span>'


def test_markup_in_a_translation_is_shown_as_text(content: Content, indonesian: Language) -> None:
    entry = Message("title", "Settings", "<script>alert(1)</script> & \"'")
    text = seen(content, judged(content, indonesian, {"Settings": entry}))["interface/title.settings"]
    assert text.html == "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#34;&#39;"


class Untold(NullTranslations):
    """A language that says nothing."""

    def upgettext(self, context: str, message: str) -> str:  # noqa: ARG002 - of every kind
        return Untranslated(message)


def test_markup_in_english_that_fell_back_is_shown_as_text() -> None:
    app = Flask("a page")
    Babel(app).domain_instance = OneDomain(Untold())
    with app.app_context():
        assert Text("a <b> & c", kind="button").__html__() == '<span lang="en">a &lt;b&gt; &amp; c</span>'


def test_markup_in_a_number_is_shown_as_text() -> None:
    assert Text("Call {number}", numbers={"number": "<b>"}).__html__() == "Call &lt;b&gt;"


def test_a_catalog_is_read_from_its_file(po: Callable[[str], Path], project: Path, indonesian: Language) -> None:
    with po("id").open("a", encoding="utf-8") as file:
        file.write('\nmsgctxt "button"\nmsgid "Done"\nmsgstr "Selesai"\n')
    read = read_catalog(project / "translations", indonesian)
    assert read.messages["button", "Done"].translation == "Selesai"
    assert list(read.messages) == [("button", "Done")]
    assert read.header["Content-Type"] == "text/plain; charset=UTF-8"


def test_a_broken_catalog_is_never_half_used(po: Callable[[str], Path], project: Path, indonesian: Language) -> None:
    with po("id").open("a", encoding="utf-8") as file:
        file.write('\nmsgctxt "button"\nmsgid "Done"\nmsgstr "Selesai"\n<<<<<<< HEAD\n')
    with pytest.raises(ContentError, match=r"^translations/id/LC_MESSAGES/messages\.po:8: a conflict marker"):
        read_catalog(project / "translations", indonesian)
