"""Results to render in tests."""

from collections.abc import Iterable
from typing import Any

from corpdb.reports.result import Result


def make_result(
    names: str,
    *rows: tuple[Any, ...],
    shortened: Iterable[int] = (),
    spare: Iterable[int] = (),
    paired: Iterable[int] = (),
    grouped: Iterable[int] = (),
) -> Result:
    columns = tuple(names.split())
    flags = frozenset(shortened), frozenset(spare), frozenset(paired), frozenset(grouped)
    return Result("Title", columns, columns, iter(rows), *flags)
