"""The manual's data dictionary, made from the views, the tables and the vocabularies."""

from collections.abc import Iterator
from inspect import getdoc
from typing import Any

from sqlalchemy import Column, Date, DateTime, Float, Integer, Numeric, Table
from sqlalchemy.types import TypeDecorator, TypeEngine

from corpdb.models.base import Base
from corpdb.models.columns import View
from corpdb.models.schema import metadata
from corpdb.models.terms import VOCABULARIES
from corpdb.models.views import VIEWS
from corpdb.models.vocabulary import Vocabulary
from corpdb.storage.schema.revisions import VERSION_TABLE

INTRODUCTION = """# Data dictionary

Reports and BI tools read the views, whose names begin with `bi_`; they are the interface that stays. The tables behind
them may change with any version.

A date is kept as exactly as its source gives it: a first and a last day, a precision (day, month, quarter or year) and
a text such as `2023-11`.

This page is made from the program: `python -m uv run python -m tools.manual`.
"""
VERSION_PARAGRAPH = f"""### `{VERSION_TABLE}`

The revision that the schema stands at, in the one row of its column `version_num` (text). `corpdb db` keeps it.
"""
TYPES: dict[type[TypeEngine[Any]], str] = {
    DateTime: "moment (UTC)",
    Date: "date",
    Integer: "integer",
    Float: "number",
    Numeric: "decimal number",
}


def describe_data() -> str:
    """The page, in Markdown."""
    return "\n".join([INTRODUCTION, *_describe_all()]).rstrip() + "\n"


def _describe_all() -> Iterator[str]:
    yield "## Views\n"
    for view in VIEWS:
        yield from _describe_view(view)
    yield "## Vocabularies\n"
    for name, vocabulary in VOCABULARIES.items():
        yield from _describe_vocabulary(metadata.tables[name], vocabulary)
    yield "## Tables\n"
    mappers = [mapper for mapper in Base.registry.mappers if not mapper.single]  # those that have a table of their own
    documentation = {mapper.local_table: getdoc(mapper.class_) or "" for mapper in mappers}
    for table in metadata.sorted_tables:
        if table.name not in VOCABULARIES:
            yield from _describe_table(table, documentation[table])
    yield VERSION_PARAGRAPH


def _describe_view(view: View) -> Iterator[str]:
    yield f"### `{view.name}`\n\n{view.comment}\n"
    yield "| column | type | meaning |\n| --- | --- | --- |"
    for column in view.columns:
        yield f"| `{column.name}` | {_name_type(column.type)} | {column.comment} |"
    yield ""


def _describe_vocabulary(table: Table, vocabulary: type[Vocabulary]) -> Iterator[str]:
    yield f"### `{table.name}`\n\n{getdoc(vocabulary)}\n"
    yield from _list_columns(table)
    yield "| code | English | French |\n| --- | --- | --- |"
    for term in vocabulary:
        yield f"| `{term.value}` | {term.english} | {term.french} |"
    yield ""


def _describe_table(table: Table, documentation: str) -> Iterator[str]:
    yield f"### `{table.name}`\n\n{_first_paragraph(documentation)}\n"
    yield from _list_columns(table)


def _list_columns(table: Table) -> Iterator[str]:
    yield "| column | type | meaning |\n| --- | --- | --- |"
    for column in table.columns:
        yield f"| `{column.name}` | {_name_type(column.type)} | {_explain(column)} |"
    yield ""


def _first_paragraph(text: str) -> str:
    return " ".join(text.partition("\n\n")[0].split())


def _explain(column: Column[Any]) -> str:
    if column.comment:
        return column.comment
    return "The row's number." if not column.foreign_keys else "The row that this one belongs to."


def _name_type(kind: TypeEngine[Any]) -> str:
    plain = kind.impl_instance if isinstance(kind, TypeDecorator) else kind
    return next((name for known, name in TYPES.items() if isinstance(plain, known)), "text")
