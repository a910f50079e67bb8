"""Alembic's environment: one connection, one transaction a revision, the version in a table of our own name.

`corpdb db` hands its connection over in `config.attributes["connection"]`; the `alembic` command has none, and
uses the database of `CORPDB_DATABASE_URL`, or of `-x database=URL`, or else the default one.
"""

from typing import Any

from alembic import context
from sqlalchemy import Connection

from corpdb.models.schema import metadata
from corpdb.storage.engine import default_url, make_engine
from corpdb.storage.revisions import VERSION_TABLE
from corpdb.storage.schema import foreign_keys_suspended

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
    context.configure(connection=connection, render_as_batch=True, **OPTIONS)
    with foreign_keys_suspended(connection), context.begin_transaction():
        context.run_migrations()


def main() -> None:
    """Run the revisions on the connection that was handed over, or on one of our own."""
    url = context.get_x_argument(as_dictionary=True).get("database") or default_url()
    connection = context.config.attributes.get("connection")
    if context.is_offline_mode():
        run_offline(url)
    elif connection is not None:
        run_online(connection)
    else:
        with make_engine(url).connect() as own:
            run_online(own)


main()
