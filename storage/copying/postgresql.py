"""A PostgreSQL database as one side of a copy."""

from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, LiteralString, cast

from sqlalchemy import Connection, Engine, Table, text

from corpdb.models.schema import metadata
from corpdb.storage.bulk import driver_errors, lock_writes
from corpdb.storage.copying.lines import list_forms

if TYPE_CHECKING:
    import psycopg  # not when running: who has SQLite need not wait for it

BLOCK_ROWS = 1000
_OWN_FORM = "SET LOCAL DateStyle = 'ISO'; SET LOCAL TimeZone = 'UTC'; SET LOCAL extra_float_digits = 1"
# Rows were written in the order of their keys: to read them so takes no sorting. Sorting for indexes takes memory.
_FOR_WRITING = "SET LOCAL enable_sort = off; SET LOCAL maintenance_work_mem = '256MB'"
_TABLES = "(SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace)"
_CONSTRAINTS = text(
    "SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint"
    f" WHERE contype IN ('u', 'f') AND conrelid IN {_TABLES} ORDER BY contype DESC, conname"  # noqa: S608
)
_INDEXES = text(
    "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
    f" WHERE indrelid IN {_TABLES} AND NOT indisprimary ORDER BY indexrelid::regclass::text"  # noqa: S608
)
_SEQUENCE = text("SELECT pg_get_serial_sequence(:table, 'id')")


class PostgresqlSide:
    """A PostgreSQL database within a transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def read_lines(self, table: Table) -> Iterator[bytes]:
        """As `Side` says."""
        forms = ", ".join(list_forms(table, is_sqlite=False))
        order = ", ".join(_order(column) for column in table.primary_key)
        query = f"SELECT {forms} FROM {table.name} ORDER BY {order}"  # noqa: S608 - our own names
        with self._copying(f"COPY ({query}) TO STDOUT") as copy:
            rows = iter(copy)
            while block := b"".join(islice(rows, BLOCK_ROWS)):
                yield block

    def write_lines(self, table: Table, blocks: Iterable[bytes]) -> None:
        """As `Side` says."""
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        with self._copying(f"COPY {table.name} ({names}) FROM STDIN (FREEZE)") as copy:
            for block in blocks:
                copy.write(block)

    @contextmanager
    def emptied(self) -> Generator[None]:
        """As `Side` says."""
        run = self.connection.exec_driver_sql
        constraints = self.connection.execute(_CONSTRAINTS).all()
        for table, name, _ in reversed(constraints):  # references before what they refer to
            run(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        indexes = self.connection.execute(_INDEXES).all()
        for name, _ in indexes:
            run(f"DROP INDEX {name}")
        run(f"TRUNCATE {', '.join(metadata.tables)}")
        yield
        for _, statement in indexes:
            run(statement)
        for table, name, definition in constraints:
            run(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
        run("ANALYZE")

    def read_last_number(self, table: Table) -> int:
        """As `Side` says."""
        sequence = self._find_sequence(table)
        if sequence is None:
            return 0
        query = f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}"  # noqa: S608 - our own names
        return self.connection.execute(text(query)).scalar_one()

    def set_last_number(self, table: Table, number: int) -> None:
        """As `Side` says."""
        if number and (sequence := self._find_sequence(table)):
            values = {"sequence": sequence, "number": number}
            self.connection.execute(text("SELECT setval(:sequence, :number)"), values)

    def _find_sequence(self, table: Table) -> str | None:
        if "id" not in table.columns:
            return None
        return self.connection.execute(_SEQUENCE, {"table": table.name}).scalar_one()

    @contextmanager
    def _copying(self, statement: str) -> Generator[Any]:
        raw = cast("psycopg.Connection", self.connection.connection.driver_connection)
        with (
            driver_errors(self.connection),
            raw.cursor() as cursor,
            cursor.copy(cast("LiteralString", statement)) as copy,
        ):
            yield copy


@contextmanager
def open_source(engine: Engine) -> Generator[PostgresqlSide]:
    """The database as it stands now, for reading, whatever is written meanwhile."""
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection, connection.begin():
        connection.exec_driver_sql(_OWN_FORM)
        yield PostgresqlSide(connection)


@contextmanager
def open_target(engine: Engine) -> Generator[PostgresqlSide]:
    """The database for writing, to which nobody else writes meanwhile; nothing is kept unless the block ends well."""
    with engine.begin() as connection:
        lock_writes(connection)
        connection.exec_driver_sql(f"{_OWN_FORM}; {_FOR_WRITING}")
        yield PostgresqlSide(connection)


def _order(column: Any) -> str:
    """A key as it orders rows in the same way on both databases: texts by their bytes."""
    return f'"{column.name}"' if column.type.python_type is int else f'"{column.name}" COLLATE "C"'
