"""A user's own SQL query, run so that the database itself refuses everything but reading."""

import re
import sqlite3
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from sqlalchemy import Engine

from corpdb.core.errors import DatabaseError, UsageError
from corpdb.storage.engine import is_sqlite

BATCH_ROWS = 1000
_DRIVER_ERRORS = (sqlite3.Error, sqlite3.Warning, psycopg.Error)
_REFUSALS = re.compile("not authorized|prohibited|read-?only|data-modifying", re.IGNORECASE)
_UNEXPECTED = re.compile(r'syntax error at or near "(.+)"')
_BEFORE_STATEMENT = r"(?:\s|--[^\n]*\n|/\*.*?\*/)*"
_SELF_DESCRIPTION = re.compile(r"[ \t\r\n]*(?:EXPLAIN|SHOW)[ \t\r\n(]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class QueryRows:
    """What a query gives: the names of its columns, and its rows one after another, each fetched when asked for."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


@contextmanager
def run_query(engine: Engine, sql: str) -> Generator[QueryRows]:
    """Run one query, given to the database as it stands, and lend its rows for the block.

    `engine` is one that only reads. What the database refuses is a `DatabaseError` with its own words, also when it
    comes while the rows are read; a statement that gives no rows is a `UsageError`.
    """
    if not sql.strip():
        raise UsageError("there is no SQL to run; write a query, such as: SELECT * FROM bi_events")
    with engine.connect() as connection:
        connection.begin()  # never committed: what a function does beside reading is rolled back
        driver = connection.connection.driver_connection
        assert driver is not None
        execute = _execute_sqlite if is_sqlite(engine) else _execute_postgresql
        with _refusals_explained(sql):
            cursor = execute(driver, sql)
        with closing(cursor):
            if cursor.description is None:
                raise UsageError("the statement gives no rows; write a query, such as: SELECT * FROM bi_events")
            yield QueryRows(tuple(column[0] for column in cursor.description), _fetch(cursor, sql))


def _execute_sqlite(driver: sqlite3.Connection, sql: str) -> sqlite3.Cursor:
    """SQLite's driver takes one statement only."""
    return driver.execute(sql)


def _execute_postgresql(driver: psycopg.Connection[Any], sql: str) -> psycopg.Cursor[Any]:
    """PostgreSQL takes nothing but one query as the body of a cursor, and no EXPLAIN or SHOW.

    What begins with one of these two words can be nothing else, since a prepared statement is one statement only.
    The transaction refuses what EXPLAIN ANALYZE would write, and is rolled back.
    """
    if _SELF_DESCRIPTION.match(sql):
        return driver.cursor().execute(sql, prepare=True)  # pyright: ignore[reportArgumentType] - the user's own SQL
    return driver.cursor("corpdb_query").execute(sql)  # pyright: ignore[reportArgumentType] - the user's own SQL


def _fetch(cursor: Any, sql: str) -> Iterator[tuple[Any, ...]]:
    while True:
        with _refusals_explained(sql):
            rows = cursor.fetchmany(BATCH_ROWS)
        if not rows:
            return
        yield from rows


@contextmanager
def _refusals_explained(sql: str) -> Generator[None]:
    try:
        yield
    except _DRIVER_ERRORS as error:
        reason = str(error).partition("\n")[0].strip()
        hint = "; corpdb sql only reads" if _REFUSALS.search(reason) or _is_no_query(sql, reason) else ""
        raise DatabaseError(f"the database refuses the query: {reason}{hint}") from error


def _is_no_query(sql: str, reason: str) -> bool:
    """Whether PostgreSQL stumbled over the statement's very first word, which then begins no query."""
    unexpected = _UNEXPECTED.search(reason)
    first = f"{_BEFORE_STATEMENT}{re.escape(unexpected[1])}" if unexpected else None
    return first is not None and re.match(first, sql, re.IGNORECASE | re.DOTALL) is not None
