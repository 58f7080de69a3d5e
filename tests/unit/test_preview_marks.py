"""What the preview puts into pages, and that nothing of it exists in a release."""

import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from jinja2 import Environment

from pwa.content.model import Content
from pwa.content.text import Text, Untranslated, is_safety
from pwa.content.walk import texts
from pwa.headers import HTML
from pwa.hosting.export import site_files
from pwa.languages.catalogs import Catalogs
from pwa.languages.standing import standing
from pwa.languages.table import Language
from pwa.pages import templating
from pwa.release import assets
from pwa.release.assets import STATIC
from pwa.release.model import Release
from pwa.workshop.preview.app import ASSETS, create_preview, read_ahead
from pwa.workshop.preview.faults import faults_of
from pwa.workshop.preview.marks import BEGIN, END, MIDDLE, Marked, explain, finish
from tests.support.project import ROOT, change_entry, copy_project
from tests.support.releases import addresses, live_app

WORDS = ("x-text", "x-preview", "data-text-id", "data-texts", "/preview/", "en-xa", "en-XA", "⟦", BEGIN, MIDDLE, END)


# What a page of the preview has and the release's page has not: the overlay, the marks, a language more.
ADDED = (
    r'(?s)\n<link rel="stylesheet" href="/preview/.*?overlay\.js"></script>\n',
    r"(?s)\n<x-preview .*?</x-preview>\n",
    r'</?x-text[^>]*>| data-texts="[^"]*"',
    r'<li><a lang="en-XA".*?</li>\n',
    r'<option value="en-xa".*?</option>\n',
)


def marked(english: str, id_: str) -> Marked:
    text = Text(english, id=id_)
    return Marked(**{field.name: getattr(text, field.name) for field in fields(text)})


def rendered(template: str, **texts: Marked) -> str:
    return finish(Environment(autoescape=True).from_string(template).render(texts))


def test_a_text_stands_in_an_element_that_names_it() -> None:
    page = rendered("<p>{{ a }}</p>", a=marked("One & two", "x/a"))
    assert page == '<p><x-text data-text-id="x/a">One &amp; two</x-text></p>'


def test_an_attribute_keeps_its_text_and_its_element_names_it() -> None:
    page = rendered(
        '<nav aria-label="{{ a.plain }}" title="{{ b.plain }}">', a=marked('"A"', "x/a"), b=marked("B", "x/b")
    )
    assert page == '<nav aria-label="&#34;A&#34;" title="B" data-texts="aria-label=x/a title=x/b">'


def test_a_title_and_an_option_keep_their_text_and_name_it() -> None:
    page = rendered("<title>{{ a.plain }} · {{ b.plain }}</title>", a=marked("A", "x/a"), b=marked("B", "x/b"))
    assert page == '<title data-texts="text=x/a text=x/b">A · B</title>'
    assert (
        rendered("<option>{{ a.plain }}</option>", a=marked("A", "x/a")) == '<option data-texts="text=x/a">A</option>'
    )


def test_text_in_other_places_is_left_bare() -> None:
    assert rendered("<script>{{ a.plain }}</script>", a=marked("A", "x/a")) == "<script>A</script>"


@pytest.fixture(scope="module")
def preview(release: Release) -> FlaskClient:
    """A client of the preview, its styles and scripts at the addresses of a release: so pages can be compared."""
    app = create_preview()
    app.extensions["assets"] = addresses(release)
    return app.test_client()


@pytest.mark.slow
def test_the_words_that_a_release_must_not_have_are_in_the_preview(preview: FlaskClient) -> None:
    page = preview.get("/en-xa/").get_data(as_text=True)
    assert [word for word in WORDS if word not in page and word not in (BEGIN, MIDDLE, END)] == []


def test_nothing_of_the_preview_is_in_a_release(release: Release) -> None:
    assert [path for path in site_files(release) if "preview" in path or "en-xa" in path] == []
    # Packed files hold the same bodies again; their bytes may look like a mark by chance.
    packed = "application/octet-stream"
    plain = {path: file for path, file in site_files(release).items() if file.media_type != packed}
    found = {
        (path, word)
        for path, file in plain.items()
        for word in WORDS
        # The three bytes of a sign stand in a picture by chance.
        if word.encode() in file.body and not (file.media_type == "image/png" and len(word) == 1)
    }
    assert found == set()
    own = {path.read_bytes() for path in ASSETS.iterdir()}
    assert [path for path, entry in site_files(release).items() if entry.body in own] == []


def test_the_app_answers_none_of_the_addresses_of_the_preview() -> None:
    client = live_app().test_client()
    for path in (
        "/preview/events",
        "/preview/texts/id.json",
        "/en-xa/",
        *(f"/preview/{p.name}" for p in ASSETS.iterdir()),
    ):
        assert client.get(path).status_code == 404, path


