"""How a value is written where everything is text: in a table, in CSV, in Markdown."""

import re
from datetime import datetime
from decimal import Decimal
from math import isfinite
from typing import Any

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def format_value(value: Any) -> str:
    """The value exactly: nothing for an absent one, ISO dates, numbers with a point and no exponent."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal() | float() if isfinite(value):
            return format(Decimal(str(value)), "f")
        case datetime():
            return value.isoformat(sep=" ")
        case bytes():
            return value.hex()
        case _:
            return str(value)


def format_cell(value: Any, *, grouped: bool = False) -> str:
    """The value for a person, on one line, without codes that steer a terminal; a quantity `grouped`: 1,250,000."""
    if grouped and is_number(value) and isfinite(value):
        return format(Decimal(str(value)), ",f")
    return clean_text(format_value(value))


def clean_text(text: str) -> str:
    """The text on one line, without the codes that steer a terminal or turn the direction of writing."""
    return " ".join(drop_controls(text).split())


def drop_controls(text: str) -> str:
    """The text as it is broken into lines, without those codes."""
    return _CONTROLS.sub("", text)


def is_number(value: Any) -> bool:
    """Whether the value is a number, which stands to the right."""
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)
