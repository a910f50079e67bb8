"""The few places where SQLite and PostgreSQL write and look up many rows in different words."""

import json
from collections import defaultdict
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Any, LiteralString, TypeVar, cast

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Connection,
    ScalarSelect,
    Select,
    Table,
    Text,
    any_,
    bindparam,
    delete,
    literal_column,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError

from corpdb.core.errors import DatabaseError
from corpdb.storage.engine import is_sqlite
from corpdb.storage.interruption import leaving_interrupted
from corpdb.storage.schema.revisions import read_revisions, read_version

if TYPE_CHECKING:
    import psycopg  # not when running: who has SQLite need not wait for it

Value = str | int
_Value = TypeVar("_Value")
WRITE_LOCK = 0x636F72706C64  # "corpld": the advisory lock that lets one batch be written at a time.
_BY_INDEX = {
    "enable_seqscan": "off",
    "enable_hashjoin": "off",
    "enable_mergejoin": "off",
    "max_parallel_workers_per_gather": "0",
    "jit": "off",
}


def lock_writes(connection: Connection) -> None:
    """Wait for other writers. The lock ends with the transaction, so each batch sees what the others have written.

    On SQLite the transaction itself is the lock: it must have begun for writing. A `DatabaseError` tells if another
    program has changed the schema since this one looked, which would not know what to write.
    """
    if is_sqlite(connection):
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    else:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITE_LOCK})
    if read_version(connection) != read_revisions().head:
        raise DatabaseError(
            "the schema of the database was changed while this was under way, and nothing more is written;"
            " once that is over, run the command again with the newest version of corpdb"
        )


def take_first(query: Select[_Value]) -> ScalarSelect[_Value]:
    """What the first row of the query holds, with nothing that a statement would need a parameter for.

    Views, and the statement of all guarantees, are texts. SQLite would add a parameter for an offset that is not given.
    """
    return query.limit(literal_column("1")).offset(literal_column("0")).scalar_subquery()


@contextmanager
def by_index(connection: Connection) -> Generator[None]:
    """Let PostgreSQL look rows up by index in the block, within a transaction, as SQLite does.

    A batch asks for some hundred rows of each table. The planner, to whom each may be a read of the disk, would rather
    read the whole table, once more for every batch, until it is many times as large.
    """
    if is_sqlite(connection):
        yield
        return
    connection.exec_driver_sql("; ".join(f"SET LOCAL {name} = {value}" for name, value in _BY_INDEX.items()))
    yield  # an error takes the settings back with the transaction or its step
    connection.exec_driver_sql("; ".join(f"SET LOCAL {name} TO DEFAULT" for name in _BY_INDEX))


