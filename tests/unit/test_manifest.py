"""The manifests of the app: one per language, one app, icons and screens as they say."""

import hashlib
import json
import struct

from pwa.release.model import File, Release


def manifests(release: Release) -> dict[str, dict[str, object]]:
    return {
        language.html: json.loads(release.entries[f"{release.base}{language.tag}/manifest.webmanifest"].body)
        for language in release.languages
    }


def test_all_languages_are_one_app(release: Release) -> None:
    said = manifests(release).values()
    assert {(manifest["id"], manifest["scope"]) for manifest in said} == {("/", "/")}
    assert {manifest["display"] for manifest in said} == {"standalone"}


def test_a_manifest_is_in_its_language(release: Release) -> None:
    for html, manifest in manifests(release).items():
        assert manifest["lang"] == html
        assert manifest["dir"] == "ltr"
        assert manifest["name"]
        assert "<" not in f"{manifest['name']}{manifest['short_name']}{manifest['description']}"


def test_a_manifest_starts_in_its_language(release: Release) -> None:
    for language in release.languages:
        manifest = manifests(release)[language.html]
        assert manifest["start_url"] == f"/{language.tag}/start/"
        assert manifest["start_url"] in release.entries
        for shortcut in manifest["shortcuts"]:  # type: ignore[attr-defined]
            assert shortcut["url"] in release.entries
            assert {icon["src"].partition("?")[0] for icon in shortcut["icons"]} <= set(release.entries)


def test_icons_have_the_size_that_the_manifest_says(release: Release) -> None:
    for manifest in manifests(release).values():
        for icon in manifest["icons"]:  # type: ignore[attr-defined]
            path, _, version = icon["src"].partition("?v=")
            assert size_of(release.entries[path]) == icon["sizes"]
            assert icon["type"] == release.entries[path].media_type
            # A changed icon has an address that no phone has seen.
            assert hashlib.sha256(release.entries[path].body).hexdigest().startswith(version)
            assert len(version) == 8
        purposes = {(icon["purpose"], icon["sizes"]) for icon in manifest["icons"]}  # type: ignore[attr-defined]
        assert {("any", "192x192"), ("any", "512x512"), ("maskable", "512x512")} <= purposes


def test_the_icon_for_iphones_has_its_size(release: Release) -> None:
    assert size_of(release.entries["/icons/apple-touch-icon.png"]) == "180x180"


def test_a_manifest_shows_screens_of_its_own_language_that_no_phone_keeps(release: Release) -> None:
    listed = release.entries["/sw.js"].body.decode()
    for html, manifest in manifests(release).items():
        shown = manifest["screenshots"]
        assert 2 <= len(shown) <= 8  # type: ignore[arg-type]
        for picture in shown:  # type: ignore[attr-defined]
            assert picture["src"].startswith(f"/screenshots/{html.lower()}-")
            assert picture["src"] not in listed
            entry = release.entries[picture["src"]]
            assert (picture["type"], picture["sizes"]) == (entry.media_type, size_of(entry))
            assert picture["form_factor"] == "narrow"
            assert picture["label"]
        # What Chromium shows before an install: https://web.dev/patterns/web-apps/richer-install-ui
        sizes = {tuple(int(side) for side in picture["sizes"].split("x")) for picture in shown}  # type: ignore[attr-defined]
        assert len(sizes) == 1
        width, height = sizes.pop()
        assert 320 <= width < height <= min(3840, 2.3 * width)


def size_of(entry: File) -> str:
    """Pixels from the header of a PNG."""
    assert entry.body.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", entry.body[16:24])
    return f"{width}x{height}"
