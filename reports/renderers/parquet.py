"""Parquet: typed columns, for data frames and warehouses."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING, Any, BinaryIO

from corpdb.core.batches import cut
from corpdb.core.errors import CorpdbError
from corpdb.reports.renderers.cells import format_value
from corpdb.reports.result import ColumnType, Result, Row

if TYPE_CHECKING:
    from pyarrow import Schema, Table

BATCH_ROWS = 10_000
MOST_DIGITS = 38  # of a decimal number
LARGEST_INTEGER = 2**63 - 1
_TYPES = (bool, int, float, Decimal, datetime, date)  # what a column may hold besides text
_CONVERTERS: dict[type, Callable[[Any], Any]] = {str: format_value, int: int, float: float}


def write_parquet(result: Result, stream: BinaryIO) -> int:
    """Write the rows in batches; return how many there were.

    The columns of a user's own query have no types: all its rows are read before the first one is written. A
    `CorpdbError` says what to install where the library is not there.
    """
    try:
        from pyarrow.parquet import ParquetWriter
    except ImportError:
        raise CorpdbError(
            "Parquet needs a library that is not installed; install it with: pip install 'corpdb[parquet]'"
        ) from None
    rows, types = result.rows, result.types
    if types is None:
        gathered = list(rows)
        rows, types = iter(gathered), _infer_types(gathered, len(result.names))
    schema = _make_schema(result.names, types)
    number = 0
    with ParquetWriter(stream, schema) as writer:
        for batch in cut(rows, BATCH_ROWS):
            number += len(batch)
            writer.write_table(_make_table(schema, types, batch))
    return number


def _make_schema(names: Sequence[str], types: Sequence[ColumnType]) -> "Schema":
    import pyarrow as pa

    known = {
        bool: pa.bool_(),
        int: pa.int64(),
        float: pa.float64(),
        date: pa.date32(),
        datetime: pa.timestamp("us", tz="UTC"),
        str: pa.string(),
    }
    return pa.schema(
        (name, pa.decimal128(MOST_DIGITS, kind.scale) if kind.python is Decimal else known[kind.python])
        for name, kind in zip(names, types, strict=True)
    )


def _make_table(schema: "Schema", types: Sequence[ColumnType], rows: Sequence[Row]) -> "Table":
    import pyarrow as pa

    columns = zip(*rows, strict=True)
    arrays = [
        pa.array(_convert(values, _CONVERTERS.get(kind.python)), type=field)
        for values, kind, field in zip(columns, types, schema.types, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def _convert(values: Sequence[Any], convert: Callable[[Any], Any] | None) -> Sequence[Any]:
    return values if convert is None else [None if value is None else convert(value) for value in values]


def _infer_types(rows: Sequence[Row], columns: int) -> tuple[ColumnType, ...]:
    """The narrowest types that hold every value of each column: text for a mixture, or for a column without any."""
    return tuple(_infer_type([row[position] for row in rows]) for position in range(columns))


def _infer_type(values: Iterable[Any]) -> ColumnType:
    """One type for the column, whichever database computed it: 30 and 30.0 and `Decimal(30)` are the same number."""
    present = [value for value in values if value is not None]
    found = {next((known for known in _TYPES if isinstance(value, known)), str) for value in present}
    if found and found <= {int, float, Decimal}:
        return _infer_number(present)
    return ColumnType(found.pop() if len(found) == 1 else str)


def _infer_number(numbers: Sequence[int | float | Decimal]) -> ColumnType:
    whole = all(isfinite(each) and each == int(each) for each in numbers)
    if whole and all(abs(each) <= LARGEST_INTEGER for each in numbers):
        return ColumnType(int)
    floats = any(isinstance(each, float) for each in numbers)
    if (floats or not whole) and all(map(_is_floating, numbers)):
        return ColumnType(float)
    return ColumnType(str) if floats else _fit_decimals(numbers)


def _is_floating(number: float | Decimal) -> bool:
    """Whether a floating-point number stands for this one, digit for digit."""
    return isinstance(number, float) or Decimal(repr(float(number))) == number


def _fit_decimals(numbers: Iterable[Any]) -> ColumnType:
    """The decimal numbers that hold all these, or text if they have too many digits."""
    exact = [Decimal(number).as_tuple() for number in numbers]
    scale = max(0, *(-int(each.exponent) for each in exact))
    whole = max(len(each.digits) + int(each.exponent) for each in exact)
    return ColumnType(Decimal, scale) if whole + scale <= MOST_DIGITS else ColumnType(str)
