"""The tree that `build` writes, read once, and served from memory in front of the app that answers the rest.

A plain WSGI middleware: a file's answers are made when it is read, so a request is a look-up. docs/decisions/0004 says
why no library does it.
"""

import hashlib
import json
import shlex
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header, parse_etags

from pwa.files import read_written
from pwa.headers import headers_for, is_immutable, media_type
from pwa.hosting.export import COMPRESSIONS, is_compressed
from pwa.hosting.host_configs import NOT_HIDDEN
from pwa.languages.negotiate import negotiate
from pwa.languages.table import Language, folder_fault
from pwa.pages.site import lead_to
from pwa.problems import ContentError, Problem, program
from pwa.release.model import DIGEST, SUMMARY

# What does not belong into "not modified" (RFC 9110, section 15.4.5); everything else of ours does.
OF_A_BODY = ("Content-Type", "Content-Length", "Content-Encoding")
LONGEST_KEPT = 200  # characters of an Accept-Language whose answer is remembered; browsers send fewer
Headers = list[tuple[str, str]]
App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@dataclass(frozen=True)
class BuiltSite:
    """What `release.json` says of a tree on disk."""

    base: str
    version: str
    languages: tuple[Language, ...]


@dataclass(frozen=True)
class Answer:
    """A file in one encoding: the ETag, the headers with and without those of the body, and the body."""

    etag: str
    headers: Headers
    not_modified: Headers
    body: bytes


class StaticSite:
    """The files of a built site, in front of a WSGI app.

    A range is answered with the whole file, which RFC 9110 (section 14.2) allows: nothing here is long enough to be
    resumed. There is no Last-Modified: two machines with one release should say the same, and the ETag is its digest.
    """

    def __init__(self, wsgi_app: App, folder: Path) -> None:
        """Read the tree. Raises OSError, and ContentError where the folder's release.json is not ours."""
        self.wsgi_app = wsgi_app
        self.release = read_summary(folder)
        self.files = read_answers(folder, self.release.base)
        self.home = home_of(self.release)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """One file, or what the app says: to other methods, and to paths that are no file."""
        path, method = environ["PATH_INFO"], environ["REQUEST_METHOD"]
        answers = self.files.get(path)
        if answers is None or method not in ("GET", "HEAD"):
            if path == self.release.base and method in ("GET", "HEAD"):
                start_response("302 Found", self.home(environ.get("HTTP_ACCEPT_LANGUAGE", "")).copy())
                return []
            return self.wsgi_app(environ, start_response)
        answer = answers[""]
        if len(answers) > 1:
            for encoding in accepted(environ.get("HTTP_ACCEPT_ENCODING", "")):
                if encoding in answers:
                    answer = answers[encoding]
                    break
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known is not None and parse_etags(known).contains_weak(answer.etag):
            start_response("304 Not Modified", answer.not_modified.copy())
            return []
        start_response("200 OK", answer.headers.copy())
        return [answer.body] if method == "GET" else []


@lru_cache(maxsize=256)
def accepted(header: str) -> tuple[str, ...]:
    """The encodings that an Accept-Encoding allows, the wanted first; ours first among equals (RFC 9110, 12.5.3)."""
    weights = parse_accept_header(header, Accept)
    ours = [(weights.quality(encoding), encoding) for encoding, _ in COMPRESSIONS.values()]
    return tuple(encoding for weight, encoding in sorted(ours, key=lambda pair: -pair[0]) if weight > 0)


def home_of(release: BuiltSite) -> Callable[[str], Headers]:
    """What the root answers to an Accept-Language: the headers of one of as many answers as there are languages."""
    languages = list(release.languages)
    answers = {language: [*lead_to(f"{release.base}{language.tag}/", 302).headers] for language in languages}

    def home(header: str) -> Headers:
        return answers[negotiate(header, languages)]

    often = lru_cache(maxsize=256)(home)
    return lambda header: (often if len(header) <= LONGEST_KEPT else home)(header)


def read_summary(folder: Path) -> BuiltSite:
    """What stands in a folder that `build` wrote. Raises OSError, ContentError."""
    file = folder / SUMMARY
    command = f"{program()} build {shlex.quote(str(folder))}"
    try:
        summary = json.loads(read_written(file))
        base, version, languages = str(summary["base"]), str(summary["version"]), list(summary["languages"])
        if not (languages and base[0] == base[-1] == "/") or any(map(folder_fault, languages)):
            raise ValueError
        return BuiltSite(base, version, tuple(map(Language, languages)))
    except FileNotFoundError:
        raise FileNotFoundError(0, f"holds no site; build one: {command}", str(folder)) from None
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        raise ContentError(
            [Problem(str(file), 1, f"is not what 'build' writes; build the site again: {command}")]
        ) from None


def read_answers(folder: Path, base: str) -> dict[str, dict[str, Answer]]:
    """The answers of every file by its path and encoding ("" for none). A body is in memory once. Raises OSError."""
    found: dict[str, dict[str, Answer]] = {}
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = file.relative_to(folder).as_posix()
        if is_compressed(file) or is_hidden(name):
            continue
        if name.endswith(
            "/index.html"
        ):  # a page's address ends with a slash; the root's is for the app, which redirects
            name = name.removesuffix("index.html")
        bodies = {"": file.read_bytes()}
        for ending, (encoding, _) in COMPRESSIONS.items():
            if (beside := file.with_name(file.name + ending)).is_file():
                bodies[encoding] = beside.read_bytes()
        headers = headers_for(media_type(name), is_immutable(name), bodies[""])
        if len(bodies) > 1:
            headers["Vary"] = "Accept-Encoding"
        tag = hashlib.sha256(bodies[""]).hexdigest()[:DIGEST]
        found[base + name] = {encoding: _answer(headers, tag, encoding, body) for encoding, body in bodies.items()}
    return found


def is_hidden(name: str) -> bool:
    """Whether a file of the tree, or a folder above it, is what nobody should get."""
    return any(part.startswith(".") and part not in NOT_HIDDEN for part in name.split("/"))


def _answer(headers: dict[str, str], tag: str, encoding: str, body: bytes) -> Answer:
    """Each encoding has an ETag of its own, as RFC 9110 (section 8.8.3.3) wants it."""
    etag = f"{tag}-{encoding}" if encoding else tag
    whole = {**headers, "ETag": f'"{etag}"', "Content-Length": str(len(body))}
    if encoding:
        whole["Content-Encoding"] = encoding
    kept = {name: value for name, value in whole.items() if name not in OF_A_BODY}
    return Answer(etag, list(whole.items()), list(kept.items()), body)
