"""The canonical form of a table: its rows in the order of their keys, a line each, the same on both databases.

A line is what PostgreSQL's `COPY` writes and takes as text: values between tabs, `\\N` for none, a backslash before
what would be taken for something else. Whole numbers are decimal; exact ones have as many decimals as their column;
floating ones have the fewest digits that give the same number back; days and moments (UTC, microseconds) are ISO 8601
with a space.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Boolean, Column, Date, Float, Integer, Numeric, String, Table

from corpdb.models.base import UtcDateTime

NONE = r"\N"
FLOAT_FUNCTION = "corpdb_write_float"
Value = str | float | None
_ESCAPES = {"\\": "\\\\", "\b": r"\b", "\t": r"\t", "\n": r"\n", "\v": r"\v", "\f": r"\f", "\r": r"\r"}
_SPECIAL = "'*[\b-\r\\]*'"
_ESCAPED = re.compile(r"\\(.)")
_UNESCAPED = {escape[1]: plain for plain, escape in _ESCAPES.items()}
_EXPONENT_FROM = 1e15  # PostgreSQL writes greater numbers with an exponent, Python only those from 1e16 on
_FORMS: tuple[tuple[type[Any], str, str], ...] = (  # type, form on SQLite, form on PostgreSQL
    (UtcDateTime, "{0}", "to_char({0} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"),
    (Date, "{0}", "{0}"),
    (Boolean, "CASE {0} WHEN 1 THEN 't' WHEN 0 THEN 'f' END", "{0}"),
    (Integer, "{0}", "{0}"),
    (Float, f"{FLOAT_FUNCTION}({{0}})", "{0} + CAST(0 AS double precision)"),  # SQLite knows no negative zero
    (Numeric, "CASE typeof({0}) WHEN 'integer' THEN {0} || '{1}' WHEN 'real' THEN printf('%.{2}f', {0}) END", "{0}"),
    (String, f"CASE WHEN {{0}} GLOB {_SPECIAL} THEN {{3}} ELSE {{0}} END", "{0}"),
)


def list_forms(table: Table, *, is_sqlite: bool) -> list[str]:
    """The SQL of each column's canonical form; a `TypeError` names a column whose type has none."""
    return [_find_form(column, is_sqlite=is_sqlite) for column in table.columns]


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


def parse_lines(table: Table, blocks: Iterable[bytes]) -> Iterator[list[Value]]:
    """The values of each line, as SQLite takes them: it makes numbers of text itself, but not always the very same."""
    readers = [(place, reader) for place, column in enumerate(table.columns) if (reader := _find_reader(column))]
    for block in blocks:
        for line in block.decode().split("\n")[:-1]:
            values: list[Value] = [
                value if "\\" not in value else None if value == NONE else _ESCAPED.sub(_read_escape, value)
                for value in line.split("\t")
            ]
            for place, reader in readers:
                value = values[place]
                if isinstance(value, str):
                    values[place] = reader(value)
            yield values


def join_lines(rows: Sequence[tuple[str]]) -> bytes:
    """Lines that a query gives one by one, as a block."""
    return "\n".join([*(row[0] for row in rows), ""]).encode()


def _find_form(column: Column[object], *, is_sqlite: bool) -> str:
    for kind, on_sqlite, on_postgresql in _FORMS:
        if isinstance(column.type, kind):
            scale = getattr(column.type, "scale", None) or 0
            form = on_sqlite if is_sqlite else on_postgresql
            name = f'"{column.name}"'
            form = form.format(name, f".{'0' * scale}" if scale else "", scale, _escape_in_sql(name))
            return f"coalesce({form}, '{NONE}')" if is_sqlite and column.nullable else form
    raise TypeError(f"values of {column} ({column.type!r}) have no canonical form")


def _escape_in_sql(name: str) -> str:
    expression = name
    for plain, escape in _ESCAPES.items():
        expression = f"replace({expression}, '{plain}', '{escape}')"
    return expression


def _find_reader(column: Column[object]) -> Callable[[str], float] | None:
    if isinstance(column.type, Boolean):
        return _read_truth
    return float if isinstance(column.type, Float) else None


def _read_truth(value: str) -> int:
    return int(value == "t")


def _read_escape(match: re.Match[str]) -> str:
    return _UNESCAPED[match[1]]
