"""The release: every page and file of the site, rendered once, with its digest.

This is the one list of what the app is. The server serves it, the worker installs it, the tests walk it; the version
is the digest of the list and of the worker, so two machines that build the same sources make the same release.
"""

import hashlib
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pwa.content.load import load
from pwa.content.lookup import said_in
from pwa.content.model import Content
from pwa.files import root
from pwa.headers import BYTES, HTML, JSON, MEDIA_TYPES, media_type
from pwa.languages.localize import localize
from pwa.languages.negotiate import negotiation_table
from pwa.languages.standing import standing
from pwa.languages.table import Language, find_languages
from pwa.pages.choose import choose_page
from pwa.pages.countries import country_table
from pwa.pages.pictures import night_file
from pwa.pages.rescue import rescue_pages
from pwa.pages.views import PATHS, Page, Site, address, addresses, render
from pwa.release import assets, bundle
from pwa.release.evidence_json import NAME as EVIDENCE
from pwa.release.evidence_json import evidence
from pwa.release.manifest import SCREENSHOTS_FOLDER, manifest
from pwa.release.model import DIGEST, SUMMARY, WORKER, File, Release


def build(folder: Path | None = None, base: str = "/", origin: str = "", retire: bool = False) -> Release:
    """Render the whole site from the folder that holds content/ and translations/. Raises ContentError.

    With `retire`, /sw.js is the worker that takes the app off the phones again (the kill switch).
    """
    folder = folder or root()
    content = load(folder / "content")
    languages = find_languages(folder / "translations")
    standings = {language: standing(content, folder / "translations", language) for language in languages}
    localized = {language: localize(content, judged) for language, judged in standings.items()}
    site, found = pages_and_files(content, localized, base, origin)
    entries = {entry.path: entry for entry in found}
    if len(entries) != len(found):
        raise ValueError("two entries of the release have one path")
    offline = [entry for entry in found if entry.offline]
    version = _version(found)
    travelling = _travelling(f"{base}release/", version, offline)
    said: dict[str, object] = {
        "version": version,
        "bundle": travelling[0].digest[:DIGEST],
        "rescue": rescue_pages(site, localized),
    }
    worker = _retirement(site) if retire else _worker(site, said, offline)
    entries |= {entry.path: entry for entry in [*travelling, worker]}
    entries |= _not_kept(site, version, localized, entries)
    return Release(base, version, tuple(languages), entries, origin, tuple(site.findable))


def _version(found: list[File]) -> str:
    """The digest of the list and of the worker without it, so that /healthz also tells of a worker mended alone.

    A retired site has the version of the one that it retires.
    """
    lines = [f"{file.path} {file.digest} {file.headers}\n" for file in found]
    return hashlib.sha256("".join(lines).encode() + assets.worker("null")).hexdigest()[:16]


def pages_and_files(
    content: Content,
    localized: dict[Language, Content],
    base: str = "/",
    origin: str = "",
    draw: Callable[[Page], str] = render,
) -> tuple[Site, list[File]]:
    """The site drawn from the content in each of its languages: what a release packs for the phone."""
    # The cramp screen's later pictures are files; all others stand in their pages.
    drawn = sorted({way.picture for step in content.relief.steps for way in step.variants})
    static, drawings = assets.assets(), {f"{name}.svg": night_file(name) for name in drawn}
    folder, pictures = f"assets/{assets.digest(static)[:12]}", f"assets/{assets.digest(drawings)[:12]}"
    findable = [language for language, text in localized.items() if text.stage != "draft"]
    site = Site(base, folder, pictures, list(localized), origin, findable, said_in(content))
    pages = [_pages(site, language, text, draw) for language, text in localized.items()]
    # Language by language, because the bundle is lighter so; the cramp screens of all languages before the rest.
    return site, [
        *(own[0] for own in pages),
        *(File(f"{base}{folder}/{name}", media_type(name), body, immutable=True) for name, body in static.items()),
        *(File(f"{base}{pictures}/{name}", media_type(name), svg, immutable=True) for name, svg in drawings.items()),
        File(f"{base}countries.json", JSON, _table(country_table(content))),
        *(entry for own in pages for entry in own[1:]),
        *_installable(site, localized),
    ]


