"""The settings that are printed for each tool: read as the tool reads them, and used to connect."""

import json
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import psycopg
import pytest
import yaml
from psycopg import sql
from sqlalchemy import create_engine, make_url, text

from corpdb.bi.settings import PASSWORD
from corpdb.bi.tools import Client
from corpdb.storage.engine import name_schema
from tests.cli.running import run_on
from tests.sample import fill_sample
from tests.support.server import Server

ODD_FILE = "les données d'été #1 100%41.db"
ODD_DATABASE = "press & médias"
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def odd_sqlite_url(sqlite_sample: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("odd") / ODD_FILE
    path.write_bytes(Path(make_url(sqlite_sample).database or "").read_bytes())
    return str(make_url("sqlite://").set(database=str(path)))


@pytest.fixture(scope="module")
def odd_postgresql_url(postgresql_server: Server) -> Iterator[str]:
    """A schema with an odd name in a database with an odd name."""
    with postgresql_server.database() as url:
        database = sql.Identifier(make_url(url).database or "")
        postgresql_server.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(database, sql.Identifier(ODD_DATABASE))
        )
        named = make_url(url).set(database=ODD_DATABASE).render_as_string(hide_password=False)
        fill_sample(odd := name_schema(named, "Le Monde"))
        yield odd
        postgresql_server.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(ODD_DATABASE), database)
        )


