"""The star's files hold the rows of their views, typed, and facts only of the events that are asked for."""

import io
from collections.abc import Generator
from contextlib import contextmanager
from datetime import date
from typing import BinaryIO

import pyarrow as pa
from pyarrow.parquet import read_table

from corpdb.models.vocabulary import EventType
from corpdb.reports.exports.star import TABLES, write_star
from corpdb.reports.filters import Filters
from corpdb.storage.engine import open_database


def export(url: str, filters: Filters) -> dict[str, pa.Table]:
    files: dict[str, io.BytesIO] = {}

    @contextmanager
    def open_file(name: str) -> Generator[BinaryIO]:
        files[name.removesuffix(".parquet")] = stream = io.BytesIO()
        yield stream

    with open_database(url) as engine, engine.connect() as connection:
        write_star(connection, filters, open_file)
    return {name: read_table(io.BytesIO(stream.getvalue())) for name, stream in files.items()}


def test_every_table_holds_the_rows_of_its_view(sample_url: str) -> None:
    tables = export(sample_url, Filters())
    assert tables.keys() == TABLES.keys()
    events = tables["fact_event"]
    assert [row["event_id"] for row in events.to_pylist()] == [1, 2, 3, 4]
    assert events.to_pylist()[0]["first_day"] == date(2023, 11, 1)
    kinds = dict(zip(events.schema.names, map(str, events.schema.types), strict=True))
    assert (kinds["first_day"], kinds["amount"], kinds["headcount"]) == ("date32[day]", "decimal128(20, 2)", "int64")
    organizations = {row["organization_id"] for row in tables["dim_organization"].to_pylist()}
    parts = [row["organization_id"] for row in tables["fact_participation"].to_pylist()]
    assert {number for number in parts if number is not None} <= organizations


def test_filters_narrow_the_facts_alone(sample_url: str) -> None:
    whole, narrow = export(sample_url, Filters()), export(sample_url, Filters(types=(EventType.TRANSACTION,)))
    assert [row["type"] for row in narrow["fact_event"].to_pylist()] == ["transaction"]
    assert {row["event_id"] for row in narrow["fact_mention"].to_pylist()} == {2}
    assert narrow["dim_document"].to_pylist() == whole["dim_document"].to_pylist()


def test_both_databases_give_the_same_tables(sqlite_sample: str, postgresql_sample: str) -> None:
    one, other = export(sqlite_sample, Filters()), export(postgresql_sample, Filters())
    assert {name: table.to_pylist() for name, table in one.items()} == {
        name: table.to_pylist() for name, table in other.items()
    }
