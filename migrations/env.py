"""Alembic's environment: one connection, one transaction a revision, the version in a table of our own name.

`corpdb db` hands its connection over in `config.attributes["connection"]`; the `alembic` command has none, and
uses the database of `CORPDB_DATABASE_URL`, or of `-x database=URL`, or else the default one.
"""

from typing import Any

from alembic import context
from alembic.util import CommandError
from sqlalchemy import Connection

from corpdb.core.errors import CorpdbError
from corpdb.models.schema import metadata
from corpdb.storage.engine import default_url, open_database, parse_url
from corpdb.storage.revisions import VERSION_TABLE
from corpdb.storage.schema import changing_schema

OPTIONS: dict[str, Any] = {
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
    with context.begin_transaction():
        context.run_migrations()


def run_online(connection: Connection) -> None:
    """Run the revisions on `connection`."""
    with changing_schema(connection):
        context.configure(connection=connection, render_as_batch=True, **OPTIONS)
        with context.begin_transaction():
            context.run_migrations()


def main() -> None:
    """Run the revisions on the connection that was handed over, or on one of our own."""
    url = context.get_x_argument(as_dictionary=True).get("database") or default_url()
    connection = context.config.attributes.get("connection")
    if connection is not None:
        run_online(connection)
        return
    try:
        if context.is_offline_mode():
            run_offline(str(parse_url(url)))
        else:
            with open_database(url) as engine, engine.connect() as own:
                run_online(own)
    except CorpdbError as error:
        raise CommandError(str(error)) from error  # which the `alembic` command tells in a line


main()
