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
from corpdb.storage.interruption import is_interruption, leaving_interrupted

BATCH_ROWS = 1000
_DRIVER_ERRORS = (sqlite3.Error, sqlite3.Warning, psycopg.Error)
_REFUSALS = re.compile("not authorized|prohibited|read-?only|data-modifying", re.IGNORECASE)
_UNEXPECTED = re.compile(r'syntax error at or near "(.+)"')
_BEFORE_STATEMENT = r"(?:\s|--[^\n]*\n|/\*.*?\*/)*"
_DESCRIPTION = re.compile(r"[ \t\r\n]*(?:EXPLAIN|SHOW)[ \t\r\n(]", re.IGNORECASE)


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
    with engine.connect() as connection, leaving_interrupted(connection):
        connection.begin()  # never committed: what a function does beside reading is rolled back
        driver = connection.connection.driver_connection
        assert driver is not None
        with closing(driver.cursor() if is_sqlite(engine) else _open_cursor(driver, sql)) as cursor:
            with _refusals_explained(sql):
                cursor.execute(sql)
            if cursor.description is None:
                raise UsageError("the statement gives no rows; write a query, such as: SELECT * FROM bi_events")
            yield QueryRows(tuple(column[0] for column in cursor.description), _fetch(cursor, sql))


def _open_cursor(driver: psycopg.Connection[Any], sql: str) -> Any:
    """A cursor of PostgreSQL that takes one statement only, as SQLite's do.

    As the body of a named cursor the server takes nothing but one query. EXPLAIN and SHOW can be no such body; they are
    prepared, which the server does for one statement only, and one that begins so can be nothing else.
    """
    if not _DESCRIPTION.match(sql):
        return driver.cursor("corpdb_query")
    driver.prepare_threshold = 0
    return driver.cursor()


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
        if is_interruption(error):
            raise
        reason = str(error).partition("\n")[0].strip()
        hint = "; corpdb sql only reads" if _REFUSALS.search(reason) or _is_no_query(sql, reason) else ""
        raise DatabaseError(f"the database refuses the query: {reason}{hint}") from error


def _is_no_query(sql: str, reason: str) -> bool:
    """Whether PostgreSQL stumbled over the statement's very first word, which then begins no query."""
    unexpected = _UNEXPECTED.search(reason)
    first = f"{_BEFORE_STATEMENT}{re.escape(unexpected[1])}" if unexpected else None
    return first is not None and re.match(first, sql, re.IGNORECASE | re.DOTALL) is not None
