"""The sheet on a phone: opened as a file, without a network; what is typed is kept, handed in, signed and taken."""

import json
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import HTTPServer, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect
from werkzeug.serving import make_server

from pwa import create_app
from pwa.content.load import load
from pwa.content.text import is_safety
from pwa.content.walk import texts
from pwa.languages.catalog import Key, po_path
from pwa.languages.po import read_po
from pwa.languages.signatures import Signature, hash_of, read_signatures, written
from pwa.languages.standing import standing
from pwa.languages.table import Language
from pwa.workshop.order import urgent_first
from tests.support.axe import violations
from tests.support.catalogs import write_catalog
from tests.support.command import catalog
from tests.support.phone import Launch, Phone
from tests.support.project import ROOT, copy_project
from tests.support.server import free_port

INDONESIAN = Language("id")
OWN = {
    message.key: message.translation for message in read_po(po_path(ROOT / "translations", INDONESIAN), "id").entries
}
SAFETY = [key for key in urgent_first(load()) if is_safety(*key)]


@dataclass
class Workshop:
    """A project with an Indonesian that nobody has translated yet, and its sheet."""

    folder: Path
    sheet: Path

    def written_anew(self) -> None:
        assert catalog(self.folder, "sheet", "id", "--to", str(self.sheet)).exit_code == 0


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("blank")
    copy_project(folder, ("content", "translations"))
    write_catalog(load(folder / "content"), folder, {})
    assert catalog(folder, "update").exit_code == 0
    (folder / "docs").mkdir()
    (folder / "docs" / "screens").symlink_to(ROOT / "docs" / "screens")
    Workshop(folder, folder / "sheet-id.html").written_anew()
    return folder


@pytest.fixture
def workshop(blank: Path, tmp_path: Path) -> Workshop:
    folder = tmp_path / "project"
    shutil.copytree(blank, folder, symlinks=True)
    return Workshop(folder, folder / "sheet-id.html")


@pytest.fixture
def phone(new_page: Callable[..., Page], workshop: Workshop) -> Page:
    """Somebody's phone, which has no network."""
    page = new_page(has_touch=True, is_mobile=True, offline=True)
    page.goto(workshop.sheet.as_uri())
    return page


