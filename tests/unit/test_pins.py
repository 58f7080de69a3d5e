"""The look at newer versions: the report names every step, and the scheduled one runs what there is."""

import os
import re
import shutil
import socket
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from tests.support.project import ROOT
from tests.unit.test_documents import targets_of_make
from tools.pins_report import FILES, changes, step

OLD = {"flask": "3.1.3", "babel": "2.18.0", "gone": "1.0", "pytz": "2026.6", "same": "1.2"}
NEW = {"flask": "4.0.0", "babel": "2.18.1", "pytz": "2026.7", "same": "1.2", "come": "0.1"}


def test_each_step_is_named() -> None:
    assert changes(OLD, NEW) == [
        "| babel | 2.18.0 | 2.18.1 | patch |",
        "| come | - | 0.1 | new |",
        "| flask | 3.1.3 | 4.0.0 | major |",
        "| gone | 1.0 | - | gone |",
        "| pytz | 2026.6 | 2026.7 | minor |",
    ]
    assert step("1.2", "1.2.1") == "patch"


def test_every_file_of_pins_can_be_read() -> None:
    for name, read in FILES.items():
        pins = read((ROOT / name).read_text(encoding="utf-8"))
        assert pins, name
        assert all(re.match(r"\d", version) for version in pins.values()), name


def test_the_package_names_the_versions_of_python_that_it_is_tested_with() -> None:
    run = re.search(r"^PYTHONS = \[(.+)\]$", (ROOT / "noxfile.py").read_text(encoding="utf-8"), re.M)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert run
    named = [said.rpartition(" ")[2] for said in project["classifiers"] if re.search(r":: 3\.\d+$", said)]
    assert named == re.findall(r'"(.+?)"', run[1])


def test_the_scheduled_look_runs_commands_that_there_are_and_may_only_read() -> None:
    flow = yaml.safe_load((ROOT / ".github" / "workflows" / "pins.yml").read_text(encoding="utf-8"))
    steps = [step["run"] for job in flow["jobs"].values() for step in job["steps"]]
    called = {name for step in steps for name in re.findall(r"\bmake (\w+)", step)}
    assert "pins" in called
    assert called <= targets_of_make()
    assert flow["permissions"] == {"contents": "read"}
    assert "schedule" in flow[True]  # YAML 1.1 takes `on` for yes


@pytest.mark.slow
def test_without_a_network_one_sentence_says_so_and_nothing_is_changed(tmp_path: Path) -> None:
    pinned = [*ROOT.glob("requirements*.txt"), ROOT / "package.json", ROOT / "package-lock.json"]
    for file in [*pinned, ROOT / "pyproject.toml"]:
        shutil.copy(file, tmp_path)
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    (tmp_path / ".venv").symlink_to(ROOT / ".venv")
    with socket.socket() as nobody:  # bound, and never listening
        nobody.bind(("127.0.0.1", 0))
        registry = f"http://127.0.0.1:{nobody.getsockname()[1]}/"
        away = {**os.environ, "PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": registry, "PIP_RETRIES": "0"}
        command = ["sh", "scripts/pins.sh", "--upgrade"]
        ran = subprocess.run(command, cwd=tmp_path, env=away, capture_output=True, text=True)
    assert ran.returncode == 1
    assert ran.stderr.count("\n") == 1
    assert ran.stderr.startswith("pins: nothing was changed, because pip failed; is there a network?")
    for file in pinned:
        assert (tmp_path / file.name).read_bytes() == file.read_bytes()
