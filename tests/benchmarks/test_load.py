"""The benchmark of the load runs through and measures what it says; how fast is not asked here."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "load.py"
pytestmark = pytest.mark.xdist_group("benchmark of load")  # in one process: what they share is dear


@pytest.fixture(scope="module")
def report() -> dict[str, Any]:
    options = ["--count", "9", "--repeat", "1", "--database", "sqlite", "--json"]
    done = subprocess.run([sys.executable, SCRIPT, *options], check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)["sqlite"]["9"]


def test_every_document_passes_every_stage(report: dict[str, Any]) -> None:
    stages = report["stages"]
    assert stages["documents"] == 9
    assert stages["words"] > 9 * 130
    assert all(stages[name] > 0 for name in ("reading", "extraction", "resolution", "rows", "other"))


def test_the_peer_writes_the_same_rows(report: dict[str, Any]) -> None:
    writing = report["writing"]
    assert writing["documents"] == 9
    assert writing["rows"] > 300
    assert min(writing["seconds"], writing["peer"], writing["ratio"]) > 0


def test_the_command_is_watched_to_its_end(report: dict[str, Any]) -> None:
    command = report["command"]
    assert (command["first"]["added"], command["again"]["unchanged"]) == (9, 9)
    assert min(command["first"]["main"], command["first"]["worker"]) > 10
    assert command["first"]["seconds"] > command["first"]["inside"]