def test_serving_a_release_does_not_even_load_the_preview() -> None:
    code = "import sys, pwa; pwa.create_app(); print([name for name in sys.modules if 'preview' in name])"
    answer = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


# The one file that is handed on is larger with the marks in it, and a page says how large it is.
FILE_SIZE = re.compile(r"\(\d+\s?kB\)")


@pytest.mark.slow
def test_a_page_of_the_preview_is_that_of_the_release_without_the_marks(preview: FlaskClient, release: Release) -> None:
    """The texts and elements that a reader gets: what the translator sees is what the reader will see."""
    languages = {language.tag for language in release.languages}
    preview.application.extensions["bodies"] = assets.inside(assets.assets())
    for path, entry in release.entries.items():
        if entry.media_type == HTML and path.split("/")[1] in languages:
            page = preview.get(path).get_data(as_text=True)
            for added in ADDED:
                page = re.sub(added, "", page)
            page = templating.finish(page)  # a mark stood between a Chinese full stop and its space
            assert FILE_SIZE.sub("", page) == FILE_SIZE.sub("", entry.body.decode()), path


def test_the_own_files_of_the_preview_lie_apart_from_those_of_the_release() -> None:
    assert ASSETS.is_dir()
    assert STATIC not in (ASSETS, *ASSETS.parents)
    assert ASSETS not in STATIC.parents


def test_a_fault_says_where_it_stands_in_the_project() -> None:
    with pytest.raises(SyntaxError) as syntax:
        compile("def f(:\n", str(ROOT / "pwa" / "pages" / "views.py"), "exec")
    assert faults_of(syntax.value) == [("pwa/pages/views.py", 1, "SyntaxError: invalid syntax")]
    with pytest.raises(ZeroDivisionError) as other:
        _ = 1 / 0
    ((file, line, message),) = faults_of(other.value)
    assert file == "tests/unit/test_preview_marks.py"
    assert Path(__file__).read_text(encoding="utf-8").splitlines()[line - 1].strip() == "_ = 1 / 0"
    assert message == "ZeroDivisionError: division by zero"


def test_the_overlay_tells_what_the_check_was_told_to_let_pass_and_why(content: Content, tmp_path: Path) -> None:
    copy_project(tmp_path, ("content", "translations"))
    change_entry(
        tmp_path / "translations/id/LC_MESSAGES/messages.po",
        "Keep the knee straight. Slowly.",
        ("(?m)^msgctxt", "# check-ok: meaning 012345 (an idiom)\nmsgctxt"),
    )
    now = standing(content, tmp_path / "translations", Language("id"))
    told = explain(content, now, {}, None)
    assert {id_: about["waived"] for id_, about in told.items() if "waived" in about and "012345" in str(about)} == {
        text.id: ["meaning 012345 (an idiom)"]
        for text in texts(content)
        if text.english == "Keep the knee straight. Slowly."
    }
    assert 'data-field="waived"' in (ASSETS / "overlay.html").read_text(encoding="utf-8")


def test_a_page_waits_for_the_judgement_of_safety_texts_alone_and_readers_see_nothing_else(tmp_path: Path) -> None:
    copy_project(tmp_path, ("content", "translations"))
    app, language = create_preview(tmp_path), Language("id")
    client, found = app.test_client(), app.extensions["catalogs"]
    assert "Pengaturan" in client.get("/id/settings/").get_data(as_text=True)
    judged = found.standing(language).states
    assert judged
    assert all(is_safety(*key) for key in judged)
    readers = Catalogs.translations(found, language)
    assert isinstance(readers.upgettext("title", "Settings"), Untranslated)
    version = app.extensions["preview"].versions["/id/settings/"]
    assert client.get("/preview/texts/id.json").get_json()["interface/title.settings"]["state"] == "translated"
    client.get("/id/settings/")
    assert app.extensions["preview"].versions["/id/settings/"] == version  # or a page would load again for nothing
    assert Catalogs.translations(found, language).upgettext("title", "Settings") == "Pengaturan"


def test_what_readers_see_is_judged_as_a_whole(tmp_path: Path) -> None:
    copy_project(tmp_path, ("content", "translations"))
    app = create_preview(tmp_path)
    app.test_client().get("/id/settings/")
    app.extensions["catalogs"].as_readers = True
    assert "Pengaturan" in app.test_client().get("/id/settings/").get_data(as_text=True)


def test_languages_are_read_ahead_until_somebody_asks(tmp_path: Path) -> None:
    copy_project(tmp_path, ("content", "translations"))
    app = create_preview(tmp_path)
    read_ahead(app)
    assert app.extensions["catalogs"].standing(Language("zh_Hans"))
    app = create_preview(tmp_path)
    app.test_client().get("/id/settings/")
    read_ahead(app)
    assert app.extensions["catalogs"].standing(Language("zh_Hans")) is None
