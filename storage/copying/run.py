"""The copy of a whole database: all tables in one transaction of the target, each proven by counting and hashing.

A copy that ends before its end, for whatever reason, leaves the target as empty as it was, and may be run again.
"""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, Engine, Table, text

from corpdb.core.errors import DatabaseError, UsageError
from corpdb.models.schema import REFERENCE_TABLES, metadata
from corpdb.storage.copying import postgresql, sqlite
from corpdb.storage.copying.lines import Block
from corpdb.storage.copying.side import Side
from corpdb.storage.engine import explaining_errors, is_sqlite, mask_url, open_database, open_existing
from corpdb.storage.numbers import read_last_number, set_last_number
from corpdb.storage.schema.state import SchemaState, read_state, require_current, upgrade


@dataclass(frozen=True, slots=True)
class Content:
    """What a table holds: how many rows, and the SHA-256 of their canonical form."""

    table: str
    rows: int
    digest: str


class Digest:
    """Counts and hashes lines that pass through it."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._rows = 0
        self._hash = sha256()

    def watch(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """The same blocks, counted and hashed."""
        for block in blocks:
            self._rows += block.rows
            self._hash.update(block.lines)
            yield block

    def finish(self) -> Content:
        """What has passed."""
        return Content(self._table.name, self._rows, self._hash.hexdigest())


def copy_database(source: str, target: str, tell: Callable[[Content], None]) -> None:
    """Copy the database at the address `source` into the empty one at `target`; `tell` each table that is proven.

    A target without tables gets them. A `SchemaError` says what to type where schemas differ from this program's,
    a `UsageError` that the target is not empty, a `DatabaseError` which table has not arrived as it was.
    """
    with open_existing(source, read_only=True) as reading, open_database(target) as writing:
        if reading.url == writing.url:
            raise UsageError(f"{mask_url(reading.url)} cannot be copied to itself; name another database")
        require_current(reading)
        if read_state(writing) == SchemaState.EMPTY:
            upgrade(writing)
        require_current(writing)
        with _open_source(reading) as own, _open_target(writing) as other, other.emptied():
            for table in metadata.sorted_tables:
                tell(_copy_table(own, other, table))


def _copy_table(source: Side, target: Side, table: Table) -> Content:
    digest = Digest(table)
    with closing(_read_lines(source, table)) as lines:
        target.write_lines(table, digest.watch(lines))
    sent, arrived = digest.finish(), _digest_table(target, table)
    if sent != arrived:
        raise DatabaseError(
            f"{table.name} has not arrived as it was ({sent.rows} rows, {sent.digest[:12]}; there {arrived.rows} rows,"
            f" {arrived.digest[:12]}); the target has been left empty"
        )
    if "id" in table.columns:
        set_last_number(target.connection, table, read_last_number(source.connection, table))
    return arrived


def _digest_table(side: Side, table: Table) -> Content:
    digest = Digest(table)
    with closing(_read_lines(side, table)) as lines:
        for _ in digest.watch(lines):
            pass
    return digest.finish()


def _read_lines(side: Side, table: Table) -> Generator[Block]:
    """The table's lines; what goes wrong is told of this side, though the other one may be at work in the same call."""
    with explaining_errors(side.connection.engine), closing(side.read_lines(table)) as lines:
        yield from lines


def _open_source(engine: Engine) -> AbstractContextManager[Side]:
    return sqlite.open_source(engine) if is_sqlite(engine) else postgresql.open_source(engine)


@contextmanager
def _open_target(engine: Engine) -> Generator[Side]:
    with sqlite.open_target(engine) if is_sqlite(engine) else postgresql.open_target(engine) as side:
        _require_empty(side.connection, engine)
        yield side


def _require_empty(connection: Connection, engine: Engine) -> None:
    """What the program fills itself does not count."""
    for table in metadata.sorted_tables:
        if table.name in REFERENCE_TABLES:
            continue
        if connection.execute(text(f"SELECT EXISTS (SELECT 1 FROM {table.name})")).scalar_one():  # noqa: S608 - our own names
            raise UsageError(f"{mask_url(engine.url)} is not empty: {table.name} holds rows; name an empty database")
