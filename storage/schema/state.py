"""The state of a database's schema: empty, current, behind, newer or not ours; and the steps between."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum

from sqlalchemy import Engine, inspect, text
from sqlalchemy.schema import CreateSchema

from corpdb.core.errors import SchemaError
from corpdb.storage.engine import find_schema, is_sqlite, mask_url, open_existing, repeat_option
from corpdb.storage.schema.backup import backing_up
from corpdb.storage.schema.chain import Route, find_route, make_config
from corpdb.storage.schema.changing import Conduct, retrying, say_nothing
from corpdb.storage.schema.revisions import VERSION_TABLE, read_current, read_revisions, read_version

QUIET = Conduct()


class SchemaState(Enum):
    """How a database's schema stands to this program's."""

    EMPTY = "empty"
    CURRENT = "current"
    BEHIND = "behind"
    NEWER = "newer"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class Known:
    """A database as of a day or as it is, the same as it is now, and how many undated documents that leaves out."""

    engine: Engine
    present: Engine
    undated: int = 0


def read_state(engine: Engine) -> SchemaState:
    """Compare the database's schema version with the newest that this program knows."""
    with engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        if VERSION_TABLE not in tables:
            return SchemaState.FOREIGN if tables else SchemaState.EMPTY
        current = read_version(connection)
    if current is None:
        return SchemaState.EMPTY
    revisions = read_revisions()
    if current == revisions.head:
        return SchemaState.CURRENT
    return SchemaState.BEHIND if current in revisions.known else SchemaState.NEWER


def prepare_schema(engine: Engine, tell: Callable[[str], None] = say_nothing) -> None:
    """Make the schema current before a load: by ourselves on SQLite, else a `SchemaError` says what to type.

    `tell` hears where the copy of an older file is.
    """
    state = read_state(engine)
    if is_sqlite(engine) and state in {SchemaState.EMPTY, SchemaState.BEHIND}:
        migrate(engine, plan_route(engine, "head", goes_down=False), backup=True, tell=tell)
    else:
        require_current(engine, state)


def require_current(engine: Engine, state: SchemaState | None = None) -> None:
    """Raise a `SchemaError` that says what to type unless the schema is this program's own."""
    state = state or read_state(engine)
    url, command = mask_url(engine.url), f"corpdb db upgrade{repeat_option(engine.url)}"
    messages = {
        SchemaState.EMPTY: f"the database {url} has no tables yet; make them with: {command}",
        SchemaState.BEHIND: f"the database {url} has an older schema; upgrade it with: {command}",
        SchemaState.NEWER: f"the database {url} was written by a newer corpdb; upgrade this program with: "
        "python -m pip install --upgrade corpdb",
        SchemaState.FOREIGN: f"the database {url} holds tables of another program; name another with --database",
    }
    if state in messages:
        raise SchemaError(messages[state])


def describe_unloaded(engine: Engine) -> str | None:
    """How documents are loaded, if the database holds none."""
    with engine.connect() as connection:
        if connection.execute(text("SELECT 1 FROM bi_documents LIMIT 1")).first():
            return None
    url, command = mask_url(engine.url), f"corpdb load PATH{repeat_option(engine.url)}"
    return f"nothing is loaded into the database {url} yet; load documents with: {command}"


@contextmanager
def open_current(text: str | None) -> Generator[Engine]:
    """The database, or the default one, for reading, with the schema that this program's queries know."""
    with open_existing(text, read_only=True) as engine:
        require_current(engine)
        yield engine


def upgrade(engine: Engine, revision: str = "head", conduct: Conduct = QUIET) -> None:
    """Bring the schema up to `revision`, as `find_route` reads it. Programs that do so at once wait for each other."""
    take_route(engine, plan_route(engine, revision, goes_down=False), conduct)


def downgrade(engine: Engine, revision: str, conduct: Conduct = QUIET) -> None:
    """Take the schema back to `revision` (`base`: no tables at all)."""
    take_route(engine, plan_route(engine, revision, goes_down=True), conduct)


def plan_route(engine: Engine, revision: str, *, goes_down: bool) -> Route:
    """The steps that lead to `revision`; a schema that this program does not know is refused."""
    state = read_state(engine)
    if state in {SchemaState.FOREIGN, SchemaState.NEWER}:
        require_current(engine, state)
    return find_route(engine, revision, goes_down=goes_down)


def take_route(engine: Engine, route: Route, conduct: Conduct = QUIET) -> None:
    """Let Alembic take the steps of `route`, those that another program has not taken meanwhile."""
    from alembic import command

    config = make_config()
    config.attributes["conduct"] = conduct
    move = command.downgrade if route.goes_down else command.upgrade

    def take() -> None:
        with engine.connect() as connection:
            config.attributes["connection"] = connection
            move(config, route.end)

    if route.steps:
        _make_schema(engine)
        retrying(take, conduct.tell)


def migrate(engine: Engine, route: Route, *, backup: bool, tell: Callable[[str], None]) -> None:
    """Take the steps of `route`, on SQLite with a copy of the file made first if `backup` is wanted."""
    conduct = Conduct(tell)
    if not (backup and is_sqlite(engine)):
        take_route(engine, route, conduct)
        return
    with backing_up(engine, route, conduct) as careful:
        take_route(engine, route, careful)


def current_revision(engine: Engine) -> str | None:
    """The revision that the database stands at, or None for one without tables."""
    with engine.connect() as connection:
        return read_current(connection)


def _make_schema(engine: Engine) -> None:
    """Make the PostgreSQL schema that the URL names, unless it is there."""
    schema = find_schema(engine.url)
    if schema is None or is_sqlite(engine):
        return
    with engine.begin() as connection:
        if connection.execute(text("SELECT current_schema()")).scalar() is None:
            connection.execute(CreateSchema(schema))
