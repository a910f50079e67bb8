"""XLSX: a workbook with one sheet, for Excel and LibreOffice; dates are dates, numbers are numbers, text is text."""

from datetime import UTC, date, datetime
from decimal import Decimal
from math import isfinite
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from corpdb.core.errors import CorpdbError
from corpdb.reports.renderers.cells import format_value
from corpdb.reports.result import Result

EXACT_DIGITS = 15  # a spreadsheet keeps so many digits of a number
FIRST_YEAR = 1900  # of a spreadsheet's calendar
MOST_ROWS = 2**20 - 1  # below the header
MOST_LETTERS = 2**15 - 1  # in a cell
WIDEST = 60  # columns, in letters
LONGEST_NAME = 31  # of a sheet
_NOT_IN_NAMES = str.maketrans("", "", "[]:*?/\\'")
MARGIN = 3  # beside a header, for the arrow of its filter
_FORMATS = {
    "head": {"bold": True, "bottom": 1},
    "date": {"num_format": "yyyy-mm-dd"},
    "moment": {"num_format": "yyyy-mm-dd hh:mm:ss"},
    "whole": {"num_format": "#,##0"},
    "cents": {"num_format": "#,##0.00"},
}


class _Sheet:
    """A sheet that is written row by row, and how wide its columns are."""

    def __init__(self, sheet: Worksheet, formats: dict[str, Format], result: Result) -> None:
        self._sheet, self._formats, self._grouped = sheet, formats, result.grouped
        self._widths = [0] * len(result.headers)
        for position, header in enumerate(result.headers):
            self._write_text(0, position, header, formats["head"])
            self._widths[position] += MARGIN

    def write_row(self, number: int, row: tuple[Any, ...]) -> None:
        """Write the row that is the number-th below the header."""
        if number > MOST_ROWS:
            raise CorpdbError(f"a sheet holds {MOST_ROWS:,} rows and this is more; narrow it down, or write CSV")
        for position, value in enumerate(row):
            self._write_value(number, position, value)

    def end(self, rows: int) -> None:
        """Lay the columns out, keep the header in sight, and let it filter."""
        for position, width in enumerate(self._widths):
            self._sheet.set_column(position, position, min(width, WIDEST) + 1)
        self._sheet.freeze_panes(1, 0)
        if rows:
            self._sheet.autofilter(0, 0, rows, len(self._widths) - 1)

    def _write_value(self, row: int, position: int, value: Any) -> None:
        match value:
            case None:
                pass
            case bool():
                self._sheet.write_boolean(row, position, value)
            case int() | float() | Decimal() if _fits(value):
                self._sheet.write_number(row, position, value, self._choose_format(position, value))
                self._widen(position, format(value, ","))
            case datetime() if value.year >= FIRST_YEAR:
                self._write_moment(row, position, value)
            case date() if value.year >= FIRST_YEAR:
                self._sheet.write_datetime(row, position, value, self._formats["date"])
                self._widen(position, format_value(value))
            case _:
                self._write_text(row, position, format_value(value))

    def _write_moment(self, row: int, position: int, value: datetime) -> None:
        """A moment in UTC: a spreadsheet knows no time zones."""
        plain = value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
        self._sheet.write_datetime(row, position, plain, self._formats["moment"])
        self._widen(position, format_value(plain))

    def _write_text(self, row: int, position: int, text: str, format: Format | None = None) -> None:
        if len(text) > MOST_LETTERS:
            raise CorpdbError(
                f"row {row} holds a text of {len(text):,} letters, and a cell {MOST_LETTERS:,} at most;"
                " leave that column out, or write CSV"
            )
        self._sheet.write_string(row, position, text, format)
        self._widen(position, text)

    def _choose_format(self, position: int, value: float | Decimal) -> Format | None:
        if position not in self._grouped:
            return None
        return self._formats["whole" if value == int(value) else "cents"]

    def _widen(self, position: int, text: str) -> None:
        self._widths[position] = max(self._widths[position], len(text))


def write_xlsx(result: Result, stream: BinaryIO) -> int:
    """Write the rows as they come; return how many there were.

    Text is written as text, whatever it begins with: nothing becomes a formula or a link. A number with more digits
    than a spreadsheet keeps becomes text, and so does a day before its calendar begins. A `CorpdbError` tells what no
    sheet can hold.
    """
    number = 0
    with TemporaryDirectory() as folder:
        path = Path(folder, "workbook.xlsx")
        with Workbook(str(path), {"constant_memory": True, "tmpdir": folder}) as workbook:
            formats = {name: workbook.add_format(properties) for name, properties in _FORMATS.items()}
            sheet = _Sheet(workbook.add_worksheet(_name_sheet(result.title)), formats, result)
            for number, row in enumerate(result.rows, 1):
                sheet.write_row(number, row)
            sheet.end(number)
        with path.open("rb") as finished:
            copyfileobj(finished, stream)
    return number


def _name_sheet(title: str) -> str | None:
    """The title as far as it can be a sheet's name."""
    return title.translate(_NOT_IN_NAMES)[:LONGEST_NAME].strip() or None


def _fits(value: float | Decimal) -> bool:
    """Whether a spreadsheet keeps the number as it is."""
    if not isfinite(value):
        return False
    return isinstance(value, float) or len(Decimal(value).normalize().as_tuple().digits) <= EXACT_DIGITS
