"""What scripts say a second time, because they cannot ask Python or each other: addresses, and names of caches."""

import re

from pwa.release.model import Release
from tests.support.project import ROOT

STATIC = ROOT / "pwa" / "static"
SCRIPTS = {
    path.relative_to(STATIC).as_posix(): path.read_text(encoding="utf-8")
    for path in STATIC.rglob("*.js")
    if path.parent.name != "vendor"
}
# Below the base, perhaps in a language; a whole string; or what the end of an address is held against.
ADDRESS = re.compile(
    r"""\$\{(?:BASE|root)\}(?:\$\{[^}]*\}/)?(?P<below>[a-z][\w./-]*)|"(?P<text>[a-z-]+/)"|(?P<end>[a-z-]+)\\/\?\$/"""
)
# Names in the phone's caches, at which no host answers.
KEPT = {"language", "installing", "older-pages", "records/1", "records/2"}
CACHE = re.compile(r"`(cramp[a-z-]*:)\$\{[^}]*\}(:?)")


def test_each_address_that_a_script_names_is_one_of_the_release(release: Release) -> None:
    found = {
        match["below"] or match["text"] or f"{match['end']}/"
        for text in SCRIPTS.values()
        for match in ADDRESS.finditer(text)
    }
    assert {"start/", "not-found/", "assets/", "release/", "warning-signs/", "emergency/", "countries.json"} <= found
    addresses = [path.removeprefix("/").removeprefix("en/") for path in release.entries]
    unknown = {
        one for one in found if not any(path == one or path.startswith(f"{one.rstrip('/')}/") for path in addresses)
    }
    assert unknown == KEPT


def test_all_scripts_that_use_a_cache_have_one_name_for_it() -> None:
    found: dict[str, set[str]] = {}
    for script, text in SCRIPTS.items():
        for kind, end in CACHE.findall(text):
            found.setdefault(f"{kind}<base>{end}", set()).add(script)
    assert found == {
        "cramp:<base>:": {"worker/release.js", "worker/remove.js", "worker/retire.js"},
        "cramp-reader:<base>": {"worker/release.js", "common/kept-language.js", "diary/second-copy.js"},
    }


def test_the_form_of_the_diary_offers_what_a_record_may_say(release: Release) -> None:
    page = release.entries["/en/diary/"].body.decode()
    fields = {
        "LEGS": page.partition('<select name="leg">')[2].partition("</select>")[0],
        "MUSCLES": page.partition('<select name="muscle">')[2].partition("</select>")[0],
        "HELPED": "".join(re.findall(r'<input type="checkbox" name="helped"[^>]*>', page)),
    }
    for name, field in fields.items():
        _, _, known = SCRIPTS["diary/cramp.js"].partition(f"const {name} = [")
        assert re.findall(r' value="([\w-]+)"', field) == re.findall(r'"([\w-]+)"', known.partition("]")[0]), name
