"""Which runs of the load go on: one that was killed could not note its end, so a later one does.

On PostgreSQL a run holds a lock for as long as it lives, which the server gives back when its process is gone. SQLite
has no such lock: there every run that has not noted its end counts as killed. Where one of them does go on, it notes
its own end over that, so that the last word is right on both.
"""

from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, select, text, update

from corpdb.models.vocabulary import LoadStatus
from corpdb.storage.engine import is_sqlite
from corpdb.storage.tables import LOAD

RUN_LOCKS = 0x636F7270  # "corp": the family of advisory locks that runs hold, each under its own number.


@contextmanager
def being_alive(engine: Engine, load_id: int) -> Generator[None]:
    """Hold the lock of the run `load_id` for the block, on a connection of its own."""
    if is_sqlite(engine):
        yield
        return
    with engine.connect() as connection:
        connection.detach()  # so that it is closed at the end, and its lock given back
        connection.execute(text("SELECT pg_advisory_lock(:family, :run)"), {"family": RUN_LOCKS, "run": load_id})
        connection.commit()
        yield


def end_killed_runs(connection: Connection) -> None:
    """Note as interrupted the runs that were killed. When that was is not known, so their end stays empty."""
    running = connection.scalars(select(LOAD.c.id).where(LOAD.c.status == LoadStatus.RUNNING.value)).all()
    killed = [load_id for load_id in running if not _is_alive(connection, load_id)]
    if killed:
        status = {"status": LoadStatus.INTERRUPTED.value}
        connection.execute(update(LOAD).where(LOAD.c.id.in_(killed)).values(status))


def _is_alive(connection: Connection, load_id: int) -> bool:
    if is_sqlite(connection):
        return False
    free = text("SELECT pg_try_advisory_xact_lock(:family, :run)")
    return not connection.execute(free, {"family": RUN_LOCKS, "run": load_id}).scalar_one()
