"""`catalog take` refuses a file that is another language's, whatever its header says."""

from pathlib import Path

import pytest

from pwa.content.model import Content
from pwa.languages.table import Language
from pwa.problems import ContentError
from pwa.workshop.merge_returned import Asked, merge_returned
from tests.support.catalogs import HEADER, finished, write_catalog
from tests.support.returned import DONE, message, returned, taken


def whole_file(folder: str, content: Content) -> str:
    """Every text in the project's own translation, as a service writes it that leaves `Language:` out."""
    return "".join(message(*key, po_escaped(said)) for key, said in finished(content, folder).items())


def po_escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


@pytest.mark.parametrize("whole", [False, True])
def test_a_whole_file_in_another_script_is_refused_also_where_its_header_names_no_language(
    content: Content, ours: Path, tmp_path: Path, whole: bool
) -> None:
    before = ours.read_bytes()
    with pytest.raises(ContentError, match=r"texts are in another script than Bahasa Indonesia \(id\)"):
        taken(tmp_path, whole_file("zh_Hans", content), asked=Asked(True, frozenset(), whole))
    assert ours.read_bytes() == before


def test_traditional_chinese_is_known_by_its_letters(content: Content, tmp_path: Path) -> None:
    write_catalog(content, tmp_path, {}, folder="zh_Hans")
    path = returned(tmp_path, message(*DONE, "做完這個"))
    with pytest.raises(ContentError, match="another script than 简体中文"):
        merge_returned(tmp_path / "translations", Language("zh_Hans"), path)


def test_a_file_that_says_what_another_language_of_ours_says_is_refused(content: Content, tmp_path: Path) -> None:
    write_catalog(content, tmp_path, finished(content))
    write_catalog(content, tmp_path, {}, folder="ms")
    path = returned(tmp_path, whole_file("id", content))
    with pytest.raises(ContentError, match=r"says what Bahasa Indonesia \(id\) says"):
        merge_returned(tmp_path / "translations", Language("ms"), path)


def test_a_file_in_which_most_is_said_otherwise_is_refused_unless_that_is_meant(
    content: Content, tmp_path: Path
) -> None:
    own = finished(content)
    write_catalog(content, tmp_path, own)
    other = {key: f"{said} lain" for key, said in list(own.items())[:100]}
    body = "".join(message(*key, po_escaped(said)) for key, said in other.items())
    with pytest.raises(ContentError, match="100 of 100 texts that are finished in Bahasa Indonesia say something else"):
        taken(tmp_path, body)
    assert len(taken(tmp_path, body, asked=Asked(whole=True)).held) == 100


@pytest.mark.parametrize("said", ["zh_CN", "ms", "xx"])
def test_a_file_of_another_language_is_refused(ours: Path, tmp_path: Path, said: str) -> None:
    before = ours.read_bytes()
    with pytest.raises(ContentError, match=rf"says that its language is '{said}'"):
        taken(tmp_path, message(*DONE, "Beres"), HEADER + f'"Language: {said}\\n"\n')
    assert ours.read_bytes() == before


@pytest.mark.parametrize(("folder", "said"), [("zh_Hans", "zh_CN"), ("zh_Hans", "zh-Hans"), ("zh_Hans", "zh")])
def test_chinese_is_known_by_each_of_its_names(content: Content, tmp_path: Path, folder: str, said: str) -> None:
    write_catalog(content, tmp_path, {}, folder=folder)
    path = returned(tmp_path, message(*DONE, "完成"), HEADER + f'"Language: {said}\\n"\n')
    assert len(merge_returned(tmp_path / "translations", Language(folder), path).new) == 1


def test_traditional_chinese_is_not_taken_for_simplified(content: Content, tmp_path: Path) -> None:
    write_catalog(content, tmp_path, {}, folder="zh_Hans")
    path = returned(tmp_path, message(*DONE, "完成"), HEADER + '"Language: zh_TW\\n"\n')
    with pytest.raises(ContentError, match="zh_TW"):
        merge_returned(tmp_path / "translations", Language("zh_Hans"), path)
