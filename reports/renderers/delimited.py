"""CSV: a header and a line a row, for spreadsheets and programs."""

import csv
import re
from typing import Any, TextIO

from corpdb.reports.renderers.cells import format_value
from corpdb.reports.result import Result

# What makes a spreadsheet take a text for a formula, which may send out what is in other cells; a number is harmless.
_FORMULA = re.compile(r"(?![+-]?\d[\d.,]*%?$)(\s*[=+\-@＝＋－＠]|[\t\r\n])")  # noqa: RUF001 - wide forms count, too


class _Lines:
    """Ends lines as Unix does; the writer's own ending makes it quote a cell with either of its two characters."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, line: str) -> None:
        self._stream.write(line.removesuffix("\r\n") + "\n")


def write_csv(result: Result, stream: TextIO) -> int:
    """Write the rows as they come; return how many there were.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    writer = csv.writer(_Lines(stream))
    writer.writerow(map(_write, result.names))
    number = 0
    for number, row in enumerate(result.rows, 1):  # noqa: B007 - the last number is the count
        writer.writerow([_write(value) for value in row])
    return number


def write_csv_bom(result: Result, stream: TextIO) -> int:
    """Write CSV after a mark of its encoding, without which Excel reads accents wrong."""
    stream.write("\N{BYTE ORDER MARK}")
    return write_csv(result, stream)


def _write(value: Any) -> str:
    text = format_value(value)
    return f"'{text}" if isinstance(value, str) and _FORMULA.match(text) else text
