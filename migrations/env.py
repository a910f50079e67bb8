"""Alembic's environment: one connection, one transaction a revision, the version in a table of our own name.

`corpdb db` hands its connection over in `config.attributes`, with what else it wants done (`conduct`), or the `url` of
the kind of database for which it wants the SQL. The `alembic` command has none of these, and uses the database of
`CORPDB_DATABASE_URL`, or of `-x database=URL`, or else the default one.
"""

from typing import Any

from alembic import context
from alembic.runtime.migration import MigrationContext
from alembic.util import CommandError
from sqlalchemy import Connection, make_url

from corpdb.core.errors import CorpdbError
from corpdb.models.dictionary import DictionaryEntry
from corpdb.models.schema import metadata
from corpdb.storage.engine import default_url, find_schema, open_database, parse_url
from corpdb.storage.schema.changing import Conduct, changing_schema
from corpdb.storage.schema.dictionary import list_entries
from corpdb.storage.schema.revisions import VERSION_TABLE, read_revisions


def write_dictionary(*, ctx: MigrationContext, heads: set[str], **_: object) -> None:
    """Say in the database what its views hold, once the step has brought it to the newest revision."""
    if heads == {read_revisions().head}:
        table = metadata.tables[DictionaryEntry.__tablename__]
        ctx.impl.execute(table.delete())
        ctx.impl.bulk_insert(table, list(list_entries()))


OPTIONS: dict[str, Any] = {
    "on_version_apply": write_dictionary,
    "target_metadata": metadata,
    "version_table": VERSION_TABLE,
    "transaction_per_migration": True,
    "transactional_ddl": True,
    "compare_type": True,
    "compare_server_default": True,
}


def run_offline(url: str) -> None:
    """Print the SQL of the revisions instead of running it."""
    context.configure(url=url, literal_binds=True, dialect_opts={"paramstyle": "named"}, **OPTIONS)
    if context.get_context().dialect.name == "sqlite":  # where rebuilding a table would delete what refers to it
        context.execute("PRAGMA foreign_keys = OFF")
    if schema := find_schema(make_url(url)):
        context.execute(f'SET search_path TO "{schema}"')
    with context.begin_transaction():
        context.run_migrations()


def run_online(connection: Connection) -> None:
    """Run the revisions on `connection`."""
    with changing_schema(connection, context.config.attributes.get("conduct", Conduct())):
        context.configure(connection=connection, render_as_batch=True, **OPTIONS)
        with context.begin_transaction():
            context.run_migrations()


def main() -> None:
    """Run the revisions on the connection that was handed over, or on one of our own; or print their SQL."""
    attributes = context.config.attributes
    if "connection" in attributes:
        run_online(attributes["connection"])
    elif "url" in attributes:
        run_offline(attributes["url"])
    else:
        run_alone(context.get_x_argument(as_dictionary=True).get("database") or default_url())


def run_alone(url: str) -> None:
    """Do what the `alembic` command asks for, which tells errors of its own kind in a line."""
    try:
        if context.is_offline_mode():
            run_offline(str(parse_url(url)))
        else:
            with open_database(url) as engine, engine.connect() as connection:
                run_online(connection)
    except CorpdbError as error:
        raise CommandError(str(error)) from error


main()
