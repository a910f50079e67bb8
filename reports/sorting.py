"""Sorting rows by a column of text as people do, which no two databases do alike."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from heapq import nlargest, nsmallest
from itertools import chain, islice
from typing import Any

from corpdb.reports.result import Row


@dataclass(frozen=True, slots=True)
class Sorting:
    """By which column rows are sorted, and whether the largest comes first."""

    position: int
    descending: bool = False


def sort_rows(rows: Iterable[Row], sorting: Sorting, limit: int | None) -> Iterator[Row]:
    """The rows in order, the first `limit` of them; those without a value come last, and equal ones keep their order.

    Case and accents do not count. With a limit, no more rows than that are kept at a time.
    """
    absent: list[Row] = []
    present = _set_apart(rows, sorting.position, absent, limit)

    find_key = partial(_find_key, sorting.position)
    if limit is None:
        chosen = sorted(present, key=find_key, reverse=sorting.descending)
    else:
        chosen = (nlargest if sorting.descending else nsmallest)(limit, present, key=find_key)
    return islice(chain(chosen, absent), limit)


def _set_apart(rows: Iterable[Row], position: int, absent: list[Row], limit: int | None) -> Iterator[Row]:
    """The rows that have a value; the first of the others are kept in `absent`."""
    for row in rows:
        if row[position] is not None:
            yield row
        elif limit is None or len(absent) < limit:
            absent.append(row)


def _find_key(position: int, row: Row) -> Any:
    """What counts of a value: of a text first its letters."""
    value = row[position]
    if not isinstance(value, str):
        return value
    letters = unicodedata.normalize("NFKD", value.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter)), value
