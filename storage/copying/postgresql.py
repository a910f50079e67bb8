"""A PostgreSQL database as one side of a copy."""

from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from select import select
from typing import TYPE_CHECKING, Any, LiteralString, cast

from sqlalchemy import Connection, Engine, Table, text

from corpdb.core.batches import cut
from corpdb.models.schema import metadata
from corpdb.storage.bulk import driver_errors, lock_writes
from corpdb.storage.copying.lines import Block, is_quoted, list_forms

if TYPE_CHECKING:
    import psycopg  # not when running: who has SQLite need not wait for it
    from psycopg import pq

BLOCK_ROWS = 1000
_FORM = r"""FORMAT csv, NULL 'null', QUOTE '"', ESCAPE E'\\'"""
_OWN_FORM = "SET LOCAL DateStyle = 'ISO'; SET LOCAL TimeZone = 'UTC'; SET LOCAL extra_float_digits = 1"
# Rows were written in the order of their keys: to read them so takes no sorting. Sorting for indexes takes memory.
_FOR_WRITING = "SET LOCAL enable_sort = off; SET LOCAL maintenance_work_mem = '256MB'"
_CONSTRAINTS = text(
    "SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE contype IN ('u', 'f') AND connamespace = current_schema()::regnamespace ORDER BY contype DESC, conname"
)
_INDEXES = text(
    "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
    " JOIN pg_class ON pg_class.oid = indexrelid"
    " WHERE relnamespace = current_schema()::regnamespace AND NOT indisprimary ORDER BY 1"
)


class PostgresqlSide:
    """A PostgreSQL database within a transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def read_lines(self, table: Table) -> Generator[Block]:
        """As `Side` says."""
        names = [f'"{column.name}"' for column in table.columns]
        forms = ", ".join(map(" AS ".join, zip(list_forms(table, is_sqlite=False), names, strict=True)))
        quoted = ", ".join(f'"{column.name}"' for column in table.columns if is_quoted(column))
        form = f"{_FORM}, FORCE_QUOTE ({quoted})" if quoted else _FORM
        order = ", ".join(_order(column) for column in table.primary_key)
        query = f"SELECT {forms} FROM {table.name} ORDER BY {order}"  # noqa: S608 - our own names
        with driver_errors(self.connection), _given_up(self.connection):
            yield from _read_copy(_drive(self.connection), f"COPY ({query}) TO STDOUT ({form})")

    def write_lines(self, table: Table, blocks: Iterable[Block]) -> None:
        """As `Side` says."""
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        statement = cast("LiteralString", f"COPY {table.name} ({names}) FROM STDIN ({_FORM}, FREEZE)")
        with driver_errors(self.connection), _drive(self.connection).cursor() as cursor, cursor.copy(statement) as copy:
            for block in blocks:
                copy.write(block.lines)

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
    return f'"{column.name}" COLLATE "C"' if column.type.python_type is str else f'"{column.name}"'


def _read_copy(raw: "psycopg.Connection[Any]", statement: str) -> Generator[Block]:
    """What `COPY ... TO STDOUT` sends, in blocks: the driver's own reading hands each row through many calls."""
    from psycopg.errors import error_from_result
    from psycopg.pq import ExecStatus

    raw.pgconn.send_query(statement.encode())
    while raw.pgconn.is_busy():  # to sort a table takes a while, in which Ctrl-C must be heard
        _wait_for_more(raw.pgconn)
    result = raw.pgconn.get_result()
    assert result is not None
    if result.status == ExecStatus.COPY_OUT:
        for block in cut(_read_rows(raw.pgconn), BLOCK_ROWS):
            yield Block(len(block), b"".join(block))
        result = raw.pgconn.get_result() or result
    while raw.pgconn.get_result():
        pass
    if result.status != ExecStatus.COMMAND_OK:
        raise error_from_result(result, encoding=raw.info.encoding)


def _read_rows(server: "pq.abc.PGconn") -> Iterator[bytes]:
    while True:
        size, row = server.get_copy_data(1)
        if size > 0:
            yield bytes(row)  # views are joined in three times the time
        elif size < 0:
            return
        else:  # nothing has come yet
            _wait_for_more(server)


def _wait_for_more(server: "pq.abc.PGconn") -> None:
    select([server.socket], [], [])
    server.consume_input()


@contextmanager
def _given_up(connection: Connection) -> Generator[None]:
    """Leave the connection to itself if the block fails: in the middle of rows, it takes no other command."""
    try:
        yield
    except BaseException:
        with suppress(Exception):
            _drive(connection).cancel()  # else the server would go on until it notices
        connection.invalidate()
        raise


def _drive(connection: Connection) -> "psycopg.Connection[Any]":
    """The driver's own connection."""
    return cast("psycopg.Connection[Any]", connection.connection.driver_connection)
