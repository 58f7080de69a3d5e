"""The release: every page and file of the site, asked of the app once, with its digest.

This is the one list of what the app is. The server serves it, the worker installs it, the tests walk it; the version
is the digest of the list and of the worker, so two machines that build the same sources make the same release.
"""

import hashlib
import json
from collections.abc import Callable

from flask import Flask, url_for

from pwa.content.model import Content
from pwa.headers import HTML, MEDIA_TYPES, headers_for, media_type
from pwa.languages.domain import catalogs, force_language
from pwa.languages.negotiate import negotiation_table
from pwa.languages.table import Language
from pwa.pages.choose import choose
from pwa.pages.files import to_json
from pwa.pages.manifest import SCREENSHOTS_FOLDER
from pwa.pages.pictures import night_drawings, night_file
from pwa.pages.rescue import rescue_pages
from pwa.pages.templating import findable, origin
from pwa.pages.views import PARTS
from pwa.release import assets, progress
from pwa.release.bundles import Bundled, Parted, bundled
from pwa.release.evidence_json import NAME as EVIDENCE
from pwa.release.evidence_json import evidence
from pwa.release.model import DIGEST, SUMMARY, WORKER, File, Release
from pwa.screens import SCREENS


def build(app: Flask) -> Release:
    """Freeze what the app answers. Raises ContentError.

    With RETIRE_WORKER, /sw.js is the worker that takes the app off the phones again (the kill switch).
    """
    base = app.config["BASE"]
    app.extensions["catalogs"].refresh_all()
    # Addresses and pages in many languages need a context; the requests may not be inside it, they would share its `g`.
    with app.test_request_context(base):
        languages, content = tuple(catalogs().languages), catalogs().content
        files = assets.assets()
        frozen = [
            *_frozen(base, files),
            *_frozen(base, {f"{name}.svg": night_file(name) for name in night_drawings(content)}),
        ]
        addresses = [_addresses(content, language) for language in languages]
        # Only a browser that installs the app asks for manifests and icons, so the phone does not keep them.
        manifests = [_address("web_manifest", language) for language in languages]
        # A file to hand on is fetched when it is wanted: it would weigh more than the app.
        handed_on = [_address("whole", language) for language in languages]
        icons = {url_for("files.image", folder="icons", name=name): body for name, body in assets.icons().items()}
        countries = url_for("files.countries")
    app.extensions["assets"] = {file.path.split("/assets/")[1].partition("/")[2]: file.path for file in frozen}
    app.extensions["bodies"] = assets.inside(files)
    ask = _asking(app)
    # In the order of need: the cramp screens of all languages before the rest.
    found = [
        *(ask(own[0]) for own in addresses),
        *frozen,
        ask(countries),
        *(ask(address) for own in addresses for address in own[1:]),
        *(ask(address, offline=False) for address in [*manifests, *handed_on]),
        *(File(address, MEDIA_TYPES[".png"], body, offline=False) for address, body in icons.items()),
    ]
    entries = {file.path: file for file in found}
    if len(entries) != len(found):
        raise ValueError("two entries of the release have one path")
    offline = [file for file in found if file.offline]
    version = _version(found)
    travelling = bundled(base, languages, offline)
    with app.test_request_context(base):
        said: dict[str, object] = {
            "version": version,
            "rescue": rescue_pages(),
            "negotiation": negotiation_table(list(languages)),
        }
        worker = assets.retirement() if app.config["RETIRE_WORKER"] else _worker(said, base, travelling)
        entries |= {file.path: file for file in (group.bundle for group in travelling.groups)}
        entries[base + WORKER] = File(base + WORKER, MEDIA_TYPES[".js"], worker, offline=False)
        entries |= _not_kept(base, version, languages, entries)
        return Release(base, version, languages, entries, origin(), tuple(findable()))


def _version(found: list[File]) -> str:
    """The digest of the list and of the worker without it, so that /healthz also tells of a worker mended alone.

    A retired site has the version of the one that it retires.
    """
    lines = [f"{file.path} {file.digest} {file.headers}\n" for file in found]
    return hashlib.sha256("".join(lines).encode() + assets.worker("null")).hexdigest()[:16]


