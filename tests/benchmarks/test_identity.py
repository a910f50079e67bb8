"""The benchmark of identity runs through and compares what is stored with the truth; how well is not asked here."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "identity.py"
pytestmark = pytest.mark.xdist_group("benchmark of identity")  # in one process: what they share is dear


def measure(*options: str) -> dict[str, Any]:
    command = [sys.executable, SCRIPT, "--count", "25", "--sample", "5", "--database", "sqlite", "--json"]
    done = subprocess.run([*command, *options], check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)["sqlite"]["25"]


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    return measure()


def test_every_telling_is_found_again(figures: dict[str, Any]) -> None:
    for name in ("organizations", "events"):
        assert figures[name]["size"] > 25
        assert 0 < figures[name]["items"]["precision"] <= 1
        assert 0 < figures[name]["items"]["recall"] <= 1


def test_the_order_of_documents_and_the_size_of_batches_change_nothing(figures: dict[str, Any]) -> None:
    other = measure("--shuffled", "--batch", "7")
    assert {name: other[name] for name in ("organizations", "events")} == {
        name: figures[name] for name in ("organizations", "events")
    }


def test_time_and_memory_are_measured(figures: dict[str, Any]) -> None:
    costs = [cost for name in ("first", "last", "sample") for cost in figures[name]]
    assert min(figures["seconds"], figures["memory"], *costs) > 0
