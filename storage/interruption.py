"""Ctrl-C while SQLite is at work: Python hears of a signal only between steps of its own, and a statement has none.

SQLite therefore calls a function of ours every so many steps of a statement. What a signal raises in there does not
come out: SQLite ends the statement with an error of its own, which nothing else brings about, and which is made Ctrl-C
again here.
"""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from time import monotonic

from sqlalchemy import Connection
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import OperationalError

STEPS = 10_000
"""After so many a statement lets signals be heard: within milliseconds, for less than a thousandth of its time."""

PAUSE_MILLISECONDS = 250
"""So long SQLite waits for another writer by itself; then signals are heard, and it waits on."""


def hear_signals(*_: object) -> None:
    """Let Python see whether a signal has come, as it does wherever a function begins."""


def let_signals_in(connection: sqlite3.Connection) -> None:
    """Let Ctrl-C end a statement of the connection."""
    connection.set_progress_handler(hear_signals, STEPS)


def begin_writing(connection: Connection, seconds: int) -> None:
    """Begin a transaction of SQLite for writing; Ctrl-C is heard while others write, for so many seconds at most."""
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    deadline = monotonic() + seconds
    raw.execute(f"PRAGMA busy_timeout = {PAUSE_MILLISECONDS}")
    try:
        while not _try_to_begin(connection, deadline):
            pass
    finally:
        if not connection.invalidated:
            raw.execute(f"PRAGMA busy_timeout = {seconds * 1000}")


def _try_to_begin(connection: Connection, deadline: float) -> bool:
    """Whether the transaction has begun; after the deadline, to find another writer is the error that it is."""
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except OperationalError as error:
        if monotonic() > deadline or getattr(error.orig, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True


def is_interruption(error: BaseException) -> bool:
    """Whether the driver's error is that of a statement that Ctrl-C has ended."""
    return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT


def give_up_connection(context: ExceptionContext) -> KeyboardInterrupt | None:
    """Where SQLAlchemy hears an error that is Ctrl-C: raise that, and leave the connection, with all that it has begun.

    SQLAlchemy does the same where Ctrl-C comes between two steps of Python.
    """
    if not is_interruption(context.original_exception):
        return None
    context.is_disconnect = True
    context.invalidate_pool_on_disconnect = False
    return KeyboardInterrupt()


@contextmanager
def leaving_interrupted(connection: Connection) -> Generator[None]:
    """The same where a driver is spoken to without SQLAlchemy: in the middle of a statement it takes no other."""
    try:
        yield
    except KeyboardInterrupt:
        connection.invalidate()
        raise
    except sqlite3.Error as error:
        if not is_interruption(error):
            raise
        connection.invalidate()
        raise KeyboardInterrupt from error
