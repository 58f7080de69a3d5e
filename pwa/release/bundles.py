"""How the release travels: in bundles, each a JSON list of texts that the host compresses like every other file.

A bundle holds the bodies of a group of files, which the worker knows again by their digests. A phone needs first the
screens of a night in its language, with the styles, scripts and drawings of those, then the others. docs/decisions/0003
has the figures.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pwa.headers import HTML, MEDIA_TYPES
from pwa.languages.table import Language
from pwa.pages.files import to_json
from pwa.release.model import DIGEST, File
from pwa.screens import SCREENS, START

FOLDER = "release/"
CORE = (START, *(row.path for row in SCREENS.values() if row.core))


@dataclass(frozen=True)
class Group:
    """Files that a phone gets together, and their bundle."""

    files: tuple[File, ...]
    bundle: File


@dataclass(frozen=True)
class Parted:
    """Files in two groups: `core` is what the screens of CORE need, `rest` what only the others do."""

    core: Group
    rest: Group

    @property
    def files(self) -> tuple[File, ...]:
        """Those of both, in the order of need."""
        return self.core.files + self.rest.files


@dataclass(frozen=True)
class Bundled:
    """The groups of a release: what all languages share, and each language's own by its tag."""

    shared: Parted
    languages: dict[str, Parted]

    @property
    def groups(self) -> list[Group]:
        """All of them."""
        return [group for parted in (self.shared, *self.languages.values()) for group in (parted.core, parted.rest)]


def bundled(base: str, languages: Sequence[Language], offline: Sequence[File]) -> Bundled:
    """What phones keep, in its groups."""
    homes = {language.tag: f"{base}{language.tag}/" for language in languages}
    cores = [file for file in offline for home in homes.values() if file.path.removeprefix(home) in CORE]
    shared = [file for file in offline if not file.path.startswith(tuple(homes.values()))]
    own = {tag: [file for file in offline if file.path.startswith(home)] for tag, home in homes.items()}
    return Bundled(
        _parted(base, shared, _named(base, cores, shared)),
        {tag: _parted(base, files, cores) for tag, files in own.items()},
    )


def _named(base: str, by: Iterable[File], files: Iterable[File]) -> list[File]:
    """Those files that the pages `by` name, that those name, and so on: scripts name each other by their addresses."""
    found: list[File] = []
    left = {file.path.removeprefix(base).removeprefix("assets/"): file for file in files}
    texts = [file.body.decode() for file in by]
    while texts:
        text = texts.pop()
        new = [left.pop(name) for name in list(left) if name in text]
        found += new
        texts += [file.body.decode() for file in new]
    return found


def _parted(base: str, files: Iterable[File], first: Sequence[File]) -> Parted:
    found = list(files)
    core, rest = [file for file in found if file in first], [file for file in found if file not in first]
    # Compression finds more of the other pages behind the words of the search and the sources that they name: 0.5 kB.
    rest.sort(key=lambda file: (file.media_type == HTML, "/sources/" not in file.path))
    return Parted(_group(base, core), _group(base, rest))


def _group(base: str, files: Iterable[File]) -> Group:
    found = tuple(files)
    body = to_json(list(dict.fromkeys(file.body.decode() for file in found))).encode()
    named = File("", MEDIA_TYPES[".json"], body)
    path = f"{base}{FOLDER}{named.digest[:DIGEST]}.json"
    return Group(found, File(path, named.media_type, body, offline=False, immutable=True))
