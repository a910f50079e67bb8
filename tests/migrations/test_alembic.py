"""The `alembic` command with the repository's settings, as a maintainer types it."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.config import CommandLine
from sqlalchemy import make_url

from corpdb.storage.checking.check import list_differences
from corpdb.storage.engine import open_database
from corpdb.storage.schema.state import current_revision

ROOT = Path(__file__).parents[2]


def run_alembic(database: str, *arguments: str) -> None:
    """The command, in this process."""
    CommandLine().main(["-c", str(ROOT / "alembic.ini"), "-x", f"database={database}", *arguments])


def test_the_models_agree_with_the_database_that_is_named(migrated_url: str) -> None:
    run_alembic(migrated_url, "check")
    with open_database(migrated_url) as engine, engine.begin() as connection:
        connection.exec_driver_sql("DROP INDEX ix_document_published_first_day")
    with pytest.raises(SystemExit):
        run_alembic(migrated_url, "check")


def test_what_is_wrong_with_the_database_is_told_without_a_password(
    migrated_postgresql_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    url = make_url(migrated_postgresql_url).set(password="qu@y/quux").render_as_string(hide_password=False)
    with pytest.raises(SystemExit):
        run_alembic(url, "current")
    output = "".join(capsys.readouterr())
    assert "FAILED: postgresql" in output
    assert not re.search("qu(@|%40)y|quux", output)


def test_the_sql_of_the_revisions_makes_the_schema(sqlite_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    run_alembic(sqlite_url, "upgrade", "head", "--sql")
    with closing(sqlite3.connect(make_url(sqlite_url).database or "")) as connection:
        connection.executescript(capsys.readouterr().out)
    with open_database(sqlite_url) as engine:
        assert list_differences(engine) == []


def test_the_sql_of_the_revisions_can_be_had_without_a_server(capsys: pytest.CaptureFixture[str]) -> None:
    run_alembic("postgresql://nobody:secret@nowhere.invalid/x", "upgrade", "head", "--sql")
    script = capsys.readouterr().out
    assert script.count("COMMENT ON VIEW") >= 10
    assert "secret" not in script


def test_alembic_takes_steps(migrated_url: str) -> None:
    with open_database(migrated_url) as engine:
        newest = current_revision(engine)
        run_alembic(migrated_url, "downgrade", "-1")
        assert current_revision(engine) != newest
        run_alembic(migrated_url, "upgrade", "+1")
        assert current_revision(engine) == newest
