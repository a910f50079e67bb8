"""CSV: a header and a line a row, for spreadsheets and programs."""

import csv
from typing import TextIO

from corpdb.reports.renderers.cells import format_value
from corpdb.reports.result import Result


def write_csv(result: Result, stream: TextIO) -> int:
    """Write the rows as they come; return how many there were."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(result.names)
    number = 0
    for number, row in enumerate(result.rows, 1):  # noqa: B007 - the last number is the count
        writer.writerow([format_value(value) for value in row])
    return number
