"""Draws the icons of all sizes from pwa/static/icon.svg, the one drawing: `make icons`."""

from pathlib import Path

from playwright.sync_api import sync_playwright

from tools.browser import ARGUMENTS, chromium

STATIC = Path(__file__).parent.parent / "pwa" / "static"
# name: (pixels, share of the square that the drawing takes). A maskable icon may lose 10 % at each side.
SIZES = {"icon-192.png": 192, "icon-512.png": 512, "maskable-512.png": 512, "apple-touch-icon.png": 180}


def draw() -> int:
    """Write static/icons/*.png; 0 when done."""
    svg = (STATIC / "icon.svg").read_text(encoding="utf-8")
    folder = STATIC / "icons"
    folder.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(playwright), args=ARGUMENTS)
        for name, size in SIZES.items():
            page = browser.new_page(viewport={"width": size, "height": size})
            page.set_content(f"<style>*{{margin:0}}svg{{display:block;width:{size}px;height:{size}px}}</style>{svg}")
            page.screenshot(path=folder / name)
            page.close()
            print(f"static/icons/{name}: {size} x {size}")
        browser.close()
    return 0


if __name__ == "__main__":
    draw()
