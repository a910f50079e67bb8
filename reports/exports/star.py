"""A star schema in Parquet: facts (events, participations, mentions) and dimensions (organizations, documents)."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, BinaryIO

from sqlalchemy import BigInteger, Connection, Date, Float, Numeric, Row, Select, TableClause, select
from sqlalchemy.types import TypeEngine

from corpdb.core.errors import CorpdbError
from corpdb.reports.conditions import match_filters
from corpdb.reports.filters import Filters
from corpdb.reports.views import DOCUMENTS, EVENTS, MENTIONS, ORGANIZATIONS, PARTICIPANTS, Exact

if TYPE_CHECKING:
    from pyarrow import DataType, Schema, Table

ROWS_AT_ONCE = 10_000
Open = Callable[[str], AbstractContextManager[BinaryIO]]
"""Opens the file of that name for writing."""


@dataclass(frozen=True, slots=True)
class StarTable:
    """A table of the star: the view that it holds, and the columns that tell its rows apart."""

    view: TableClause
    key: tuple[str, ...]
    is_fact: bool = True


TABLES = {
    "dim_organization": StarTable(ORGANIZATIONS, ("organization_id",), is_fact=False),
    "dim_document": StarTable(DOCUMENTS, ("document_id",), is_fact=False),
    "fact_event": StarTable(EVENTS, ("event_id",)),
    "fact_participation": StarTable(PARTICIPANTS, ("event_id", "role", "rank")),
    "fact_mention": StarTable(MENTIONS, ("mention_id",)),
}


def write_star(connection: Connection, filters: Filters, open_file: Open) -> int:
    """Write every table to a file of its own, facts for which `filters` hold; return how many rows there were.

    A `CorpdbError` says what to install where the library is not there.
    """
    if find_spec("pyarrow") is None:
        raise CorpdbError(
            "Parquet needs a library that is not installed; install it with: pip install 'corpdb[parquet]'"
        )
    number = 0
    for name, table in TABLES.items():
        with open_file(f"{name}.parquet") as stream:
            number += _write_table(connection, table, _select_rows(table, filters), stream)
    return number


def _select_rows(table: StarTable, filters: Filters) -> Select[Any]:
    query = select(table.view).order_by(*(table.view.c[name] for name in table.key))
    if not table.is_fact:
        return query
    events = select(EVENTS.c.event_id).where(*match_filters(EVENTS, filters))
    return query.where(table.view.c.event_id.in_(events))


def _write_table(connection: Connection, table: StarTable, query: Select[Any], stream: BinaryIO) -> int:
    from pyarrow import schema
    from pyarrow.parquet import ParquetWriter

    fields = schema((column.name, _find_type(column.type)) for column in table.view.c)
    number = 0
    rows = connection.execute(query, execution_options={"yield_per": ROWS_AT_ONCE})
    with ParquetWriter(stream, fields) as writer:
        for batch in rows.partitions(ROWS_AT_ONCE):
            number += len(batch)
            writer.write_table(_make_table(fields, batch))
    return number


def _make_table(fields: "Schema", rows: Sequence[Row[Any]]) -> "Table":
    from pyarrow import Table, array

    columns = zip(*rows, strict=True)
    arrays = [array(values, type=kind) for values, kind in zip(columns, fields.types, strict=True)]
    return Table.from_arrays(arrays, schema=fields)


def _find_type(kind: TypeEngine[Any]) -> "DataType":
    """The Parquet type of a view's column; what is neither a number nor a day is text."""
    import pyarrow as pa

    match kind:
        case Exact(impl=Numeric(precision=int(precision), scale=int(scale))):
            return pa.decimal128(precision, scale)
        case BigInteger():
            return pa.int64()
        case Date():
            return pa.date32()
        case Float():
            return pa.float64()
        case _:
            return pa.string()