def _not_kept(
    site: Site, version: str, localized: dict[Language, Content], entries: dict[str, File]
) -> dict[str, File]:
    """What only the host holds: the worker neither lists nor keeps it, and a change of it is no update."""
    missing = {
        f"{lang.tag}/404.html": entries[f"{site.base}{lang.tag}/{PATHS['not_found']}"].body for lang in localized
    }
    summary = {"version": version, "base": site.base, "languages": [language.folder for language in site.languages]}
    english = next(iter(localized.values()))
    files = {SUMMARY: _json(summary), EVIDENCE: _table(evidence(english, site.base, version)), **missing}
    # What a browser shows before it installs the app.
    files |= {f"screenshots/{path.name}": path.read_bytes() for path in sorted(SCREENSHOTS_FOLDER.glob("*.png"))}
    files["index.html"] = choose_page(site, localized, "languages").encode()
    files["404.html"] = choose_page(site, localized, "not_found").encode()
    found = [File(f"{site.base}{name}", media_type(name), body, offline=False) for name, body in files.items()]
    return {entry.path: entry for entry in found}


def _pages(site: Site, language: Language, content: Content, draw: Callable[[Page], str]) -> list[File]:
    """A language, its cramp screen first; `start/` is the cramp screen again, for the launch from a home screen."""
    home = f"{site.base}{language.tag}/"
    pages = [
        File(f"{home}{address(screen, part)}", HTML, draw(Page(site, content, language, screen, part)).encode())
        for screen, part in addresses(content)
    ]
    return [
        *pages,
        File(f"{home}start/", HTML, pages[0].body),
        File(f"{home}synonyms.json", JSON, _table(content.synonyms.of(language.tag))),
    ]


def _installable(site: Site, localized: dict[Language, Content]) -> list[File]:
    """Manifests and icons. Only a browser that installs the app asks for them, so the phone does not keep them."""
    manifests = [
        File(
            f"{site.base}{lang.tag}/manifest.webmanifest",
            MEDIA_TYPES[".webmanifest"],
            _json(manifest(site, lang, text)),
            offline=False,
        )
        for lang, text in localized.items()
    ]
    icons = [
        File(f"{site.base}icons/{name}", MEDIA_TYPES[".png"], body, offline=False)
        for name, body in assets.icons().items()
    ]
    return manifests + icons


def _travelling(folder: str, version: str, entries: list[File]) -> list[File]:
    """What the worker fetches instead of single entries: the bundle, or the recipes and the parts that it lacks."""
    bodies = list({entry.digest: entry.body for entry in entries}.values())
    with ThreadPoolExecutor() as pool:  # the packer leaves Python's lock for a quarter of a second
        packed = pool.submit(bundle.pack, bodies)
        parts = {bundle.name_of(part): part for body in bodies for part in bundle.parts_of(body)}
        recipes = bundle.pack_recipes(bodies)
        squeezed = {f"parts/{name}": bundle.squeeze(part) for name, part in parts.items()}
    files = {f"{version}.bundle": packed.result(), f"{version}.recipes": recipes, **squeezed}
    return [File(folder + name, BYTES, body, offline=False, immutable=True) for name, body in files.items()]


def _worker(site: Site, said: dict[str, object], entries: list[File]) -> File:
    """The worker with the list inside it: one file that is the version, so that code and list cannot differ."""
    headers = [dict(pairs) for pairs in dict.fromkeys(tuple(entry.headers.items()) for entry in entries)]
    listed = {
        **said,
        "negotiation": negotiation_table(site.languages),
        "cut": {"least": bundle.LEAST_LINE, "every": bundle.EVERY},
        "digest": DIGEST,
        "part": bundle.PART_NAME,
        "headers": headers,
        "entries": [[entry.path, entry.digest[:DIGEST], headers.index(entry.headers)] for entry in entries],
    }
    code = assets.worker(json.dumps(listed, ensure_ascii=False, separators=(",", ":")))
    return File(f"{site.base}{WORKER}", MEDIA_TYPES[".js"], code, offline=False)


def _retirement(site: Site) -> File:
    return File(f"{site.base}{WORKER}", MEDIA_TYPES[".js"], assets.retirement(), offline=False)


def _media_type(name: str) -> str:
    return MEDIA_TYPES[Path(name).suffix]


def _table(data: object) -> bytes:
    """A fact to a line: an update carries parts of files, and parts end at a line's end."""
    return json.dumps(data, ensure_ascii=False, separators=(",\n", ":")).encode()


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
