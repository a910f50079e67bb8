import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from corpdb.core.version import __version__
from tests.cli.running import run, run_on
from tools.commands import list_commands

SLOW = "alembic corpdb.extraction.reader corpdb.reports.catalog psycopg rapidfuzz sqlalchemy trafilatura"


def test_the_version_is_told() -> None:
    result = run("--version")
    assert (result.exit_code, result.stdout) == (0, f"corpdb {__version__}\n")


def test_no_arguments_bring_the_help() -> None:
    result = run()
    assert result.exit_code == 2
    assert "Usage: corpdb" in result.output


@pytest.mark.parametrize(("name", "command"), list_commands().items(), ids=lambda value: str(value).replace(" ", "-"))
def test_every_command_has_help_with_examples(name: str, command: Any) -> None:
    assert command.help
    assert name in command.epilog
    result = run(*name.split()[1:], "--help")
    assert result.exit_code == 0
    assert "Examples" in result.stdout


def test_a_command_that_is_not_there_brings_a_near_one() -> None:
    result = run("raport")
    assert result.exit_code == 2
    assert "report" in result.stderr


def test_starting_loads_no_slow_library() -> None:
    code = f"import sys, corpdb.cli.main; print([name for name in {SLOW.split()} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_the_database_may_be_named_before_the_command(sqlite_sample: str, tmp_path: Path) -> None:
    elsewhere = f"sqlite:///{tmp_path / 'other.db'}"
    assert run("--database", sqlite_sample, "report", "labs").exit_code == 0
    assert run_on(sqlite_sample, "--database", elsewhere, "report", "labs").exit_code == 0
    assert run("--database", elsewhere, "report", "labs").exit_code == 1


def test_the_database_may_be_named_by_the_environment(sqlite_sample: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CORPDB_DATABASE_URL", sqlite_sample)
    assert "Orcaline" in run("report", "labs").stdout


@pytest.mark.parametrize("arguments", [["--database", "", "report", "labs"], ["report", "labs", "--database", " "]])
def test_an_empty_database_url_is_refused(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "empty; write" in result.stderr
