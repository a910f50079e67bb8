"""What a report is: an outline, its columns and one query over the `bi_` views."""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Engine, Label, Select, Text

from corpdb.core.errors import UsageError
from corpdb.reports.filters import Filters
from corpdb.reports.outlines import Outline
from corpdb.reports.result import ColumnType, Result, Row
from corpdb.reports.sorting import Sorting, sort_rows

BATCH_ROWS = 1000


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a report: its name for programs, its header for people, the SQL that it shows.

    The values of a `merged` column are joined over neighbouring rows of the same first columns: its query gives a row
    for each of them. A table may cut a `long` column, and leave a `spare` one out where it lacks the width; it shows a
    `paired` one with the next or not at all. A `grouped` one holds quantities: 1,250,000 for people. A `data` column is
    for programs alone. A `late` one is made once the rows have been chosen. `order` is what it is sorted by in place of
    what it shows.
    """

    name: str
    header: str
    sql: ColumnElement[Any]
    merged: bool = False
    long: bool = False
    spare: bool = False
    paired: bool = False
    grouped: bool = False
    data: bool = False
    late: bool = False
    order: tuple[ColumnElement[Any], ...] = ()

    @property
    def type(self) -> ColumnType:
        """What its values are."""
        return ColumnType(self.sql.type.python_type, getattr(self.sql.type, "scale", None) or 0)

    @property
    def keys(self) -> tuple[ColumnElement[Any], ...]:
        """What the database sorts it by; nothing if only the finished rows can be sorted, as texts are, for people."""
        if self.order or self.merged or self.late or isinstance(self.sql.type, Text):
            return self.order
        return (self.sql,)


@dataclass(frozen=True, slots=True)
class Request:
    """What a report's query is made for: the columns to select, the filters, what to sort by first, how many rows.

    The `keys` to sort by are empty together.
    """

    columns: tuple[Label[Any], ...]
    filters: Filters
    keys: tuple[ColumnElement[Any], ...] = ()
    descending: bool = False
    limit: int | None = None

    @property
    def directed(self) -> tuple[ColumnElement[Any], ...]:
        """The order of the rows that have what is sorted by."""
        return tuple(key.desc() if self.descending else key for key in self.keys)

    @property
    def order(self) -> tuple[ColumnElement[Any], ...]:
        """The order of all rows: those that lack it come last."""
        pairs = zip(self.keys, self.directed, strict=True)
        return tuple(part for key, directed in pairs for part in (key.is_(None), directed))


@dataclass(frozen=True, slots=True)
class Report:
    """A report. `build` makes its query: where the columns come from, the filters' conditions, the order, the limit.

    The first `key` columns tell its rows apart.
    """

    outline: Outline
    columns: tuple[Column, ...]
    build: Callable[[Request], Select[Any]]
    key: int = 1

    @contextmanager
    def run(self, engine: Engine, filters: Filters) -> Generator[Result]:
        """Run the query and lend its rows for the block, fetched as they are read."""
        self._require_filters(filters)
        sorting = self.find_sorting(filters.sort)
        with engine.connect() as connection:
            query = self.build(self.make_request(filters, sorting))
            rows = connection.execution_options(yield_per=BATCH_ROWS).execute(query)
            merged = merge_rows((tuple(row) for row in rows), self._positions("merged"), self.key)
            if sorting and not self.columns[sorting.position].keys:
                merged = sort_rows(merged, sorting, filters.limit)
            yield Result(
                title=self.outline.title,
                names=tuple(column.name for column in self.columns),
                headers=tuple(column.header for column in self.columns),
                rows=merged,
                shortened=frozenset(self._positions("long")),
                spare=frozenset(self._positions("spare")),
                paired=frozenset(self._positions("paired")),
                grouped=frozenset(self._positions("grouped")),
                data=frozenset(self._positions("data")),
                types=tuple(column.type for column in self.columns),
            )

    def make_request(self, filters: Filters, sorting: Sorting | None = None) -> Request:
        """What its query is made for. Where only the finished rows can be sorted, only they can be counted as well."""
        columns = tuple(column.sql.label(column.name) for column in self.columns)
        keys = self.columns[sorting.position].keys if sorting else ()
        if sorting and not keys:
            return Request(columns, filters)
        return Request(columns, filters, keys, bool(sorting and sorting.descending), filters.limit)

    def find_sorting(self, asked: str | None) -> Sorting | None:
        """The column to sort by, known by its name or its header; a `UsageError` lists the columns."""
        if asked is None:
            return None
        asked = asked.strip()
        name = asked.removeprefix("-").strip().casefold()
        for position, column in enumerate(self.columns):
            if name in {column.name, column.header}:
                return Sorting(position, descending=asked.startswith("-"))
        known = ", ".join(column.name for column in self.columns)
        raise UsageError(f"the report {self.outline.name} has no column {name} to sort by; it has {known}")

    def _require_filters(self, filters: Filters) -> None:
        if unknown := sorted(filters.names - self.outline.filters):
            names = ", ".join(unknown)
            raise UsageError(f"the report {self.outline.name} cannot be narrowed by {names}; leave that out")

    def _positions(self, flag: str) -> list[int]:
        return [position for position, column in enumerate(self.columns) if getattr(column, flag)]


def merge_rows(rows: Iterator[Row], merged: Sequence[int], key: int = 1) -> Iterator[Row]:
    """Make neighbouring rows with the same first `key` values one: the `merged` joined, the others of the first."""
    if not merged:
        return rows
    return (_merge(list(group), merged) for _, group in groupby(rows, key=itemgetter(slice(key))))


def _merge(rows: Sequence[Row], merged: Sequence[int]) -> Row:
    values = list(rows[0])
    for position in merged:
        texts = dict.fromkeys(row[position] for row in rows if row[position] is not None)
        values[position] = "; ".join(texts) or None
    return tuple(values)
