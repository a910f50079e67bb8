"""The canonical form of a table: its rows in the order of their keys, a line each, the same on both databases.

A line is what PostgreSQL's `COPY` writes and takes as CSV, with the marks of JSON: values between commas, `null` for
none, whole numbers and truth (1 or 0) as they are, all else in double quotes, with a backslash before a quote and
before a backslash. Other characters stand as they are, so a line goes over several where a text does. Exact numbers
have as many decimals as their column; floating ones have the fewest digits that give the same number back; days and
moments (UTC, microseconds) are ISO 8601 with a space.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from json import JSONDecoder
from typing import Any, NamedTuple

from sqlalchemy import Boolean, Column, Date, Float, Integer, Numeric, String, Table

from corpdb.models.base import UtcDateTime

FLOAT_FUNCTION = "corpdb_write_float"
Value = str | float | None
_ESCAPES = {r"\n": "\n", r"\r": "\r", r"\t": "\t", r"\b": "\b", r"\f": "\f"}
_CODE = re.compile(r"\\u00([0-9a-f]{2})")
_HIDDEN = "\ud800"  # stands in no text that can be decoded
_LINE = re.compile(r'((?:[^"\n]|"(?:[^"\\]|\\.)*")*)\n', re.DOTALL)
_read_json = JSONDecoder(strict=False).decode
_EXPONENT_FROM = 1e15  # PostgreSQL writes greater numbers with an exponent, Python only those from 1e16 on
_FORMS: tuple[tuple[type[Any], str, str], ...] = (  # type, form on SQLite, form on PostgreSQL
    (UtcDateTime, "{0}", "to_char({0} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"),
    (Date, "{0}", "{0}"),
    (Boolean, "{0}", "CAST({0} AS integer)"),
    (Integer, "{0}", "{0}"),
    (Float, f"{FLOAT_FUNCTION}({{0}})", "{0} + CAST(0 AS double precision)"),  # SQLite knows no negative zero
    (Numeric, "CASE typeof({0}) WHEN 'integer' THEN {0} || '{1}' WHEN 'real' THEN printf('%.{2}f', {0}) END", "{0}"),
    (String, "{0}", "{0}"),
)


class Block(NamedTuple):
    """Whole lines, and how many they are."""

    rows: int
    lines: bytes


def list_forms(table: Table, *, is_sqlite: bool) -> list[str]:
    """The SQL of each column's canonical form; a `TypeError` names a column whose type has none."""
    return [_find_form(column, is_sqlite=is_sqlite) for column in table.columns]


def is_quoted(column: Column[Any]) -> bool:
    """Whether the column's values stand in quotes."""
    return not isinstance(column.type, Boolean | Integer)


def write_float(number: float | None) -> str | None:
    """The number as PostgreSQL writes it."""
    if number is None:
        return None
    written = repr(number).removesuffix(".0")
    if not _EXPONENT_FROM <= abs(number) < 10 * _EXPONENT_FROM:
        return written
    sign, digits = ("-", written[1:]) if number < 0 else ("", written)
    decimals = digits.replace(".", "")[1:].rstrip("0")
    return f"{sign}{digits[0]}{'.' if decimals else ''}{decimals}e+15"


def parse_lines(table: Table, blocks: Iterable[Block]) -> Iterator[list[Value]]:
    """The values of each line, as SQLite takes them: it makes numbers of text itself, but not always the very same."""
    floats = [place for place, column in enumerate(table.columns) if isinstance(column.type, Float)]
    for block in blocks:
        text = block.lines.decode()
        lines = text.split("\n")[:-1] if text.count("\n") == block.rows else _LINE.findall(text)
        for values in _read_json(f"[[{'],['.join(lines)}]]"):
            for place in floats:
                if values[place] is not None:
                    values[place] = float(values[place])
            yield values


def join_arrays(rows: Sequence[tuple[str]]) -> Block:
    """The lines of rows that a query gives one by one as JSON arrays: these have escapes for all control characters."""
    text = "\n".join([row[0] for row in rows])[1:-1].replace("]\n[", "\n") + "\n"
    return Block(len(rows), _unescape(text).encode())


def _unescape(text: str) -> str:
    """The text without escapes but those of quotes and backslashes."""
    if "\\" not in text:
        return text
    text = text.replace(r"\\", _HIDDEN)
    for escape, plain in _ESCAPES.items():
        text = text.replace(escape, plain)
    return _CODE.sub(_read_code, text).replace(_HIDDEN, r"\\")


def _read_code(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))


def _find_form(column: Column[Any], *, is_sqlite: bool) -> str:
    for kind, on_sqlite, on_postgresql in _FORMS:
        if isinstance(column.type, kind):
            scale = getattr(column.type, "scale", None) or 0
            form = on_sqlite if is_sqlite else on_postgresql
            return form.format(f'"{column.name}"', f".{'0' * scale}" if scale else "", scale)
    raise TypeError(f"values of {column} ({column.type!r}) have no canonical form")
