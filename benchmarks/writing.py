"""Writing a corpus's facts beside the database's own way of taking the very same rows."""

import gc
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from databases import Fresh
from sqlalchemy import Engine, Table, func, select
from stages import Stopwatch, time_rows

from corpdb.core.batches import cut
from corpdb.extraction import EXTRACTOR_VERSION
from corpdb.extraction.reader import extract
from corpdb.loaders.paths import find_files
from corpdb.models.schema import REFERENCE_TABLES, metadata
from corpdb.pipeline.outcomes import Reading
from corpdb.pipeline.reading import read_all
from corpdb.pipeline.writing import BATCH_DOCUMENTS, make_incoming
from corpdb.storage.engine import is_sqlite, make_engine
from corpdb.storage.loading.incoming import Edition, Incoming
from corpdb.storage.loading.run import LoadRun
from corpdb.storage.tables import LOAD, LOAD_ERROR, PARTICIPATION

Rows = list[tuple[Any, ...]]

_FILLED = {LOAD.name, LOAD_ERROR.name, *REFERENCE_TABLES}


@dataclass(frozen=True, slots=True)
class Writing:
    """From facts in memory to committed rows, in seconds; medians of the repetitions.

    `ratio` is how often longer than the database's own way (`peer`) it takes, one batch of the one right after one
    batch of the other. `first` and `last` are milliseconds a document in the first and last quarter of the batches.
    """

    documents: int
    rows: int
    seconds: float
    resolution: float
    peer: float
    ratio: float
    first: float
    last: float


@dataclass(frozen=True, slots=True)
class Slice:
    """The rows that one transaction adds to one table."""

    table: str
    columns: tuple[str, ...]
    rows: Rows


Transaction = list[Slice]


