"""Serves the tree that `build` writes, from memory, with WhiteNoise; what needs judgement goes on to the app behind it.

WhiteNoise brings the pairing of files with their compressed forms. Its defaults are not ours: it would allow every
origin, call a web manifest octet-stream, redirect index files, answer 304 and 405 without the security headers, take
`gzip;q=0` for a wish, and answer 416 to a range of one byte (whitenoise 6.12).
"""

import re
from collections.abc import Callable, Iterable
from http import HTTPStatus
from pathlib import Path
from typing import Any
from wsgiref.headers import Headers

from werkzeug.http import parse_etags
from whitenoise import WhiteNoise
from whitenoise.responders import Response, StaticFile

from pwa.hosting.export import COMPRESSIONS
from pwa.release.model import DIGEST, Release

REFUSED = re.compile(r"[\w*-]+\s*;\s*q=0(\.0*)?\s*(?=,|$)")
# What does not belong into "not modified" (RFC 9110, section 15.4.5); everything else of ours does.
OF_A_BODY = ("Content-Type", "Content-Length", "Content-Encoding")
Environ = dict[str, Any]


class Tree(WhiteNoise):  # type: ignore[misc]
    """The files of a release, in front of the app."""

    def __init__(self, application: Callable[..., Any], release: Release, folder: Path) -> None:
        self.release = release
        super().__init__(application, max_age=None, allow_all_origins=False, add_headers_function=self.add_headers)
        self.add_files(folder, release.base)

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self.application(environ, start_response)  # type: ignore[no-any-return]
        return super().__call__(environ, start_response)  # type: ignore[no-any-return]

    def add_file_to_dictionary(self, url: str, path: str, stat_cache: Any = None) -> None:
        """Pages by their address, which ends with a slash; the base is left to the app, which picks a language."""
        if url.endswith("/index.html") and url != f"{self.release.base}index.html":
            url = url.removesuffix("index.html")
        if not self.is_compressed_variant(path, stat_cache=stat_cache):
            self.files[url] = self.get_static_file(path, url, stat_cache=stat_cache)

    def get_static_file(self, path: str, url: str, stat_cache: Any = None) -> "File":
        headers = Headers([])
        self.add_headers(headers, path, url)
        encodings = {name: path + ending for ending, (name, _) in COMPRESSIONS.items()}
        return File(path, headers.items(), encodings=encodings, stat_cache=stat_cache)

    def add_headers(self, headers: Headers, path: str, url: str) -> None:
        entry = self.release.files[url]
        for name, value in entry.headers.items():
            headers[name] = value
        headers["ETag"] = f'"{entry.digest[:DIGEST]}"'

    @staticmethod
    def serve(static_file: "File", environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        response = static_file.get_response(environ["REQUEST_METHOD"], environ)
        start_response(f"{response.status} {response.status.phrase}", response.headers)
        return [response.file] if response.file is not None else []


class File(StaticFile):  # type: ignore[misc]
    """One file with its compressed forms, held in memory: the whole tree is about a megabyte."""

    def __init__(self, path: str, headers: Any, encodings: dict[str, str], stat_cache: Any) -> None:
        super().__init__(path, headers, encodings, stat_cache)
        self.bodies = {file: Path(file).read_bytes() for _, file, _ in self.alternatives}

    def get_response(self, method: str, environ: Environ) -> Response:
        """The whole file, whatever range is asked for: nothing here is long enough to be resumed."""
        if self.is_not_modified(environ):
            return self.not_modified_response
        path, headers = self.get_path_and_headers(environ)
        return Response(HTTPStatus.OK, headers, self.bodies[path] if method == "GET" else None)

    def get_headers(self, headers_list: Any, files: Any) -> Headers:
        """No Last-Modified: two machines with one release should say the same, and the ETag is its digest."""
        headers = super().get_headers(headers_list, files)
        del headers["Last-Modified"]
        return headers  # type: ignore[no-any-return]

    @staticmethod
    def get_not_modified_response(headers: Headers) -> Response:
        kept = [(name, value) for name, value in headers.items() if name not in OF_A_BODY]
        return Response(HTTPStatus.NOT_MODIFIED, kept, None)

    def is_not_modified(self, request_headers: Environ) -> bool:
        asked = request_headers.get("HTTP_IF_NONE_MATCH")
        return asked is not None and parse_etags(asked).contains_weak(self.etag.strip('"'))

    def get_path_and_headers(self, request_headers: Environ) -> Any:
        accepted = request_headers.get("HTTP_ACCEPT_ENCODING", "")
        if "q=0" in accepted:
            accepted = REFUSED.sub("", accepted)
        return super().get_path_and_headers({"HTTP_ACCEPT_ENCODING": accepted})