def _asking(app: Flask) -> Callable[..., File]:
    """What asks the app for one address. Raises ContentError, and ValueError where the app has no page there."""
    app.config["PROPAGATE_EXCEPTIONS"] = True  # a fault is seen where it is made, not as an answer
    client = app.test_client()

    def ask(address: str, *, offline: bool = True) -> File:
        response = client.get(address)
        if response.status_code != 200:
            raise ValueError(f"{address} cannot be part of a release: the app answers {response.status}")
        return File(address, response.content_type, response.data, offline=offline)

    return ask


def _addresses(content: Content, language: Language) -> list[str]:
    """Every address of a language that a phone keeps, the cramp screen first."""
    found = []
    for name, row in SCREENS.items():
        parts = PARTS[name](content) if "<part>" in row.path else [None]
        found += [_address(name, language, part=part) for part in parts]
    return [*found, _address("start", language), _address("search_words", language)]


def _address(endpoint: str, language: Language, part: str | None = None) -> str:
    return url_for(f"pages.{endpoint}", language=language.tag, part=part)


def _frozen(base: str, files: dict[str, bytes]) -> list[File]:
    """Files under addresses with their digests, to be kept for ever."""
    found = assets.addressed(files)
    return [File(f"{base}assets/{name}", media_type(name), body, immutable=True) for name, body in found.items()]


def _not_kept(base: str, version: str, languages: tuple[Language, ...], entries: dict[str, File]) -> dict[str, File]:
    """What only the host holds: the worker neither lists nor keeps it, and a change of it is no update."""
    files = {f"{language.tag}/404.html": entries[_address("not_found", language)].body for language in languages}
    summary = {"version": version, "base": base, "languages": [language.folder for language in languages]}
    files[SUMMARY] = to_json(summary).encode()
    with force_language(languages[0]):
        files[EVIDENCE] = to_json(evidence(catalogs().content, version)).encode()
    standings = [standing for language in languages if (standing := catalogs().standing(language))]
    files[progress.JSON_NAME] = to_json(progress.progress(standings, version)).encode()
    files[progress.SVG_NAME] = progress.picture(standings).encode()
    # What a browser shows before it installs the app.
    files |= {f"screenshots/{path.name}": path.read_bytes() for path in sorted(SCREENSHOTS_FOLDER.glob("*.png"))}
    files |= {"index.html": choose("languages").encode(), "404.html": choose("not_found").encode()}
    found = [File(f"{base}{name}", media_type(name), body, offline=False) for name, body in files.items()]
    return {file.path: file for file in found}


def _worker(said: dict[str, object], base: str, travelling: Bundled) -> bytes:
    """The worker with the list inside it: one file that is the version, so that code and list cannot differ.

    Languages have the same pages, so their paths are listed once, and of each language the digests in that order.
    """
    shared, languages = travelling.shared, travelling.languages
    # Each kind of headers once; first those of a page that carries nothing inside, as the rescue has them.
    rows = [json.dumps(headers_for(HTML, False))]

    def row(file: File) -> int:
        text = json.dumps(file.headers)
        if text not in rows:
            rows.append(text)
        return rows.index(text)

    pages = [
        [[file.path.removeprefix(f"{base}{tag}/"), row(file)] for file in own.files] for tag, own in languages.items()
    ]
    if any(listed != pages[0] for listed in pages):
        raise ValueError("a language has other pages, or other headers on them, than the rest")
    listed = {
        **said,
        "digest": DIGEST,
        "largest": max(len(file.body) for group in travelling.groups for file in (group.bundle, *group.files)),
        "shared": {
            **_bundles(shared),
            "first": len(shared.core.files),
            "entries": [[file.path, _short(file), row(file)] for file in shared.files],
        },
        "pages": pages[0],
        "first": len(next(iter(languages.values())).core.files),
        "languages": {
            tag: {**_bundles(own), "digests": "".join(_short(file) for file in own.files)}
            for tag, own in languages.items()
        },
        "headers": [json.loads(text) for text in rows],
    }
    return assets.worker(to_json(listed))


def _bundles(parted: Parted) -> dict[str, str]:
    return {"core": _short(parted.core.bundle), "rest": _short(parted.rest.bundle)}


def _short(file: File) -> str:
    return file.digest[:DIGEST]
