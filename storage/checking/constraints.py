"""What Alembic does not compare: names of constraints, keys, numbers to come, and what PostgreSQL left unfinished."""

from collections.abc import Iterator

from sqlalchemy import CheckConstraint, Connection, Inspector, Table, inspect, text

from corpdb.models.schema import metadata
from corpdb.storage.engine import is_sqlite
from corpdb.storage.numbers import list_low_numbers, never_reuses_numbers

_UNFINISHED = text(
    "SELECT 'index ' || indexrelid::regclass FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid"
    " WHERE relnamespace = current_schema()::regnamespace AND NOT indisvalid"
    " UNION ALL SELECT 'constraint ' || conrelid::regclass || '.' || conname FROM pg_constraint"
    " WHERE connamespace = current_schema()::regnamespace AND NOT convalidated ORDER BY 1"
)
_COUNTS_ON = text("SELECT sql LIKE '%AUTOINCREMENT%' FROM sqlite_master WHERE type = 'table' AND name = :table")


def compare_constraints(connection: Connection) -> Iterator[str]:
    """A sentence for each table whose keys or constraints are not the models', or are not in force."""
    inspector = inspect(connection)
    for table in metadata.sorted_tables:
        if inspector.has_table(table.name):
            yield from _compare_keys(inspector, table)
            yield from _compare_checks(inspector, table)
            yield from _compare_names(inspector, table)
            if is_sqlite(connection):
                yield from _compare_counting(connection, table)
    if not is_sqlite(connection):
        unfinished = connection.scalars(_UNFINISHED)
        yield from (f"{what} was left unfinished; take it away and make it again" for what in unfinished)


def find_low_numbers(connection: Connection) -> Iterator[str]:
    """A sentence for each table whose next row would be given a number that another row has or had."""
    for table, last, highest in list_low_numbers(connection):
        yield f"{table} would give the number {last + 1} next, but its rows have numbers up to {highest}"


def _compare_keys(inspector: Inspector, table: Table) -> Iterator[str]:
    found = inspector.get_pk_constraint(table.name)["constrained_columns"]
    expected = [column.name for column in table.primary_key]
    if found != expected:
        yield f"primary key of {table.name} differs: {found} in the database, {expected} in the models"


def _compare_checks(inspector: Inspector, table: Table) -> Iterator[str]:
    found = {str(check["name"]) for check in inspector.get_check_constraints(table.name)}
    expected = {str(one.name) for one in table.constraints if isinstance(one, CheckConstraint)}
    yield from (f"check constraint missing from the database: {table.name}.{name}" for name in sorted(expected - found))
    yield from (f"check constraint unknown to the models: {table.name}.{name}" for name in sorted(found - expected))


def _compare_names(inspector: Inspector, table: Table) -> Iterator[str]:
    """Later revisions know a reference by its name alone."""
    found = {tuple(key["constrained_columns"]): key["name"] for key in inspector.get_foreign_keys(table.name)}
    for key in sorted(table.foreign_key_constraints, key=lambda key: str(key.name)):
        columns = tuple(column.name for column in key.columns)
        if columns in found and found[columns] != key.name:
            what = f"name of the reference {table.name} ({', '.join(columns)})"
            yield f"{what} differs: {found[columns]!r} in the database, {key.name!r} in the models"


def _compare_counting(connection: Connection, table: Table) -> Iterator[str]:
    expected = never_reuses_numbers(table)
    if bool(connection.execute(_COUNTS_ON, {"table": table.name}).scalar_one()) != expected:
        yield f"{table.name} {'may' if expected else 'does not'} give the number of a deleted row to another"
