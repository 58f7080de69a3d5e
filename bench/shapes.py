"""In which shape the release travels lightest: `python -m bench.shapes` prints the table of docs/decisions/0003."""

import base64
import gzip
import json
from collections.abc import Callable

import brotli

from pwa.release import bundle
from pwa.release.model import File
from tests.support.releases import build_release as build

Shape = Callable[[list[File]], int]


def one_json(entries: list[File]) -> bytes:
    """All entries with their headers as one JSON."""
    bodies = [[entry.path, entry.headers, entry.digest, _text(entry.body)] for entry in entries]
    return json.dumps(bodies, ensure_ascii=False, separators=(",", ":")).encode()


def by_language(entries: list[File]) -> list[bytes]:
    """Bodies without repeats, the pages of a language side by side."""
    return _bodies(sorted(entries, key=lambda entry: entry.path.split("/")[1]))


def _bodies(entries: list[File]) -> list[bytes]:
    return list({entry.digest: entry.body for entry in entries}.values())


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        return base64.b64encode(body).decode()


SHAPES: dict[str, Shape] = {
    "as they are": lambda entries: sum(map(len, _bodies(entries))),
    "every entry by itself, gzip": lambda entries: sum(len(gzip.compress(body, 9)) for body in _bodies(entries)),
    "every entry by itself, brotli": lambda entries: sum(len(brotli.compress(body)) for body in _bodies(entries)),
    "one JSON under Content-Encoding: gzip": lambda entries: len(gzip.compress(one_json(entries), 9)),
    "one JSON under Content-Encoding: br": lambda entries: len(brotli.compress(one_json(entries))),
    "one gzip stream, by screen": lambda entries: len(gzip.compress(b"".join(_bodies(entries)), 9)),
    "one gzip stream, by language": lambda entries: len(gzip.compress(b"".join(by_language(entries)), 9)),
    "one LZMA stream, by screen": lambda entries: len(bundle.pack(_bodies(entries))),
    "one LZMA stream, by language": lambda entries: len(bundle.pack(by_language(entries))),
}


def main() -> None:
    """Print the table."""
    entries = [entry for entry in build().entries.values() if entry.offline]
    print(f"| shape of {len(entries)} entries | bytes |\n|---|---:|")
    for name, weigh in SHAPES.items():
        print(f"| {name} | {weigh(entries):,} |")


if __name__ == "__main__":
    main()
