import tomllib

import pytest

from tools import pin

PROJECT = """[tool.uv]
constraint-dependencies = [
    "old==1; sys_platform == 'win32'",
]
cache-keys = [
    { file = "pyproject.toml" },
]
"""


def test_pins_replace_the_old_ones_and_nothing_else() -> None:
    changed = pin.replace_pins(PROJECT, ["new==2", "other==3; python_full_version < '3.12'"])
    assert tomllib.loads(changed)["tool"]["uv"] == {
        "constraint-dependencies": ["new==2", "other==3; python_full_version < '3.12'"],
        "cache-keys": [{"file": "pyproject.toml"}],
    }


def test_pinning_again_changes_nothing() -> None:
    once = pin.replace_pins(PROJECT, ["new==2"])
    assert pin.replace_pins(once, ["new==2"]) == once


def test_a_project_without_the_list_is_left_alone() -> None:
    with pytest.raises(ValueError, match="constraint-dependencies"):
        pin.replace_pins("[tool.uv]\n", [])


def test_every_resolved_version_is_pinned() -> None:
    pinned = tomllib.loads(pin.PROJECT.read_text("utf-8"))["tool"]["uv"]["constraint-dependencies"]
    assert pinned == pin.list_resolved(), "run `python -m uv run python -m tools.pin`"
