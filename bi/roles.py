"""The role with which BI tools read on PostgreSQL: it sees the `bi_` views and nothing else."""

import shlex
from collections.abc import Iterable
from dataclasses import dataclass

from psycopg import sql
from sqlalchemy import Connection, Engine, text

from corpdb.bi.rights import Granted, Standing, list_granted, list_open, list_outdated, owns_views, read_standing
from corpdb.bi.settings import require_whole
from corpdb.core.errors import DatabaseError, NotFoundError, UsageError
from corpdb.models.views import VIEWS
from corpdb.storage.engine import is_sqlite, mask_url, repeat_option
from corpdb.storage.schema.state import require_current

RESERVED = {"public", "none"}


@dataclass(frozen=True, slots=True)
class Grant:
    """What was done: whether the role is new, what it has lost, and the statements that would forbid it the rest."""

    is_new: bool
    removed: tuple[Granted, ...]
    still_open: tuple[str, ...]


def find_role(engine: Engine, role: str) -> Standing:
    """The role as it stands; an error says why it can be no reader, or that there are no roles here."""
    _require_roles(engine, role)
    require_current(engine)
    with engine.connect() as connection:
        if role == connection.execute(text("SELECT current_user")).scalar_one():
            raise UsageError(f"{role} is who you are connected as; name another role, which may be new")
        standing = read_standing(connection, role)
    if standing.powers:
        raise UsageError(f"the role {role} {', '.join(standing.powers)}: it would see more; name another role")
    return standing


def grant_reading(engine: Engine, role: str, password: str | None, seconds: int) -> Grant:
    """Make the role, or change the one that is there, so that it reads the views of this schema and nothing else.

    `password` is set unless it is None. Every transaction of the role begins as one that only reads, and a statement
    ends after `seconds`; the views are found without their schema's name. What was granted to it on other objects of
    the schema is taken away. All of it is one transaction.
    """
    standing = find_role(engine, role)
    with engine.begin() as connection:
        _require_rights(connection, engine)
        _set_role(connection, role, password, is_new=not standing.exists)
        removed = list_granted(connection, role)
        _revoke(connection, role, removed)
        _grant_views(connection, role)
        _set_defaults(connection, role, seconds)
        return Grant(not standing.exists, tuple(removed), tuple(list_open(connection, role)))


def revoke_reading(engine: Engine, role: str) -> int:
    """Take away what was granted to the role in this schema, and its defaults here; how many objects it has lost.

    The owner of the views is refused: it could read them no more.
    """
    _require_roles(engine, role)
    require_current(engine)
    with engine.begin() as connection:
        _require_rights(connection, engine)
        if not read_standing(connection, role).exists:
            raise NotFoundError(f"{mask_url(engine.url)} has no role {role}; psql lists the roles with \\du")
        if owns_views(connection, role):
            raise UsageError(f"the views belong to the role {role}; name a role that they were granted to")
        granted = list_granted(connection, role, wanted=True)
        _revoke(connection, role, granted)
        _run(connection, "ALTER ROLE {role} IN DATABASE {database} RESET ALL", role)
    return sum(one.kind != "SCHEMA" for one in granted)


def describe_outdated(engine: Engine) -> list[str]:
    """A sentence for each role that was granted views and may not read those that came since: how to grant them."""
    if is_sqlite(engine):
        return []
    with engine.connect() as connection:
        outdated = list_outdated(connection)
    option = repeat_option(engine.url)
    return [
        f"the role {role} may not read all views that there are now; grant them with:"
        f" corpdb bi grant {shlex.quote(role)}{option}"
        for role in outdated
    ]


def _require_roles(engine: Engine, role: str) -> None:
    if is_sqlite(engine):
        raise UsageError(
            f"{mask_url(engine.url)} is an SQLite file, which has no roles: whoever may read the file reads all of it;"
            " hand out a copy that is read-only"
        )
    if not role.strip() or "\0" in role:
        raise UsageError("the role's name is empty or cannot be written; name one, such as bi_reader")
    require_whole(role)
    if role in RESERVED or role.startswith("pg_"):
        raise UsageError(f"PostgreSQL keeps the name {role} for itself; name another role, such as bi_reader")


def _require_rights(connection: Connection, engine: Engine) -> None:
    query = text("SELECT rolname, rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user")
    user, may_make = connection.execute(query).one()
    if not may_make:
        raise DatabaseError(
            f"{user} may not make or change roles in {mask_url(engine.url)}; let a superuser type this command, or"
            f" type ALTER ROLE {_quote(user)} CREATEROLE"
        )


def _set_role(connection: Connection, role: str, password: str | None, *, is_new: bool) -> None:
    _run(connection, f"{'CREATE' if is_new else 'ALTER'} ROLE {{role}} LOGIN", role)
    if password is not None:
        _run(connection, f"ALTER ROLE {{role}} PASSWORD {_hash_password(connection, role, password)}", role)


def _hash_password(connection: Connection, role: str, password: str) -> str:
    """The password as the server keeps it, so that it stands in no log."""
    driver = connection.connection.driver_connection
    assert driver is not None
    hashed: bytes = driver.pgconn.encrypt_password(password.encode(), role.encode())
    return sql.Literal(hashed.decode()).as_string(None)


def _revoke(connection: Connection, role: str, granted: Iterable[Granted]) -> None:
    for one in granted:
        _run(connection, f"REVOKE ALL ON {one.kind} {{name}} FROM {{role}} CASCADE", role, one.name)


def _grant_views(connection: Connection, role: str) -> None:
    asked = "SELECT has_schema_privilege(:role, current_schema(), 'USAGE')"
    if not connection.execute(text(asked), {"role": role}).scalar_one():  # in `public` everybody has it
        _run(connection, "GRANT USAGE ON SCHEMA {schema} TO {role}", role)
    asked = "SELECT has_database_privilege(:role, current_database(), 'CONNECT')"
    if not connection.execute(text(asked), {"role": role}).scalar_one():
        _run(connection, "GRANT CONNECT ON DATABASE {database} TO {role}", role)
    _run(connection, "GRANT SELECT ON {name} TO {role}", role, ", ".join(view.name for view in VIEWS))


def _set_defaults(connection: Connection, role: str, seconds: int) -> None:
    for setting in (
        "default_transaction_read_only = on",
        f"statement_timeout = {seconds * 1000}",
        "search_path = {schema}",
    ):
        _run(connection, f"ALTER ROLE {{role}} IN DATABASE {{database}} SET {setting}", role)


def _run(connection: Connection, statement: str, role: str, name: str = "") -> None:
    """Run a statement in which the role, this database, this schema and a name that is quoted already are filled in."""
    database, schema = connection.execute(text("SELECT current_database(), current_schema()")).one()
    filled = statement.format(role=_quote(role), database=_quote(database), schema=_quote(schema), name=name)
    connection.execute(text(filled.replace(":", "\\:")))


def _quote(name: str) -> str:
    return sql.Identifier(name).as_string(None)
