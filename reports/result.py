"""What a report or a query gives to a renderer: titled columns and rows, one after another."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from corpdb.reports.numbers import even_out

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class ColumnType:
    """What the values of a column are; of decimal numbers, how many digits follow the point."""

    python: type
    scale: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """Columns and rows. `names` are for programs, `headers` for people; `rows` can be read once.

    The others are positions of columns: `shortened` those of long text, which a table may cut; `spare` those that a
    table may leave out where it lacks the width; `paired` those that a table shows with the next one or not at all;
    `grouped` those of quantities, whose digits a person reads in groups of three; `data` those for programs alone. A
    table of a `complete` result leaves out nothing, not even a column that is empty. `types` are what the columns hold,
    where that is known beforehand.
    """

    title: str
    names: tuple[str, ...]
    headers: tuple[str, ...]
    rows: Iterator[Row]
    shortened: frozenset[int] = field(default=frozenset())
    spare: frozenset[int] = field(default=frozenset())
    paired: frozenset[int] = field(default=frozenset())
    grouped: frozenset[int] = field(default=frozenset())
    data: frozenset[int] = field(default=frozenset())
    complete: bool = False
    types: tuple[ColumnType, ...] | None = None

    @classmethod
    def of_query(cls, columns: Iterable[str], rows: Iterator[Row]) -> "Result":
        """The result of a user's own query, complete: its columns' names, made different where they are the same."""
        names = _number_repeated(columns)
        return cls("", names, names, (tuple(map(even_out, row)) for row in rows), complete=True)

    def show_people(self) -> "Result":
        """The result without the columns that are for programs alone."""
        if not self.data:
            return self
        kept = [position for position in range(len(self.names)) if position not in self.data]
        places = {position: place for place, position in enumerate(kept)}
        flags = {
            name: frozenset(places[position] for position in getattr(self, name) if position in places)
            for name in ("shortened", "spare", "paired", "grouped")
        }
        return replace(
            self,
            names=tuple(self.names[position] for position in kept),
            headers=tuple(self.headers[position] for position in kept),
            rows=(tuple(row[position] for position in kept) for row in self.rows),
            types=self.types and tuple(self.types[position] for position in kept),
            data=frozenset(),
            **flags,
        )


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
