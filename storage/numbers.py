"""The numbers that rows are given: which was the last, so that none is ever given twice."""

from functools import cache

from sqlalchemy import Connection, Table, TextClause, text

from corpdb.models.schema import metadata
from corpdb.storage.engine import is_sqlite

_NOTED = text("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = :table")
_SEQUENCE = text("SELECT pg_get_serial_sequence(:table, 'id')")


_LOW_ON_SQLITE = (
    "SELECT '{table}' AS name, (SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = '{table}') AS last,"
    " (SELECT coalesce(max(id), 0) FROM {table}) AS highest"
)
_LOW_ON_POSTGRESQL = (
    "SELECT '{table}' AS name, coalesce(last_value, 0) AS last, (SELECT coalesce(max(id), 0) FROM {table}) AS highest"
    " FROM pg_sequences"
    " WHERE format('%I.%I', schemaname, sequencename) = pg_get_serial_sequence('{table}', 'id')"
)


def list_low_numbers(connection: Connection) -> list[tuple[str, int, int]]:
    """The tables whose next row would be given a number that another has or had: the last one given, the highest."""
    return [
        (name, last, highest)
        for name, last, highest in connection.execute(_select_low(on_sqlite=is_sqlite(connection)))
    ]


def read_last_number(connection: Connection, table: Table) -> int:
    """The last number that was given to a row of the table, which may be gone, or else the highest; 0 for none."""
    if is_sqlite(connection):
        if never_reuses_numbers(table):
            return connection.execute(_NOTED, {"table": table.name}).scalar_one()
    elif sequence := _find_sequence(connection, table):
        query = f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}"  # noqa: S608 - our own names
        return connection.execute(text(query)).scalar_one()
    return _read_highest_number(connection, table)


def set_last_number(connection: Connection, table: Table, number: int) -> None:
    """Let only numbers after this one be given to new rows of the table."""
    if is_sqlite(connection):
        if never_reuses_numbers(table):
            values = {"table": table.name, "number": number}
            connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :table"), values)
            connection.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :number)"), values)
    elif number and (sequence := _find_sequence(connection, table)):
        values = {"sequence": sequence, "number": number}
        connection.execute(text("SELECT setval(:sequence, :number)"), values)


def never_reuses_numbers(table: Table) -> bool:
    """Whether SQLite, too, gives the number of a deleted row of the table to no other."""
    return bool(table.dialect_options["sqlite"]["autoincrement"])


def _read_highest_number(connection: Connection, table: Table) -> int:
    """The highest number that a row of the table has; 0 for none."""
    query = text(f"SELECT coalesce(max(id), 0) FROM {table.name}")  # noqa: S608 - our own names
    return connection.execute(query).scalar_one()


@cache
def _select_low(*, on_sqlite: bool) -> TextClause:
    """One statement for all tables, written once: to ask for one after the other takes longer."""
    tables = [table for table in metadata.sorted_tables if "id" in table.columns]
    if on_sqlite:
        parts = [_LOW_ON_SQLITE.format(table=table.name) for table in tables if never_reuses_numbers(table)]
    else:
        parts = [_LOW_ON_POSTGRESQL.format(table=table.name) for table in tables]
    return text(f"SELECT name, last, highest FROM ({' UNION ALL '.join(parts)}) AS given WHERE last < highest")  # noqa: S608


def _find_sequence(connection: Connection, table: Table) -> str | None:
    return connection.execute(_SEQUENCE, {"table": table.name}).scalar_one()
