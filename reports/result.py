"""What a report or a query gives to a renderer: titled columns and rows, one after another."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """Columns and rows. `names` are for programs, `headers` for people; `rows` can be read once.

    `shortened` are the positions of columns of long text, which a table may cut; `spare` are those of columns that a
    table may leave out where it lacks the width.
    """

    title: str
    names: tuple[str, ...]
    headers: tuple[str, ...]
    rows: Iterator[Row]
    shortened: frozenset[int] = field(default=frozenset())
    spare: frozenset[int] = field(default=frozenset())

    @classmethod
    def of_query(cls, columns: Iterable[str], rows: Iterator[Row]) -> "Result":
        """The result of a user's own query: its columns' names, made different where they are the same."""
        names = _number_repeated(columns)
        return cls("", names, names, rows)


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
