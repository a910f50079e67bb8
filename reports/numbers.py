"""Exact numbers, in the one form that both databases' answers take. This module needs no database library."""

from decimal import Decimal
from typing import Any

LARGEST_WHOLE = 2**53  # up to here every whole floating-point number is exact


def trim_zeros(value: Decimal) -> Decimal:
    """The same number without the zeros that end its fraction, and without an exponent."""
    if not value.is_finite():
        return value
    text = format(value, "f")
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def even_out(value: Any) -> Any:
    """The value of a user's own query in the form that does not tell the database: 50 for 50.000 and for 50.0."""
    match value:
        case Decimal():
            return trim_zeros(value) if value.is_finite() else float(value)
        case float() if value.is_integer() and abs(value) < LARGEST_WHOLE:
            return int(value)
        case _:
            return value
