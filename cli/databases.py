"""How commands open the database that is meant."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpdb.storage.engine import Engine


@contextmanager
def open_existing(database: str | None, *, read_only: bool = False) -> Generator["Engine"]:
    """The database, or the default one; a `NotFoundError` says how to make an SQLite file that is missing."""
    from corpdb.storage.engine import default_url, open_database, require_file

    with open_database(database or default_url(), read_only=read_only) as engine:
        require_file(engine)
        yield engine


@contextmanager
def open_reports(database: str | None) -> Generator["Engine"]:
    """The database for reading, with a schema that the reports know."""
    from corpdb.storage.schema import require_current

    with open_existing(database, read_only=True) as engine:
        require_current(engine)
        yield engine
