"""Tables for people: fitted to a terminal, plain and uncut elsewhere."""

from collections.abc import Sequence
from typing import TextIO

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from corpdb.reports.renderers.cells import format_cell, is_number
from corpdb.reports.result import Result, Row

SHORTENED = 120  # what a table shows of a long text, in characters
LEAST_WIDTH = 9  # a column that is squeezed to less than this, or than its longest word, is not readable
PADDING = 2


def write_table(result: Result, stream: TextIO) -> int:
    """Write the rows as a table, or as records one below the other where the terminal is too narrow; return how many.

    On a terminal, columns that are empty throughout are left out.
    """
    rows = list(result.rows)
    if not rows:
        return 0
    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        _print_plain(result, rows, stream)
        return len(rows)
    kept = [position for position in range(len(result.names)) if any(row[position] is not None for row in rows)]
    cells = [[_show(result, row, position) for position in kept] for row in rows]
    headers = [result.headers[position] for position in kept]
    if _measure_least([headers, *cells]) <= console.width:
        console.print(_make_table(headers, cells, [_is_numeric(rows, position) for position in kept]))
    else:
        _print_records(console, headers, cells)
    return len(rows)


def _show(result: Result, row: Row, position: int) -> str:
    text = format_cell(row[position])
    return shorten(text) if position in result.shortened else text


def shorten(text: str, length: int = SHORTENED) -> str:
    """The text, or its beginning up to a word's end with an ellipsis, `length` characters at most."""
    if len(text) <= length:
        return text
    start = text[: length - 1]
    return f"{start.rpartition(' ')[0] or start}…"


def _is_numeric(rows: Sequence[Row], position: int) -> bool:
    return all(is_number(row[position]) for row in rows if row[position] is not None)


def _measure_least(lines: Sequence[Sequence[str]]) -> int:
    """The least width at which every column shows its words whole, or a readable part of the longest."""
    widths = (max(_measure_word(text) for text in column) for column in zip(*lines, strict=True))
    return sum(width + PADDING for width in widths)


def _measure_word(text: str) -> int:
    words = max((cell_len(word) for word in text.split()), default=0)
    return min(max(words, min(cell_len(text), LEAST_WIDTH)), 2 * LEAST_WIDTH)


def _make_table(headers: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[bool]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for header, right in zip(headers, numeric, strict=True):
        table.add_column(Text(header), justify="right" if right else "left", no_wrap=right, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _print_records(console: Console, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    for number, row in enumerate(rows, 1):
        console.rule(str(number), align="left", style="dim")
        grid = Table.grid(padding=(0, PADDING))
        grid.add_column(no_wrap=True, style="bold")
        grid.add_column(overflow="fold")
        for header, cell in zip(headers, row, strict=True):
            if cell:
                grid.add_row(Text(header), Text(cell))
        console.print(grid)


def _print_plain(result: Result, rows: Sequence[Row], stream: TextIO) -> None:
    """Print a line a row, whatever its length, without colours."""
    cells = [[_show(result, row, position) for position in range(len(row))] for row in rows]
    numeric = [_is_numeric(rows, position) for position in range(len(result.names))]
    widths = [max(map(cell_len, column)) for column in zip(result.headers, *cells, strict=True)]
    for line in (result.headers, ["-" * width for width in widths], *cells):
        padded = (_pad(*each) for each in zip(line, widths, numeric, strict=True))
        stream.write("  ".join(padded).rstrip() + "\n")


def _pad(text: str, width: int, to_the_right: bool) -> str:  # noqa: FBT001 - called with the columns' own list
    space = " " * (width - cell_len(text))
    return space + text if to_the_right else text + space
