"""Who may write through the preview: a page of it on this machine, and nobody else."""

import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from pwa.content.model import Content
from pwa.languages.catalog import po_path
from pwa.languages.message import ROOM
from pwa.languages.table import Language
from pwa.workshop import po_writer
from pwa.workshop.preview.app import create_preview
from tests.support.catalogs import finished, git, write_catalog
from tests.support.project import ROOT, copy_project

TOKEN = "the token"  # noqa: S105 - of the test
HOST = "127.0.0.1:8000"
ID = "interface/title.settings"
RIGHT = {"Host": HOST, "Origin": f"http://{HOST}", "X-Preview-Token": TOKEN}


@pytest.fixture
def folder(content: Content, tmp_path: Path) -> Path:
    copy_project(tmp_path, ("content", "translations"))
    write_catalog(content, tmp_path, finished(content))
    return tmp_path


@pytest.fixture
def client(folder: Path) -> FlaskClient:
    client = create_preview(folder, TOKEN).test_client()
    client.get("/id/settings/")
    return client


def said(**more: object) -> dict[str, object]:
    return {"language": "id", "id": ID, "was": "Pengaturan", "words": "Setelan baru", **more}


def text(folder: Path) -> str:
    return po_path(folder / "translations", Language("id")).read_text(encoding="utf-8")


def test_a_page_of_the_preview_writes(client: FlaskClient, folder: Path) -> None:
    assert client.post("/preview/edit/save", json=said(), headers=RIGHT).status_code == 200
    assert 'msgstr "Setelan baru"' in text(folder)


@pytest.mark.parametrize(
    "wrong",
    [
        {"Origin": "http://evil.test"},
        {"Origin": "null"},
        {"Origin": None},
        {"Origin": "http://127.0.0.1:9000"},
        {"X-Preview-Token": "another"},
        {"X-Preview-Token": None},
        {"Content-Type": "text/plain"},
        {"Host": "rebound.test:8000", "Origin": "http://rebound.test:8000"},
    ],
    ids=lambda value: str(value)[:60],
)
def test_nobody_else_does(client: FlaskClient, folder: Path, wrong: dict[str, str | None]) -> None:
    before = text(folder)
    headers = {name: value for name, value in (RIGHT | wrong).items() if value is not None}
    for what in ("save", "check", "history", "view"):
        refused = client.post(f"/preview/edit/{what}", json=said(readers=True), headers=headers)
        assert refused.status_code == 403, what
        assert text(folder) == before, what
        assert client.application.extensions["catalogs"].as_readers is False, what


def test_a_name_of_another_host_gets_no_page_with_the_token(client: FlaskClient) -> None:
    assert TOKEN in client.get("/id/settings/", headers={"Host": HOST}).get_data(as_text=True)
    answer = client.get("/id/settings/", headers={"Host": "rebound.test:8000"})
    assert answer.status_code == 403
    assert TOKEN not in answer.get_data(as_text=True)


def test_without_a_token_nobody_writes(folder: Path) -> None:
    client = create_preview(folder).test_client()
    client.get("/id/settings/")
    assert client.post("/preview/edit/save", json=said(), headers=RIGHT | {"X-Preview-Token": ""}).status_code == 403


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"id": "no/such.text"}, 404),
        ({"language": "en"}, 404),
        ({"language": "en-xa"}, 404),
        ({"language": "../id"}, 404),
        ({"words": ["a list"]}, 400),
        ({"reasons": {"numbers": 5}}, 400),
        ({"reasons": 5}, 400),
        ({"reasons": []}, 400),
        ({"words": "x" * 30_000}, 413),
        ({"was": "Something else"}, 409),
    ],
    ids=lambda value: str(value)[:60],
)
def test_what_is_asked_wrongly_is_refused(
    client: FlaskClient, folder: Path, more: dict[str, object], status: int
) -> None:
    before = text(folder)
    assert client.post("/preview/edit/save", json=said(**more), headers=RIGHT).status_code == status
    assert text(folder) == before


