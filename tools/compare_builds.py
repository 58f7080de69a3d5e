"""Says which entries of two built sites differ: `python -m tools.compare_builds OLD NEW`.

For changes that no reader should see. A page is compared with the addresses of its styles, scripts and pictures left
out, because those hold a digest; what is compressed, packed or listed for a host is made from the pages.
"""

import re
import sys
from pathlib import Path

from tools import folders

ASSET = re.compile(rb'(/assets/)[0-9a-f]+/[^"]*')
# Styles and scripts are named by their digest; the others are made from the entries.
DERIVED = ("assets/", "release/", "_", "sw.js", "release.json", "evidence.json")


def entries(folder: Path) -> dict[str, bytes]:
    """Bytes by name below the folder, without what is made from them. A folder without a site ends the command."""
    if not (folder / "release.json").is_file():
        sys.exit(f"{folder} holds no built site; write one: make build")
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {
        name: ASSET.sub(rb"\1", path.read_bytes())
        for name, path in found.items()
        if not name.startswith(DERIVED) and path.suffix not in (".br", ".gz")
    }


def differences(old: dict[str, bytes], new: dict[str, bytes]) -> list[str]:
    """A line for each entry that only one of the two has, or that differs."""
    lines = [f"only in the old one: {name}" for name in sorted(old.keys() - new.keys())]
    lines += [f"only in the new one: {name}" for name in sorted(new.keys() - old.keys())]
    return lines + [f"differs: {name}" for name in sorted(old.keys() & new.keys()) if old[name] != new[name]]


if __name__ == "__main__":
    found = differences(*map(entries, folders("OLD", "NEW")))
    print("\n".join(found) or "no entry differs")
    sys.exit(1 if found else 0)
