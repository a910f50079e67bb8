"""Every view keeps to what BI clients were seen to need."""

import re

import pytest
from sqlalchemy import Date, Engine, Numeric, inspect
from sqlalchemy.types import NullType

from corpdb.models.columns import View, ViewColumn
from corpdb.models.schema import metadata
from corpdb.models.views import VIEWS
from corpdb.storage.engine import is_sqlite, open_database

BARE = re.compile(r"[a-z_0-9]+\.[a-z_0-9]+")
COLUMNS = [(view, column) for view in VIEWS for column in view.columns]
each_column = pytest.mark.parametrize(
    ("view", "column"), COLUMNS, ids=[f"{view.name}.{column.name}" for view, column in COLUMNS]
)
each_view = pytest.mark.parametrize("view", VIEWS, ids=[view.name for view in VIEWS])


@each_column
def test_every_column_is_described(view: View, column: ViewColumn) -> None:
    assert column.comment.endswith((".", ")"))
    assert view.comment.endswith(".")


@each_column
def test_every_column_but_text_is_a_bare_reference(view: View, column: ViewColumn) -> None:
    if not BARE.fullmatch(column.sql):
        assert (view.name, column.name) == ("bi_documents", "address")


@each_view
def test_names_are_plain(view: View) -> None:
    names = [column.name for column in view.columns]
    assert view.name.startswith("bi_")
    assert len(set(names)) == len(names)
    assert all(re.fullmatch("[a-z][a-z0-9_]*", name) for name in names)


@each_view
def test_the_query_uses_only_what_all_three_databases_read(view: View) -> None:
    assert not re.search(
        r"\b(strftime|julianday|datetime|date\s*\(|group_concat|ifnull|recursive)\b",
        view.select_on("sqlite"),
        re.IGNORECASE,
    )
    assert "::" not in view.select_on("sqlite")


@each_view
def test_the_first_date_of_a_view_is_the_one_that_matters(view: View) -> None:
    days = [column.name for column in view.columns if column.name.endswith("_day")]
    assert not days or days[0] in {"first_day", "published_first_day"}


def test_every_column_has_a_declared_plain_type_in_the_database(engine: Engine) -> None:
    inspector = inspect(engine)
    for view in VIEWS:
        for column in inspector.get_columns(view.name):
            if (view.name, column["name"]) == ("bi_documents", "address") and is_sqlite(engine):
                continue  # an expression has no type in SQLite; this one is text
            assert not isinstance(column["type"], NullType)
            if column["name"].endswith("_day"):
                assert isinstance(column["type"], Date)
            if column["name"] in {"amount", "share_percent"}:
                assert isinstance(column["type"], Numeric)


def test_no_table_holds_what_clients_cannot_read() -> None:
    plain = {"INTEGER", "BIGINT", "TEXT", "VARCHAR", "DATE", "DATETIME", "NUMERIC", "DOUBLE", "FLOAT"}
    kinds = {str(column.type).partition("(")[0] for table in metadata.sorted_tables for column in table.columns}
    assert kinds <= plain


def test_postgresql_keeps_every_description(migrated_postgresql_url: str) -> None:
    with open_database(migrated_postgresql_url) as engine:
        inspector = inspect(engine)
        for view in VIEWS:
            comments = {column["name"]: column.get("comment") for column in inspector.get_columns(view.name)}
            assert comments == {column.name: column.comment for column in view.columns}
