"""How a schema is changed: one program at a time, whole or not at all, without holding others up for long."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic, sleep

from sqlalchemy import Connection, TextClause, text
from sqlalchemy.exc import DBAPIError

from corpdb.core.errors import DatabaseError
from corpdb.storage.engine import is_sqlite
from corpdb.storage.schema.references import keeping_references

UPGRADE_LOCK = 0x636F72706462  # "corpdb": the advisory lock that lets one upgrade run at a time.
LOCK_MILLISECONDS = 150  # Who waits for a table holds up all who come after: others read again after this time.
LOCK_NOT_AVAILABLE = "55P03"  # PostgreSQL's word for a lock that has not come in time.
PATIENCE_SECONDS = 120.0
PAUSE_SECONDS = 0.5


def say_nothing(_sentence: str) -> None:
    """Keep to oneself what happens."""


def do_nothing(_connection: Connection) -> None:
    """Change the schema without further ado."""


@dataclass(frozen=True, slots=True)
class Conduct:
    """What else is done when a schema is changed.

    `tell` hears what takes long. On SQLite, `prepare` is called once nobody else can write any more, before any change.
    """

    tell: Callable[[str], None] = say_nothing
    prepare: Callable[[Connection], None] = do_nothing


@contextmanager
def changing_schema(connection: Connection, conduct: Conduct) -> Generator[None]:
    """Let one program at a time change the schema in the block, where revisions run.

    On SQLite all of them are one transaction. Foreign keys are not enforced in it, so that tables may be rebuilt
    without deleting the rows that refer to them; those that may have been broken are checked at its end. On PostgreSQL
    each is a transaction, and waits for a table only for a moment: `retrying` takes the steps again.
    """
    if is_sqlite(connection):
        with _suspending_foreign_keys(connection), connection.execution_options(writing=True).begin():
            conduct.prepare(connection)
            with keeping_references(connection):
                yield
        return
    _lock(connection, conduct.tell)
    try:
        _run(connection, f"SET lock_timeout = {LOCK_MILLISECONDS}")
        yield
    finally:
        connection.rollback()
        _run(connection, "RESET lock_timeout")
        _run(connection, f"SELECT pg_advisory_unlock({UPGRADE_LOCK})")


def retrying(step: Callable[[], None], tell: Callable[[str], None]) -> None:
    """Take `step`, again and again while a table that it needs is in use, for a bounded time.

    A `DatabaseError` says in the end that it was in vain; what was done until then stays done.
    """
    deadline = monotonic() + PATIENCE_SECONDS
    is_told = False
    while True:
        try:
            return step()
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) != LOCK_NOT_AVAILABLE:
                raise
        if monotonic() > deadline:
            raise DatabaseError(
                f"another program has used a table for {PATIENCE_SECONDS:.0f} s that must be changed; end it, then type"
                " the command again: what is done stays done"
            )
        if not is_told:
            tell(f"waiting for a table that another program uses, for {PATIENCE_SECONDS:.0f} s at most")
            is_told = True
        sleep(PAUSE_SECONDS)


def _lock(connection: Connection, tell: Callable[[str], None]) -> None:
    """Wait for other upgrades, outside of any transaction: one of them may wait for all transactions to end."""
    is_told = False
    query = text("SELECT pg_try_advisory_lock(:lock)")
    while not _is_locked(connection, query):
        if not is_told:
            tell("another program is changing the schema; waiting for it to end")
            is_told = True
        sleep(PAUSE_SECONDS)


def _is_locked(connection: Connection, query: TextClause) -> bool:
    locked = bool(connection.execute(query, {"lock": UPGRADE_LOCK}).scalar_one())
    connection.commit()
    return locked


def _run(connection: Connection, statement: str) -> None:
    connection.exec_driver_sql(statement)
    connection.commit()


@contextmanager
def _suspending_foreign_keys(connection: Connection) -> Generator[None]:
    # SQLite ignores the setting within a transaction, and SQLAlchemy would begin one.
    raw = connection.connection.driver_connection
    assert raw is not None
    raw.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        if not connection.invalidated:
            raw.execute("PRAGMA foreign_keys = ON")