def chest_signs() -> list[Key]:
    """A whole group of the warning signs: of less than a group readers see nothing. In the order of the sheet."""
    group = {(text.kind, text.english) for text in texts(load().warning_signs.groups[0])}
    return [key for key in SAFETY if key in group]


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The app of a folder, as a host would show it."""
    app = create_app({"NIGHT_CRAMP_FOLDER": folder})
    with serving(make_server("127.0.0.1", free_port(), app, threaded=True)) as address:
        yield address


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """The files of a folder, by a host that knows nothing of the app."""
    server = ThreadingHTTPServer(("127.0.0.1", free_port()), partial(SimpleHTTPRequestHandler, directory=folder))
    with serving(server) as address:
        yield address


@contextmanager
def serving(server: HTTPServer) -> Iterator[str]:
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def article(page: Page, key: Key) -> str:
    """The place of a text on the sheet."""
    id_ = page.evaluate(
        "([kind, english]) => JSON.parse(document.querySelector('#texts').textContent)"
        ".find((told) => told.kind === kind && told.english === english).id",
        list(key),
    )
    return f'article[data-id="{id_}"]'


def translate(page: Page, key: Key, words: str) -> None:
    place = page.locator(article(page, key))
    if not place.is_visible():
        place.locator("xpath=ancestor::details").locator("> summary").click()
    place.locator("[data-box=to]").fill(words)


def hand_in(page: Page, folder: Path, **me: str) -> Path:
    page.locator("[data-do=hand-in]").tap()
    for name, value in me.items():
        page.locator(f"[data-me={name}]").fill(value)
    with page.expect_download() as download:
        page.locator("[data-do=save]").tap()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_ten_safety_texts_are_translated_on_a_phone_signed_on_another_and_shown(
    workshop: Workshop, phone: Page, new_page: Callable[..., Page]
) -> None:
    group = chest_signs()
    ten = [key for key in SAFETY if key in group]
    assert len(ten) == 10
    for key in ten:
        translate(phone, key, OWN[key])
    back = hand_in(phone, workshop.folder, translator="Siti Aminah")
    reader = new_page(has_touch=True, is_mobile=True, offline=True)
    reader.goto(workshop.sheet.as_uri())
    reader.set_input_files("#open", back)
    expect(reader.locator("[data-say=opened]")).to_be_visible()
    reader.locator("[data-mode-of=read]").tap()
    for key in ten:
        reader.locator("[data-do=next]").tap()
        place = reader.locator(article(reader, key))
        expect(place.locator(".now")).to_have_text(OWN[key])
        expect(place.locator(".english")).to_be_hidden()
        place.locator(".look").tap()
        expect(place.locator(".english")).to_have_text(key[1])
        place.get_by_label("Yes, it says the same").tap()
    reader.locator("[data-do=next]").tap()
    expect(reader.locator("[data-say=nothing-left]")).to_be_visible()
    signed = hand_in(reader, workshop.folder, reader="Budi Santoso", role="nurse")

    assert back.name != signed.name
    first = catalog(workshop.folder, "take", "id", str(back))
    assert first.exit_code == 0, first.stdout + first.stderr
    second = catalog(workshop.folder, "take", "id", str(signed))
    assert second.exit_code == 0, second.stdout + second.stderr
    assert f"{len(ten)} texts signed by Budi Santoso, nurse" in second.stdout
    now = standing(load(workshop.folder / "content"), workshop.folder / "translations", INDONESIAN)
    assert set(now.keys("signed", safety=True)) == set(ten)
    assert {row.who for row in read_signatures(workshop.folder / "translations", INDONESIAN)} == {"Budi Santoso"}
    assert "Siti Aminah" in po_path(workshop.folder / "translations", INDONESIAN).read_text(encoding="utf-8")
    with served(workshop.folder) as address:
        page = new_page()
        page.goto(f"{address}/id/warning-signs/")
        for key in group:
            expect(page.locator(".signs").get_by_text(OWN[key], exact=True).first).to_be_attached()
        page.close()


def test_what_is_typed_is_there_again_after_the_browser_was_closed(
    workshop: Workshop, playwright: Playwright, launch: Launch
) -> None:
    phone_ = Phone(playwright, launch, workshop.folder / "profile")
    with phone_.open(offline=True) as context:
        page = context.pages[0]
        page.goto(workshop.sheet.as_uri())
        translate(page, SAFETY[0], "Tarik jari kaki")
    with phone_.open(offline=True) as context:
        page = context.pages[0]
        page.goto(workshop.sheet.as_uri())
        expect(page.locator(f"{article(page, SAFETY[0])} [data-box=to]")).to_have_value("Tarik jari kaki")
        expect(page.locator("[data-say=not-kept]")).to_be_hidden()


def test_a_browser_that_keeps_nothing_is_said_to_and_its_work_is_opened_again_from_its_file(
    workshop: Workshop, phone: Page
) -> None:
    phone.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
    )
    phone.reload()
    expect(phone.locator("[data-say=not-kept]")).to_be_visible()
    translate(phone, SAFETY[0], "Tarik jari kaki")
    back = hand_in(phone, workshop.folder, translator="Siti Aminah")
    phone.reload()
    box = phone.locator(f"{article(phone, SAFETY[0])} [data-box=to]")
    expect(box).to_have_value("")
    phone.set_input_files("#open", back)
    expect(box).to_have_value("Tarik jari kaki")
    expect(phone.locator("[data-me=translator]")).to_have_value("Siti Aminah")


def sheet_file(folder: Path, name: str, header: dict[str, str], *entries: str) -> Path:
    """A file as a sheet writes it, of somebody else."""
    head = {"Content-Type": "text/plain; charset=UTF-8", "Language": "id", "X-Generator": "Night Cramp sheet", **header}
    names = [f"# {header['Last-Translator']} <>, 2026."] if "Last-Translator" in header else []
    said = json.dumps("".join(f"{field}: {value}\n" for field, value in head.items()))
    path = folder / name
    path.write_text("\n".join([*names, 'msgid ""', f"msgstr {said}", "", *entries]), encoding="utf-8")
    return path


def entry(key: Key, words: str, *comments: str) -> str:
    said = "".join(f"# {comment}\n" for comment in comments)
    kind, english, translation = (json.dumps(part, ensure_ascii=False) for part in (*key, words))
    return f"{said}msgctxt {kind}\nmsgid {english}\nmsgstr {translation}\n"


SITI = {"Last-Translator": "Siti Aminah"}
CITRA = {"X-Reader": "Citra Dewi", "X-Reader-Role": "teacher"}


@pytest.fixture
def reading(workshop: Workshop, phone: Page) -> Page:
    """The phone of a second reader, on which a finished translation is read."""
    write_catalog(load(), workshop.folder, OWN)
    workshop.written_anew()
    phone.reload()
    phone.locator("[data-mode-of=read]").tap()
    return phone


def answer(page: Page, key: Key, said: str, why: str = "") -> None:
    place = page.locator(article(page, key))
    place.locator(".look").tap()
    place.get_by_label(said, exact=said == "No").tap()
    if why:
        place.locator(".why textarea").fill(why)


@pytest.mark.parametrize("named", ["before", "after"])
def test_what_another_reader_has_said_is_not_handed_in_as_ones_own(
    workshop: Workshop, reading: Page, named: str
) -> None:
    """Somebody passes on one file with everything so far."""
    mine, theirs = SAFETY[:2]
    if named == "before":
        reading.locator("[data-me=reader]").fill("Budi Santoso")
    reading.set_input_files(
        "#open", sheet_file(workshop.folder, "all.po", CITRA, entry(theirs, OWN[theirs], "read yes"))
    )
    expect(reading.locator("[data-say=opened]")).to_be_visible()
    reading.locator("[data-me=reader]").fill("Budi Santoso")
    answer(reading, mine, "Yes")
    back = hand_in(reading, workshop.folder, reader="Budi Santoso", role="nurse").read_text(encoding="utf-8")
    assert (back.count("read yes"), "Citra" in back) == (1, False)
    expect(reading.locator(article(reading, theirs))).to_have_class(re.compile(r"\bwaits\b"))


def test_an_opened_file_takes_no_answer_and_no_remark_away(workshop: Workshop, reading: Page) -> None:
    same, other = SAFETY[:2]
    for key in (same, other):
        answer(reading, key, "No", "It says push.")
    words = f"{OWN[other]} ya"
    file = sheet_file(
        workshop.folder,
        "siti.po",
        SITI,
        entry(same, OWN[same], 'remark "Why the knee?"'),
        entry(other, words, f"was {json.dumps(OWN[other], ensure_ascii=False)}"),
    )
    reading.set_input_files("#open", file)
    expect(reading.locator(f"{article(reading, other)} .now")).to_have_text(words)
    for key, said in ((same, True), (other, False)):
        place = reading.locator(article(reading, key))
        assert place.get_by_label("No", exact=True).is_checked() == said  # the other one was about other words
        expect(place.locator(".why textarea")).to_have_value("It says push.")


def test_a_second_file_of_a_translator_replaces_what_the_first_one_brought_and_nothing_that_was_typed(
    workshop: Workshop, phone: Page
) -> None:
    theirs, mine = SAFETY[:2]
    for words in ("Kata pertama", "Kata kedua"):
        entries = [entry(key, words, 'was ""') for key in (theirs, mine)]
        phone.set_input_files("#open", sheet_file(workshop.folder, f"{words}.po", SITI, *entries))
        expect(phone.locator(f"{article(phone, theirs)} .now")).to_have_text(words)
        if words == "Kata pertama":
            translate(phone, mine, "Kata saya")
    expect(phone.locator(f"{article(phone, mine)} .now")).to_have_text("Kata saya")


def test_everybody_whose_words_are_handed_in_is_named(workshop: Workshop, phone: Page) -> None:
    """Whoever is not could sign the own words."""
    theirs, mine = SAFETY[:2]
    translate(phone, mine, "Kata saya")
    phone.locator("[data-me=translator]").fill("Budi Santoso")
    phone.set_input_files("#open", sheet_file(workshop.folder, "s.po", SITI, entry(theirs, "Kata Siti", 'was ""')))
    expect(phone.locator(f"{article(phone, theirs)} .now")).to_have_text("Kata Siti")
    back = hand_in(phone, workshop.folder).read_text(encoding="utf-8")
    assert [line.split(" <>")[0] for line in back.splitlines() if " <>, " in line] == [
        "# Siti Aminah",
        "# Budi Santoso",
    ]
    assert "Last-Translator: Budi Santoso\\n" in back


def test_a_line_that_a_messenger_broke_gives_nothing_to_the_next_text(workshop: Workshop, reading: Page) -> None:
    one, two = SAFETY[:2]
    broken = entry(one, f"{OWN[one]} dan seterusnya", "read yes").replace(" dan ", " dan\n")
    reading.set_input_files(
        "#open", sheet_file(workshop.folder, "b.po", CITRA, broken, entry(two, OWN[two], 'remark "x"'))
    )
    expect(reading.locator(f"{article(reading, two)} .why textarea")).to_have_value("x")
    for key in (one, two):
        expect(reading.locator(article(reading, key))).to_have_attribute("data-read", "")


def test_who_reads_is_not_asked_again_about_what_is_signed(workshop: Workshop, reading: Page) -> None:
    rows = [Signature(hash_of(key, OWN[key]), "A name", "nurse", "2026-01-31") for key in SAFETY[:2]]
    (workshop.folder / "translations/id/reviewed.csv").write_text(written(rows), encoding="utf-8")
    workshop.written_anew()
    reading.reload()
    reading.locator("[data-mode-of=read]").tap()
    expect(reading.locator("[data-count=left]")).to_have_text(str(len(SAFETY) - 2))
    expect(reading.locator(f"{article(reading, SAFETY[0])} .kind")).to_contain_text("signed")
    reading.locator("[data-do=next]").tap()
    expect(reading.locator(f"{article(reading, SAFETY[2])} .look")).to_be_focused()


def test_a_host_serves_the_same_sheet_as_a_page(new_page: Callable[..., Page], workshop: Workshop) -> None:
    with hosted(workshop.folder) as address:
        page = new_page()
        page.goto(f"{address}/{workshop.sheet.name}")
        translate(page, SAFETY[0], "Tarik jari kaki")
        page.reload()
        expect(page.locator(f"{article(page, SAFETY[0])} [data-box=to]")).to_have_value("Tarik jari kaki")
        page.close()


def test_a_file_that_is_not_of_the_sheet_changes_nothing_and_is_said(workshop: Workshop, phone: Page) -> None:
    other = workshop.folder / "photo.txt"
    other.write_bytes(b"\xff\xd8 msgid \n msgstr")
    phone.set_input_files("#open", other)
    expect(phone.locator("[data-say=not-ours]")).to_be_visible()


def test_without_scripts_the_sheet_says_what_to_do_and_shows_the_texts(
    new_page: Callable[..., Page], workshop: Workshop
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(workshop.sheet.as_uri())
    expect(page.locator(".no-scripts")).to_be_visible()
    expect(page.locator("article .english").first).to_have_text(SAFETY[0][1])
    expect(page.locator(".works").first).to_be_hidden()


def test_a_lost_placeholder_and_a_missing_name_are_said_while_one_writes(phone: Page) -> None:
    key = next(key for key in SAFETY if "{seconds}" in key[1])
    translate(phone, key, "Tahan {second} detik")
    expect(phone.locator(f"{article(phone, key)} .lost b")).to_have_text("{seconds} {second}")
    translate(phone, key, "Tahan {seconds} detik")
    expect(phone.locator(f"{article(phone, key)} .lost")).to_be_hidden()
    phone.locator("[data-do=save]").tap()
    expect(phone.locator("[data-say=no-translator]")).to_be_visible()


@pytest.mark.parametrize(
    ("can", "does", "name", "said"),
    [
        ("true", "", "night-cramp-id-Siti.po", "sent"),
        ("files[0].name.endsWith('.txt')", "", "night-cramp-id-Siti.po.txt", "sent"),
        ("true", "throw new DOMException('no', 'NotAllowedError')", "night-cramp-id-Siti.po", "as-text"),
    ],
)
def test_the_phone_sends_the_file_in_a_form_that_it_allows_or_the_text_is_shown(
    phone: Page, can: str, does: str, name: str, said: str
) -> None:
    # Headless Chromium has no share.
    phone.add_init_script(
        f"navigator.canShare = ({{ files }}) => {can};"
        f"navigator.share = async ({{ files }}) => {{ window.shared = files[0]; {does} }};"
    )
    phone.reload()
    translate(phone, SAFETY[0], "Tarik jari kaki")
    phone.locator("[data-me=translator]").fill("Siti")
    phone.locator("[data-do=share]").tap()
    expect(phone.locator(f"[data-say={said}]")).to_be_visible()
    assert phone.evaluate("() => window.shared.name") == name
    assert "Tarik jari kaki" in phone.evaluate("() => window.shared.text()")
    if said == "as-text":
        assert "Tarik jari kaki" in phone.locator("#as-text").input_value()


def test_a_no_travels_with_what_the_reader_says_and_signs_nothing(workshop: Workshop, phone: Page) -> None:
    write_catalog(load(), workshop.folder, OWN)
    workshop.written_anew()
    phone.reload()
    phone.locator("[data-mode-of=read]").tap()
    phone.locator("[data-do=next]").tap()
    place = phone.locator(article(phone, SAFETY[0]))
    place.locator(".look").tap()
    place.get_by_label("No").tap()
    place.locator(".why textarea").fill('It says "push", not pull.')
    result = catalog(workshop.folder, "take", "id", str(hand_in(phone, workshop.folder, reader="Budi", role="nurse")))
    assert result.exit_code == 0
    assert f"not right, says Budi: {SAFETY[0][1]}" in result.stdout
    assert 'reader: It says "push", not pull.' in result.stdout
    assert read_signatures(workshop.folder / "translations", INDONESIAN) == []


def test_the_sheet_asks_nobody_and_breaks_no_rule_of_its_own(new_page: Callable[..., Page], workshop: Workshop) -> None:
    page = new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(workshop.sheet.as_uri())
    page.locator(".screen > summary").first.click()
    expect(page.locator(".picture").first).to_have_css("background-image", re.compile("^url"))
    page.locator("[data-do=next]").click()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert said == []


@pytest.mark.parametrize("scheme", ["dark", "light"])
@pytest.mark.parametrize("mode", ["write", "read"])
def test_axe_finds_nothing_on_the_sheet(
    new_page: Callable[..., Page], workshop: Workshop, scheme: str, mode: str
) -> None:
    write_catalog(load(), workshop.folder, {key: OWN[key] for key in SAFETY[:5]}, fuzzy={SAFETY[4]})
    workshop.written_anew()
    page = new_page(viewport={"width": 320, "height": 568}, color_scheme=scheme)
    page.goto(workshop.sheet.as_uri())
    page.locator(f"[data-mode-of={mode}]").click()
    if mode == "read":
        page.locator("[data-do=next]").click()
        page.locator(".look:visible").first.click()
    assert violations(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth") == 320
