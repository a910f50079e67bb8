"""What the two databases say in different words."""

from typing import Any, Self

from sqlalchemy import Boolean, ColumnElement, Integer, Join, Select, Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

LAST_LETTER = "\U0010ffff"  # after which no text goes on


class is_among(GenericFunction[bool]):  # noqa: N801
    """Whether a number is among those that a query of its own gives, which PostgreSQL then looks up one by one.

    Beyond eight tables PostgreSQL keeps to the order in which a query joins them, and a view of events is of more: it
    would read a whole view to join it with the few rows that are asked for. Numbers it finds by an index.
    """

    type = Boolean()
    inherit_cache = True

    def __init__(self, number: ColumnElement[int], numbers: Select[int]) -> None:
        """Take a column of numbers and the query, which sees nothing of the query around it."""
        super().__init__(number, numbers.correlate(None).scalar_subquery())

    def self_group(self, against: Any = None) -> Self:  # noqa: ARG002 - as the library calls it
        """Stand as it is: compared with 1, as truth values are on SQLite, it would use no index."""
        return self


class LeftFirst(Join):
    """An inner join that SQLite begins with the left table, however few rows it takes the right one for."""

    inherit_cache = True


class begins_with(GenericFunction[bool]):  # noqa: N801
    """Whether a text begins with another, letter for letter, which an index of beginnings finds."""

    type = Boolean()
    inherit_cache = True

    def self_group(self, against: Any = None) -> Self:  # noqa: ARG002 - as the library calls it
        """Stand as it is, as `is_among` does."""
        return self


class each_text(GenericFunction[str]):  # noqa: N801
    """The texts of a list in JSON, each a row: its `value`."""

    type = Text()
    inherit_cache = True


class single_row(GenericFunction[int]):  # noqa: N801
    """One row, of which SQLite thinks that there are more."""

    type = Integer()
    inherit_cache = True


class rank_day(GenericFunction[str]):  # noqa: N801
    """A day as a text of ten letters that sorts as days do: the date on SQLite, a number on PostgreSQL."""

    type = Text()
    inherit_cache = True


class in_code_order(GenericFunction[str]):  # noqa: N801
    """A text that sorts by the codes of its letters, in every database alike."""

    type = Text()
    inherit_cache = True


@compiles(is_among)
def _is_among(element: Any, compiler: SQLCompiler, **options: Any) -> str:
    number, numbers = (compiler.process(each, **options) for each in element.clauses)
    return f"{number} = ANY (ARRAY {numbers})"


@compiles(is_among, "sqlite")
def _is_among_sqlite(element: Any, compiler: SQLCompiler, **options: Any) -> str:
    number, numbers = (compiler.process(each, **options) for each in element.clauses)
    return f"{number} IN {numbers}"


@compiles(LeftFirst, "sqlite")
def _left_first_sqlite(element: Any, compiler: SQLCompiler, **options: Any) -> str:
    left, right = (compiler.process(each, **options | {"asfrom": True}) for each in (element.left, element.right))
    return f"{left} CROSS JOIN {right} ON {compiler.process(element.onclause, **options)}"


@compiles(begins_with)
def _begins_with(element: Any, compiler: SQLCompiler, **options: Any) -> str:
    text, beginning = (compiler.process(each, **options) for each in element.clauses)
    return f"{text} ~>=~ {beginning} AND {text} ~<~ ({beginning} || '{LAST_LETTER}')"


@compiles(begins_with, "sqlite")
def _begins_with_sqlite(element: Any, compiler: SQLCompiler, **options: Any) -> str:
    text, beginning = (compiler.process(each, **options) for each in element.clauses)
    return f"{text} >= {beginning} AND {text} < {beginning} || '{LAST_LETTER}'"


@compiles(each_text)
def _each_text(element: Any, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_array_elements_text(CAST({compiler.process(element.clauses, **options)} AS json))"


@compiles(each_text, "sqlite")
def _each_text_sqlite(element: Any, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **options)})"


@compiles(single_row)
def _single_row(_element: Any, _compiler: SQLCompiler, **_options: Any) -> str:
    return "generate_series(1, 1)"


@compiles(single_row, "sqlite")
def _single_row_sqlite(_element: Any, _compiler: SQLCompiler, **_options: Any) -> str:
    return "json_each('[1]')"


@compiles(rank_day)
def _rank_day(element: Any, compiler: SQLCompiler, **options: Any) -> str:
    return f"CAST({compiler.process(element.clauses, **options)} - DATE '0001-01-01' + 1000000000 AS text)"


@compiles(rank_day, "sqlite")
def _rank_day_sqlite(element: Any, compiler: SQLCompiler, **options: Any) -> str:
    return f"({compiler.process(element.clauses, **options)})"


@compiles(in_code_order)
def _in_code_order(element: Any, compiler: SQLCompiler, **options: Any) -> str:
    return f'({compiler.process(element.clauses, **options)}) COLLATE "C"'


@compiles(in_code_order, "sqlite")
def _in_code_order_sqlite(element: Any, compiler: SQLCompiler, **options: Any) -> str:
    return f"({compiler.process(element.clauses, **options)})"
