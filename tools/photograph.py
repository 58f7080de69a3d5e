"""Pictures of pages as small files: a page has few colours, so a palette loses nothing that an eye sees."""

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

MOST_COLOURS = 255


def photograph(page: Page, file: Path) -> None:
    """Write what the page shows, as a PNG with at most 255 colours."""
    shot = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    # Median cut leaves large areas in their very colour, which the other methods of Pillow do not.
    few = shot.quantize(MOST_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(file, "PNG", optimize=True)
