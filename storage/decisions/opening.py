"""The database as people decide in it: one transaction a decision."""

from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from corpdb.storage.engine import open_existing
from corpdb.storage.schema.state import require_current

Database = Engine
Transaction = Connection


@contextmanager
def open_decided(url: str | None) -> Generator[Database]:
    """The database, or the default one, that is there and of this version; errors as of `open_existing`."""
    with open_existing(url) as engine:
        require_current(engine)
        yield engine


@contextmanager
def begin_decision(database: Database, *, writing: bool = True) -> Generator[Transaction]:
    """A transaction, for writing unless it is to read only; what is decided in it is kept as a whole or not at all."""
    with database.execution_options(writing=writing).begin() as connection:
        yield connection