@pytest.fixture
def _password(postgresql_server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", postgresql_server.password)


def show(url: str, client: Client, *options: str) -> list[str]:
    """What stands in the page's blocks of code; the password is nowhere."""
    done = run_on(url, "bi", "connect", client, *options)
    assert done.exit_code == 0, done.output
    assert (make_url(url).password or "no password") not in done.output
    return [block for _, block in BLOCK.findall(done.stdout)]


def read_odbc(line: str) -> dict[str, str]:
    """The parts of a connection string, as ODBC's driver manager reads them."""
    parts = re.findall(r"(\w+)=(\{(?:[^}]|\}\})*\}|[^;{]*);", line)
    assert "".join(f"{key}={value};" for key, value in parts) == line.strip()
    return {key: value[1:-1].replace("}}", "}") if value[:1] == "{" else value for key, value in parts}


def count_events(address: str, query: str = "SELECT count(*) FROM bi_events") -> int:
    engine = create_engine(address)
    with engine.connect() as connection:
        number = connection.execute(text(query)).scalar_one()
    engine.dispose()
    return number


@pytest.mark.usefixtures("_password")
def test_the_addresses_of_a_server_connect(odd_postgresql_url: str, postgresql_server: Server) -> None:
    server = postgresql_server
    (superset, *_) = show(odd_postgresql_url, Client.SUPERSET)
    place, _, query = superset.strip().partition("?")
    database = place.rpartition("/")[2]  # as Superset's own SQLAlchemy takes it: as it stands
    given: Any = {key: value for key, (value,) in parse_qs(query, strict_parsing=True).items()}
    with psycopg.connect(host="127.0.0.1", port=server.port, user=server.user, dbname=database, **given) as connection:
        assert connection.execute("SELECT count(*) FROM bi_events").fetchone() == (4,)
    assert f"{server.user}:{PASSWORD}@127.0.0.1:{server.port}/" in place

    (code, *_) = show(odd_postgresql_url, Client.PANDAS)
    (address,) = re.findall(r"create_engine\((.*)\)", code)
    assert count_events(json.loads(address)) == 4

    (duckdb,) = show(odd_postgresql_url, Client.DUCKDB)
    (libpq,) = re.findall(r"ATTACH '((?:[^']|'')*)'", duckdb)
    with psycopg.connect(libpq.replace("''", "'")) as connection:
        assert connection.execute("SELECT count(*) FROM bi_events").fetchone() == (4,)

    (odbc,) = show(odd_postgresql_url, Client.ODBC, "--user", "reader;1")
    assert read_odbc(odbc) == {
        "Driver": "PostgreSQL Unicode",
        "Servername": "127.0.0.1",
        "Port": str(server.port),
        "Database": ODD_DATABASE,
        "Username": "reader;1",
        "Password": PASSWORD,
        "SSLmode": "prefer",
        "BoolsAsChar": "0",
        "ConnSettings": "SET+search_path+TO+%22Le+Monde%22",
    }


def test_a_java_address_of_a_server_is_read_back(odd_postgresql_url: str, postgresql_server: Server) -> None:
    for client in (Client.JDBC, Client.DBEAVER):
        (address,) = show(odd_postgresql_url, client, "--user", "a&b")
        parts = urlsplit(address.strip().removeprefix("jdbc:"))
        assert (parts.scheme, parts.hostname, parts.port) == ("postgresql", "127.0.0.1", postgresql_server.port)
        assert unquote(parts.path[1:]) == ODD_DATABASE
        given = parse_qs(parts.query, strict_parsing=True)
        assert (given["user"], given["currentSchema"]) == (["a&b"], ['"Le Monde"'])


@pytest.mark.usefixtures("_password")
def test_the_files_of_a_server_connect(odd_postgresql_url: str) -> None:
    profile = yaml.safe_load(show(odd_postgresql_url, Client.DBT)[0])["corpdb"]["outputs"]["dev"]
    assert profile["password"] == "{{ env_var('DBT_ENV_SECRET_PASSWORD') }}"
    given = {key: profile[key] for key in ("host", "port", "user", "dbname", "sslmode")}
    with psycopg.connect(**given) as connection:
        assert connection.execute('SELECT count(*) FROM "Le Monde".bi_events').fetchone() == (4,)
    (source,) = yaml.safe_load(show(odd_postgresql_url, Client.GRAFANA)[0])["datasources"]
    assert source["url"] == f"{profile['host']}:{profile['port']}"
    assert (source["user"], source["jsonData"]["database"]) == (profile["user"], ODD_DATABASE)


def test_the_addresses_of_a_file_open_it(odd_sqlite_url: str) -> None:
    path = make_url(odd_sqlite_url).database or ""
    (superset, *_) = show(odd_sqlite_url, Client.SUPERSET)
    assert superset.strip() == f"sqlite:///{path}"  # Superset's own SQLAlchemy takes it as it stands
    (code,) = show(odd_sqlite_url, Client.PANDAS)
    (address,) = re.findall(r"^address = (.*)$", code, re.MULTILINE)
    assert "sqlite3.connect(address, uri=True)" in code
    with closing(sqlite3.connect(json.loads(address), uri=True)) as connection:
        assert connection.execute("SELECT count(*) FROM bi_events").fetchone() == (4,)
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute("DELETE FROM event")
    (duckdb,) = show(odd_sqlite_url, Client.DUCKDB)
    assert re.findall(r"ATTACH '((?:[^']|'')*)'", duckdb) == [path.replace("'", "''")]
    assert read_odbc(show(odd_sqlite_url, Client.ODBC)[0])["Database"] == path
    (jdbc,) = show(odd_sqlite_url, Client.JDBC)
    assert jdbc.strip() == f"jdbc:sqlite:{path}?open_mode=1&date_string_format=yyyy-MM-dd"
    profile = yaml.safe_load(show(odd_sqlite_url, Client.DBT)[0])["corpdb"]["outputs"]["dev"]
    assert profile["schemas_and_paths"]["corpdb"] == path
    (source,) = yaml.safe_load(show(odd_sqlite_url, Client.GRAFANA)[0])["datasources"]
    assert source["jsonData"]["path"] == path


def test_the_panels_query_runs(sample_url: str) -> None:
    query = show(sample_url, Client.GRAFANA)[1]
    assert run_on(sample_url, "sql", query).exit_code == 0


def test_every_tool_has_its_page_of_either_database(sample_url: str) -> None:
    for client in Client:
        done = run_on(sample_url, "bi", "connect", client)
        assert done.stdout.startswith("# "), done.output
        assert "bi_dictionary" in done.stdout
        assert max(map(len, done.stdout.splitlines())) < 200


def test_what_cannot_be_connected_is_told(sqlite_sample: str, tmp_path: Path) -> None:
    for url, options, code, sentence in (
        (sqlite_sample, ("superset", "--user", "x"), 2, "an SQLite file has no users"),
        (sqlite_sample, ("superset", "--user", ""), 2, "the user's name is empty"),
        (sqlite_sample, ("lotus",), 2, "lotus is none of superset, metabase"),
        (f"sqlite:///{tmp_path}/none.db", ("excel",), 1, "there is no database"),
    ):
        done = run_on(url, "bi", "connect", *options)
        assert (done.exit_code, sentence in done.stderr) == (code, True), done.stderr
    sqlite3.connect(tmp_path / "empty.db").executescript("CREATE TABLE x (y); DROP TABLE x").close()
    done = run_on(f"sqlite:///{tmp_path}/empty.db", "bi", "connect", "excel")
    assert (done.exit_code, "has no tables yet; make them with" in done.stderr) == (1, True)


def test_a_user_whose_name_the_server_would_cut_off_is_refused(postgresql_sample: str) -> None:
    done = run_on(postgresql_sample, "bi", "connect", "superset", "--user", "é" * 32)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "corpdb: the role's name is longer than PostgreSQL's 63 bytes; name a shorter one\n"


def test_a_file_with_a_log_beside_it_comes_with_a_warning(sqlite_sample: str, tmp_path: Path) -> None:
    path = tmp_path / "wal.db"
    path.write_bytes(Path(make_url(sqlite_sample).database or "").read_bytes())
    assert "WAL" not in run_on(f"sqlite:///{path}", "bi", "connect", "tableau").stdout
    connection: Any = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = wal")
    connection.close()
    assert "VACUUM INTO" in run_on(f"sqlite:///{path}", "bi", "connect", "tableau").stdout
    assert os.access(path, os.R_OK)
