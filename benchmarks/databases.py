"""Empty databases, each made by the migrations and gone afterwards, on SQLite and on PostgreSQL."""

import secrets
import shutil
import sys
import tempfile
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from corpdb.storage.engine import make_engine
from corpdb.storage.schema.state import upgrade

Fresh = Callable[[], AbstractContextManager[str]]
"""Makes an empty database for the block and gives its address."""


@contextmanager
def open_backend(name: str, url: str | None, *, bare: bool = False) -> Generator[Fresh]:
    """A maker of databases: `sqlite`, or `postgresql` on the server at `url`, else on one started for the block.

    Bare ones have no tables: the migrations have not run.
    """
    prepare = _leave if bare else _upgrade
    if name == "sqlite":
        with tempfile.TemporaryDirectory(prefix="corpdb-benchmark-") as folder:
            prepare(f"sqlite:///{folder}/corpdb.db")
            yield lambda: _copy_sqlite(folder)
    elif url is not None:
        yield lambda: _make_postgresql(url, prepare)
    else:
        sys.path.append(str(Path(__file__).parents[1]))
        from tests.support.server import run_server

        with run_server() as server:
            yield lambda: _prepared(server.database(), prepare)


@contextmanager
def _copy_sqlite(template: str) -> Generator[str]:
    with tempfile.TemporaryDirectory(prefix="corpdb-benchmark-") as folder:
        shutil.copytree(template, folder, dirs_exist_ok=True)
        yield f"sqlite:///{folder}/corpdb.db"


@contextmanager
def _make_postgresql(server: str, prepare: Callable[[str], None]) -> Generator[str]:
    """A database of its own beside the one that `server` names, whose role must be allowed to make databases."""
    address = make_url(server).set(drivername="postgresql")
    name = f"corpdb_benchmark_{secrets.token_hex(4)}"
    with psycopg.connect(address.render_as_string(hide_password=False), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            url = address.set(database=name).render_as_string(hide_password=False)
            prepare(url)
            yield url
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def _prepared(database: AbstractContextManager[str], prepare: Callable[[str], None]) -> Generator[str]:
    with database as url:
        prepare(url)
        yield url


def _upgrade(url: str) -> None:
    engine = make_engine(url)
    upgrade(engine)
    engine.dispose()


def _leave(_url: str) -> None:
    """Leave the database without tables."""