def test_a_file_that_cannot_be_read_is_named_and_left_alone(client: FlaskClient, folder: Path) -> None:
    path = po_path(folder / "translations", Language("id"))
    path.write_text(text(folder).replace('msgstr "Pengaturan"', 'msgstr "Pengaturan'), encoding="utf-8")
    before = text(folder)
    answer = client.post("/preview/edit/save", json=said(), headers=RIGHT)
    assert answer.status_code == 422
    assert "the closing quote" in answer.get_json()["problems"][0]
    assert text(folder) == before


def test_what_an_editor_saves_while_a_text_is_written_stays(
    client: FlaskClient, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = po_path(folder / "translations", Language("id"))

    def canonical(*arguments: Any) -> Any:
        path.write_text(text(folder).replace('msgstr "Tentang"', 'msgstr "Tentang kami"'), encoding="utf-8")
        return po_writer.canonical(*arguments)

    monkeypatch.setattr("pwa.workshop.preview.save.canonical", canonical)
    answer = client.post("/preview/edit/save", json=said(), headers=RIGHT)
    assert (answer.status_code, 'msgstr "Tentang kami"' in text(folder)) == (422, True)
    assert "was saved meanwhile" in answer.get_json()["problems"][0]


def test_of_a_text_that_the_file_does_not_have_yet_it_is_said_what_to_run(client: FlaskClient, folder: Path) -> None:
    interface = folder / "content" / "interface.yaml"
    words = interface.read_text(encoding="utf-8")
    interface.write_text(words.replace('settings: "Settings"', 'settings: "Choices"'), encoding="utf-8")
    client.get("/id/settings/")
    before = text(folder)
    answer = client.post("/preview/edit/save", json=said(was=""), headers=RIGHT)
    assert (answer.status_code, text(folder)) == (422, before)
    assert "not in this file yet; run: " in answer.get_json()["problems"][0]


def test_what_is_too_long_is_said_while_it_is_typed(client: FlaskClient, folder: Path) -> None:
    path = po_path(folder / "translations", Language("id"))
    room = f'#. {ROOM}12\nmsgctxt "title"\nmsgid "Settings"'
    path.write_text(text(folder).replace('msgctxt "title"\nmsgid "Settings"', room), encoding="utf-8")
    client.get("/id/settings/")
    for words, rules in (("Setelan baru", []), ("Setelan yang baru", ["too-long"])):
        found = client.post("/preview/edit/check", json=said(words=words), headers=RIGHT).get_json()
        assert [fault["rule"] for fault in found] == rules


def test_the_switch_of_what_readers_see_loads_a_page_again_that_is_the_same_for_them(client: FlaskClient) -> None:
    def told() -> list[str]:
        page = client.get("/id/settings/", headers={"Host": HOST}).text
        return [re.findall(rf'data-{name}="(.*?)"', page)[0] for name in ("readers", "version")]

    both = told()
    assert client.post("/preview/edit/view", json={"readers": True}, headers=RIGHT).status_code == 200
    readers = told()
    assert (both[0], readers[0]) == ("no", "yes")
    assert both[1] != readers[1]


def test_a_list_is_no_text(client: FlaskClient) -> None:
    assert client.post("/preview/edit/save", json=[], headers=RIGHT).status_code == 400


def test_a_save_that_failed_is_never_answered_with_a_page(
    client: FlaskClient, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever was refused there before: what the page takes for "saved" deletes the words that were typed."""

    def fail(*_: object) -> None:
        raise ZeroDivisionError("odd")

    before = text(folder)
    refused = client.post("/preview/edit/save", json=said(), headers=RIGHT | {"X-Preview-Token": "of an earlier run"})
    assert refused.status_code == 403
    monkeypatch.setattr("pwa.workshop.preview.editing.save", fail)
    answer = client.post("/preview/edit/save", json=said(), headers=RIGHT)
    assert answer.status_code == 500
    assert "ZeroDivisionError: odd" in answer.get_json()["problems"][0]
    assert text(folder) == before


def test_half_a_letter_is_left_out(client: FlaskClient, folder: Path) -> None:
    """A browser sends it where an emoji was cut in two."""
    answer = client.post("/preview/edit/save", json=said(words="Setelan \ud83d baru"), headers=RIGHT)
    assert answer.status_code == 200
    assert 'msgstr "Setelan baru"' in text(folder)


def test_settings_for_hosts_do_not_keep_it_from_starting(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"RETIRE_WORKER": "yes", "NIGHT_CRAMP_FOLDER": "/nonexistent", "SITE_URL": "foo"}.items():
        monkeypatch.setenv(name, value)
    assert create_preview(folder).test_client().get("/en/settings/").status_code == 200


def test_pages_come_without_a_place_for_compiled_templates(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("jinja2.FileSystemBytecodeCache.dump_bytecode", refuse)
    assert create_preview(folder).test_client().get("/en/settings/").status_code == 200

    def no_folder(_: object) -> None:
        raise RuntimeError("Cannot determine safe temp directory")

    monkeypatch.setattr("jinja2.FileSystemBytecodeCache._get_default_cache_dir", no_folder)
    assert create_preview(folder).test_client().get("/en/settings/").status_code == 200


def test_a_page_comes_while_an_editor_holds_a_script(
    client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Emacs puts a link to nowhere beside it."""
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / ".#app.js").symlink_to("somebody@machine.123")
    monkeypatch.setattr("pwa.workshop.preview.app.STATIC", tmp_path / "static")
    client.application.config["PROPAGATE_EXCEPTIONS"] = True
    assert client.get("/id/settings/").status_code == 200


def test_a_name_with_a_line_break_cannot_write_a_line_of_its_own(client: FlaskClient, folder: Path) -> None:
    client.post("/preview/edit/save", json=said(who='A\nmsgid "x"\r\nmsgstr "y"'), headers=RIGHT)
    assert '\nmsgid "x"' not in text(folder)
    assert 'msgstr "Setelan baru"' in text(folder)


def told(client: FlaskClient, folder: Path) -> str:
    client.get("/id/settings/")
    return str(client.post("/preview/edit/history", json=said(), headers=RIGHT).json)


def test_who_changed_a_text_and_when_is_told_as_far_as_it_is_known(client: FlaskClient, folder: Path) -> None:
    """Git knows it of a line, the header of a file as a whole; nothing is said of a text that is known of none."""
    assert told(client, folder) == ""
    path = po_path(folder / "translations", Language("id"))
    named = '"Last-Translator: Siti Aminah <s@mail.test>\\n"\n"PO-Revision-Date: 2026-05-31 09:12+0700\\n"'
    charset = 'charset=UTF-8\\n"'
    path.write_text(text(folder).replace(charset, f"{charset}\n{named}"), encoding="utf-8")
    assert told(client, folder) == "last in this file: Siti Aminah, 2026-05-31"
    git(folder, "init", "-q")
    git(folder, "add", "translations")
    git(folder, "commit", "-q", "-m", "Translate", "--date=2026-06-02T12:00:00Z", who="Budi Santoso")
    assert told(client, folder) == "Budi Santoso, 2026-06-02"
    assert client.post("/preview/edit/save", json=said(), headers=RIGHT).status_code == 200
    assert told(client, folder) == "not committed yet; last in this file: Siti Aminah, 2026-05-31"
    assert client.post("/preview/edit/save", json=said(was="Setelan baru", words="Setelan", who="Dwi"), headers=RIGHT)
    assert told(client, folder).startswith("not committed yet; last in this file: Dwi, 20")


def test_the_picture_of_a_text_is_handed_out_and_of_none_that_has_none(content: Content) -> None:
    client = create_preview(ROOT).test_client()
    address = "/preview/picture/{}".format
    answer = client.get(address(content.relief.gate.title.id), headers={"Host": HOST})
    assert answer.data == (ROOT / "docs/screens/en-cramp-now-check-night.png").read_bytes()
    assert answer.content_type == "image/png"
    for name in ("nothing/of.it", "../../../../etc/passwd"):
        assert client.get(address(name), headers={"Host": HOST}).status_code == 404
