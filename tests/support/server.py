"""A PostgreSQL server for one test session, and databases on it."""

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import URL

from tests.support.account import Account
from tests.support.binaries import find_binaries

# A test's crash loses nothing worth keeping; a time zone far from UTC shows where code forgets to say which it means.
CONFIGURATION = """
listen_addresses = '127.0.0.1'
unix_socket_directories = '{directory}'
max_connections = 50
shared_buffers = 32MB
fsync = off
synchronous_commit = off
full_page_writes = off
timezone = 'Asia/Kolkata'
"""

# Told first where the programs are, then waits for a line, or for the end of whoever holds the other end of the pipe,
# however that comes about.
GUARD = 'read -r programs; read -r line; "$programs/pg_ctl" stop -D "$1/data" -m immediate; rm -rf "$1" "$2"'

MEMORY = Path("/dev/shm")  # a database is hundreds of files, made there twenty times as fast as on some disks
MEMORY_NEEDED = 2 * 1024**3

ADMINISTRATOR = "postgres"
ATTEMPTS = 3  # another program may take the free port first


class ServerError(Exception):
    """The server does not start."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: where it listens, and an ordinary role `user` to whom the databases belong."""

    binaries: Path
    directory: Path
    port: int
    user: str
    password: str

    def url(self, database: str) -> str:
        """Return the SQLAlchemy address of `database` for the ordinary role."""
        url = URL.create("postgresql+psycopg", self.user, self.password, "127.0.0.1", self.port, database)
        return url.render_as_string(hide_password=False)

    @contextmanager
    def database(self, template: str = "template0") -> Generator[str]:
        """Make a copy of `template`, give its SQLAlchemy address, and drop it at the end, whoever is connected."""
        name = f"test_{secrets.token_hex(6)}"
        identifier = sql.Identifier(name)
        create = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY file_copy")
        self.execute(create.format(identifier, sql.Identifier(self.user), sql.Identifier(template)))
        try:
            yield self.url(name)
        finally:
            self.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(identifier))

    def execute(self, statement: sql.Composed) -> None:
        """Run `statement` as the server's administrator."""
        with psycopg.connect(
            host="127.0.0.1",
            port=self.port,
            user=ADMINISTRATOR,
            password=self.password,
            dbname="postgres",
            autocommit=True,
        ) as connection:
            connection.execute(statement)


@contextmanager
def run_server(*, directory: Path | None = None, embedded: bool = False) -> Generator[Server]:
    """Start a server in directories of its own; it and they are gone afterwards, even if Python is killed.

    `directory` holds the programs to run, `embedded` asks for the embedded ones. Raise `BinariesError` if there are
    none and `ServerError` if they do not start.
    """
    account = Account.choose()
    workspace = Path(tempfile.mkdtemp(prefix="corpdb-", dir="/tmp"))  # short enough for a socket's name
    data = Path(tempfile.mkdtemp(prefix="corpdb-data-", dir=choose_disk()))
    account.own([workspace, data])
    (workspace / "data").symlink_to(data)
    with _guard(account, workspace, data) as announce:
        binaries = find_binaries(account, workspace / "embedded", directory=directory, embedded=embedded)
        announce(binaries)
        password = secrets.token_urlsafe()
        _initialize(account, binaries, workspace, password)
        server = Server(binaries, workspace, _launch(account, binaries, workspace), "corpdb", password)
        create = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}")
        server.execute(create.format(sql.Identifier(server.user), sql.Literal(password)))
        yield server


def choose_disk() -> Path:
    """The folder for what is written during tests and needed no longer: in memory, if there is room."""
    in_memory = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= MEMORY_NEEDED
    return MEMORY if in_memory else Path("/tmp")


@contextmanager
def _guard(account: Account, *directories: Path) -> Generator[Callable[[Path], None]]:
    guard = account.start(
        ["/bin/sh", "-c", GUARD, "guard", *directories], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    )

    def announce(binaries: Path) -> None:
        print(binaries, file=guard.stdin, flush=True)

    try:
        yield announce
    finally:
        guard.communicate("stop\n")


def _initialize(account: Account, binaries: Path, workspace: Path, password: str) -> None:
    password_file = workspace / "password"
    password_file.touch(mode=0o600)
    password_file.write_text(password)
    account.own([password_file])
    options = ["--auth=scram-sha-256", f"--pwfile={password_file}", "--encoding=UTF8", "--locale=C", "--no-sync"]
    try:
        account.run(binaries / "initdb", f"--username={ADMINISTRATOR}", *options, workspace / "data")
    except subprocess.CalledProcessError as error:
        raise ServerError(f"PostgreSQL's initdb fails: {error.output}") from error
    with (workspace / "data" / "postgresql.conf").open("a") as configuration:
        configuration.write(CONFIGURATION.format(directory=workspace))


def _launch(account: Account, binaries: Path, workspace: Path) -> int:
    log = workspace / "log"
    start = [binaries / "pg_ctl", "start", "--wait", f"--pgdata={workspace / 'data'}", f"--log={log}"]
    for _ in range(ATTEMPTS):
        port = _find_port()
        try:
            account.run(*start, f"--options=-p {port}")
        except subprocess.CalledProcessError:
            continue
        return port
    raise ServerError(f"PostgreSQL does not start: {log.read_text()}")


def _find_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
