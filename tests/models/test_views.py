"""Every view keeps to what BI clients were seen to need."""

import re

from sqlalchemy import Date, Engine, Numeric, inspect
from sqlalchemy.types import NullType

from corpdb.models.schema import metadata
from corpdb.models.views import VIEWS
from corpdb.storage.engine import is_sqlite, open_database

BARE = re.compile(r"[a-z_0-9]+\.[a-z_0-9]+")
COLUMNS = [(view, column) for view in VIEWS for column in view.columns]
SPECIAL = re.compile(r"\b(strftime|julianday|datetime|date\s*\(|group_concat|ifnull|recursive)\b|::", re.IGNORECASE)
COMPUTED = [("bi_documents", "address"), ("bi_documents", "source")]
UNTYPED = {*COMPUTED, ("bi_event_merges", "reason")}  # in SQLite, where what is computed has no type; all are text


def test_every_view_and_column_is_described() -> None:
    assert [view.name for view in VIEWS if not view.comment.endswith(".")] == []
    assert [(view.name, one.name) for view, one in COLUMNS if not one.comment.endswith((".", ")"))] == []


def test_every_column_but_text_is_a_bare_reference() -> None:
    computed = [(view.name, column.name) for view, column in COLUMNS if not BARE.fullmatch(column.sql)]
    assert computed == COMPUTED


def test_names_are_plain() -> None:
    odd = [view.name for view in VIEWS if not view.name.startswith("bi_")]
    odd += [f"{view.name}.{one.name}" for view, one in COLUMNS if not re.fullmatch("[a-z][a-z0-9_]*", one.name)]
    assert odd == []
    assert len({(view.name, column.name) for view, column in COLUMNS}) == len(COLUMNS)


def test_queries_use_only_what_all_three_databases_read() -> None:
    assert {view.name: found[0] for view in VIEWS if (found := SPECIAL.search(view.select_on("sqlite")))} == {}


def test_the_first_date_of_a_view_is_the_one_that_matters() -> None:
    days = {view.name: [one.name for one in view.columns if one.name.endswith("_day")] for view in VIEWS}
    assert {names[0] for names in days.values() if names} == {"first_day", "published_first_day"}


def test_every_column_has_a_declared_plain_type_in_the_database(engine: Engine) -> None:
    inspector = inspect(engine)
    for view in VIEWS:
        for column in inspector.get_columns(view.name):
            if (view.name, column["name"]) in UNTYPED and is_sqlite(engine):
                continue
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
