"""An SQLite database as one side of a copy."""

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Table, text

from corpdb.models.schema import metadata
from corpdb.storage.bulk import driver_errors
from corpdb.storage.copying.lines import FLOAT_FUNCTION, Block, join_arrays, list_forms, parse_lines, write_float

BLOCK_ROWS = 1000
CACHE_KIBIBYTES = 64 * 1024
_INDEXES = text("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name")


class SqliteSide:
    """An SQLite file within a transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def read_lines(self, table: Table) -> Generator[Block]:
        """As `Side` says."""
        array = f"json_array({', '.join(list_forms(table, is_sqlite=True))})"
        keys = ", ".join(column.name for column in table.primary_key)
        with driver_errors(self.connection):
            cursor = self.connection.connection.cursor()
            cursor.execute(f"SELECT {array} FROM {table.name} ORDER BY {keys}")  # noqa: S608 - our own names
            while rows := cursor.fetchmany(BLOCK_ROWS):
                yield join_arrays(rows)

    def write_lines(self, table: Table, blocks: Iterable[Block]) -> None:
        """As `Side` says."""
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        marks = ", ".join("?" * len(table.columns))
        statement = f"INSERT INTO {table.name} ({names}) VALUES ({marks})"  # noqa: S608 - our own names
        with driver_errors(self.connection):
            _drive(self.connection).executemany(statement, parse_lines(table, blocks))

    @contextmanager
    def emptied(self) -> Generator[None]:
        """As `Side` says."""
        indexes = self.connection.execute(_INDEXES).all()
        for name, _ in indexes:
            self.connection.exec_driver_sql(f'DROP INDEX "{name}"')
        for table in metadata.tables:
            self.connection.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 - our own names
        yield
        for _, statement in indexes:
            self.connection.exec_driver_sql(statement)


@contextmanager
def open_source(engine: Engine) -> Generator[SqliteSide]:
    """The file as it stands now, for reading, whatever is written meanwhile."""
    with engine.connect() as connection, connection.begin():
        _drive(connection).create_function(FLOAT_FUNCTION, 1, write_float, deterministic=True)
        yield SqliteSide(connection)


@contextmanager
def open_target(engine: Engine) -> Generator[SqliteSide]:
    """The file for writing; nothing of it is kept unless the block ends well."""
    with engine.connect() as connection:
        raw = _drive(connection)
        raw.create_function(FLOAT_FUNCTION, 1, write_float, deterministic=True)
        raw.execute("PRAGMA foreign_keys = OFF")  # rows may come before those that they refer to
        raw.execute("PRAGMA temp_store = FILE")  # what sorts for an index may be larger than the memory
        raw.execute(f"PRAGMA cache_size = -{CACHE_KIBIBYTES}")
        with connection.execution_options(writing=True).begin():
            yield SqliteSide(connection)


def _drive(connection: Connection) -> Any:
    """The driver's own connection."""
    return connection.connection.driver_connection
