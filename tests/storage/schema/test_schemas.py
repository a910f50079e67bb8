"""A schema of its own within another application's database, for a user who may make nothing elsewhere."""

import pytest
from sqlalchemy import text

from corpdb.core.errors import DatabaseError, UsageError
from corpdb.storage.checking.check import list_differences
from corpdb.storage.copying.run import copy_database
from corpdb.storage.engine import name_schema, open_database, parse_url
from corpdb.storage.schema.state import SchemaState, downgrade, read_state, upgrade
from tests.cli.running import run, run_on
from tests.support.content import read_content, read_rows
from tests.support.rows import fill_every_table

OTHERS = ("CREATE TABLE event (id int, what text)", "CREATE TABLE alembic_version (version_num text)")


@pytest.fixture
def shared_url(postgresql_url: str) -> str:
    """The schema `press` of a database in which another application has tables, where nothing else may be made."""
    with open_database(postgresql_url) as engine, engine.begin() as connection:
        for statement in (*OTHERS, "INSERT INTO event VALUES (1, 'theirs')", "CREATE SCHEMA press"):
            connection.execute(text(statement))
        connection.execute(text(f'REVOKE CREATE ON DATABASE "{engine.url.database}" FROM PUBLIC, CURRENT_USER'))
        connection.execute(text("REVOKE CREATE ON SCHEMA public FROM PUBLIC, CURRENT_USER"))
    return name_schema(postgresql_url, "press")


def test_everything_happens_within_the_schema(shared_url: str, postgresql_url: str) -> None:
    with open_database(shared_url) as engine:
        assert read_state(engine) is SchemaState.EMPTY
        upgrade(engine)
        fill_every_table(engine)
        assert list_differences(engine) == []
        downgrade(engine, "-1")
        upgrade(engine)
        assert list_differences(engine) == []
    assert len(read_content(shared_url)["events"]) == 4
    with open_database(postgresql_url) as engine, engine.connect() as connection:
        assert connection.execute(text("SELECT id, what FROM event")).all() == [(1, "theirs")]
        assert read_state(engine) is SchemaState.FOREIGN


def test_nothing_that_only_others_may_do_is_needed(shared_url: str) -> None:
    denied = pytest.raises(DatabaseError, match="may not do this")
    with denied, open_database(shared_url) as engine, engine.connect() as connection:
        connection.execute(text("CREATE EXTENSION pg_trgm"))


def test_it_is_copied_like_any_other(shared_url: str, sqlite_sample: str) -> None:
    copy_database(sqlite_sample, shared_url, lambda _content: None)
    assert read_rows(shared_url) == read_rows(sqlite_sample)


def test_an_upgrade_makes_the_schema(postgresql_url: str) -> None:
    assert run("--schema", "my news", "db", "upgrade", "--database", postgresql_url).exit_code == 0
    assert "(current)" in run_on(name_schema(postgresql_url, "my news"), "db", "current").stdout
    assert run_on(postgresql_url, "db", "current").stdout == "none (empty)\n"


def test_the_sql_names_the_schema(postgresql_url: str) -> None:
    script = run_on(name_schema(postgresql_url, "press"), "db", "upgrade", "--sql").stdout
    assert script.startswith('SET search_path TO "press";')


def test_a_schema_of_sqlite_is_refused(sqlite_url: str) -> None:
    result = run("--schema", "press", "db", "current", "--database", sqlite_url)
    assert result.exit_code == 2
    assert "an SQLite database has no schemas" in result.stderr


def test_no_schema_and_two_are_refused(postgresql_url: str) -> None:
    with pytest.raises(UsageError, match="the schema's name is empty"):
        name_schema(postgresql_url, " ")
    with pytest.raises(UsageError, match="names more than one schema"):
        parse_url(f"{postgresql_url}?schema=a&schema=b")