def insert_rows(connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert `rows`, each with a value for each of `columns`, by `COPY` on PostgreSQL, by one statement on SQLite.

    Dates are ISO text and exact numbers decimal text: both databases take them so.
    """
    if not rows:
        return
    names = ", ".join(columns)
    if is_sqlite(connection):
        marks = ", ".join("?" * len(columns))
        _execute_many(connection, f"INSERT INTO {table.name} ({names}) VALUES ({marks})", rows)  # noqa: S608 - our names
        return
    raw = cast("psycopg.Connection", connection.connection.driver_connection)
    statement = cast("LiteralString", f"COPY {table.name} ({names}) FROM STDIN")
    with driver_errors(connection), raw.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def update_rows(
    connection: Connection, table: Table, key: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    """Set `columns` of the rows of `table` that `key` names: each of `rows` is a key and a value for each column."""
    if not rows:
        return
    mark = "?" if is_sqlite(connection) else "%s"
    settings = ", ".join(f"{column} = {mark}" for column in columns)
    statement = f"UPDATE {table.name} SET {settings} WHERE {key} = {mark}"  # noqa: S608 - our own names
    _execute_many(connection, statement, [(*values, wanted) for wanted, *values in rows])


def replace_rows(
    connection: Connection, table: Table, owners: Collection[int], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Let the rows of `table` that belong to `owners`, by the first of `columns`, be `rows`.

    Only rows that differ are deleted or inserted; `rows` of others, that have none yet, may be among them.
    """
    spare: defaultdict[tuple[Any, ...], list[int]] = defaultdict(list)
    if owners:
        query = select(table.c.id, *(table.c[name] for name in columns))
        for row, *values in connection.execute(query.where(is_any_of(connection, table.c[columns[0]], owners))).all():
            spare[tuple(map(_make_plain, values))].append(row)
    missing: list[Sequence[Any]] = []
    for row in rows:
        if same := spare.get(tuple(row)):
            same.pop()
        else:
            missing.append(row)
    gone = list(chain.from_iterable(spare.values()))
    if gone:
        connection.execute(delete(table).where(is_any_of(connection, table.c.id, gone)))
    insert_rows(connection, table, columns, missing)


def change_counts(
    connection: Connection,
    table: Table,
    columns: Sequence[str],
    counts: Mapping[tuple[Any, ...], int],
    counted: str = "documents",
) -> list[tuple[Any, ...]]:
    """Add `counts`, by the values of `columns`, to the numbers of what is `counted` in `table`; rows left with none go.

    What comes out are the rows that are missing: those values and the number.
    """
    changes = {key: number for key, number in counts.items() if number}
    own = [table.c[column] for column in columns]
    query = select(table.c.id, table.c[counted], *own)
    query = query.where(is_any_of(connection, own[0], {key[0] for key in changes}))
    rows = cast("Iterable[tuple[Any, ...]]", connection.execute(query).all())
    stored = {tuple(key): (row, number) for row, number, *key in rows}
    known = {row: number + changes[key] for key, (row, number) in stored.items() if key in changes}
    kept = [(row, number) for row, number in known.items() if number > 0]
    update_rows(connection, table, "id", (counted,), kept)
    gone = [row for row, number in known.items() if number <= 0]
    if gone:
        connection.execute(delete(table).where(is_any_of(connection, table.c.id, gone)))
    return [(*key, number) for key, number in changes.items() if key not in stored and number > 0]


def reserve_ids(connection: Connection, table: Table, number: int) -> Iterator[int]:
    """The next `number` keys of `table`, in order, never given before."""
    if is_sqlite(connection):
        statement = text("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = :table")
        last = connection.execute(statement, {"table": table.name}).scalar_one()
        return iter(range(last + 1, last + number + 1))
    statement = text("SELECT nextval(pg_get_serial_sequence(:table, 'id')) FROM generate_series(1, :number)")
    return iter(connection.execute(statement, {"table": table.name, "number": number}).scalars().all())


def is_any_of(connection: Connection, column: ColumnElement[Any], values: Iterable[Value]) -> ColumnElement[bool]:
    """The condition that `column` is one of `values`: one statement and one parameter, however many there are."""
    wanted = list(values)
    if is_sqlite(connection):
        listed = bindparam("listed", json.dumps(wanted), type_=Text, unique=True)
        return column.in_(text("SELECT value FROM json_each(:listed)").bindparams(listed))
    return column == any_(bindparam(None, wanted, type_=ARRAY(column.type), unique=True))


def _make_plain(value: Any) -> Any:
    """The value as rows to be inserted hold it."""
    return str(value) if isinstance(value, date | Decimal) else value


def _execute_many(connection: Connection, statement: str, rows: Sequence[Sequence[Any]]) -> None:
    with driver_errors(connection):
        connection.connection.cursor().executemany(statement, rows)


@contextmanager
def driver_errors(connection: Connection) -> Generator[None]:
    """Raise what the driver raises in the block as SQLAlchemy would."""
    kind = connection.dialect.loaded_dbapi.Error
    try:
        with leaving_interrupted(connection):
            yield
    except kind as error:
        raise DBAPIError.instance(None, None, error, kind, dialect=connection.dialect) from error
