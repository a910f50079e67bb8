"""A database of any size within minutes: a small world is loaded, then all of its rows are repeated under new numbers.

Each repetition is whole in itself: events with participants, mentions and documents. What must be unique gets a mark.
"""

from itertools import count

from joining import Plan, list_batches
from sqlalchemy import Column, Connection, Engine, Index, Table, UniqueConstraint, text

from corpdb.models.schema import REFERENCE_TABLES, metadata
from corpdb.models.vocabulary import LoadStatus
from corpdb.storage.engine import make_engine
from corpdb.storage.loading.run import LoadRun

LOADED_DOCUMENTS = 500
RUNS = {"load", "load_error"}
SEED = 11


def fill_database(url: str, events: int) -> None:
    """Fill the migrated and empty SQLite database at `url` with at least `events` events."""
    engine = make_engine(url)
    run = LoadRun.start(engine, ["world"])
    for batch in list_batches(Plan(LOADED_DOCUMENTS, SEED)):
        run.write(batch)
    run.finish(LoadStatus.COMPLETED)
    _multiply(engine, events)
    engine.dispose()


def _multiply(engine: Engine, events: int) -> None:
    tables = [table for table in metadata.sorted_tables if table.name not in RUNS | REFERENCE_TABLES]
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA foreign_keys = OFF")  # which SQLite ignores within a transaction
        offset = max(_ask(connection, f"SELECT coalesce(max({_key(table)}), 0) FROM {table}") for table in tables)
        there = _ask(connection, "SELECT count(*) FROM event")
        for number in count(1):
            if number * there >= events:
                break
            for table in tables:
                connection.exec_driver_sql(_repeat(table, number, offset))
        connection.commit()


def _repeat(table: Table, number: int, offset: int) -> str:
    """The statement that adds the first `offset` numbers' rows once more."""
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    values = ", ".join(_change(column, number, offset) for column in table.columns)
    return f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} WHERE {_key(table)} <= {offset}"


def _key(table: Table) -> str:
    return next(iter(table.primary_key)).name


def _change(column: Column[object], number: int, offset: int) -> str:
    name = f'"{column.name}"'
    if _is_number(column):
        return f"{name} + {number * offset}"
    if column.type.python_type is str and not column.foreign_keys and _is_unique(column):
        length: int | None = getattr(column.type, "length", None)
        return f"substr({name}, 1, {length - 8}) || '{number:08x}'" if length else f"{name} || '#{number}'"
    return name


def _is_number(column: Column[object]) -> bool:
    """Whether the column holds the number of a row that is repeated."""
    own = column.primary_key and column.type.python_type is int
    return own or any(key.column.name == "id" and key.column.table.name not in RUNS for key in column.foreign_keys)


def _is_unique(column: Column[object]) -> bool:
    groups = [part for part in column.table.constraints if isinstance(part, UniqueConstraint)]
    indexes: list[Index] = [index for index in column.table.indexes if index.unique]
    return any(column.name in group.columns for group in [*groups, *indexes])


def _ask(connection: Connection, query: str) -> int:
    return connection.execute(text(query)).scalar_one()
