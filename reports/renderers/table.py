"""Tables for people: fitted to a terminal, plain and uncut elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TextIO

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from corpdb.reports.renderers.cells import format_cell, is_number
from corpdb.reports.result import Result, Row

SHORTENED = 120  # what a table shows of a long text, in characters
LONG_WIDTH = 30  # the least width at which a long text can be read, in columns
WORD_WIDTH = 18  # a word up to this width is never broken
PADDING = 2


@dataclass(frozen=True)
class TableColumn:
    """A column as a table shows it: its header, its cells, and how they are laid out.

    `full` are the cells uncut. An `is_paired` column is shown with the next one or not at all.
    """

    header: str
    full: tuple[str, ...]
    is_numeric: bool
    is_spare: bool
    is_long: bool
    is_paired: bool

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """What the table shows: long texts cut."""
        return tuple(map(shorten, self.full)) if self.is_long else self.full

    @property
    def width(self) -> int:
        """The width of the widest cell."""
        return max(map(cell_len, (self.header, *self.cells)))

    @property
    def is_compact(self) -> bool:
        """Whether it keeps its width: numbers, dates, codes."""
        return self.is_numeric or (self.width <= WORD_WIDTH and not any(" " in cell for cell in self.cells))

    @property
    def least_width(self) -> int:
        """The least width at which it can be read."""
        if self.is_compact:
            return self.width
        words = (cell_len(word) for cell in (self.header, *self.cells) for word in cell.split())
        return max(min(max(words), WORD_WIDTH), min(LONG_WIDTH, self.width) if self.is_long else 0)


def write_table(result: Result, stream: TextIO) -> int:
    """Write the rows as a table; return how many there were.

    On a terminal, columns that are empty throughout are left out unless the result is to be complete, then spare ones
    as far as the width asks for it, and a line says which; where that is not enough, the rows are written as records,
    one below the other, uncut.
    """
    rows = list(result.rows)
    if not rows:
        return 0
    columns = [_make_column(result, rows, position) for position in range(len(result.names))]
    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    if console.is_terminal:
        console.print(Text(result.title, style="bold cyan"), end="\n" if result.title else "")
        _print_fitted(console, columns, complete=result.complete)
    else:
        _print_plain(columns, stream)
    return len(rows)


def shorten(text: str, length: int = SHORTENED) -> str:
    """The text, or its beginning up to a word's end with an ellipsis, `length` characters at most."""
    if len(text) <= length:
        return text
    start = text[: length - 1]
    return f"{start.rpartition(' ')[0] or start}…"


def fit_columns(columns: Sequence[TableColumn], width: int) -> list[TableColumn] | None:
    """The columns that can be read side by side, spare ones left out from the right; None if even that is too wide."""
    kept = _join_pairs(columns)
    while sum(column.least_width + PADDING for column in chain.from_iterable(kept)) - PADDING > width:
        spare = [pair for pair in kept if pair[0].is_spare]
        if not spare:
            return None
        kept.remove(spare[-1])
    return list(chain.from_iterable(kept))


def _join_pairs(columns: Sequence[TableColumn]) -> list[tuple[TableColumn, ...]]:
    """The columns, those together that are shown together."""
    joined: list[tuple[TableColumn, ...]] = []
    for column in columns:
        if joined and joined[-1][-1].is_paired:
            joined[-1] += (column,)
        else:
            joined.append((column,))
    return joined


def _make_column(result: Result, rows: Sequence[Row], position: int) -> TableColumn:
    values = [row[position] for row in rows]
    is_grouped = position in result.grouped
    return TableColumn(
        header=format_cell(result.headers[position]),
        full=tuple(format_cell(value, grouped=is_grouped) for value in values),
        is_numeric=all(is_number(value) for value in values if value is not None),
        is_spare=position in result.spare,
        is_long=position in result.shortened,
        is_paired=position in result.paired,
    )


def _print_fitted(console: Console, columns: Sequence[TableColumn], *, complete: bool) -> None:
    filled = [
        column for pair in _join_pairs(columns) if complete or any(any(each.full) for each in pair) for column in pair
    ]
    kept = fit_columns(filled, console.width)
    if kept is None:
        _print_records(console, filled, complete=complete)
    else:
        console.print(_make_table(kept))
    _tell_left_out(console, "empty", [column for column in columns if column not in filled])
    _tell_left_out(console, "a wider terminal shows more", [column for column in filled if kept and column not in kept])


def _tell_left_out(console: Console, reason: str, columns: Sequence[TableColumn]) -> None:
    if columns:
        console.print(f"left out: {', '.join(column.header for column in columns)} ({reason})", style="dim")


def _make_table(columns: Sequence[TableColumn]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for column in columns:
        justify = "right" if column.is_numeric else "left"
        table.add_column(Text(column.header), justify=justify, no_wrap=column.is_compact, overflow="fold")
    for row in zip(*(column.cells for column in columns), strict=True):
        table.add_row(*map(Text, row))
    return table


def _print_records(console: Console, columns: Sequence[TableColumn], *, complete: bool) -> None:
    for number, row in enumerate(zip(*(column.full for column in columns), strict=True), 1):
        console.rule(str(number), align="left", style="dim")
        grid = Table.grid(padding=(0, PADDING))
        grid.add_column(no_wrap=True, style="bold")
        grid.add_column(overflow="fold")
        for column, cell in zip(columns, row, strict=True):
            if cell or complete:
                grid.add_row(Text(column.header), Text(cell))
        console.print(grid)


def _print_plain(columns: Sequence[TableColumn], stream: TextIO) -> None:
    """Print a line a row, whatever its length, without colours."""
    lines = [
        [column.header for column in columns],
        ["-" * column.width for column in columns],
        *zip(*(column.cells for column in columns), strict=True),
    ]
    widths = [column.width for column in columns]
    for line in lines:
        padded = (_pad(text, width, column) for text, width, column in zip(line, widths, columns, strict=True))
        stream.write("  ".join(padded).rstrip() + "\n")


def _pad(text: str, width: int, column: TableColumn) -> str:
    space = " " * (width - cell_len(text))
    return space + text if column.is_numeric else text + space
