"""Reading a report's rows for tests."""

from typing import Any

from corpdb.extraction.facts import PartialDate
from corpdb.reports.catalog import REPORTS
from corpdb.reports.filters import Filters
from corpdb.storage.engine import open_database


def read_rows(url: str, name: str, filters: Filters | None = None) -> list[dict[str, Any]]:
    with (
        open_database(url, read_only=True) as engine,
        REPORTS[name].run(engine, filters or Filters()) as result,
    ):
        return [dict(zip(result.names, row, strict=True)) for row in result.rows]


def since(text: str) -> Filters:
    return Filters(since=PartialDate.parse(text))


def until(text: str) -> Filters:
    return Filters(until=PartialDate.parse(text))
