"""A transaction in which everything may be tried: at its end nothing has been written."""

from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, text

from corpdb.storage.bulk import lock_writes
from corpdb.storage.engine import is_sqlite


@contextmanager
def rehearsing(engine: Engine) -> Generator[Connection]:
    """A connection whose writes are all undone at the block's end, the counters of numbers included.

    Others who write wait meanwhile.
    """
    with engine.execution_options(writing=True).connect() as connection, connection.begin() as transaction:
        lock_writes(connection)
        if not is_sqlite(connection):
            _borrow_counters(connection)
        try:
            yield connection
        finally:
            transaction.rollback()


def _borrow_counters(connection: Connection) -> None:
    """Let counters go on from where they are within the transaction only.

    What is taken from a counter is not given back at the end; but that it was restarted is undone like any change.
    """
    counters = text(
        "SELECT sequencename, last_value + increment_by FROM pg_sequences WHERE schemaname = current_schema"
    )
    for name, following in connection.execute(counters).all():
        quoted = connection.dialect.identifier_preparer.quote(name)
        place = "" if following is None else f" WITH {following}"
        connection.exec_driver_sql(f"ALTER SEQUENCE {quoted} RESTART{place}")
