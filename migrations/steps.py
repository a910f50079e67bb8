"""Steps that revisions take where tables may be large: short locks on PostgreSQL, the plain way on SQLite.

Each of them, but for those of views, of whole tables and of writers, commits on PostgreSQL what came before it, so
nothing stands before it in its revision but steps like it; and each may be taken again, for a revision that was killed
half way is run from its beginning. On SQLite, where all revisions are one transaction, nobody reads meanwhile anyway.
Nothing here may change what a revision did that uses it.
"""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

BATCH_ROWS = 10_000
WRITE_LOCK = 0x636F72706C64  # which `storage.bulk` takes for each batch and decision
View = tuple[str, str, str, dict[str, str]]
"""A view as a revision writes it: name, comment, query, and a comment for each column."""


def create_index(
    name: str, table: str, columns: Sequence[str], *, unique: bool = False, where: str | None = None
) -> None:
    """Make an index while others write to the table, of all rows or of those `where` holds."""
    only = None if where is None else sa.text(where)
    _make_index(name, table, columns, unique=unique, sqlite_where=only, postgresql_where=only)


def index_beginnings(name: str, table: str, column: str) -> None:
    """Make an index that finds texts by how they begin, in whatever order a database of PostgreSQL sorts letters."""
    _make_index(name, table, [column], postgresql_ops={column: "text_pattern_ops"})


def include_columns(constraint: str, table: str, columns: Sequence[str], include: Sequence[str]) -> None:
    """Let a unique constraint's index on PostgreSQL hold further columns, which are then read from it alone.

    SQLite has no such indexes: there nothing changes.
    """
    if not _is_postgresql():
        return
    new = f"{constraint}_new"
    _make_index(new, table, columns, unique=True, postgresql_include=list(include))
    op.execute(
        f"ALTER TABLE {table} DROP CONSTRAINT {constraint}, ADD CONSTRAINT {constraint} UNIQUE USING INDEX {new}"
    )


def _make_index(name: str, table: str, columns: Sequence[str], **options: Any) -> None:
    if not _is_postgresql():
        op.create_index(name, table, list(columns), **options)
        return
    with op.get_context().autocommit_block():
        # It waits for all who use the table, however long, but holds nobody up meanwhile.
        op.execute("SELECT set_config('corpdb.lock_timeout', current_setting('lock_timeout'), false)")
        op.execute("SET lock_timeout = 0")
        op.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")  # what a killed run has left is of no use
        op.create_index(name, table, list(columns), postgresql_concurrently=True, **options)
        op.execute("SELECT set_config('lock_timeout', current_setting('corpdb.lock_timeout'), false)")


def move_rows(table: str, statement: str, *, rows: int = BATCH_ROWS) -> None:
    """Run `statement` on all rows of `table`, a batch of numbers after the other, each in a transaction of its own.

    The statement has `{range}` as a condition, such as `UPDATE event SET a = b WHERE a IS NULL AND {range}`. A row that
    has been moved must not be changed by a second run.
    """
    if not _is_postgresql() or op.get_context().as_sql:
        op.execute(statement.format(range="1 = 1"))
        return
    with op.get_context().autocommit_block():
        connection = op.get_bind()
        query = sa.text(f"SELECT coalesce(min(id), 0), coalesce(max(id), -1) FROM {table}")  # noqa: S608 - a revision's own
        first, last = connection.execute(query).one()
        for start in range(first, last + 1, rows):
            op.execute(statement.format(range=f"{table}.id BETWEEN {start} AND {start + rows - 1}"))


def hold_writers() -> None:
    """Let loads and decisions wait until the revision ends, once what they are writing is written.

    For what is counted of all rows and of which those that come meanwhile must not be missed. Who reads goes on.
    """
    if _is_postgresql():
        op.execute(f"SELECT pg_advisory_xact_lock({WRITE_LOCK})")


