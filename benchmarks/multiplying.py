"""A database of any size within minutes: a small world is loaded, then all of its rows are repeated under new numbers.

Each repetition is whole in itself: events with participants, mentions and documents. What must be unique gets a mark,
and so do names. The repetitions lie in nine different years, as far apart as leap years.
Indexes are made after the rows, and nothing is kept in case it fails. For benchmarks that take a filled database:

python benchmarks/multiplying.py FILE --count 1000000
"""

import argparse
from collections.abc import Generator
from contextlib import contextmanager
from datetime import date
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from joining import Plan, list_batches
from sqlalchemy import Column, Connection, Engine, Index, Table, UniqueConstraint, text

from corpdb.models.schema import REFERENCE_TABLES, metadata
from corpdb.models.vocabulary import LoadStatus
from corpdb.storage.engine import make_engine
from corpdb.storage.loading.run import LoadRun
from corpdb.storage.schema.state import upgrade

LOADED_DOCUMENTS = 500
RUNS = {"load", "load_error"}
SEED = 11
SETTINGS = (
    "foreign_keys = OFF",
    "journal_mode = OFF",
    "temp_store = FILE",
    "cache_size = -500000",
)  # not in transactions
INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name"
YEARS = range(-12, 24, 4)  # by which repetitions differ, so that each 29 February stays one
DATE_TEXTS = {"date_text", "published_text"}
NAMES = {"name", "key", "block"}
COUNTED = "source_count"
COUNT = f"""
INSERT INTO {COUNTED} (source, language, documents)
SELECT source, language, count(*) FROM bi_documents GROUP BY source, language
"""
LEXICON = "0123456789ab"  # with which all texts were read: so a step that moves it changes every row


def main() -> None:
    """Fill the file that is named."""
    parser = argparse.ArgumentParser(description="Fill a new SQLite database.")
    parser.add_argument("file", help="the database to make")
    parser.add_argument("--count", type=int, default=20_000, help="how many events (default: 20000)")
    options = parser.parse_args()
    if Path(options.file).exists():
        parser.error(f"{options.file} is there already; name another")
    fill_database(f"sqlite:///{options.file}", options.count)


@contextmanager
def open_filled(url: str | None, events: int) -> Generator[str]:
    """The address of a filled SQLite database: `url`, or one with so many events that is made for the block."""
    with TemporaryDirectory(prefix="corpdb-benchmark-") as folder:
        if url is None:
            url = f"sqlite:///{folder}/filled.db"
            fill_database(url, events)
        yield url


def fill_database(url: str, events: int) -> None:
    """Make the SQLite database at `url`, with at least `events` events."""
    engine = make_engine(url)
    upgrade(engine)
    run = LoadRun.start(engine, ["world"])
    for batch in list_batches(Plan(LOADED_DOCUMENTS, SEED)):
        run.write(batch)
    run.finish(LoadStatus.COMPLETED)
    with engine.begin() as connection:
        for table in ("document", "mention"):
            connection.exec_driver_sql(f"UPDATE {table} SET lexicon = '{LEXICON}'")
    _multiply(engine, events)
    engine.dispose()


def _multiply(engine: Engine, events: int) -> None:
    tables = [table for table in metadata.sorted_tables if table.name not in RUNS | REFERENCE_TABLES | {COUNTED}]
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        for setting in SETTINGS:
            raw.execute(f"PRAGMA {setting}")
        indexes = connection.exec_driver_sql(INDEXES).all()
        for name, _ in indexes:
            connection.exec_driver_sql(f"DROP INDEX {name}")
        offset = max(_ask(connection, f"SELECT coalesce(max({_key(table)}), 0) FROM {table}") for table in tables)
        there = _ask(connection, "SELECT count(*) FROM event")
        for number in count(1):
            if number * there >= events:
                break
            for table in tables:
                connection.exec_driver_sql(_repeat(table, number, offset))
        for _, statement in indexes:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"DELETE FROM {COUNTED}")
        connection.exec_driver_sql(COUNT)
        connection.commit()


def _repeat(table: Table, number: int, offset: int) -> str:
    """The statement that adds the first `offset` numbers' rows once more."""
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    values = ", ".join(_change(column, number, offset) for column in table.columns)
    return f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} WHERE {_key(table)} <= {offset}"


def _key(table: Table) -> str:
    return next(iter(table.primary_key)).name


def _change(column: Column[object], number: int, offset: int) -> str:
    name = f'"{column.name}"'
    if _is_number(column):
        return f"{name} + {number * offset}"
    if column.type.python_type is date or column.name in DATE_TEXTS:
        return f"(substr({name}, 1, 4) + {YEARS[number % len(YEARS)]}) || substr({name}, 5)"
    if column.type.python_type is str and not column.foreign_keys and (_is_unique(column) or column.name in NAMES):
        length: int | None = getattr(column.type, "length", None)
        return f"substr({name}, 1, {length - 8}) || '{number:08x}'" if length else f"{name} || ' {number}'"
    return name


def _is_number(column: Column[object]) -> bool:
    """Whether the column holds the number of a row that is repeated."""
    own = column.primary_key and column.type.python_type is int
    return own or any(key.column.name == "id" and key.column.table.name not in RUNS for key in column.foreign_keys)


def _is_unique(column: Column[object]) -> bool:
    """Whether nothing else than the column tells a row from the one that it repeats."""
    groups = [part for part in column.table.constraints if isinstance(part, UniqueConstraint)]
    indexes: list[Index] = [index for index in column.table.indexes if index.unique]
    own = (group.columns for group in [*groups, *indexes] if column.name in group.columns)
    return any(not any(map(_is_number, columns)) for columns in own)


def _ask(connection: Connection, query: str) -> int:
    return connection.execute(text(query)).scalar_one()


if __name__ == "__main__":
    main()
