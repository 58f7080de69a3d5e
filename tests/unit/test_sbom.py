"""The bill of materials: every package that runs, with its version and a licence that lets us, in CycloneDX's form."""

import json
import re
import tomllib
from typing import Any

import pytest

from pwa.hosting.sbom import DIRECT, LICENCE, bill_of_materials
from tests.support.project import ROOT

# Each lets us pass on what is built with it, and asks no more than to be named.
PERMISSIVE = {"MIT", "BSD-3-Clause", "BSD License", "Apache-2.0", "PSF-2.0", "Unicode-3.0", "ISC"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def bill() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(bill_of_materials())
    return found


def test_it_names_what_is_pinned_and_nothing_else(bill: dict[str, Any]) -> None:
    pins = dict(
        re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert {part["name"]: part["version"] for part in bill["components"]} == {**pins, "idb": "8.0.4"}
    assert bill["metadata"]["component"]["name"] == PROJECT["name"]
    assert {re.split("[>=]", need)[0] for need in PROJECT["dependencies"]} == set(DIRECT)
    assert PROJECT["license"] == LICENCE


def test_every_licence_is_known_and_permissive(bill: dict[str, Any]) -> None:
    for part in bill["components"]:
        said = {one.get("expression") or one["license"].get("id") or one["license"]["name"] for one in part["licenses"]}
        assert said, part["name"]
        assert said <= PERMISSIVE, part["name"]


def test_it_is_cyclonedx(bill: dict[str, Any]) -> None:
    """What the schema of 1.6 asks for of the parts that are used."""
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.6", 1)
    refs = [part["bom-ref"] for part in (bill["metadata"]["component"], *bill["components"])]
    assert len(refs) == len(set(refs))
    assert sorted(entry["ref"] for entry in bill["dependencies"]) == sorted(refs)
    for entry in bill["dependencies"]:
        assert set(entry["dependsOn"]) <= set(refs)
    for part in bill["components"]:
        kind = "npm" if part["name"] == "idb" else "pypi"
        assert part["purl"] == f"pkg:{kind}/{part['name']}@{part['version']}"
        assert part["type"] == "library"
    assert bill_of_materials() == bill_of_materials()
