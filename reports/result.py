"""What a report or a query gives to a renderer: titled columns and rows, one after another."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from corpdb.reports.numbers import even_out

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """Columns and rows. `names` are for programs, `headers` for people; `rows` can be read once.

    The others are positions of columns: `shortened` those of long text, which a table may cut; `spare` those that a
    table may leave out where it lacks the width; `paired` those that a table shows with the next one or not at all;
    `grouped` those of quantities, whose digits a person reads in groups of three. A table of a `complete` result
    leaves out nothing, not even a column that is empty.
    """

    title: str
    names: tuple[str, ...]
    headers: tuple[str, ...]
    rows: Iterator[Row]
    shortened: frozenset[int] = field(default=frozenset())
    spare: frozenset[int] = field(default=frozenset())
    paired: frozenset[int] = field(default=frozenset())
    grouped: frozenset[int] = field(default=frozenset())
    complete: bool = False

    @classmethod
    def of_query(cls, columns: Iterable[str], rows: Iterator[Row]) -> "Result":
        """The result of a user's own query, complete: its columns' names, made different where they are the same."""
        names = _number_repeated(columns)
        return cls("", names, names, (tuple(map(even_out, row)) for row in rows), complete=True)


def _number_repeated(names: Iterable[str]) -> tuple[str, ...]:
    """The names, those that came before with `_2`, `_3`... behind them."""
    taken: dict[str, None] = {}
    for name in names:
        number, unique = 1, name
        while unique in taken:
            number += 1
            unique = f"{name}_{number}"
        taken[unique] = None
    return tuple(taken)
