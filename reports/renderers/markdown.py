"""Markdown: a pipe table, for documents and tickets."""

from itertools import chain
from typing import TextIO

from corpdb.reports.renderers.cells import format_cell, is_number
from corpdb.reports.result import Result, Row

_ESCAPES = str.maketrans({character: f"\\{character}" for character in "\\`*_{}[]<>|~"})


def write_markdown(result: Result, stream: TextIO) -> int:
    """Write the rows as they come; return how many there were. A column of numbers, by its first row, stands right."""
    first = next(result.rows, None)
    rows = result.rows if first is None else chain([first], result.rows)
    _write_line(stream, result.headers)
    rules = ["---:" if first and is_number(value) else "---" for value in first or result.names]
    stream.write(f"| {' | '.join(rules)} |\n")
    number = 0
    for number, row in enumerate(rows, 1):  # noqa: B007 - the last number is the count
        _write_line(stream, row)
    return number


def _write_line(stream: TextIO, row: Row) -> None:
    stream.write(f"| {' | '.join(format_cell(value).translate(_ESCAPES) for value in row)} |\n")