def empty_tables(*tables: str) -> None:
    """Take all rows from tables to which no other refers, in no time; nobody reads them until the revision ends."""
    if _is_postgresql():
        op.execute(f"TRUNCATE {', '.join(tables)}")
        return
    for table in tables:
        op.execute(f"DELETE FROM {table}")  # noqa: S608 - a revision's own


@contextmanager
def rebuilding(known: sa.Table) -> Generator[BatchOperations]:
    """Change a table that SQLite rebuilds for it, with what refers to it left alone and the last number given kept.

    `known` is the table as it stands, with its constraints and indexes, and `sqlite_autoincrement=True` where it never
    gives a number twice: looking into the database is no way to print the SQL.
    """
    counts_on = not _is_postgresql() and known.dialect_options["sqlite"]["autoincrement"]
    noted = f"sqlite_sequence WHERE name = '{known.name}'"
    if counts_on:
        op.execute(f"CREATE TABLE given AS SELECT name, seq FROM {noted}")  # noqa: S608 - a revision's own name
    with op.batch_alter_table(known.name, copy_from=known, recreate="auto") as batch:
        yield batch
    if counts_on:
        op.execute(f"DELETE FROM {noted}")  # noqa: S608 - a revision's own name
        op.execute("INSERT INTO sqlite_sequence (name, seq) SELECT name, seq FROM given")
        op.execute("DROP TABLE given")


def forbid_null(known: sa.Table, column: str) -> None:
    """Make a filled column obligatory without going through the rows while the table is locked."""
    if not _is_postgresql():
        with rebuilding(known) as batch:
            batch.alter_column(column, existing_type=known.c[column].type, nullable=False)
        return
    table, check = known.name, f"ck_{known.name}_{column}_filled"
    with op.get_context().autocommit_block():
        op.execute(f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {check}")
        op.execute(f"ALTER TABLE {table} ADD CONSTRAINT {check} CHECK ({column} IS NOT NULL) NOT VALID")
        op.execute(f"ALTER TABLE {table} VALIDATE CONSTRAINT {check}")
        op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET NOT NULL")
        op.execute(f"ALTER TABLE {table} DROP CONSTRAINT {check}")


def add_reference(known: sa.Table, column: str, target: str, *, ondelete: str | None = None) -> None:
    """Let a column refer to `target.id` without locking both tables while the rows are checked."""
    table, name = known.name, f"fk_{known.name}_{column}"
    if not _is_postgresql():
        with rebuilding(known) as batch:
            batch.create_foreign_key(name, target, [column], ["id"], ondelete=ondelete)
        return
    with op.get_context().autocommit_block():
        op.execute(f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}")
        op.create_foreign_key(name, table, target, [column], ["id"], ondelete=ondelete, postgresql_not_valid=True)
        op.execute(f"ALTER TABLE {table} VALIDATE CONSTRAINT {name}")


def replace_views(views: Sequence[View]) -> None:
    """Make views, or give those that are there more columns at their end; on PostgreSQL say what they hold.

    There a view that is there keeps who may read it, and what others have built on it.
    """
    for name, comment, query, columns in views:
        if not _is_postgresql():
            op.execute(f"DROP VIEW IF EXISTS {name}")
            op.execute(f"CREATE VIEW {name} AS\n{query.strip()}")
            continue
        comments = [f"COMMENT ON COLUMN {name}.{column} IS {_quote(text)}" for column, text in columns.items()]
        comments.insert(0, f"COMMENT ON VIEW {name} IS {_quote(comment)}")
        op.execute(f"CREATE OR REPLACE VIEW {name} AS\n{query.strip()}")
        op.execute(";\n".join(comments))  # in one go: there are hundreds


def restore_views(views: Sequence[View], drop: Sequence[str]) -> None:
    """Drop the views `drop`, and make those that were there before as they were."""
    for name in drop:
        op.execute(f"DROP VIEW {name}")
    replace_views(views)


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _is_postgresql() -> bool:
    return op.get_context().dialect.name == "postgresql"
