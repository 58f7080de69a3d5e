"""The pictures that `make screens` takes: complete, in a palette, and true to what the page shows."""

import base64
import struct
from pathlib import Path

from playwright.sync_api import Page

from tests.support.project import ROOT, TAGS
from tools.photograph import photograph
from tools.screens import shots

PREVIEW = {"preview-page.png", "preview-overlay.png", "preview-broken.png"}
MEAN_DIFFERENCE = """async (files) => {
    const pixels = await Promise.all(files.map(async (file) => {
        const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${file}`)).blob());
        const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
        canvas.drawImage(image, 0, 0);
        return canvas.getImageData(0, 0, image.width, image.height).data;
    }));
    if (pixels[0].length !== pixels[1].length) return 255;
    return pixels[0].reduce((sum, value, at) => sum + Math.abs(value - pixels[1][at]), 0) / pixels[0].length;
}"""


def test_every_screen_of_every_language_has_its_pictures(page: Page, site: str) -> None:
    wanted = shots(page, f"{site}/en/")
    files = {file for tag in TAGS for shot in wanted for file in shot.files(tag)}
    assert files | PREVIEW == {path.name for path in (ROOT / "docs" / "screens").iterdir()}


def test_no_two_screens_have_the_same_picture() -> None:
    pictures: dict[bytes, list[str]] = {}
    for path in sorted((ROOT / "docs" / "screens").iterdir()):
        pictures.setdefault(path.read_bytes(), []).append(path.name)
    assert [names for names in pictures.values() if len(names) > 1] == []


def test_a_picture_has_a_palette_and_shows_what_the_page_shows(page: Page, site: str, tmp_path: Path) -> None:
    page.goto(f"{site}/en/is-it-a-cramp/")
    file = tmp_path / "picture.png"
    photograph(page, file)
    width, height, _, kind = struct.unpack(">IIBB", file.read_bytes()[16:26])
    assert (width, height, kind) == (360, 740, 3)
    shot = page.screenshot(animations="disabled")
    assert file.stat().st_size < len(shot)
    page.goto("about:blank")
    both = [base64.b64encode(picture).decode() for picture in (shot, file.read_bytes())]
    assert page.evaluate(MEAN_DIFFERENCE, both) <= 0.5