def measure_writing(fresh: Fresh, folder: Path, repetitions: int) -> Writing:
    """Write what is found in `folder` into empty databases, in the load's transactions, beside a peer."""
    batches = _read_batches(folder)
    transactions = _record(fresh, batches)
    gc.collect()
    gc.freeze()  # what only this benchmark holds in memory shall not be looked through again and again
    runs = [_repeat(fresh, batches, transactions) for _ in range(repetitions)]
    gc.unfreeze()
    quarter = max(1, len(batches) // 4)
    milliseconds = [
        1000 * median(times) / len(batch)
        for batch, times in zip(batches, zip(*(run.ours for run in runs), strict=True), strict=True)
    ]
    return Writing(
        documents=sum(map(len, batches)),
        rows=sum(len(part.rows) for transaction in transactions for part in transaction),
        seconds=median(sum(run.ours) for run in runs),
        resolution=median(sum(run.ours) - run.rows for run in runs),
        peer=median(sum(run.peer) for run in runs),
        ratio=median(sum(run.ours) / sum(run.peer) for run in runs),
        first=median(milliseconds[:quarter]),
        last=median(milliseconds[-quarter:]),
    )


@dataclass(frozen=True, slots=True)
class _Run:
    """Seconds of each batch, ours and the peer's, and how many of ours were the database at work on rows."""

    ours: list[float]
    peer: list[float]
    rows: float


def _read_batches(folder: Path) -> list[list[Incoming]]:
    outcomes = read_all(find_files([str(folder)]), extract=extract, unchanged=lambda _: frozenset())
    incoming = (make_incoming(one, Edition(EXTRACTOR_VERSION)) for one in outcomes if isinstance(one, Reading))
    return list(cut(incoming, BATCH_DOCUMENTS))


def _repeat(fresh: Fresh, batches: Sequence[list[Incoming]], transactions: Sequence[Transaction]) -> _Run:
    """Both ways batch by batch in turns, so that whatever else the machine does meets both."""
    ours: list[float] = []
    peer: list[float] = []
    watch = Stopwatch()
    with fresh() as our_url, fresh() as peer_url:
        our_engine, peer_engine = make_engine(our_url), make_engine(peer_url)
        run = _start(our_engine)
        _start(peer_engine)
        for batch, transaction in zip(batches, transactions, strict=True):
            with time_rows(watch):
                started = perf_counter()
                run.write(batch)
                ours.append(perf_counter() - started)
            peer.append(_write_raw(peer_engine, transaction))
        our_engine.dispose()
        peer_engine.dispose()
    return _Run(ours, peer, watch["rows"] + watch["committed"] - watch["uncommitted"])


def _start(engine: Engine) -> LoadRun:
    return LoadRun.start(engine, ["benchmark"])


def _record(fresh: Fresh, batches: Sequence[list[Incoming]]) -> list[Transaction]:
    """The rows that each batch adds, as they stand right after it. Those that a later batch replaces are left out."""
    tables = _list_tables()
    with fresh() as url:
        engine = make_engine(url)
        run = _start(engine)
        last = {table.name: 0 for table in tables}
        transactions: list[Transaction] = []
        for batch in batches:
            run.write(batch)
            transactions.append([_read_added(engine, table, last) for table in tables])
        kept = set(_read_added(engine, PARTICIPATION, {PARTICIPATION.name: 0}).rows)
        engine.dispose()
    assert not run.errors, run.errors
    return [[_keep(part, kept) if part.table == PARTICIPATION.name else part for part in one] for one in transactions]


def _keep(part: Slice, kept: set[tuple[Any, ...]]) -> Slice:
    return Slice(part.table, part.columns, [row for row in part.rows if row in kept])


class Recorder:
    """Reads the rows that a database gets from now on, as they stand when they are read."""

    def __init__(self, engine: Engine) -> None:
        """Begin with the rows that come after those that are there."""
        self._engine = engine
        self._keys = {table: key for table in _list_tables() if (key := _find_key(table))}
        with engine.connect() as connection:
            highest = {table: func.coalesce(func.max(table.c[key]), 0) for table, key in self._keys.items()}
            self._last = {table.name: connection.execute(select(key)).scalar_one() for table, key in highest.items()}

    def read_added(self) -> Transaction:
        """The rows that have come since the last time."""
        return [_read_added(self._engine, table, self._last) for table in self._keys]


def _list_tables() -> list[Table]:
    return [table for table in metadata.sorted_tables if table.name not in _FILLED and _find_key(table)]


def _find_key(table: Table) -> str | None:
    """The table's key, if it is a number: what the vocabularies have is a code."""
    column, *others = table.primary_key.columns
    return column.name if not others and column.type.python_type is int else None


def _read_added(engine: Engine, table: Table, last: dict[str, int]) -> Slice:
    """The rows of `table` beyond the last key, which moves on."""
    key = _find_key(table)
    with engine.connect() as connection:
        cursor = connection.connection.cursor()
        cursor.execute(f"SELECT * FROM {table.name} WHERE {key} > {last[table.name]} ORDER BY {key}")
        columns = tuple(column[0] for column in cursor.description or ())
        rows = [tuple(row) for row in cursor.fetchall()]
    if rows:
        last[table.name] = rows[-1][columns.index(str(key))]
    return Slice(table.name, columns, rows)


def _write_raw(engine: Engine, transaction: Transaction) -> float:
    """Write rows in one transaction by `executemany` or `COPY`; the seconds that takes."""
    raw = engine.raw_connection()
    connection: Any = raw.driver_connection
    write = _insert_sqlite if is_sqlite(engine) else _copy_postgresql
    started = perf_counter()
    write(connection, transaction)
    connection.commit()
    seconds = perf_counter() - started
    raw.close()
    return seconds


def _insert_sqlite(connection: Any, transaction: Transaction) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("PRAGMA defer_foreign_keys = ON")
    for part in transaction:
        marks = ", ".join("?" * len(part.columns))
        connection.executemany(f"INSERT INTO {part.table} ({', '.join(part.columns)}) VALUES ({marks})", part.rows)


def insert_anew(engine: Engine, transaction: Transaction) -> None:
    """Insert rows into an SQLite database in one transaction, but for those in whose place others stand there."""
    raw = engine.raw_connection()
    connection: Any = raw.driver_connection
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    for part in transaction:
        marks = ", ".join("?" * len(part.columns))
        statement = f"INSERT OR IGNORE INTO {part.table} ({', '.join(part.columns)}) VALUES ({marks})"
        connection.executemany(statement, part.rows)
    connection.commit()
    raw.close()


def _copy_postgresql(connection: Any, transaction: Transaction) -> None:
    with connection.cursor() as cursor:
        for part in transaction:
            with cursor.copy(f"COPY {part.table} ({', '.join(part.columns)}) FROM STDIN") as copy:
                for row in part.rows:
                    copy.write_row(row)
