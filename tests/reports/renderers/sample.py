"""Results to render in tests."""

from collections.abc import Iterable
from typing import Any

from corpdb.reports.result import Result


def make_result(names: str, *rows: tuple[Any, ...], long: Iterable[int] = (), spare: Iterable[int] = ()) -> Result:
    columns = tuple(names.split())
    return Result("Title", columns, columns, iter(rows), frozenset(long), frozenset(spare))
