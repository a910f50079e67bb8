"""What a report is: a name, a title, its columns and one query over the `bi_` views."""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Engine, Label, Select

from corpdb.core.errors import UsageError
from corpdb.reports.filters import Filters
from corpdb.reports.result import ColumnType, Result, Row

BATCH_ROWS = 1000


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a report: its name for programs, its header for people, the SQL that it shows.

    The values of a `merged` column are joined over neighbouring rows of the same first columns: its query gives a row
    for each of them. A table may cut a `long` column, and leave a `spare` one out where it lacks the width; it shows a
    `paired` one with the next or not at all. A `grouped` one holds quantities: 1,250,000 for people. A `data` column is
    for programs alone.
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

    @property
    def type(self) -> ColumnType:
        """What its values are."""
        return ColumnType(self.sql.type.python_type, getattr(self.sql.type, "scale", None) or 0)


@dataclass(frozen=True, slots=True)
class Report:
    """A report. `build` adds to the selected columns where they come from, the filters' conditions and the order.

    `filters` names the fields of `Filters` that the report understands; the first `key` columns tell its rows apart.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    filters: frozenset[str]
    build: Callable[[tuple[Label[Any], ...], Filters], Select[Any]]
    key: int = 1

    @contextmanager
    def run(self, engine: Engine, filters: Filters) -> Generator[Result]:
        """Run the query and lend its rows for the block, fetched as they are read."""
        self._require_filters(filters)
        query = self.build(tuple(column.sql.label(column.name) for column in self.columns), filters)
        with engine.connect() as connection:
            rows = connection.execution_options(yield_per=BATCH_ROWS).execute(query)
            yield Result(
                title=self.title,
                names=tuple(column.name for column in self.columns),
                headers=tuple(column.header for column in self.columns),
                rows=merge_rows((tuple(row) for row in rows), self._positions("merged"), self.key),
                shortened=frozenset(self._positions("long")),
                spare=frozenset(self._positions("spare")),
                paired=frozenset(self._positions("paired")),
                grouped=frozenset(self._positions("grouped")),
                data=frozenset(self._positions("data")),
                types=tuple(column.type for column in self.columns),
            )

    def _require_filters(self, filters: Filters) -> None:
        if unknown := sorted(filters.names - self.filters):
            raise UsageError(f"the report {self.name} cannot be narrowed by {', '.join(unknown)}; leave that out")

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
