"""A picture for each text, for Weblate: taken of the preview in a real browser, with a table that says which."""

import csv
import subprocess
import sys
from pathlib import Path

from PIL import Image

from pwa.content.load import load
from pwa.content.walk import texts
from tests.support.project import ROOT
from tools.screens import PHONE

# All of the pages take minutes; a process of its own, because Playwright runs once in one.
TAKE = """
import sys
from pathlib import Path
from tools import text_pictures
text_pictures.addresses = lambda _content: {"share": "share/", "settings": "settings/"}
print(text_pictures.photograph_texts(Path(sys.argv[1])))
"""


def test_each_text_that_an_eye_sees_is_whole_in_one_picture(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", TAKE, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    with (tmp_path / "texts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == int(done.stdout) > 30
    known = {text.id: (text.kind, text.english) for text in texts(load())}
    assert all(known[row["id"]] == (row["msgctxt"], row["msgid"]) for row in rows)
    shown = {row["msgid"]: row["picture"] for row in rows}
    assert shown["Settings"].startswith("share-")  # its foot leads there, and one picture of a text is enough
    ours = sorted(row["picture"] for row in rows if row["id"].startswith("interface/") and "settings" in row["picture"])
    assert ours[0] == "settings-01.png"
    assert ours[-1] > "settings-01.png"
    pictures = {path.name for path in tmp_path.glob("*.png")}
    assert pictures == set(shown.values())
    for name in pictures:
        with Image.open(tmp_path / name) as picture:
            assert picture.size == (PHONE["width"], PHONE["height"])
