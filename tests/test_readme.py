"""What the README shows is what its commands print, in the order in which they stand there."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"^```console\n\$ (?P<command>[^\n]+)\n(?P<output>.+?)^```$", re.MULTILINE | re.DOTALL)
SECONDS = re.compile(r"^(seconds +)[\d.]+$", re.MULTILINE)
PLACE = re.compile(r"file:///\S*?/seeds/")


def read_examples() -> list[tuple[str, str]]:
    """Each command of the README's console blocks that shows what it prints, with that."""
    return [
        (block["command"].rpartition("python -m uv run ")[2], block["output"])
        for block in BLOCK.finditer((ROOT / "README.md").read_text("utf-8"))
        if not block["output"].startswith("$ ")
    ]


def test_the_readme_shows_a_load_reports_and_an_event() -> None:
    assert [command.split()[1] for command, _ in read_examples()] == ["load", "report", "report", "show"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the seeds in it, as a clone has them."""
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    return tmp_path


def test_the_examples_print_what_the_readme_shows(folder: Path) -> None:
    for command, shown in read_examples():
        program, *arguments = shlex.split(command)
        done = subprocess.run(
            [Path(sys.executable).with_name(program), *arguments],
            cwd=folder,
            capture_output=True,
            text=True,
            check=True,
        )
        assert _normalize(done.stdout) == _normalize(shown), command


def _normalize(text: str) -> str:
    lines = PLACE.sub("file:///.../seeds/", SECONDS.sub(r"\1_", text)).splitlines()
    return "\n".join(line.rstrip() for line in lines).strip()
