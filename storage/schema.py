"""The state of a database's schema: empty, current, behind, newer or not ours; and the steps between."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import Enum
from importlib.resources import files
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from corpdb.core.errors import DatabaseError, SchemaError, UsageError
from corpdb.storage.engine import is_sqlite, mask_url, open_existing, repeat_option
from corpdb.storage.revisions import VERSION_TABLE, read_current, read_revisions, read_version

if TYPE_CHECKING:
    from alembic.config import Config
    from alembic.script import Script, ScriptDirectory

UPGRADE_LOCK = 0x636F72706462  # "corpdb": the advisory lock that lets one upgrade run at a time.


class SchemaState(Enum):
    """How a database's schema stands to this program's."""

    EMPTY = "empty"
    CURRENT = "current"
    BEHIND = "behind"
    NEWER = "newer"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class Revision:
    """A step of the schema: its identifier, its day, its sentence, and whether the database stands there."""

    identifier: str
    day: date | None
    sentence: str
    is_current: bool


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


def prepare_schema(engine: Engine) -> None:
    """Make the schema current before a load: by ourselves on SQLite, else a `SchemaError` says what to type."""
    state = read_state(engine)
    if is_sqlite(engine) and state in {SchemaState.EMPTY, SchemaState.BEHIND}:
        upgrade(engine)
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


@contextmanager
def open_current(text: str | None) -> Generator[Engine]:
    """The database, or the default one, for reading, with the schema that this program's queries know."""
    with open_existing(text, read_only=True) as engine:
        require_current(engine)
        yield engine


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the schema up to `revision`. Programs that do so at once wait for each other."""
    from alembic import command

    _change(engine, lambda config: command.upgrade(config, revision))


def downgrade(engine: Engine, revision: str) -> None:
    """Take the schema back to `revision` (`base`: no tables at all)."""
    from alembic import command

    _change(engine, lambda config: command.downgrade(config, revision))


def current_revision(engine: Engine) -> str | None:
    """The revision that the database stands at, or None for one without tables."""
    with engine.connect() as connection:
        return read_current(connection)


def list_history(engine: Engine) -> list[Revision]:
    """Every revision that this program knows, newest first."""
    current = current_revision(engine)
    return [_describe(script, current) for script in _script_directory().walk_revisions()]


@contextmanager
def changing_schema(connection: Connection) -> Generator[None]:
    """Let one program at a time change the schema in the block, where revisions run.

    On SQLite all of them are one transaction. Foreign keys are not enforced in it, so that tables may be rebuilt
    without deleting the rows that refer to them, but are checked at its end. On PostgreSQL each is a transaction.
    """
    if is_sqlite(connection):
        with _suspending_foreign_keys(connection), connection.execution_options(writing=True).begin():
            yield
            _require_references(connection)
        return
    connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": UPGRADE_LOCK})
    connection.commit()
    try:
        yield
    finally:
        connection.rollback()
        connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": UPGRADE_LOCK})
        connection.commit()


def _describe(script: "Script", current: str | None) -> Revision:
    created = next((line for line in script.longdoc.splitlines() if line.startswith("Create date: ")), "")
    day = date.fromisoformat(created.removeprefix("Create date: ")[:10]) if created else None
    return Revision(script.revision, day, script.doc, script.revision == current)


def _config() -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(files("corpdb.migrations")).replace("%", "%%"))
    return config


def _script_directory() -> "ScriptDirectory":
    from alembic.script import ScriptDirectory

    return ScriptDirectory.from_config(_config())


@contextmanager
def _suspending_foreign_keys(connection: Connection) -> Generator[None]:
    # SQLite ignores the setting within a transaction, and SQLAlchemy would begin one.
    raw = connection.connection.driver_connection
    assert raw is not None
    raw.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        raw.execute("PRAGMA foreign_keys = ON")


def _require_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise DatabaseError(
            f"{len(broken)} rows, the first of them of {broken[0][0]}, would refer to rows that are gone;"
            " the schema stays as it was"
        )


def _change(engine: Engine, step: "Callable[[Config], None]") -> None:
    """Let Alembic take a step on a connection of `engine`; a schema that this program does not know is refused."""
    from alembic.util import CommandError

    state = read_state(engine)
    if state in {SchemaState.FOREIGN, SchemaState.NEWER}:
        require_current(engine, state)
    config = _config()
    try:
        with engine.connect() as connection:
            config.attributes["connection"] = connection
            step(config)
    except CommandError as error:
        raise UsageError(f"{error}; corpdb db history lists the revisions") from None
