"""References that a change of an SQLite schema may have broken: it is made with foreign keys off.

To go through all rows of all tables would take longer than most changes do, so SQLite tells what its statements touch.
"""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Connection, inspect
from sqlalchemy.engine.interfaces import ReflectedForeignKeyConstraint

from corpdb.core.errors import DatabaseError


@dataclass(frozen=True, slots=True)
class Touched:
    """The tables that were there before, those that rows came to or left, and the columns that were changed."""

    known: frozenset[str]
    filled: set[str] = field(default_factory=set[str])
    emptied: set[str] = field(default_factory=set[str])
    changed: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])

    def note(self, action: int, table: str | None, column: str | None, *_: str | None) -> int:
        """Note what a statement will do, which is when SQLite asks whether it may; it may."""
        if table is not None:
            if action in {sqlite3.SQLITE_INSERT, sqlite3.SQLITE_DROP_TABLE}:  # what is dropped is made again otherwise
                self.filled.add(table)
            if action == sqlite3.SQLITE_DELETE:
                self.emptied.add(table)
            if action == sqlite3.SQLITE_UPDATE and column is not None:
                self.changed.add((table, column))
        return sqlite3.SQLITE_OK

    def may_break(self, table: str, key: ReflectedForeignKeyConstraint) -> bool:
        """Whether a row of `table` may refer by `key` to one that is not there, and did not before."""
        target = key["referred_table"]
        if table in self.filled or table not in self.known or target in self.emptied:
            return True
        columns = {(table, column) for column in key["constrained_columns"]}
        columns |= {(target, column) for column in key["referred_columns"]}
        return not columns.isdisjoint(self.changed)


@contextmanager
def keeping_references(connection: Connection) -> Generator[None]:
    """Let a `DatabaseError` end the block's transaction if references lead nowhere after what was done in it."""
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    touched = Touched(frozenset(inspect(connection).get_table_names()))
    raw.set_authorizer(touched.note)
    try:
        yield
    finally:
        if not connection.invalidated:
            raw.set_authorizer(None)
    inspector = inspect(connection)
    for table in inspector.get_table_names():
        if any(touched.may_break(table, key) for key in inspector.get_foreign_keys(table)):
            _require_references(connection, table)


def _require_references(connection: Connection, table: str) -> None:
    broken = connection.exec_driver_sql(f'PRAGMA foreign_key_check("{table}")').fetchall()
    if broken:
        raise DatabaseError(
            f"{len(broken)} rows of {table}, which refer to {broken[0][2]} among others, would refer to rows that are"
            " gone; the schema stays as it was"
        )
