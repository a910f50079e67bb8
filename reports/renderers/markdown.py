"""Markdown: a pipe table, for documents and tickets."""

from collections.abc import Container
from itertools import chain
from typing import TextIO

from corpdb.reports.renderers.cells import format_cell, is_number
from corpdb.reports.result import Result, Row

_ESCAPES = str.maketrans({character: f"\\{character}" for character in "\\`*_{}[]<>|~"})


def write_markdown(result: Result, stream: TextIO) -> int:
    """Write the rows as they come; return how many there were. A column of numbers, by its first row, stands right."""
    first = next(result.rows, None)
    rows = result.rows if first is None else chain([first], result.rows)
    _write_line(stream, result.headers, ())
    rules = ["---:" if first and is_number(value) else "---" for value in first or result.names]
    stream.write(f"| {' | '.join(rules)} |\n")
    number = 0
    for number, row in enumerate(rows, 1):  # noqa: B007 - the last number is the count
        _write_line(stream, row, result.grouped)
    return number


def _write_line(stream: TextIO, row: Row, grouped: Container[int]) -> None:
    cells = (format_cell(value, grouped=position in grouped) for position, value in enumerate(row))
    stream.write(f"| {' | '.join(cell.translate(_ESCAPES) for cell in cells)} |\n")
