"""What a change of the schema will do: the steps, the rows it goes through, about how long, and what would be lost."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, Engine, Inspector, create_engine, inspect, text

from corpdb.models.schema import REFERENCE_TABLES
from corpdb.models.search import is_words_index
from corpdb.storage.engine import is_sqlite, make_engine
from corpdb.storage.schema.chain import BASE, Route, write_sql
from corpdb.storage.schema.revisions import VERSION_TABLE
from corpdb.storage.schema.state import plan_route, upgrade

# How many rows a second statements go through, measured over the chain of version 0.1.0 on a database of 20,000 events.
ROWS_A_SECOND = {"sqlite": 500_000, "postgresql": 200_000}

# Statements that go through every row of the tables that they name; others take no time to speak of.
_INDEX = r"CREATE (?:UNIQUE )?INDEX"
_ROW = r"INSERT INTO \w+ \([^)]*\) VALUES"
_LONG = re.compile(rf"{_INDEX}|UPDATE|(?!{_ROW})INSERT|DELETE|ALTER TABLE .*(ADD CONSTRAINT|SET NOT NULL|TYPE)")
_CHANGED = re.compile(rf"\s*(?:{_INDEX}\b.*?\bON|UPDATE|INSERT INTO|DELETE FROM|(?:ALTER|DROP) TABLE)\s+\"?(\w+)")


@dataclass(frozen=True, slots=True)
class Loss:
    """What goes with the rows in it: a table, or a column of one that stays."""

    table: str
    column: str | None
    number: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What a change of the schema will do.

    `tables` holds the rows of each table that is there now and is changed; `rows` is how many all statements together
    go through, and `rows_a_second` how many that is expected to be in a second.
    """

    route: Route
    tables: dict[str, int]
    rows: int
    rows_a_second: int
    losses: tuple[Loss, ...]

    @property
    def seconds(self) -> float:
        """About how long it takes."""
        return self.rows / self.rows_a_second


def make_plan(engine: Engine, revision: str, *, goes_down: bool) -> Plan:
    """What an upgrade or downgrade to `revision` will do, as `plan_route` reads it.

    Nothing is changed; to look at an SQLite file that does not exist does not make it.
    """
    if is_sqlite(engine) and not Path(engine.url.database or "").exists():
        engine = create_engine("sqlite://")
    route = plan_route(engine, revision, goes_down=goes_down)
    statements = write_sql(route, str(engine.url)).split(";\n")
    with engine.connect() as connection:
        changed = {match[1] for statement in statements if (match := _CHANGED.match(statement))}
        counts = _count_rows(connection)
        losses = _list_losses(connection, route.end) if goes_down and route.steps else ()
    passes = Counter(
        word for statement in statements if _LONG.search(statement) for word in set(re.findall(r"\w+", statement))
    )
    return Plan(
        route,
        {table: number for table, number in counts.items() if table in changed},
        sum(number * passes[table] for table, number in counts.items()),
        ROWS_A_SECOND[engine.dialect.name],
        losses,
    )


def _count_rows(connection: Connection) -> dict[str, int]:
    return {table: _count(connection, table) for table in sorted(_list_tables(inspect(connection)))}


def _list_losses(connection: Connection, end: str) -> tuple[Loss, ...]:
    """The rows of tables and the values of columns that the schema of the revision `end` does not have.

    What the program fills itself does not count.
    """
    now, then = _list_columns(inspect(connection)), _find_columns(end)
    gone = [Loss(table, None, _count(connection, table)) for table in now if table not in then]
    gone += [
        Loss(table, column, _count(connection, table, column))
        for table, columns in now.items()
        for column in sorted(columns - then.get(table, columns))
    ]
    return tuple(loss for loss in gone if loss.number and loss.table not in REFERENCE_TABLES)


def _find_columns(revision: str) -> dict[str, set[str]]:
    """The tables and columns of the schema at `revision`, seen in an empty database that the revisions make."""
    if revision == BASE:
        return {}
    with TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite:///{Path(folder) / 'schema.db'}")
        upgrade(engine, revision)
        columns = _list_columns(inspect(engine))
        engine.dispose()
    return columns


def _list_columns(inspector: Inspector) -> dict[str, set[str]]:
    return {table: {column["name"] for column in inspector.get_columns(table)} for table in _list_tables(inspector)}


def _list_tables(inspector: Inspector) -> list[str]:
    """The tables that hold what was loaded, and nothing that a database keeps for itself."""
    tables = inspector.get_table_names()
    return [table for table in tables if table != VERSION_TABLE and not is_words_index(table)]


def _count(connection: Connection, table: str, column: str = "*") -> int:
    """The rows of the table, or those in which the column has a value."""
    query = f"SELECT count({column}) FROM {table}"  # noqa: S608 - names of the database's own
    return connection.execute(text(query)).scalar_one()
