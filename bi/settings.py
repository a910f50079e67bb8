"""Where a database is, in each of the ways in which tools want to be told."""

from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote, quote_plus

from sqlalchemy import URL, Engine, inspect, text

from corpdb.core.errors import UsageError
from corpdb.models.dictionary import BI_DICTIONARY
from corpdb.storage.engine import find_schema, is_sqlite
from corpdb.storage.schema.state import require_current

PASSWORD = "PASSWORD"  # noqa: S105 - what stands where the reader writes the password
LOCAL = "localhost"
MOST_BYTES = 63  # PostgreSQL cuts a longer name off in silence
_WAL_PLACE, _WAL = 18, b"\2"  # where an SQLite file says that it has a log beside itself


@dataclass(frozen=True, slots=True)
class FileSettings:
    """An SQLite file: its absolute path, and whether it keeps a log beside itself of what is being written."""

    path: PurePath
    is_wal: bool

    @property
    def name(self) -> str:
        """A short name for it."""
        return self.path.stem

    @property
    def address(self) -> str:
        """For Python's own sqlite3: a file that is only read. SQLAlchemy's versions differ in what a % means."""
        return f"file:{quote(str(self.path))}?mode=ro"

    @property
    def plain_address(self) -> str:
        """For SQLAlchemy 1.4, as in Superset, which takes the path as it stands."""
        return f"sqlite:///{self.path}"

    @property
    def jdbc(self) -> str:
        """For Java: read only, with dates as they are stored."""
        return f"jdbc:sqlite:{self.path}?open_mode=1&date_string_format=yyyy-MM-dd"

    @property
    def odbc(self) -> str:
        """For ODBC: with no file made where there is none."""
        return _join_odbc({"Driver": "SQLite3", "Database": str(self.path), "NoCreat": "1", "Timeout": "60000"})


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """A PostgreSQL database: where its server listens, who connects, the schema with the views, how it is encrypted.

    Where the database's address names no schema, the views are found without it, and no tool needs to be told.
    """

    host: str
    port: int
    database: str
    user: str
    schema: str
    is_default_schema: bool
    sslmode: str
    is_socket: bool = False

    @property
    def name(self) -> str:
        """A short name for it."""
        return self.database

    @property
    def options(self) -> dict[str, str]:
        """What libpq is told beside the place: the encryption, and the schema where it is not found without."""
        path = {} if self.is_default_schema else {"options": f"-csearch_path={_escape_option(self.quoted_schema)}"}
        return {"sslmode": self.sslmode, **path}

    @property
    def quoted_schema(self) -> str:
        """The schema as SQL names it."""
        return '"' + self.schema.replace('"', '""') + '"'

    def write_address(self, driver: str = "postgresql+psycopg", password: str | None = None) -> str:
        """For SQLAlchemy, with that driver; without a password the environment's PGPASSWORD is taken."""
        url = URL.create(driver, self.user, password, self.host, self.port, self.database, query=self.options)
        return url.render_as_string(hide_password=False)

    @property
    def superset(self) -> str:
        """For Superset, whose SQLAlchemy takes a database's name as it stands and knows psycopg2 alone."""
        place = f"{quote(self.user, safe='')}:{PASSWORD}@{_bracket(self.host)}:{self.port}/{self.database}"
        return f"postgresql+psycopg2://{place}?{_join_query(self.options)}"

    @property
    def libpq(self) -> str:
        """For psql and libpq, as an address without password."""
        place = f"{quote(self.user, safe='')}@{_bracket(self.host)}:{self.port}/{quote(self.database, safe='')}"
        return f"postgresql://{place}?{'&'.join(f'{key}={quote(value)}' for key, value in self.options.items())}"

    @property
    def jdbc(self) -> str:
        """For Java, with the user but not the password."""
        path = {} if self.is_default_schema else {"currentSchema": self.quoted_schema}
        query = _join_query({"user": self.user, "sslmode": self.sslmode, **path, "ApplicationName": "corpdb"})
        return f"jdbc:postgresql://{_bracket(self.host)}:{self.port}/{quote(self.database, safe='')}?{query}"

    @property
    def odbc(self) -> str:
        """For ODBC; truth values stay such."""
        values = {
            "Driver": "PostgreSQL Unicode",
            "Servername": self.host,
            "Port": str(self.port),
            "Database": self.database,
            "Username": self.user,
            "Password": PASSWORD,
            "SSLmode": self.sslmode,
            "BoolsAsChar": "0",
        }
        if not self.is_default_schema:
            values["ConnSettings"] = quote_plus(f"SET search_path TO {self.quoted_schema}")
        return _join_odbc(values)


Settings = FileSettings | ServerSettings


def read_settings(engine: Engine, user: str | None = None) -> Settings:
    """The settings of the database, as a connection to it finds them; `user` is who the tool connects as.

    An error says that the database has no views to read, that SQLite knows no users, or what ails the user's name.
    """
    if user is not None and not (user.strip() and user.isprintable()):
        raise UsageError("the user's name is empty or cannot be written; name one with --user, such as bi_reader")
    with engine.connect() as connection:
        if BI_DICTIONARY.name not in inspect(connection).get_view_names():
            require_current(engine)
        if is_sqlite(engine):
            if user is not None:
                raise UsageError("an SQLite file has no users; leave out --user, or name a PostgreSQL database")
            return _read_file(Path(engine.url.database or "").absolute())
        if user is not None:
            require_whole(user)
        schema = connection.execute(text("SELECT current_schema()")).scalar_one()
        driver = connection.connection.driver_connection
        assert driver is not None
        return _read_server(engine.url, driver.info, schema, user)


def require_whole(role: str) -> None:
    """Raise a `UsageError` if PostgreSQL would take only the beginning of the role's name."""
    if len(role.encode()) > MOST_BYTES:
        raise UsageError(f"the role's name is longer than PostgreSQL's {MOST_BYTES} bytes; name a shorter one")


def _read_file(path: Path) -> FileSettings:
    with path.open("rb") as stream:
        stream.seek(_WAL_PLACE)
        return FileSettings(path, stream.read(1) == _WAL)


def _read_server(url: URL, info: Any, schema: str, user: str | None) -> ServerSettings:
    is_socket = info.host.startswith("/")
    return ServerSettings(
        host=LOCAL if is_socket else info.host,
        port=info.port,
        database=info.dbname,
        user=info.user if user is None else user,
        schema=schema,
        is_default_schema=find_schema(url) is None,
        sslmode=str(url.query.get("sslmode", "prefer")),
        is_socket=is_socket,
    )


def _escape_option(value: str) -> str:
    """The value as it stands in libpq's `options`, which end at a space."""
    return value.replace("\\", "\\\\").replace(" ", "\\ ")


def _bracket(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _join_query(values: dict[str, str]) -> str:
    return "&".join(f"{key}={quote(value, safe='')}" for key, value in values.items())


def _join_odbc(values: dict[str, str]) -> str:
    """The connection string; a value with a character that ends one stands in braces."""
    return ";".join(f"{key}={_brace(value)}" for key, value in values.items()) + ";"


def _brace(value: str) -> str:
    plain = not set(value) & set("[]{}(),;?*=!@ ")
    return value if plain else "{" + value.replace("}", "}}") + "}"
