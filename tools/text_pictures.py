"""Takes a picture for each text, for services such as Weblate: `python -m tools.text_pictures FOLDER`.

The pages are the preview's, in English, because only there each text says which one it is. Scripts are off: then every
card, list and answer of a page stands below the other, and nothing waits for a tap. A long page is several pictures,
each a phone's screen high and beginning inside the one before, so that no text is cut. Which picture shows which text
is said in texts.csv, by the msgctxt and msgid of the .po.
"""

import csv
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from pwa.content.load import load
from pwa.content.model import Content
from pwa.content.walk import texts
from pwa.files import root
from pwa.pages.views import PARTS
from pwa.screens import SCREENS
from tests.support.server import free_port, previewing
from tools import folders
from tools.browser import ARGUMENTS, chromium
from tools.photograph import photograph
from tools.screens import PHONE

# Less than a screen by more than the longest text.
STEP = 500
COLUMNS = ("picture", "id", "msgctxt", "msgid")
# Opens what is folded, takes away the preview's own button, and says where each text stands that an eye sees.
LOOK = """() => {
    document.querySelector('x-preview')?.remove();
    for (const folded of document.querySelectorAll('details')) folded.open = true;
    const seen = [...document.querySelectorAll('[data-text-id]')].filter(it => it.checkVisibility());
    const boxes = seen.map(it => [it.dataset.textId, it.getBoundingClientRect()]);
    return boxes.map(([id, box]) => [id, box.top + scrollY, box.bottom + scrollY]);
}"""


def photograph_texts(folder: Path) -> int:
    """Write the pictures and texts.csv into a folder; how many texts have a picture."""
    folder.mkdir(parents=True, exist_ok=True)
    content = load()
    found: dict[str, str] = {}
    with previewing(root(), free_port()) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(playwright), args=ARGUMENTS)
        context = browser.new_context(viewport=PHONE, color_scheme="dark", java_script_enabled=False, bypass_csp=True)
        page = context.new_page()
        for name, path in addresses(content).items():
            page.goto(f"{address}/en/{path}")
            look(page, name, folder, found)
        browser.close()
    rows = {text.id: (text.kind, text.english) for text in texts(content)}
    with (folder / "texts.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows((picture, id_, *rows[id_]) for id_, picture in found.items())
    return len(found)


def addresses(content: Content) -> dict[str, str]:
    """Every screen's address below the language, by the name of its pictures."""
    found: dict[str, str] = {}
    for screen, row in SCREENS.items():
        name = screen.replace("_", "-")
        if "<part>" in row.path:
            found |= {f"{name}-{part}": row.path.replace("<part>", part) for part in PARTS[screen](content)}
        else:
            found[name] = row.path
    return found


def look(page: Page, name: str, folder: Path, found: dict[str, str]) -> None:
    """Take the pictures of one page that show a text which none before shows; `found` is their name by its id."""
    height = PHONE["height"]
    new = [(id_, top, bottom) for id_, top, bottom in page.evaluate(LOOK) if id_ not in found]
    last = max(0, page.evaluate("() => document.documentElement.scrollHeight") - height)
    for number, begin in enumerate([*range(0, last, STEP), last], 1):
        here = [id_ for id_, top, bottom in new if begin <= top and bottom <= begin + height and id_ not in found]
        if not here:
            continue
        picture = f"{name}-{number:02}.png"
        page.evaluate("y => scrollTo({ top: y, behavior: 'instant' })", begin)
        photograph(page, folder / picture)
        found |= dict.fromkeys(here, picture)


if __name__ == "__main__":
    (folder,) = folders("FOLDER")
    print(f"{photograph_texts(folder)} texts have a picture; {folder}/texts.csv says which")
