"""What a change of an SQLite schema breaks takes it back; what it does not touch is not gone through."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from corpdb.core.errors import DatabaseError
from corpdb.storage.engine import make_engine
from corpdb.storage.schema.changing import Conduct, changing_schema
from corpdb.storage.schema.state import current_revision, downgrade, upgrade
from tests.support.rows import fill_every_table

MADE = (
    "CREATE TABLE owner (id INTEGER PRIMARY KEY, name TEXT)",
    "CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT, owner_id INTEGER REFERENCES owner (id))",
    "CREATE TABLE part (id INTEGER PRIMARY KEY, thing_id INTEGER REFERENCES thing (id))",
    "INSERT INTO owner VALUES (1, 'a'), (2, 'b')",
    "INSERT INTO thing VALUES (1, 'a', 1), (2, 'b', NULL)",
    "INSERT INTO part VALUES (1, 1)",
)
REBUILD = (
    "CREATE TABLE other (id INTEGER PRIMARY KEY, name TEXT, owner_id INTEGER REFERENCES owner (id))",
    "INSERT INTO other SELECT id, name, owner_id FROM thing{}",
    "DROP TABLE thing",
    "ALTER TABLE other RENAME TO thing",
)


@pytest.fixture
def things(sqlite_url: str) -> Iterator[Engine]:
    engine = make_engine(sqlite_url)
    with engine.begin() as connection:
        for statement in MADE:
            connection.exec_driver_sql(statement)
    yield engine
    engine.dispose()


def change(engine: Engine, *statements: str) -> None:
    with engine.connect() as connection, changing_schema(connection, Conduct()):
        for statement in statements:
            connection.exec_driver_sql(statement)


def dump(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        return list(raw.iterdump())


@pytest.mark.parametrize(
    "statements",
    [
        ("DELETE FROM owner",),
        ("DELETE FROM owner WHERE id = 1",),
        ("UPDATE owner SET id = 3 WHERE id = 1",),
        ("UPDATE thing SET owner_id = 9 WHERE id = 2",),
        ("INSERT INTO thing VALUES (3, 'c', 9)",),
        ("DROP TABLE owner", "CREATE TABLE owner (id INTEGER PRIMARY KEY, name TEXT)"),
        tuple(statement.format(" WHERE id = 2") for statement in REBUILD),
        ("CREATE TABLE new (id INTEGER REFERENCES owner (id))", "INSERT INTO new VALUES (9)"),
        ("CREATE TABLE n (id INTEGER REFERENCES owner (id))", "INSERT INTO n VALUES (9)", "ALTER TABLE n RENAME TO m"),
    ],
)
def test_a_reference_that_a_statement_breaks_takes_all_of_it_back(things: Engine, statements: tuple[str, ...]) -> None:
    before = dump(things)
    with pytest.raises(DatabaseError, match="the schema stays as it was"):
        change(things, *statements)
    assert dump(things) == before


@pytest.mark.parametrize(
    "statements",
    [
        ("UPDATE thing SET name = 'x'", "ALTER TABLE thing ADD COLUMN more TEXT", "CREATE INDEX i ON thing (name)"),
        ("DELETE FROM part", "UPDATE owner SET name = 'x'", "INSERT INTO owner VALUES (3, 'c')"),
        ("CREATE VIEW v AS SELECT name FROM thing", "DROP VIEW v"),
    ],
)
def test_what_no_statement_can_have_broken_is_not_gone_through(things: Engine, statements: tuple[str, ...]) -> None:
    with things.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("UPDATE thing SET owner_id = 9 WHERE id = 2")  # broken before
    things.dispose()
    change(things, *statements)


def test_references_are_enforced_again_and_statements_watched_no_more(things: Engine) -> None:
    change(things, *(statement.format("") for statement in REBUILD))
    with pytest.raises(Exception, match="FOREIGN KEY constraint failed"), things.begin() as connection:
        connection.exec_driver_sql("DELETE FROM owner")


def test_an_upgrade_that_would_break_a_reference_leaves_all_as_it_was(migrated_sqlite_url: str) -> None:
    engine = make_engine(migrated_sqlite_url)
    fill_every_table(engine)
    downgrade(engine, "c1a1f3d0b010")  # the next step rebuilds the table of mentions
    before = current_revision(engine)
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("UPDATE mention SET document_id = 999 WHERE id = (SELECT min(id) FROM mention)")
    engine.dispose()
    with pytest.raises(DatabaseError, match=r"rows of mention, which refer to document.*the schema stays as it was"):
        upgrade(engine)
    assert current_revision(engine) == before
    engine.dispose()
