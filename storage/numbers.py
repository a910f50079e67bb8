"""The numbers that rows are given: which was the last, so that none is ever given twice."""

from sqlalchemy import Connection, Table, text

from corpdb.storage.engine import is_sqlite

_NOTED = text("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = :table")
_SEQUENCE = text("SELECT pg_get_serial_sequence(:table, 'id')")


def read_highest_number(connection: Connection, table: Table) -> int:
    """The highest number that a row of the table has; 0 for none."""
    query = text(f"SELECT coalesce(max(id), 0) FROM {table.name}")  # noqa: S608 - our own names
    return connection.execute(query).scalar_one()


def read_last_number(connection: Connection, table: Table) -> int:
    """The last number that was given to a row of the table, which may be gone, or else the highest; 0 for none."""
    if is_sqlite(connection):
        if never_reuses_numbers(table):
            return connection.execute(_NOTED, {"table": table.name}).scalar_one()
    elif sequence := _find_sequence(connection, table):
        query = f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}"  # noqa: S608 - our own names
        return connection.execute(text(query)).scalar_one()
    return read_highest_number(connection, table)


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


def _find_sequence(connection: Connection, table: Table) -> str | None:
    return connection.execute(_SEQUENCE, {"table": table.name}).scalar_one()
