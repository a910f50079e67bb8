"""Engines: how a database is named and opened, on SQLite and PostgreSQL alike."""

import os
import shlex
import sqlite3
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from corpdb.core.errors import DatabaseError, NotFoundError, UsageError
from corpdb.storage.interruption import begin_writing, give_up_connection, let_signals_in
from corpdb.storage.messages import explain_error

if TYPE_CHECKING:
    import psycopg  # not when running: who has SQLite need not wait for it

DATABASE_VARIABLE = "CORPDB_DATABASE_URL"
BUSY_SECONDS = 60
CACHE_KILOBYTES = 32_768
"""How much of an SQLite database is held in memory: pages that do not fit are written and read again and again."""
Prepare = Callable[[Connection], None]
SCHEMA_OPTION = "schema"  # of our URLs: the tables are in that schema of the database, whatever else is in others
DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}


def default_url() -> str:
    """The database that is meant when none is named: of the environment, else `corpdb.db` in this folder."""
    return os.environ.get(DATABASE_VARIABLE) or "sqlite:///corpdb.db"


def parse_url(text: str) -> URL:
    """Read a database URL; a `UsageError` says what is wrong with it and shows no password."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise UsageError(
            "the database URL cannot be read; write it like sqlite:///corpdb.db or postgresql://USER@HOST/NAME"
        ) from None
    dialect = url.drivername.partition("+")[0]
    if dialect not in DRIVERS:
        raise UsageError(f"databases of the kind {dialect!r} are not supported; use sqlite:/// or postgresql://")
    url = url.set(drivername=DRIVERS[dialect])
    if url.get_backend_name() != "sqlite" and text.count("@") > 1:  # what stands between two would be shown as a host
        raise UsageError("the user name or the password in the database URL holds an @; write it as %40")
    _refuse_misunderstandings(url)
    return url


def name_schema(text: str, schema: str) -> str:
    """The URL of the schema of that name in the PostgreSQL database at the URL `text`; SQLite has none."""
    url = parse_url(text)
    if url.get_backend_name() == "sqlite":
        raise UsageError("an SQLite database has no schemas; leave out --schema, or name a PostgreSQL database")
    if not schema.strip():
        raise UsageError("the schema's name is empty; name one, or leave out --schema")
    return url.update_query_dict({SCHEMA_OPTION: schema}).render_as_string(hide_password=False)


def mask_url(url: URL) -> str:
    """The URL as it may be shown: without its passwords."""
    hidden = {key: "hidden" for key in url.query if "password" in key.lower()}
    return url.update_query_dict(hidden).render_as_string(hide_password=True)


def repeat_option(url: URL) -> str:
    """The option that names the database once more in a command to type; without a password, which is never shown."""
    shown = mask_url(url)
    if url == parse_url(default_url()):
        return ""
    return f" --database {shlex.quote(shown) if shown == url.render_as_string(hide_password=False) else 'URL'}"


def make_engine(text: str, *, read_only: bool = False, prepare: Prepare | None = None) -> Engine:
    """An engine for the database at `text`; a read-only one refuses every write, whatever the statement says.

    Where it reads only, `prepare` is first called with each new connection, and may make what is temporary in it.
    """
    url = parse_url(text)
    if url.get_backend_name() == "sqlite":
        return _make_sqlite_engine(url, read_only=read_only, prepare=prepare)
    # A batch looks rows up after it has waited for the write lock, and must then see what others have written.
    engine = create_engine(
        url,
        isolation_level="READ COMMITTED",
        connect_args={"connect_timeout": 10, "application_name": "corpdb"},
        pool_pre_ping=True,
    )
    if schema := find_schema(url):
        event.listen(engine, "do_connect", _keep_schema_option)
        event.listen(engine, "connect", partial(_use_schema, schema), insert=True)
    if read_only:
        _listen_for_connections(engine, _begin_read_only, prepare)
    return engine


def find_schema(url: URL) -> str | None:
    """The schema that the URL names, if it names one."""
    schema = url.query.get(SCHEMA_OPTION)
    return schema if isinstance(schema, str) else None


@contextmanager
def open_database(text: str, *, read_only: bool = False, prepare: Prepare | None = None) -> Generator[Engine]:
    """An engine for the block; whatever the database refuses in it comes out as a `DatabaseError` sentence."""
    engine = make_engine(text, read_only=read_only, prepare=prepare)
    try:
        with explaining_errors(engine):
            yield engine
    finally:
        engine.dispose()


@contextmanager
def explaining_errors(engine: Engine) -> Generator[None]:
    """Raise what the database of `engine` refuses in the block as a `DatabaseError` sentence that names it."""
    try:
        yield
    except DBAPIError as error:
        raise DatabaseError(explain_error(error, mask_url(engine.url))) from error


@contextmanager
def open_existing(text: str | None, *, read_only: bool = False, prepare: Prepare | None = None) -> Generator[Engine]:
    """As `open_database`, or the default database; a `NotFoundError` says how to make a missing SQLite file."""
    with open_database(text or default_url(), read_only=read_only, prepare=prepare) as engine:
        require_file(engine)
        yield engine


def is_sqlite(engine: Engine | Connection) -> bool:
    """Whether the database is an SQLite file."""
    return engine.dialect.name == "sqlite"


def require_file(engine: Engine) -> None:
    """Raise a `NotFoundError` if the database is an SQLite file that does not exist."""
    path = engine.url.database
    if is_sqlite(engine) and path and not Path(path).exists():
        command = f"corpdb load PATH{repeat_option(engine.url)}"
        raise NotFoundError(f"there is no database {path} yet; make one with: {command}")


def _refuse_misunderstandings(url: URL) -> None:
    """Refuse what can be read but is hardly meant."""
    if url.get_backend_name() != "sqlite":
        if SCHEMA_OPTION in url.query and not find_schema(url):
            raise UsageError("the database URL names more than one schema; write it like ...?schema=press")
        return
    if not url.database or url.database == ":memory:":
        raise UsageError("the database URL names no file, and nothing would be kept; write it like sqlite:///corpdb.db")
    if url.query:
        raise UsageError("an SQLite database takes no options after ?; a ? in the file's name is written as %3F")


def _make_sqlite_engine(url: URL, *, read_only: bool, prepare: Prepare | None) -> Engine:
    if Path(url.database or "").is_dir():
        raise UsageError(f"the database {url.database} is a folder; name a file in it, such as corpdb.db")
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "handle_error", give_up_connection)
    if read_only:
        event.listen(engine, "do_connect", _open_read_only)
        _listen_for_connections(engine, _refuse_writing, prepare)
    return engine


@dataclass(frozen=True, slots=True)
class _Preparation:
    """What is done once with each new connection: prepare it, then let it read only."""

    prepare: Prepare
    restrict: Callable[[Any, object], None]

    def run(self, connection: Connection) -> None:
        if "prepared" in connection.info:
            return
        try:
            self.prepare(connection)
            connection.commit()
            self.restrict(connection.connection.driver_connection, None)
        except BaseException:
            connection.invalidate()  # nobody holds it yet, and half prepared it must not come back
            connection.close()
            raise
        connection.info["prepared"] = True


def _listen_for_connections(engine: Engine, restrict: Callable[[Any, object], None], prepare: Prepare | None) -> None:
    """Let each new connection be restricted, after it is prepared."""
    if prepare is None:
        event.listen(engine, "connect", restrict)
    else:
        event.listen(engine, "engine_connect", _Preparation(prepare, restrict).run)


def _open_read_only(_dialect: object, _record: object, arguments: list[Any], options: dict[str, Any]) -> None:
    """Let SQLite open the file for reading only; an address of its own form says so."""
    path = Path(arguments[0]).absolute()
    if path.with_name(f"{path.name}-journal").exists():
        _take_back(path)
    arguments[0] = f"{path.as_uri()}?mode=ro"
    options["uri"] = True


def _take_back(path: Path) -> None:
    """Let SQLite take back what a killed program has half written; it does not where it may only read.

    Of a program that still writes it leaves all as it is. Who may not write to the file is told so when it is read.
    """
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True)) as connection:
        connection.execute("SELECT count(*) FROM sqlite_master")


def _keep_schema_option(_dialect: object, _record: object, _arguments: list[Any], options: dict[str, Any]) -> None:
    """Keep to ourselves the option that the driver does not know."""
    del options[SCHEMA_OPTION]


def _use_schema(schema: str, connection: "psycopg.Connection[Any]", _record: object) -> None:
    """Let every name be one of the schema."""
    from psycopg import sql

    connection.execute(sql.SQL("SET search_path TO {}").format(sql.Identifier(schema)))
    connection.commit()


def _begin_read_only(connection: "psycopg.Connection[Any]", _record: object) -> None:
    """Let every transaction of a PostgreSQL connection only read, and what runs outside of one too."""
    connection.read_only = True
    connection.execute("SET default_transaction_read_only = on")
    connection.commit()


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    """Leave transactions to SQLAlchemy, so that schema changes take part in them; enforce foreign keys; hear Ctrl-C."""
    let_signals_in(connection)
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KILOBYTES}")


def _refuse_writing(connection: sqlite3.Connection, _record: object) -> None:
    """Let the database itself refuse every write, and every other file."""
    connection.execute("PRAGMA query_only = ON")
    connection.set_authorizer(_authorize_reading)


def _authorize_reading(action: int, first: str | None, second: str | None, *_: Any) -> int:
    """Answer SQLite's question whether a statement may do `action`: only what reads this file."""
    if action in {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}:
        return sqlite3.SQLITE_DENY if second == "load_extension" else sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_TRANSACTION:
        return sqlite3.SQLITE_OK
    if (action, first) == _OPENING_INDEX:
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_OK if action == sqlite3.SQLITE_PRAGMA and first in _READING_PRAGMAS else sqlite3.SQLITE_DENY


# What SQLite asks when it opens the index of words; nobody else may do it, since the file is open for reading.
_OPENING_INDEX = (sqlite3.SQLITE_UPDATE, "sqlite_master")


_READING_PRAGMAS = {
    "data_version",
    "table_info",
    "table_xinfo",
    "table_list",
    "index_list",
    "index_info",
    "foreign_key_list",
}


def _begin_sqlite(connection: Connection) -> None:
    """Begin for writing at once where the connection says so: two writers then queue instead of failing."""
    if connection.get_execution_options().get("writing", False):
        begin_writing(connection, BUSY_SECONDS)
    else:
        connection.exec_driver_sql("BEGIN")
