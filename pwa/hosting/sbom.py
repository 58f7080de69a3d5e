"""The bill of materials that travels in the tree: which packages made this site, in which versions and licences.

CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json/) of what Python knows about installed packages; tools that write it
describe a whole environment, with what tests need. It has no time and no serial number: equal packages, equal bytes.
"""

import json
import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from pwa import __version__

NAME = "sbom.cdx.json"
LICENCE = "MIT AND CC-BY-4.0"
# Those of pyproject.toml, which is not there once the app is installed.
DIRECT = (
    "babel", "brotli", "colorama", "flask", "flask-babel", "granian", "polib", "pydantic", "pyyaml", "rcssmin",
    "rjsmin", "segno",
)  # fmt: skip
REQUIREMENT = re.compile(r"(?P<name>[A-Za-z0-9._-]+)[^;]*(?:;(?P<when>.*))?")
VENDOR = Path(__file__).parent.parent / "static" / "vendor"
NOTICE = re.compile(r"/\*!?(.*?)\*/", re.DOTALL)
ABOUT = re.compile(r"^(\w+) (\d[\d.]*): [^\n]*\n(\w+) License")
SPDX = re.compile(r"[A-Za-z0-9.+-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+-]+)*")
# What packages say that came before PEP 639, where it has one meaning.
CLASSIFIERS = {"MIT License": "MIT"}


def bill_of_materials() -> bytes:
    """The bill, as JSON: the app, each package that it needs, and which needs which."""
    packages = _needed(DIRECT)
    refs = {name: f"pkg:pypi/{name}@{package.version}" for name, package in packages.items()}
    others = vendored()
    refs |= {one["name"]: one["bom-ref"] for one in others}
    own = (*DIRECT, *(one["name"] for one in others))
    needs = {"night-cramp": own, **{name: _requirements(package) for name, package in packages.items()}}
    app = {"type": "application", "bom-ref": "night-cramp", "name": "night-cramp", "version": __version__}
    bill = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {**app, "licenses": [{"expression": LICENCE}]}},
        "components": [*(_component(name, package, refs[name]) for name, package in packages.items()), *others],
        "dependencies": [
            {"ref": refs.get(name, name), "dependsOn": sorted(refs[need] for need in set(wanted) if need in refs)}
            for name, wanted in {**needs, **{one["name"]: () for one in others}}.items()
        ],
    }
    return f"{json.dumps(bill, indent=1)}\n".encode()


def vendored() -> list[dict[str, Any]]:
    """The code of others that travels to phones, each with its whole notice, to which a phone's copy points."""
    found = []
    for path in sorted(VENDOR.glob("*.js")):
        notice = re.sub(r"\n +", "\n", NOTICE.findall(path.read_text(encoding="utf-8"))[1].strip())
        name, version, licence = ABOUT.findall(notice)[0]
        ref = f"pkg:npm/{name}@{version}"
        said = [{"license": {"id": licence, "text": {"content": notice}}}]
        part = {"type": "library", "bom-ref": ref, "name": name, "version": version, "licenses": said, "purl": ref}
        found.append(part)
    return found


def licences(package: Distribution) -> list[dict[str, Any]]:
    """What a package says of its licence, in CycloneDX's words: SPDX where it is that."""
    about = package.metadata.json  # a name that is not there is no error in it
    said = str(about.get("license_expression") or about.get("license") or "")
    last = [line.rpartition(" :: ")[2] for line in about.get("classifier", []) if line.startswith("License :: ")]
    if not SPDX.fullmatch(said):
        said = next((CLASSIFIERS[name] for name in last if name in CLASSIFIERS), "")
    return [{"expression": said}] if said else [{"license": {"name": name}} for name in last]


def _needed(names: tuple[str, ...]) -> dict[str, Distribution]:
    """The packages that are there, and all that they need, by name and in its order."""
    found: dict[str, Distribution] = {}
    left = [*names]
    while left:
        name = left.pop()
        if name in found:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:  # needed on another system only
            continue
        left += _requirements(found[name])
    return dict(sorted(found.items()))


def _requirements(package: Distribution) -> tuple[str, ...]:
    found = [match for line in package.requires or [] if (match := REQUIREMENT.match(line))]
    return tuple(_normal(match["name"]) for match in found if "extra" not in (match["when"] or ""))


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _component(name: str, package: Distribution, ref: str) -> dict[str, Any]:
    return {
        "type": "library",
        "bom-ref": ref,
        "name": name,
        "version": package.version,
        "purl": ref,
        "licenses": licences(package),
    }
