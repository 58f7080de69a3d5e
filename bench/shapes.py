"""What the bundles weigh on each kind of host: `python -m bench.shapes` prints the tables of docs/decisions/0003."""

import gzip
import json
from collections.abc import Callable, Iterable

import brotli

from pwa.release.bundles import Bundled, bundled
from pwa.release.model import File
from tests.support import shared

Weigh = Callable[[bytes], int]
# Level 6 is that of nginx and GitHub Pages, 5 that of brotli at a CDN that compresses on the way.
HOSTS: dict[str, Weigh] = {
    "brotli 11, made by the build": lambda body: len(brotli.compress(body, quality=11)),
    "gzip 9, made by the build (nginx, object storage)": lambda body: len(gzip.compress(body, 9)),
    "brotli 5, made on the way (a CDN)": lambda body: len(brotli.compress(body, quality=5)),
    "gzip 6, made on the way (GitHub Pages)": lambda body: len(gzip.compress(body, 6)),
    "nothing": len,
}


def each(files: Iterable[File], weigh: Weigh) -> int:
    """Every body by itself."""
    return sum(weigh(body) for body in {file.body for file in files})


def all_in_one(found: Bundled) -> bytes:
    """One bundle of everything."""
    return json.dumps(
        [file.body.decode() for group in found.groups for file in group.files], ensure_ascii=False
    ).encode()


def main() -> None:
    """Print the tables."""
    release = shared.release(origin=shared.ORIGIN)
    offline = [file for file in release.entries.values() if file.offline]
    found = bundled(release.base, release.languages, offline)
    print(
        "| host compresses with | shared, core | shared, rest | core | rest | reader's language, whole | all |\n"
        "|---|---:|---:|---:|---:|---:|---:|"
    )
    for name, weigh in HOSTS.items():
        together = [weigh(group.bundle.body) for group in (found.shared.core, found.shared.rest)]
        cores = [weigh(own.core.bundle.body) for own in found.languages.values()]
        rests = [weigh(own.rest.bundle.body) for own in found.languages.values()]
        core, rest = max(cores), max(rests)
        row = [*together, core, rest, sum(together) + core + rest, sum(together) + sum(cores) + sum(rests)]
        print(f"| {name} | " + " | ".join(f"{size:,}" for size in row) + " |")
    shortest, light = HOSTS["brotli 11, made by the build"], HOSTS["gzip 9, made by the build (nginx, object storage)"]
    print("\n| the same bodies | brotli 11 | gzip 9 |\n|---|---:|---:|")
    print(f"| each by itself | {each(offline, shortest):,} | {each(offline, light):,} |")
    print(f"| all in one bundle | {shortest(all_in_one(found)):,} | {light(all_in_one(found)):,} |")


if __name__ == "__main__":
    main()
