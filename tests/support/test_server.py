import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from tests.support.account import Account
from tests.support.server import Server, run_server

ROOT = Path(__file__).parents[2]
SETTINGS = text(
    "SELECT current_setting('server_encoding'), datcollate, rolsuper, rolname = pg_get_userbyid(datdba) "
    "FROM pg_database, pg_roles WHERE datname = current_database() AND rolname = current_user"
)


def scalar(url: str, query: str) -> object:
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            return connection.scalar(text(query))
    finally:
        engine.dispose()


def test_both_databases_answer(database_url: str) -> None:
    assert scalar(database_url, "SELECT 6 * 7") == 42


def test_a_database_starts_empty(postgresql_url: str) -> None:
    assert scalar(postgresql_url, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == 0


def test_an_ordinary_role_owns_its_database_in_utf8_and_the_c_locale(postgresql_url: str) -> None:
    engine = create_engine(postgresql_url)
    with engine.connect() as connection:
        assert tuple(connection.execute(SETTINGS).one()) == ("UTF8", "C", False, True)
    engine.dispose()


def test_a_wrong_password_is_refused(postgresql_server: Server) -> None:
    url = postgresql_server.url("postgres").replace(postgresql_server.password, "wrong")
    with pytest.raises(OperationalError, match="password authentication failed"):
        scalar(url, "SELECT 1")


def test_a_database_is_dropped_though_someone_is_connected(postgresql_server: Server) -> None:
    with postgresql_server.database() as url:
        connection = create_engine(url).connect()
    with pytest.raises(OperationalError, match="does not exist"):
        scalar(url, "SELECT 1")
    connection.invalidate()


def test_the_server_is_not_run_by_root(postgresql_server: Server) -> None:
    assert (postgresql_server.directory / "data").stat().st_uid == (Account.choose().user or os.geteuid()) != 0


@pytest.mark.usefixtures("postgresql_server")
def test_the_embedded_server_runs_and_leaves_nothing() -> None:
    with run_server(embedded=True) as server, server.database() as url:
        assert "pginstall" in str(server.binaries)
        assert scalar(url, "SELECT 1") == 1
        data = (server.directory / "data").resolve()
    assert not server.directory.exists()
    assert not data.exists()


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL], ids=lambda end: end.name)
def test_the_server_ends_with_its_program(postgresql_server: Server, end: signal.Signals) -> None:
    program = (
        "import pathlib, sys, time; from tests.support.server import run_server\n"
        "with run_server(directory=pathlib.Path(sys.argv[1])) as server:\n"
        "    print(server.directory, flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", program, str(postgresql_server.binaries)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout
        directory = Path(process.stdout.readline().strip())
        data = (directory / "data").resolve(strict=True)
        process.send_signal(end)
    deadline = time.monotonic() + 10
    while (directory.exists() or data.exists()) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not directory.exists()
    assert not data.exists()
