"""The steps that revisions take: again after a killed run, on both databases, and what refers to a table stays."""

from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from io import StringIO
from time import sleep

import pytest
import sqlalchemy as sa
from alembic import op
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from corpdb.migrations.steps import add_reference, create_index, forbid_null, include_columns, move_rows, rebuilding
from corpdb.storage.engine import make_engine
from corpdb.storage.schema.changing import LOCK_MILLISECONDS, Conduct, changing_schema

MADE = (
    "CREATE TABLE owner (id INTEGER NOT NULL CONSTRAINT pk_owner PRIMARY KEY)",
    "CREATE TABLE thing (id {counting}, name TEXT, owner_id INTEGER)",
    "CREATE TABLE part (id INTEGER PRIMARY KEY, thing_id INTEGER NOT NULL REFERENCES thing (id) ON DELETE CASCADE)",
)
COUNTING = {"sqlite": "INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT", "postgresql": "SERIAL PRIMARY KEY"}


@pytest.fixture
def things(database_url: str) -> Generator[Engine]:
    """Things with owners and parts; the last number that was given to a thing is 40."""
    engine = make_engine(database_url)
    with engine.begin() as connection:
        for statement in MADE:
            connection.execute(text(statement.format(counting=COUNTING[engine.dialect.name])))
        connection.execute(text("INSERT INTO owner (id) VALUES (1), (2)"))
        for number in range(1, 41):
            connection.execute(text("INSERT INTO thing (name, owner_id) VALUES (:name, 1)"), {"name": f"n{number}"})
        connection.execute(text("INSERT INTO part (id, thing_id) SELECT id, id FROM thing"))
        connection.execute(text("DELETE FROM thing WHERE id = 40"))
    yield engine
    engine.dispose()


def describe_things() -> sa.Table:
    columns = (
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text),
        sa.Column("owner_id", sa.Integer),
    )
    return sa.Table("thing", sa.MetaData(), *columns, sqlite_autoincrement=True)


@contextmanager
def revising(connection: Connection) -> Generator[None]:
    """Let the block be what a revision does."""
    with changing_schema(connection, Conduct()):
        context = MigrationContext.configure(
            connection, opts={"transaction_per_migration": True, "transactional_ddl": True}
        )
        with context.begin_transaction(), context.begin_transaction(_per_migration=True), Operations.context(context):
            yield


def revise(engine: Engine, *steps: Callable[[], object]) -> None:
    with engine.connect() as connection, revising(connection):
        for step in steps:
            step()


def ask(engine: Engine, query: str) -> object:
    with engine.connect() as connection:
        return connection.execute(text(query)).scalar()


def test_an_index_is_made_and_made_again(things: Engine) -> None:
    revise(things, lambda: create_index("ix_thing_name", "thing", ["name"], unique=True))
    if things.dialect.name == "postgresql":  # as a killed run leaves it, which has made the index but not noted that
        revise(things, lambda: create_index("ix_thing_name", "thing", ["name"], unique=True))
    (index,) = inspect(things).get_indexes("thing")
    assert (index["name"], index["column_names"], bool(index["unique"])) == ("ix_thing_name", ["name"], True)


