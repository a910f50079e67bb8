"""Whether a database is what the models say, from tables to vocabulary terms, and its facts what they should be."""

from collections.abc import Iterator
from typing import Any, cast

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine, TextClause, inspect, select, text

from corpdb.models.columns import View
from corpdb.models.dictionary import DictionaryEntry
from corpdb.models.schema import metadata
from corpdb.models.terms import VOCABULARIES, list_terms
from corpdb.models.views import VIEWS
from corpdb.storage.checking.constraints import compare_constraints, find_low_numbers
from corpdb.storage.checking.guarantees import find_broken_guarantees
from corpdb.storage.checking.references import find_orphans
from corpdb.storage.engine import is_sqlite
from corpdb.storage.schema.dictionary import list_entries
from corpdb.storage.schema.revisions import VERSION_TABLE
from corpdb.storage.schema.state import require_current


def list_differences(engine: Engine) -> list[str]:
    """Each difference between the database and the models, and each broken guarantee, in a sentence; or none."""
    require_current(engine)
    with engine.connect() as connection:
        tables = [*_compare_tables(connection), *compare_constraints(connection)]
        if tables:  # nothing more can be asked of tables that are not as they should be
            return tables
        return [
            *_compare_views(connection),
            *_compare_vocabularies(connection),
            *_compare_dictionary(connection),
            *find_low_numbers(connection),
            *find_orphans(connection),
            *find_broken_guarantees(connection),
        ]


def _compare_tables(connection: Connection) -> Iterator[str]:
    context = MigrationContext.configure(
        connection, opts={"version_table": VERSION_TABLE, "compare_type": True, "compare_server_default": True}
    )
    differences: list[Any] = compare_metadata(context, metadata)
    for difference in differences:
        # The changes of one column come as a list, anything else alone.
        yield from map(
            _describe, cast("list[tuple[Any, ...]]", difference if isinstance(difference, list) else [difference])
        )


def _describe(change: tuple[Any, ...]) -> str:
    """A difference as Alembic names it, in words: what the models have and the database lacks, or the reverse."""
    action, *subject = change
    what = action.partition("_")[2].replace("_", " ")
    if action.startswith("add_"):
        return f"{what} missing from the database: {_name(subject)}"
    if action.startswith("remove_"):
        return f"{what} unknown to the models: {_name(subject)}"
    _, _, table, column, _, found, expected = change
    found, expected = (getattr(one, "arg", one) for one in (found, expected))  # of a default, its SQL
    return f"{what} of {table}.{column} differs: {_show(found)} in the database, {_show(expected)} in the models"


def _show(value: object) -> str:
    return str(value) if isinstance(value, TextClause) else repr(value)


def _name(subject: list[Any]) -> str:
    """The name of what was added or removed, with its table where it has one."""
    item = subject[-1]
    table = getattr(item, "table", None)
    own = getattr(item, "name", None) or str(item)
    return f"{table.name}.{own}" if table is not None and table is not item else str(own)


def _compare_views(connection: Connection) -> Iterator[str]:
    present = set(inspect(connection).get_view_names())
    known = {view.name for view in VIEWS}
    yield from (f"view missing from the database: {name}" for name in sorted(known - present))
    yield from (f"view unknown to the models: {name}" for name in sorted(present - known))
    for view in VIEWS:
        if view.name in present and not _has_definition(connection, view):
            yield f"view differs from the models: {view.name}"
        elif view.name in present and connection.dialect.supports_comments:
            yield from _compare_view_comments(connection, view)


def _compare_view_comments(connection: Connection, view: View) -> Iterator[str]:
    inspector = inspect(connection)
    if inspector.get_table_comment(view.name)["text"] != view.comment:
        yield f"comment of {view.name} differs from the models"
    found = {column["name"]: column.get("comment") for column in inspector.get_columns(view.name)}
    for column in view.columns:
        if found[column.name] != column.comment:
            yield f"comment of {view.name}.{column.name} differs from the models"


def _has_definition(connection: Connection, view: View) -> bool:
    if is_sqlite(connection):
        query = text("SELECT sql FROM sqlite_master WHERE type = 'view' AND name = :name")
        return (
            connection.execute(query, {"name": view.name}).scalar_one().split()
            == view.create_on(connection.dialect.name).split()
        )
    # PostgreSQL keeps a view's query in its own words, so it is asked to put ours into the same words.
    with connection.begin_nested() as trial:
        connection.exec_driver_sql(f"CREATE TEMPORARY VIEW corpdb_check AS {view.select_on(connection.dialect.name)}")
        query = text("SELECT pg_get_viewdef(CAST(:name AS regclass)) = pg_get_viewdef('corpdb_check'::regclass)")
        same = connection.execute(query, {"name": view.name}).scalar_one()
        trial.rollback()
    return bool(same)


def _compare_vocabularies(connection: Connection) -> Iterator[str]:
    for name, vocabulary in VOCABULARIES.items():
        table = metadata.tables[name]
        expected = {term["code"]: term for term in list_terms(vocabulary)}
        found = {row["code"]: dict(row) for row in connection.execute(select(table)).mappings()}
        yield from (f"term missing from {table.name}: {code}" for code in expected if code not in found)
        yield from (f"term of {table.name} unknown to the models: {code}" for code in found if code not in expected)
        yield from (
            f"term of {table.name} differs from the models: {code}"
            for code in expected
            if code in found and found[code] != expected[code]
        )


def _compare_dictionary(connection: Connection) -> Iterator[str]:
    table = metadata.tables[DictionaryEntry.__tablename__]
    expected = {(entry["view_name"], entry["place"]): entry for entry in list_entries()}
    found = {(row["view_name"], row["place"]): dict(row) for row in connection.execute(select(table)).mappings()}
    for view, place in sorted(expected.keys() | found.keys()):
        if found.get((view, place)) != expected.get((view, place)):
            yield f"dictionary differs from the models: {view}, place {place}"