def test_an_index_waits_for_who_writes_and_later_steps_wait_briefly_again(postgresql_url: str) -> None:
    engine = make_engine(postgresql_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE thing (id int)"))
    with engine.connect() as writer, ThreadPoolExecutor(1) as pool:
        writer.execute(text("INSERT INTO thing VALUES (1)"))
        timeouts: list[object] = []
        work = pool.submit(
            revise,
            engine,
            lambda: create_index("ix_thing_id", "thing", ["id"]),
            lambda: timeouts.append(op.get_bind().execute(text("SHOW lock_timeout")).scalar()),
        )
        sleep(4 * LOCK_MILLISECONDS / 1000)
        assert not work.done()
        with engine.begin() as other:
            other.execute(text("INSERT INTO thing VALUES (2)"))  # nobody is held up
        writer.commit()
        work.result(20)
    assert timeouts == [f"{LOCK_MILLISECONDS}ms"]
    assert len(inspect(engine).get_indexes("thing")) == 1
    engine.dispose()


def test_a_failed_index_is_in_nobodys_way(things: Engine) -> None:
    with things.begin() as connection:
        connection.execute(text("UPDATE thing SET name = 'same'"))
    with pytest.raises(IntegrityError):
        revise(things, lambda: create_index("ix_thing_name", "thing", ["name"], unique=True))
    with things.begin() as connection:
        connection.execute(text("UPDATE thing SET name = 'n' || id"))
    revise(things, lambda: create_index("ix_thing_name", "thing", ["name"], unique=True))
    assert len(inspect(things).get_indexes("thing")) == 1


def test_the_index_of_a_unique_constraint_is_given_further_columns_again_and_again(things: Engine) -> None:
    with things.begin() as connection:
        if things.dialect.name == "postgresql":  # SQLite, where nothing changes, adds no constraint to a table
            connection.execute(text("ALTER TABLE thing ADD CONSTRAINT uq_thing_name UNIQUE (name)"))
    for include in (["owner_id"], [], ["owner_id"]):
        with things.connect() as connection, revising(connection):
            include_columns("uq_thing_name", "thing", ["name"], include)
        indexes = [one for one in inspect(things).get_indexes("thing") if one["unique"]]
        found = [(one["name"], one.get("dialect_options", {}).get("postgresql_include")) for one in indexes]
        assert found == ([("uq_thing_name", include)] if things.dialect.name == "postgresql" else [])


def test_rows_are_moved_in_batches_whatever_their_numbers(things: Engine) -> None:
    statement = "UPDATE thing SET name = name || '!' WHERE name NOT LIKE '%!' AND {range}"
    for _ in range(2):
        revise(things, lambda: move_rows("thing", statement, rows=7))
    assert ask(things, "SELECT count(*) FROM thing WHERE name = 'n' || id || '!'") == 39


def test_rows_of_an_empty_table_are_none(things: Engine) -> None:
    with things.begin() as connection:
        connection.execute(text("DELETE FROM thing"))
    revise(things, lambda: move_rows("thing", "UPDATE thing SET name = 'x' WHERE {range}"))


def test_a_filled_column_becomes_obligatory(things: Engine) -> None:
    for _ in range(2):
        revise(things, lambda: forbid_null(describe_things(), "name"))
    with pytest.raises(IntegrityError), things.begin() as connection:
        connection.execute(text("INSERT INTO thing (id) VALUES (99)"))
    assert inspect(things).get_check_constraints("thing") == []


def test_a_column_that_is_not_filled_stays_as_it_is(things: Engine) -> None:
    with things.begin() as connection:
        connection.execute(text("UPDATE thing SET name = NULL WHERE id = 3"))
    with pytest.raises(IntegrityError):
        revise(things, lambda: forbid_null(describe_things(), "name"))
    assert inspect(things).get_columns("thing")[1]["nullable"]
    assert ask(things, "SELECT count(*) FROM part") == 39


def test_a_reference_is_added_under_its_name(things: Engine) -> None:
    revise(things, lambda: add_reference(describe_things(), "owner_id", "owner", ondelete="CASCADE"))
    (key,) = inspect(things).get_foreign_keys("thing")
    assert (key["name"], key["referred_table"], key.get("options")) == (
        "fk_thing_owner_id",
        "owner",
        {"ondelete": "CASCADE"},
    )
    with pytest.raises(DBAPIError), things.begin() as connection:
        connection.execute(text("UPDATE thing SET owner_id = 3"))


def test_a_rebuilt_table_keeps_what_refers_to_it_and_its_last_number(things: Engine) -> None:
    def rebuild() -> None:
        with rebuilding(describe_things()) as batch:
            batch.alter_column("name", existing_type=sa.Text(), nullable=False)

    revise(things, rebuild)
    assert ask(things, "SELECT count(*) FROM part") == 39
    with things.begin() as connection:
        connection.execute(text("INSERT INTO thing (name) VALUES ('new')"))
    assert ask(things, "SELECT id FROM thing WHERE name = 'new'") == 41


def test_the_sql_moves_all_rows_at_once() -> None:
    output = StringIO()
    context = MigrationContext.configure(
        dialect_name="postgresql", opts={"as_sql": True, "output_buffer": output, "transactional_ddl": True}
    )
    with Operations.context(context):
        move_rows("thing", "UPDATE thing SET name = 'x' WHERE {range}")
    assert output.getvalue().strip() == "UPDATE thing SET name = 'x' WHERE 1 = 1;"
